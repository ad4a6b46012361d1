"""Backups: when they are made, which are kept, and putting one in the library's place."""

import errno
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from pincite.library.backups import (
    Backup,
    BackupKind,
    backup,
    backups_in,
    is_due,
    make_backup,
    outlived,
    restore,
    verify,
)
from pincite.library.copying import copy_database
from pincite.library.errors import (
    DamagedLibraryError,
    DiskFullError,
    LibraryBusyError,
    LibraryNotFoundError,
)
from pincite.library.library import FILE_NAME, Library
from pincite.model.ids import ItemId
from pincite.model.items import Item

NOW = datetime(2026, 6, 17, 12, tzinfo=UTC)


def put(library: Library, name: str) -> None:
    with library.transaction() as tx:
        tx.put(Item(ItemId(name), fields={"title": name}))


def titles(folder: Path) -> list[str]:
    library = Library.open(folder, create=False)
    try:
        reader = library.reader
        return sorted(item.title for item in reader.items(reader.item_ids()))
    finally:
        library.close()


def of_day(days_ago: int, kind: BackupKind = BackupKind.MADE, hour: int = 12) -> Backup:
    at = NOW.replace(hour=hour) - timedelta(days=days_ago)
    return Backup(Path(f"{at:%Y%m%d%H}-{kind}"), at, kind, 1)


def test_a_backup_is_opened_and_counted(library: Library) -> None:
    put(library, "one")
    made = make_backup(library, NOW)
    assert made.path.name == "library-20260617-120000.sqlite"
    assert verify(made.path) == 1
    assert [b.path for b in backups_in(library.folder)] == [made.path]


def test_of_two_backups_of_a_second_the_later_is_kept(library: Library) -> None:
    one, two = make_backup(library, NOW), make_backup(library, NOW)
    assert one.path != two.path
    assert [b.path for b in backups_in(library.folder)] == [two.path]


def test_the_newest_of_seven_days_four_weeks_and_twelve_months_are_kept() -> None:
    every_day = [of_day(days) for days in range(800)]
    gone = {b.path for b in outlived(every_day, NOW)}
    kept = [b for b in every_day if b.path not in gone]
    days = {(NOW - b.at).days for b in kept}
    assert set(range(7)) <= days
    # 17 June 2026 is a Wednesday; 31 May is the last day of its week and of its month.
    assert {10, 17} <= days
    assert len({f"{b.at:%Y%m}" for b in kept}) == 12
    assert len(kept) == 7 + 2 + 10


def test_only_the_last_of_a_day_is_kept() -> None:
    two = [of_day(1, hour=18), of_day(1, hour=9)]
    assert outlived([of_day(0), *two], NOW) == [two[1]]


def test_backups_before_versions_are_counted_apart() -> None:
    old = [of_day(900 + n, BackupKind.VERSION) for n in range(8)]
    assert outlived([of_day(0), *old], NOW) == old[6:]


def test_a_backup_is_due_once_a_day_if_something_has_changed(library: Library) -> None:
    assert not is_due(library, NOW)
    put(library, "one")
    assert is_due(library, NOW)
    make_backup(library, NOW)
    assert not is_due(library, NOW + timedelta(hours=3))
    assert not is_due(library, NOW + timedelta(days=1))
    put(library, "two")
    assert not is_due(library, NOW + timedelta(hours=3))
    assert is_due(library, NOW + timedelta(days=1))


def test_old_ones_go_when_a_new_one_is_made(library: Library) -> None:
    for hour in (8, 9, 10):
        made = make_backup(library, NOW.replace(hour=hour))
    assert [b.path for b in backups_in(library.folder)] == [made.path]


def test_other_files_are_left_alone(library: Library) -> None:
    mine = library.folder / "backups" / "library-mine.sqlite"
    mine.write_bytes(b"mine")
    make_backup(library, NOW)
    make_backup(library, NOW + timedelta(hours=1))
    assert mine.exists()
    assert mine not in [b.path for b in backups_in(library.folder)]


def test_the_library_itself_is_no_target(library: Library) -> None:
    put(library, "one")
    with pytest.raises(Exception, match="is the library itself"):
        backup(library, library.folder / FILE_NAME)
    assert library.reader.item_count() == 1


def test_a_restored_backup_takes_the_place_and_the_old_library_is_kept(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "lib")
    put(library, "one")
    made = make_backup(library, NOW)
    put(library, "two")
    index = library.folder / "index" / "part"
    index.write_text("old")
    library.close()
    aside = restore(library.folder, made.path, NOW)
    assert titles(library.folder) == ["one"]
    assert not index.exists()
    assert aside is not None
    again = restore(library.folder, aside, NOW)
    assert titles(library.folder) == ["one", "two"]
    assert again != aside


def test_a_library_that_is_open_is_not_replaced(library: Library) -> None:
    put(library, "one")
    made = make_backup(library, NOW)
    put(library, "two")
    with pytest.raises(LibraryBusyError, match="is open in another window or program"):
        restore(library.folder, made.path)
    put(library, "three")
    assert library.reader.item_count() == 3


def test_a_full_disk_leaves_the_library_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path / "lib")
    put(library, "one")
    made = make_backup(library, NOW)
    put(library, "two")
    library.close()
    before = {path.name for path in library.folder.iterdir()}

    def fail(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFullError, match="no room left on the disk for"):
        restore(library.folder, made.path, NOW)
    monkeypatch.undo()
    assert {path.name for path in library.folder.iterdir()} == before
    assert titles(library.folder) == ["one", "two"]


def test_there_is_a_library_at_every_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path / "lib")
    put(library, "one")
    made = make_backup(library, NOW)
    library.close()
    path, move = library.folder / FILE_NAME, os.replace

    def watched(source: Path, target: Path) -> None:
        assert path.exists()
        move(source, target)
        assert path.exists()

    monkeypatch.setattr(os, "replace", watched)
    restore(library.folder, made.path, NOW)
    assert titles(library.folder) == ["one"]


def test_a_disk_without_second_names_takes_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path / "lib")
    put(library, "one")
    made = make_backup(library, NOW)
    put(library, "two")
    library.close()

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    aside = restore(library.folder, made.path, NOW)
    assert titles(library.folder) == ["one"]
    assert aside is not None
    assert verify(aside) == 2


def test_where_a_copy_finds_no_room_its_own_place_is_named(
    library: Library, tmp_path: Path
) -> None:
    put(library, "one")

    class Full:
        """A connection whose copy finds no room."""

        def backup(self, _target: object) -> None:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    target = tmp_path / "stick" / "copy.sqlite"
    database = SimpleNamespace(connection=Full())
    with pytest.raises(DiskFullError) as told:
        copy_database(database, target)  # type: ignore[arg-type]
    assert str(told.value).startswith(f"There is no room left on the disk for {target}")
    assert list(target.parent.iterdir()) == []


def test_a_damaged_library_is_put_aside_as_it_is(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "lib")
    put(library, "one")
    made = make_backup(library, NOW)
    library.close()
    path = library.folder / FILE_NAME
    path.write_bytes(b"no library at all" * 10)
    aside = restore(library.folder, made.path, NOW)
    assert titles(library.folder) == ["one"]
    assert aside is not None
    assert aside.read_bytes().startswith(b"no library")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"text" * 100])
def test_what_is_no_backup_is_refused_and_the_library_stays(tmp_path: Path, content: bytes) -> None:
    library = Library.open(tmp_path / "lib")
    put(library, "one")
    library.close()
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_bytes(content)
    with pytest.raises(DamagedLibraryError):
        restore(library.folder, wrong)
    assert titles(library.folder) == ["one"]


def test_a_database_of_another_program_is_no_backup(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE items (id)")
    with pytest.raises(DamagedLibraryError):
        verify(other)


def test_a_backup_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFoundError):
        restore(tmp_path / "lib", tmp_path / "gone.sqlite")
