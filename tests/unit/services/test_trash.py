"""The trash: everything can be restored, and emptied with what belongs to it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.library import doctor
from pincite.library.trash_queries import TRASH_KINDS, TrashRecord
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document
from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CitationId,
    CollectionId,
    ItemId,
    NoteId,
    SavedSearchId,
    Sha256,
    TaskId,
)
from pincite.model.items import Collection, Item
from pincite.model.notes import Note
from pincite.model.records import record_id
from pincite.model.related_works import RelatedWorks
from pincite.model.saved_searches import SavedSearch
from pincite.model.tasks import Task
from pincite.services.commands.records import SaveRecords
from pincite.services.commands.trash import PurgeTrash, RestoreFromTrash
from pincite.services.trash import older_than, trash_entries
from pincite.services.workspace import Workspace

AT = "2026-01-01T00:00:00.000Z"
SHA = Sha256("a" * 64)
ITEM = Item(ItemId("work"), "book", "adler", {"title": "Harbour Towns"})
RECORDS: tuple[TrashRecord, ...] = (
    ITEM,
    Document(SHA, ITEM.id, "towns.pdf", "application/pdf", pages=3),
    Annotation(AnnotationId("mark"), SHA, AnnotationKind.HIGHLIGHT, Anchor(0, quote="a toll")),
    Note(NoteId("note"), "# Tolls", ITEM.id),
    Collection(CollectionId("group"), "Ports"),
    Bibliography(BibliographyId("essay"), "Essay"),
    Citation(CitationId("cite"), BibliographyId("essay"), ITEM.id),
    SavedSearch(SavedSearchId("search"), "Tolls", "toll*"),
)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(library_folder)
    yield opened
    opened.close()


def trashed() -> tuple[TrashRecord, ...]:
    return tuple(replace(record, trashed=AT) for record in RECORDS)


def stored(workspace: Workspace) -> list[TrashRecord | None]:
    return [workspace.read.get(type(r), record_id(r)) for r in RECORDS]


def test_every_kind_is_tried_here() -> None:
    assert {type(record) for record in RECORDS} == set(TRASH_KINDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_everything_can_be_restored(workspace: Workspace, record: TrashRecord) -> None:
    workspace.run_now(SaveRecords("Add", trashed()))
    assert len(trash_entries(workspace.read)) == len(RECORDS)
    workspace.run_now(RestoreFromTrash((record,)))
    assert workspace.read.get(type(record), record_id(record)) == record


def test_an_annotation_comes_back_with_its_file_and_work(workspace: Workspace) -> None:
    workspace.run_now(SaveRecords("Add", trashed()))
    workspace.run_now(RestoreFromTrash((RECORDS[2],)))
    assert stored(workspace)[:3] == list(RECORDS[:3])


def test_collections_come_back_with_those_inside_them(workspace: Workspace) -> None:
    above = Collection(CollectionId("a"), "Ports", trashed=AT)
    below = Collection(CollectionId("b"), "Tolls", above.id, trashed=AT)
    workspace.run_now(SaveRecords("Add", (above, below)))
    workspace.run_now(RestoreFromTrash((above,)))
    assert [c.name for c in workspace.read.collections()] == ["Ports", "Tolls"]


def test_a_bibliography_whose_name_is_taken_gets_another(workspace: Workspace) -> None:
    old = Bibliography(BibliographyId("old"), "Essay", trashed=AT)
    workspace.run_now(SaveRecords("Add", (old, Bibliography(BibliographyId("new"), "Essay"))))
    workspace.run_now(RestoreFromTrash((old,)))
    assert [b.name for b in workspace.read.bibliographies()] == ["Essay", "Essay (2)"]


def test_an_emptied_trash_leaves_nothing_and_undo_brings_all_back(workspace: Workspace) -> None:
    workspace.run_now(SaveRecords("Add", trashed()))
    before = stored(workspace)
    records = tuple(entry.record for entry in trash_entries(workspace.read))
    workspace.run_now(PurgeTrash(records))
    assert stored(workspace) == [None] * len(RECORDS)
    assert all(f.severity != "error" for f in doctor.examine(workspace.library))
    workspace.undo().result()
    assert stored(workspace) == before


def test_a_work_takes_all_that_belongs_to_it_with_it(workspace: Workspace) -> None:
    parts = RECORDS[1:]
    kept = [r for r in parts if not isinstance(r, Bibliography | Citation | SavedSearch)]
    gone = replace(ITEM, trashed=AT)
    other = Item(ItemId("other"), "book", "okafor")
    more = (other, Task(TaskId("task"), ITEM.id, "check"), RelatedWorks("pair", ITEM.id, other.id))
    workspace.run_now(SaveRecords("Add", (gone, *kept, *more)))
    workspace.run_now(PurgeTrash((gone,)))
    left = [type(record) for record in stored(workspace) if record is not None]
    assert left == [Collection]


def test_a_work_that_a_bibliography_cites_stays(workspace: Workspace) -> None:
    gone = replace(ITEM, trashed=AT)
    workspace.run_now(SaveRecords("Add", (gone, *RECORDS[5:7])))
    workspace.run_now(PurgeTrash((gone,)))
    assert workspace.read.get(Item, ITEM.id) == gone


def test_what_is_not_in_the_trash_any_more_is_not_removed(workspace: Workspace) -> None:
    workspace.run_now(SaveRecords("Add", (ITEM,)))
    workspace.run_now(PurgeTrash((replace(ITEM, trashed=AT),)))
    assert workspace.read.get(Item, ITEM.id) == ITEM


def test_only_what_is_old_enough_counts_as_old(workspace: Workspace) -> None:
    fresh = replace(RECORDS[4], trashed="2999-01-01T00:00:00.000Z")
    workspace.run_now(SaveRecords("Add", (replace(ITEM, trashed=AT), fresh)))
    entries = trash_entries(workspace.read)
    assert [entry.title for entry in older_than(entries, 30)] == ["Harbour Towns"]
