"""Files of documents: whole or not there, under names that every system takes."""

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.library.errors import (
    DiskFullError,
    FileChangedError,
    FileUnreadableError,
    LibraryNotWritableError,
)
from pincite.library.files import FileStore, safe_name, sha256_of
from pincite.model.ids import Sha256

DATA = b"some bytes" * 1000
SHA = Sha256(hashlib.sha256(DATA).hexdigest())


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    folder = tmp_path / "files"
    folder.mkdir()
    return FileStore(folder)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.pdf"
    path.write_bytes(DATA)
    return path


def _names(store: FileStore) -> list[str]:
    return sorted(p.name for p in store.folder.rglob("*") if p.is_file())


def test_a_file_is_copied_under_its_sha256(store: FileStore, source: Path) -> None:
    assert sha256_of(source) == SHA
    path = store.add(source, SHA, "Goulka 2009.pdf")
    assert path == store.folder / SHA[:2] / SHA / "Goulka 2009.pdf"
    assert path.read_bytes() == DATA
    assert store.path(SHA, "Goulka 2009.pdf") == path
    assert store.exists(SHA, "Goulka 2009.pdf")
    assert list(store.stored()) == [(SHA, path)]
    assert _names(store) == ["Goulka 2009.pdf"]


def test_adding_it_again_changes_nothing(store: FileStore, source: Path) -> None:
    path = store.add(source, SHA, "a.pdf")
    before = path.stat().st_mtime_ns
    assert store.add(source, SHA, "a.pdf") == path
    assert path.stat().st_mtime_ns == before


def test_a_reading_copy_lies_beside_the_file(store: FileStore, source: Path) -> None:
    store.add(source, SHA, "a.html")
    store.add_bytes(b"pdf", SHA, "a.pdf")
    assert _names(store) == ["a.html", "a.pdf"]
    store.remove(SHA)
    store.remove(SHA)
    assert _names(store) == []


def test_a_file_with_other_contents_is_not_added(store: FileStore, source: Path) -> None:
    with pytest.raises(FileChangedError, match=r"source\.pdf changed"):
        store.add(source, Sha256("0" * 64), "a.pdf")
    assert _names(store) == []


def test_a_source_that_cannot_be_read_is_told(store: FileStore, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match=r"gone\.pdf could not be read"):
        store.add(tmp_path / "gone.pdf", SHA, "a.pdf")
    with pytest.raises(FileUnreadableError):
        sha256_of(tmp_path)
    assert _names(store) == []


@pytest.mark.parametrize(
    ("code", "error"),
    [(errno.ENOSPC, DiskFullError), (errno.EROFS, LibraryNotWritableError)],
)
def test_a_disk_that_takes_no_more_is_told_and_nothing_is_left(
    store: FileStore,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    error: type[Exception],
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(error):
        store.add(source, SHA, "a.pdf")
    assert _names(store) == []
    assert not store.path(SHA, "a.pdf").parent.exists()


def test_a_process_killed_while_copying_leaves_no_file_under_its_name(store: FileStore) -> None:
    # The pipe never ends, so the copy is under way for sure when the process is killed.
    script = (
        "import sys; from pathlib import Path; from pincite.library.files import FileStore\n"
        f"FileStore(Path(sys.argv[1])).add(Path('/dev/stdin'), {SHA!r}, 'a.pdf')\n"
    )
    if os.name == "nt":
        pytest.skip("needs /dev/stdin")
    command = [sys.executable, "-c", script, str(store.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin
        while not (parts := list(store.folder.glob("*.part"))) or not parts[0].stat().st_size:
            process.stdin.write(b"x" * (1 << 20))
        process.kill()
        process.wait()
        process.stdin.close()
    assert not store.exists(SHA, "a.pdf")
    assert _names(store) == [parts[0].name]
    os.utime(parts[0], (0, 0))
    assert store.remove_temporary() == 1
    assert _names(store) == []


def test_a_copy_under_way_in_this_time_is_not_swept(store: FileStore) -> None:
    (store.folder / "x.part").write_bytes(b"")
    assert store.remove_temporary() == 0


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.pdf", "a.pdf"),
        ("a/b\\c:d?.pdf", "a b c d.pdf"),
        ("..", "document"),
        ("", "document"),
        (".pdf", "pdf"),
        ("con.pdf", "_con.pdf"),
        ("COM1", "_COM1"),
        ("ends. .", "ends"),
        ("tab\tand\0nul.pdf", "tab and nul.pdf"),
        ("e\u0301tude.pdf", "étude.pdf"),
        ("broken \udcff.pdf", "broken.pdf"),
        ("no suffix. but a sentence with a dot", "no suffix. but a sentence with a dot"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text() | st.text(min_size=200).map(lambda t: t + ".pdf"))
def test_any_name_is_safe_and_stays_so(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= 190
    assert not set(safe) & set('<>:"/\\|?*\0\n')
    assert not safe.endswith((" ", "."))
    assert safe_name(safe) == safe


def test_the_suffix_of_a_long_name_stays() -> None:
    assert safe_name("図" * 300 + ".pdf").endswith("図.pdf")


def test_longest_names_can_be_written(store: FileStore) -> None:
    name: Any = "図" * 300 + ".html"
    assert store.add_bytes(b"x", SHA, name).read_bytes() == b"x"
