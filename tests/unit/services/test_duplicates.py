"""Works that are in the library twice: found, made one with nothing lost, or set apart for good."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.citations import Bibliography, Citation
from pincite.model.creators import Creator
from pincite.model.documents import Document
from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CitationId,
    CollectionId,
    ItemId,
    NoteId,
    Sha256,
)
from pincite.model.items import Item
from pincite.model.notes import Note
from pincite.services.commands.duplicates import Merged, MergeItems, SetApart
from pincite.services.commands.items import AddItem
from pincite.services.commands.records import SaveRecords
from pincite.services.duplicates import find_duplicates, merging_of
from pincite.services.jobs import JobContext
from pincite.services.lookup import item_named
from pincite.services.workspace import Workspace

ADLER = (Creator(family="Adler", given="Ruth"),)
ONE = Item(
    ItemId("one"), "book", "adler2014", {"title": "Harbour Towns", "publisher": "North Press"},
    ADLER, {"issued": "2014"}, ("ports",), (CollectionId("a"),), added="2026-01-01",
)  # fmt: skip
TWO = Item(
    ItemId("two"), "document", "AdlerPorts", {"title": "HARBOUR TOWNS", "edition": "2"},
    ADLER, {"issued": "2014-05"}, ("trade", "ports"), (CollectionId("b"),), added="2026-01-02",
)  # fmt: skip
PART = replace(ONE, id=ItemId("part"), key="part", fields={"title": "Harbour Towns, Part 2"})
SHA = Sha256("0" * 64)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    for item in (ONE, TWO, PART):
        space.run_now(AddItem(item))
    yield space
    space.close()


def pairs(workspace: Workspace) -> list[tuple[str, str, bool]]:
    found = find_duplicates(workspace.read, JobContext())
    return [(pair.one.id, pair.other.id, pair.is_sure) for pair in found]


def test_a_work_that_is_there_twice_is_found_and_a_part_is_not(workspace: Workspace) -> None:
    assert pairs(workspace) == [("one", "two", True)]


def test_what_was_set_apart_is_not_shown_again(workspace: Workspace) -> None:
    workspace.run_now(SetApart(TWO.id, ONE.id))
    assert pairs(workspace) == []
    workspace.undo().result()
    assert pairs(workspace) == [("one", "two", True)]


def test_all_that_belongs_to_the_other_goes_over(workspace: Workspace) -> None:
    records = (
        Document(SHA, TWO.id, "towns.pdf", "application/pdf"),
        Annotation(AnnotationId("mark"), SHA, AnnotationKind.HIGHLIGHT, Anchor(0)),
        Note(NoteId("note"), "Ask the archive", item=TWO.id),
        Bibliography(BibliographyId("bib"), "Thesis"),
        Citation(CitationId("cite"), BibliographyId("bib"), TWO.id),
        Citation(CitationId("gone"), BibliographyId("bib"), TWO.id, trashed="2026-01-03"),
    )
    workspace.run_now(SaveRecords("Add", records))
    before = workspace.read.get(Item, "one")
    workspace.run_now(MergeItems(ONE.id, TWO.id))
    read = workspace.read
    item, other = read.get(Item, "one"), read.get(Item, "two")
    assert item is not None
    assert other is not None
    assert other.trashed
    assert (item.key, item.former_keys) == ("adler2014", ("AdlerPorts",))
    assert (item.type, item.tags, item.collections) == ("book", ("ports", "trade"), ("a", "b"))
    assert item.fields == {
        "title": "Harbour Towns", "publisher": "North Press", "edition": "2",
    }  # fmt: skip
    assert item_named(read, "AdlerPorts").id == ONE.id
    assert [d.sha256 for d in read.documents_of(ONE.id)] == [SHA]
    assert [a.id for a in read.annotations_of_item(ONE.id)] == ["mark"]
    assert [n.id for n in read.notes_of(ONE.id)] == ["note"]
    assert {c.id for c in read.belongings_of(ONE.id).citations} == {"cite", "gone"}
    workspace.undo().result()
    assert workspace.read.get(Item, "one") == before
    assert [c.id for c in workspace.read.citations_of_item(TWO.id)] == ["cite"]


def test_the_values_that_stay_are_chosen(workspace: Workspace) -> None:
    chosen = replace(Merged.of(ONE, TWO), fields={"title": "Harbour towns"}, dates={})
    workspace.run_now(MergeItems(TWO.id, ONE.id, chosen))
    item = workspace.read.get(Item, "two")
    assert item is not None
    assert (item.fields, item.dates) == ({"title": "Harbour towns"}, {})


def test_a_chain_becomes_one_item_in_one_step(workspace: Workspace) -> None:
    workspace.run_now(AddItem(replace(ONE, id=ItemId("three"), key="three", added="2026-02-01")))
    found = find_duplicates(workspace.read, JobContext())
    assert len(found) == 3
    workspace.run_now(merging_of(found))
    live = [i.id for i in workspace.read.items(workspace.read.item_ids())]
    assert sorted(live) == ["one", "part"]
    workspace.undo().result()
    assert len(workspace.read.item_ids()) == 4
