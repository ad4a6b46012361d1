"""The index worker is there while there is something to index, and only then."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.library.library import Library
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.search.index import IndexWriter
from pincite.services import index_worker
from pincite.services.commands.items import AddItem
from pincite.services.commands.notes import AddNote
from pincite.services.indexer import Indexer
from pincite.services.indexing import (
    bring_up_to_date,
    folder_of,
    index_status,
    open_or_rebuild,
    update_index,
)
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


@pytest.fixture
def indexer(library_folder: Path) -> Iterator[Indexer]:
    worker = Indexer(library_folder)
    yield worker
    worker.close()


def add(workspace: Workspace, name: str) -> None:
    """A work in the library that is not in the index yet."""
    workspace.run_now(AddItem(Item(ItemId(name), fields={"title": name})))


def test_an_empty_library_needs_no_process(workspace: Workspace, indexer: Indexer) -> None:
    indexer.follow(workspace.library.last_seq())
    assert not indexer.is_running


def test_no_process_is_started_while_the_index_is_current(
    workspace: Workspace, indexer: Indexer
) -> None:
    add(workspace, "grain")
    update_index(workspace.library, JobContext())
    indexer.follow(workspace.library.last_seq())
    assert not indexer.is_running


def test_a_change_starts_the_process(workspace: Workspace, indexer: Indexer) -> None:
    add(workspace, "grain")
    indexer.follow(workspace.library.last_seq())
    assert indexer.is_running


def test_a_damaged_index_starts_the_process(workspace: Workspace, indexer: Indexer) -> None:
    add(workspace, "grain")
    update_index(workspace.library, JobContext())
    (workspace.library.folder / "index" / "manifest.json").write_text("{", encoding="utf-8")
    indexer.follow(workspace.library.last_seq())
    assert indexer.is_running


def test_an_index_found_damaged_starts_the_process(workspace: Workspace, indexer: Indexer) -> None:
    add(workspace, "grain")
    update_index(workspace.library, JobContext())
    indexer.follow(workspace.library.last_seq())
    assert not indexer.is_running
    folder_of(workspace.library).discard()
    indexer.follow(workspace.library.last_seq())
    assert indexer.is_running


def fragmented(workspace: Workspace, parts: int) -> IndexWriter:
    """A writer on an index of that many small segments."""
    writer = open_or_rebuild(folder_of(workspace.library))
    for number in range(parts):
        add(workspace, f"work{number}")
        bring_up_to_date(workspace.library, writer, JobContext())
    assert writer.segment_count == parts
    return writer


def test_small_segments_are_joined_while_nothing_changes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_worker, "_input_ended", lambda _wait_s: False)
    with fragmented(workspace, 10) as writer:
        index_worker.merge_while_idle(workspace.library, writer, workspace.library.data_version())
        assert writer.segment_count < 8
        assert not writer.needs_merge()
    assert index_status(workspace.library).is_current


def test_joining_stops_when_the_library_changes(workspace: Workspace) -> None:
    with fragmented(workspace, 10) as writer:
        index_worker.merge_while_idle(workspace.library, writer, version=-1)
        assert writer.segment_count == 10
        assert len(list(folder_of(workspace.library).path.rglob("*.segment"))) == 10


def test_the_process_ends_when_nothing_more_comes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_worker, "IDLE_S", 0.0)
    monkeypatch.setattr(index_worker, "_input_ended", lambda _wait_s: False)
    add(workspace, "grain")
    with open_or_rebuild(folder_of(workspace.library)) as writer:
        index_worker.follow(workspace.library, writer)
    assert index_status(workspace.library).is_current


def test_texts_wait_until_nothing_comes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def make(library: Library, context: JobContext) -> int:
        made.append(library.last_seq())
        if len(made) == 1:
            workspace.run_now(AddNote("herring"))
        context.progress(1, 1)
        return 1

    monkeypatch.setattr(index_worker, "make_missing_indexes", make)
    monkeypatch.setattr(index_worker, "_input_ended", lambda _wait_s: False)
    assert not index_worker.make_texts_while_idle(workspace.library)
    assert index_worker.make_texts_while_idle(workspace.library)
    assert made[0] < made[1]
