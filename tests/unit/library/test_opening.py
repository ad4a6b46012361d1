"""Opening a library where it is easy and where it is not."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tests.unit.library import factories
from tests.unit.library.factories import ITEM, ITEM_ID

from pincite.library.backups import backup
from pincite.library.database import Database
from pincite.library.errors import (
    DamagedLibraryError,
    DiskFullError,
    LibraryBusyError,
    LibraryNotFoundError,
    LibraryNotWritableError,
)
from pincite.library.library import FILE_NAME, Library
from pincite.model.changes import Changes
from pincite.model.items import Item


def _put(library: Library, *items: Item) -> None:
    with library.transaction() as tx:
        for item in items:
            tx.put(item)


def test_a_new_library_has_its_folders_and_is_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "Мои книги"
    with closing(Library.open(folder)) as library:
        _put(library, ITEM)
        assert not library.is_read_only
    assert {p.name for p in folder.iterdir()} == {FILE_NAME, "files", "index", "backups"}
    with closing(Library.open(folder, create=False)) as library:
        assert library.reader.get(Item, ITEM_ID) == ITEM


def test_a_missing_library_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFoundError, match="There is no library"):
        Library.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"hello", b"\0" * 5000, b"SQLite format 3\0 short"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    with pytest.raises(DamagedLibraryError, match=r"library\.sqlite"):
        Library.open(tmp_path)
    assert path.read_bytes() == content
    assert list(tmp_path.glob(f"{FILE_NAME}-*")) == []


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as other:
        other.execute("CREATE TABLE x (y)")
    with pytest.raises(DamagedLibraryError):
        Library.open(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as other:
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("x",)]


def test_a_file_damaged_inside_is_told_as_such(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        _put(library, ITEM)
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DamagedLibraryError, match="backups"), closing(Library.open(tmp_path)) as it:
        it.reader.get(Item, ITEM_ID)


def test_two_libraries_on_one_folder_see_each_others_changes(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as one, closing(Library.open(tmp_path)) as other:
        version, seq = other.data_version(), other.last_seq()
        assert other.data_version() == version
        _put(one, ITEM)
        assert other.data_version() != version
        assert other.changes_since(seq) == Changes(items=frozenset({ITEM_ID}), seq=seq + 1)
        assert other.reader.get(Item, ITEM_ID) == ITEM


def test_another_process_is_seen_too(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pincite.library.library import Library\n"
        "from pincite.model.items import Item\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "with library.transaction() as tx: tx.put(Item(id='a' * 32))\n"
    )
    with closing(Library.open(tmp_path)) as library:
        version = library.data_version()
        subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=60)
        assert library.data_version() != version
        assert library.changes_since(0).items == {ITEM_ID}


def test_a_process_killed_in_a_transaction_leaves_nothing_of_it(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pincite.library.library import Library\n"
        "from pincite.model.items import Item\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "with library.transaction() as tx: tx.put(Item(id='a' * 32))\n"
        "with library.transaction() as tx:\n"
        "    for n in range(3000): tx.put(Item(id=f'{n:032x}', fields={'note': 'x' * 2000}))\n"
        "    print('written', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"written\n"
        process.kill()
    with closing(Library.open(tmp_path)) as library:
        assert library.reader.item_ids() == [ITEM_ID]
        _put(library, factories.item(1))


def test_a_writer_that_stays_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pincite.library.database.BUSY_TIMEOUT_S", 0.01)
    monkeypatch.setattr("pincite.library.library.BUSY_TIMEOUT_S", 0.01)
    with closing(Library.open(tmp_path)) as one, closing(Library.open(tmp_path)) as other:
        with one.transaction() as tx:
            tx.put(ITEM)
            with pytest.raises(LibraryBusyError, match="Another program"), other.transaction():
                pass
            with closing(Library.open(tmp_path)) as third:
                assert not third.is_read_only
        _put(other, factories.item(1))


def test_each_thread_reads_and_closing_closes_all(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    _put(library, ITEM)
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(library.reader.item_count())) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8
    library.close()
    library.close()
    with pytest.raises(RuntimeError, match="closed"):
        library.reader.item_count()


def test_readers_cannot_write(library: Library) -> None:
    with pytest.raises(LibraryNotWritableError):
        library.reader._database.run("DELETE FROM items")


def test_a_full_disk_is_told_and_nothing_is_half_written(library: Library) -> None:
    _put(library, ITEM)
    writer = library._writer
    writer.run(f"PRAGMA max_page_count = {writer.value('PRAGMA page_count')}")
    with pytest.raises(DiskFullError, match="is full"):
        _put(library, *(factories.item(n, "title " * 100) for n in range(1000)))
    assert library.reader.item_ids() == [ITEM_ID]
    writer.run("PRAGMA max_page_count = 1000000")
    _put(library, factories.item(1))
    assert library.reader.item_count() == 2


def test_a_write_protected_folder_is_opened_for_reading(
    public_folder: Path, unprivileged: None
) -> None:
    with closing(Library.open(public_folder)) as library:
        _put(library, ITEM)
    (public_folder / FILE_NAME).chmod(0o444)
    for folder in (public_folder / "files", public_folder):
        folder.chmod(0o555)
    with closing(Library.open(public_folder)) as library:
        assert library.is_read_only
        assert library.reader.get(Item, ITEM_ID) == ITEM
        assert library.data_version() > 0
        with pytest.raises(LibraryNotWritableError, match="open for reading only"):
            _put(library, ITEM)
        with pytest.raises(LibraryNotWritableError, match="could not be written"):
            library.files.add_bytes(b"x", factories.SHA, "x.txt")


def test_a_write_protected_file_in_an_open_folder_is_opened_for_reading(
    public_folder: Path, unprivileged: None
) -> None:
    with closing(Library.open(public_folder)) as library:
        _put(library, ITEM)
    (public_folder / FILE_NAME).chmod(0o444)
    with closing(Library.open(public_folder)) as library:
        assert library.is_read_only
        assert library.reader.get(Item, ITEM_ID) == ITEM


def test_a_library_cannot_be_made_in_a_write_protected_folder(
    public_folder: Path, unprivileged: None
) -> None:
    public_folder.chmod(0o555)
    for folder in (public_folder, public_folder / "new"):
        with pytest.raises(LibraryNotWritableError):
            Library.open(folder)


def test_a_library_cannot_be_made_under_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryNotWritableError):
        Library.open(tmp_path / "file")


def test_a_backup_is_one_whole_file_made_while_the_library_is_written(
    library: Library, tmp_path: Path
) -> None:
    _put(library, ITEM)
    target = tmp_path / "copies" / "copy.sqlite"
    with library.transaction() as tx:
        tx.put(factories.item(1))
        backup(library, target)
    assert [p.name for p in target.parent.iterdir()] == ["copy.sqlite"]
    with closing(Database(target, "ro")) as copy:
        assert copy.value("PRAGMA integrity_check") == "ok"
        assert copy.rows("SELECT id FROM items") == [(ITEM_ID,)]
