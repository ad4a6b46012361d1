"""Watched folders: what comes in, what does not, and that nothing in them is touched."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pincite import assets
from pincite.model.ids import CollectionId, fresh_id
from pincite.model.kept_exports import KeptExport
from pincite.services import folder_watch
from pincite.services.commands.collections import AddCollection
from pincite.services.commands.items import TrashItems
from pincite.services.commands.kept_exports import KeepExport
from pincite.services.errors import ServiceError
from pincite.services.folder_watch import FolderWatch, Round
from pincite.services.jobs import Cancelled, JobContext
from pincite.services.watched_folders import (
    WatchedFolder,
    save_watched_folders,
    watchable,
    watched_folders,
)
from pincite.services.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(library_folder)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def put(path: Path, text: str = "", *, age_s: float = 60.0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or f"# {path.stem}\n\nA text about {path.stem} and tides.\n")
    changed = time.time() - age_s
    os.utime(path, (changed, changed))
    return path


def watch(workspace: Workspace, folder: Path, collection: CollectionId | None) -> WatchedFolder:
    made = replace(watchable(workspace, folder), collection=collection)
    save_watched_folders(workspace, [made]).result()
    return made


def look(workspace: Workspace) -> Round:
    (found,) = FolderWatch(workspace).look(JobContext())
    return found


def count(workspace: Workspace) -> int:
    return len(workspace.read.items(workspace.read.item_ids()))


def test_new_files_come_into_the_collection_as_one_step(workspace: Workspace, folder: Path) -> None:
    made = AddCollection("Inbox")
    workspace.run_now(made)
    watch(workspace, folder, made.id)
    put(folder / "one.md")
    put(folder / "below" / "two.md")
    put(folder / ".hidden.md")
    put(folder / "photo.jpeg")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    first = look(workspace)
    assert (first.count("new"), first.problem) == (2, "")
    items = workspace.read.items(workspace.read.item_ids())
    assert all(item.collections == (made.id,) for item in items)
    assert look(workspace).files == ()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    workspace.undo().result()
    assert count(workspace) == 0


def test_a_file_that_is_being_written_waits(workspace: Workspace, folder: Path) -> None:
    watch(workspace, folder, None)
    path = put(folder / "slow.md", age_s=2)
    put(folder / "empty.md", " ").write_text("")
    assert (look(workspace).files, look(workspace).waiting) == ((), 2)
    put(path)
    assert look(workspace).count("new") == 1


def test_the_same_file_twice_is_known_and_what_was_deleted_stays_away(
    workspace: Workspace, folder: Path
) -> None:
    watch(workspace, folder, None)
    text = put(folder / "one.md").read_text()
    look(workspace)
    put(folder / "copy.md", text)
    assert look(workspace).count("known") == 1
    workspace.run_now(TrashItems(tuple(workspace.read.item_ids())))
    assert look(workspace).files == ()
    assert count(workspace) == 0
    # Another program, another time: it is still known what was dealt with.
    put(folder / "three.md")
    assert [entry.path.name for entry in look(workspace).files] == ["three.md"]


def test_a_broken_file_is_told_once_and_again_when_it_has_changed(
    workspace: Workspace, folder: Path
) -> None:
    watch(workspace, folder, None)
    broken = put(folder / "broken.pdf", "this is no PDF")
    put(folder / "good.md")
    first = look(workspace)
    assert (first.count("failed"), first.count("new")) == (1, 1)
    assert look(workspace).files == ()
    sample = next(assets.samples().rglob("storm-tides.pdf"))
    broken.write_bytes(sample.read_bytes())
    os.utime(broken, (1_000_000_000, 1_000_000_000))
    assert look(workspace).count("new") == 1


def test_a_folder_that_is_gone_waits_and_goes_on(workspace: Workspace, folder: Path) -> None:
    watch(workspace, folder, None)
    folder.rename(folder.with_name("elsewhere"))
    assert look(workspace).problem == (
        "The watched folder “inbox” waits, because it is not there; bring it back, or watch "
        "another."
    )
    folder.with_name("elsewhere").rename(folder)
    put(folder / "one.md")
    assert look(workspace).count("new") == 1


def test_without_room_nothing_is_lost(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(workspace, folder, None)
    put(folder / "one.md")
    monkeypatch.setattr(folder_watch, "_LEAST_FREE", 1 << 80)
    assert "nearly full" in look(workspace).problem
    monkeypatch.undo()
    assert look(workspace).count("new") == 1


def test_our_own_files_are_left_out(workspace: Workspace, folder: Path) -> None:
    watch(workspace, folder, None)
    path = put(folder / "works.bib", "@book{a, title={Tides}, author={Adler, Ruth}, year=2014}")
    export = KeptExport(fresh_id(), str(path), "biblatex")
    workspace.run_now(KeepExport(export))
    assert look(workspace).files == ()
    put(folder / "others.bib", "@book{b, title={Walls}, author={Okafor, Ada}, year=2015}")
    assert look(workspace).count("new") == 1


def test_the_library_itself_is_not_watched(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="belongs to the library"):
        watch(workspace, workspace.library.folder / "files", None)
    with pytest.raises(ServiceError, match="no folder"):
        watch(workspace, tmp_path / "nowhere", None)
    watch(workspace, tmp_path, None)
    assert workspace.library.folder.is_relative_to(tmp_path)
    assert look(workspace).files == ()


def test_a_paused_folder_is_left_alone(workspace: Workspace, folder: Path) -> None:
    made = watch(workspace, folder, None)
    put(folder / "one.md")
    paused = replace(made, is_paused=True)
    save_watched_folders(workspace, [paused]).result()
    assert watched_folders(workspace.read) == (paused,)
    assert FolderWatch(workspace).look(JobContext()) == []


def test_it_can_be_stopped(workspace: Workspace, folder: Path) -> None:
    watch(workspace, folder, None)
    put(folder / "one.md")
    context = JobContext()
    context.cancel()
    with pytest.raises(Cancelled):
        FolderWatch(workspace).look(context)
    assert look(workspace).count("new") == 1


def test_broken_settings_are_no_folders(workspace: Workspace) -> None:
    workspace.save_setting("watched_folders", '[{"path": 5}, 7').result()
    assert watched_folders(workspace.read) == ()
    workspace.save_setting("watched_folders", '[{"path": 5}, 7, {"path": "/x"}]').result()
    assert [each.path for each in watched_folders(workspace.read)] == ["/x"]
