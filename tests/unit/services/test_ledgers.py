"""Ledgers of items, collections, the library and manuscripts: what cites which pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.citing.csl_engine import CslEngine
from pincite.citing.ledger import LedgerOrigin, LedgerWork
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CitationId,
    CollectionId,
    ItemId,
    MentionId,
    NoteId,
    Sha256,
)
from pincite.model.items import Collection, Item
from pincite.model.locators import parse_locator
from pincite.model.manuscripts import Finding, FindingState, Place, Report
from pincite.model.mentions import Mention, MentionKind, MentionState
from pincite.model.notes import Note
from pincite.services.bibliographies import BibliographyService
from pincite.services.commands.mentions import SaveMentions
from pincite.services.commands.records import SaveRecords
from pincite.services.ledgers import Ledgers
from pincite.services.workspace import Workspace

INNER = CollectionId("inner")
GRAIN = Item(ItemId("grain"), "book", "adler2014", {"title": "Grain"}, collections=(INNER,))
OTHER = Item(ItemId("other"), "book", "bell2001", {"title": "Harbours"})
FILE, CITING = Sha256("a" * 64), Sha256("b" * 64)


def _mark(id: str, page_index: int) -> Annotation:
    anchor = Anchor(page_index, quote="words")
    return Annotation(AnnotationId(id), FILE, AnnotationKind.HIGHLIGHT, anchor)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "library")
    labels = tuple(PageLabel(str(number)) for number in range(20, 30))
    thesis = Bibliography(BibliographyId("t"), "Thesis")
    outer = Collection(CollectionId("outer"), "Outer")
    records = (
        outer, Collection(INNER, "Inner", outer.id), GRAIN, OTHER,
        Document(FILE, GRAIN.id, "grain.pdf", "application/pdf", pages=10),
        Document(CITING, OTHER.id, "harbours.pdf", "application/pdf", pages=3),
        PageMap(FILE, labels), thesis, _mark("cited", 3), _mark("free", 4),
        Citation(CitationId("c1"), thesis.id, GRAIN.id, annotation=AnnotationId("cited")),
        Citation(CitationId("c2"), thesis.id, OTHER.id),
        Note(NoteId("n"), "# Ideas\n\nSee [@adler2014, p. 27] and [@nobody, p. 3]."),
    )  # fmt: skip
    workspace.run_now(SaveRecords("", records))
    mention = Mention(
        MentionId("m"), CITING, MentionKind.AUTHOR, Anchor(0, quote="(Adler 2014, p. 25)"), 19,
        "Adler 2014", parse_locator("25"), item=GRAIN.id, state=MentionState.RESOLVED,
    )  # fmt: skip
    workspace.run_now(SaveMentions(CITING, (mention,)))
    yield workspace
    workspace.close()


def ledgers(workspace: Workspace, *origins: LedgerOrigin) -> Ledgers:
    bibliographies = BibliographyService(workspace, CslEngine)
    return Ledgers(workspace.read, bibliographies, origins or LedgerOrigin)


def named(works: list[LedgerWork]) -> list[str]:
    return [work.title for work in works]


def test_all_that_names_pages_of_a_work_is_counted_once(workspace: Workspace) -> None:
    [work] = ledgers(workspace).of_items([GRAIN.id])
    assert work.pages == ("23–25", "27")
    assert work.origins == {"citation": 1, "annotation": 1, "mention": 1, "note": 1}
    assert work.states == {"unchecked": 2}
    assert work.sources == ("Thesis", "grain.pdf", "Harbours", "Ideas")
    assert [(p.index, [e.id for e in p.entries]) for p in work.places] == [
        (3, ["c1", "free", "m"]),
        (7, ["n"]),
    ]


def test_only_some_origins_are_counted_when_asked_for(workspace: Workspace) -> None:
    [work] = ledgers(workspace, LedgerOrigin.NOTE).of_library()
    assert work.pages == ("27",)


def test_a_collection_counts_those_inside_it(workspace: Workspace) -> None:
    assert named(ledgers(workspace).of_collection(CollectionId("outer"))) == ["Grain"]
    assert named(ledgers(workspace).of_library()) == ["Grain", "Harbours"]


def test_a_bibliography_counts_its_own_citations(workspace: Workspace) -> None:
    works = ledgers(workspace).of_bibliography(BibliographyId("t"))
    assert [(w.title, w.pages) for w in works] == [("Grain", ("23",)), ("Harbours", ())]


def test_a_manuscript_that_was_checked_has_a_ledger(workspace: Workspace) -> None:
    findings = [
        Finding(Place(n), "x", "", "x", state, parse_locator(page), item=GRAIN)
        for n, page, state in ((1, "23", FindingState.VERIFIED), (2, "24", FindingState.NO_PAGE))
    ]
    findings.append(Finding(Place(3), "y", "", "y", FindingState.MISSING))
    [work] = ledgers(workspace).of_report(Report.of(Path("brief.docx"), findings, ()))
    assert (work.pages, work.origins) == (("23–24",), {"manuscript": 2})
    assert work.states == {"verified": 1, "unchecked": 1}
    assert work.sources == ("brief.docx",)
