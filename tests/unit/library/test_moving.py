"""Moving a library: whole at one place or the other, at any time."""

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from pincite.library import moving
from pincite.library.errors import DiskFullError, LibraryBusyError, LibraryError
from pincite.library.library import Library
from pincite.library.moving import move_library
from pincite.model.ids import ItemId
from pincite.model.items import Item


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    library = Library.open(tmp_path / "old")
    with library.transaction() as tx:
        tx.put(Item(ItemId("one")))
    (library.folder / "files" / "ab").mkdir()
    (library.folder / "files" / "ab" / "towns.pdf").write_bytes(b"%PDF")
    library.close()
    return tmp_path / "old"


@pytest.fixture
def _another_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Renaming a library's folder fails, as it does from disk to disk."""
    rename = os.rename

    def refuse(source: Path, target: Path) -> None:
        if Path(source).name == "old":
            raise OSError(18, "Invalid cross-device link")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)


def silent(_done: int, _total: int) -> None:
    return


def count(folder: Path) -> int:
    library = Library.open(folder, create=False)
    try:
        return library.reader.item_count()
    finally:
        library.close()


def test_it_gets_another_name(closed: Path, tmp_path: Path) -> None:
    move_library(closed, tmp_path / "below" / "new", silent)
    assert not closed.exists()
    assert count(tmp_path / "below" / "new") == 1


@pytest.mark.usefixtures("_another_disk")
def test_to_another_disk_everything_is_copied_and_then_taken_away(
    closed: Path, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    move_library(closed, tmp_path / "new", lambda done, total: told.append((done, total)))
    assert not closed.exists()
    assert (tmp_path / "new" / "files" / "ab" / "towns.pdf").read_bytes() == b"%PDF"
    assert count(tmp_path / "new") == 1
    assert told[0][0] == 0


@pytest.mark.usefixtures("_another_disk")
def test_files_of_somebody_else_stay_where_they_are(closed: Path, tmp_path: Path) -> None:
    (closed / "mine.txt").write_text("mine")
    move_library(closed, tmp_path / "new", silent)
    assert [path.name for path in closed.iterdir()] == ["mine.txt"]
    assert not (tmp_path / "new" / "mine.txt").exists()


@pytest.mark.usefixtures("_another_disk")
def test_stopped_in_between_nothing_has_moved(closed: Path, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move_library(closed, tmp_path / "new", stop)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["old"]
    assert count(closed) == 1


@pytest.mark.usefixtures("_another_disk")
def test_a_disk_without_room_is_told_before_anything_is_copied(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=10))
    with pytest.raises(DiskFullError, match="no room left"):
        move_library(closed, tmp_path / "new", lambda *progress: told.append(progress))
    assert told == []
    assert count(closed) == 1


@pytest.mark.usefixtures("_another_disk")
def test_the_new_files_are_on_the_disk_before_the_old_ones_go(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def note(path: Path) -> None:
        assert closed.exists()
        synced.append(path.name)

    monkeypatch.setattr(moving, "fsync_file", note)
    move_library(closed, tmp_path / "new", silent)
    assert sorted(synced) == ["library.sqlite", "towns.pdf"]


def test_an_open_library_stays(closed: Path, tmp_path: Path) -> None:
    library = Library.open(closed)
    try:
        with pytest.raises(LibraryBusyError):
            move_library(closed, tmp_path / "new", silent)
        assert library.reader.item_count() == 1
    finally:
        library.close()


@pytest.mark.parametrize("where", ["full", "old/inside"])
def test_places_where_it_cannot_go(closed: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thing").write_text("x")
    with pytest.raises(LibraryError, match=r"something in|into itself"):
        move_library(closed, tmp_path / where, silent)
    assert count(closed) == 1
