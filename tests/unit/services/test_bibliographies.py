"""Citations: effective locators, order, and the ledger, without formatting."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.citing.csl_engine import CslEngine
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document, LabelSource, PageLabel, PageMap, Paragraph
from pincite.model.ids import AnnotationId, BibliographyId, CitationId, ItemId, Sha256
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.services.bibliographies import BibliographyService
from pincite.services.commands.annotations import AddAnnotation, TrashAnnotations
from pincite.services.commands.bibliographies import (
    AddBibliography,
    AddCitation,
    EditCitation,
)
from pincite.services.commands.entries import MoveEntries, RemoveEntries
from pincite.services.commands.items import AddItem, TrashItems
from pincite.services.commands.pages import SetPageLabel, SetPageLabelsFrom
from pincite.services.commands.records import SaveRecords
from pincite.services.errors import ServiceError
from pincite.services.reading import place_text
from pincite.services.workspace import Workspace

BIB = BibliographyId("bib")
GRAIN = ItemId("grain")
FILE = Sha256("f" * 64)
WEB = Sha256("e" * 64)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    space.run_now(AddItem(Item(GRAIN, "report", fields={"title": "Grain"})))
    labels = ["i", "ii", *map(str, range(1, 41))]
    found = tuple(PageLabel(label, LabelSource.OBSERVED) for label in labels)
    document = Document(FILE, GRAIN, "grain.pdf", "application/pdf", pages=len(found))
    space.run_now(SaveRecords("Import", (document, PageMap(FILE, found))))
    space.run_now(AddBibliography("Thesis", id=BIB))
    yield space
    space.close()


@pytest.fixture
def service(workspace: Workspace) -> BibliographyService:
    return BibliographyService(workspace, CslEngine)


def mark(workspace: Workspace, page_index: int, name: str = "mark") -> AnnotationId:
    """Add a highlight on a page."""
    anchor = Anchor(page_index, quote="the price")
    annotation = Annotation(AnnotationId(name), FILE, AnnotationKind.HIGHLIGHT, anchor)
    workspace.run_now(AddAnnotation(annotation))
    return annotation.id


def cite(
    workspace: Workspace, name: str, text: str = "", annotation: AnnotationId | None = None
) -> CitationId:
    """Add a citation at the end."""
    command = AddCitation(BIB, GRAIN, parse_locator(text), annotation, id=CitationId(name))
    workspace.run_now(command)
    return command.id


def order(service: BibliographyService) -> list[str]:
    """The ids of the citations as they stand."""
    return [row.citation.id for row in service.cited(BIB)]


def test_a_bound_citation_follows_the_label_of_its_page(
    workspace: Workspace, service: BibliographyService
) -> None:
    cite(workspace, "a", annotation=mark(workspace, 24))
    assert service.cited(BIB)[0].locator.described == "p. 23"
    workspace.run_now(SetPageLabelsFrom(FILE, 20, "119"))
    assert service.cited(BIB)[0].locator.described == "p. 123"
    workspace.undo().result()
    assert service.cited(BIB)[0].locator.described == "p. 23"


def test_a_typed_citation_stays_as_typed_and_finds_its_page(
    workspace: Workspace, service: BibliographyService
) -> None:
    cite(workspace, "a", "ii")
    row = service.cited(BIB)[0]
    assert (row.locator.described, row.page_index) == ("p. ii", 1)
    workspace.run_now(SetPageLabel(FILE, 1, "iii"))
    row = service.cited(BIB)[0]
    assert (row.locator.described, row.page_index) == ("p. ii", None)


def test_typing_a_locator_unbinds_the_citation(
    workspace: Workspace, service: BibliographyService
) -> None:
    citation = cite(workspace, "a", annotation=mark(workspace, 24))
    workspace.run_now(EditCitation(citation, locator=parse_locator("30")))
    row = service.cited(BIB)[0]
    assert (row.locator.described, row.citation.annotation) == ("p. 30", None)


def test_a_citation_outlives_its_annotation_in_the_trash(
    workspace: Workspace, service: BibliographyService
) -> None:
    annotation = mark(workspace, 24)
    cite(workspace, "a", annotation=annotation)
    workspace.run_now(TrashAnnotations((annotation,)))
    assert service.cited(BIB)[0].locator.described == "p. 23"


def test_citations_are_moved_and_undone(workspace: Workspace, service: BibliographyService) -> None:
    a, b, c = (cite(workspace, name) for name in "abc")
    workspace.run_now(MoveEntries((c,), before=a))
    assert order(service) == [c, a, b]
    workspace.run_now(MoveEntries((c, a), before=None))
    assert order(service) == [b, c, a]
    workspace.undo().result()
    assert order(service) == [c, a, b]


def test_moving_to_the_same_gap_again_and_again_keeps_the_order(
    workspace: Workspace, service: BibliographyService
) -> None:
    names = [cite(workspace, name) for name in "abcd"]
    for turn in range(120):
        workspace.run_now(MoveEntries((names[2 + turn % 2],), before=names[1]))
    assert order(service) == ["a", "c", "d", "b"]


def test_removed_citations_and_trashed_works_are_not_listed(
    workspace: Workspace, service: BibliographyService
) -> None:
    citation = cite(workspace, "a")
    cite(workspace, "b")
    workspace.run_now(RemoveEntries((citation,), BIB))
    assert order(service) == ["b"]
    workspace.run_now(TrashItems((GRAIN,)))
    assert order(service) == []


def test_the_ledger_merges_pages(workspace: Workspace, service: BibliographyService) -> None:
    for number, text in enumerate(["23", "10-11", "3", "39-40", "ii", "23"]):
        cite(workspace, str(number), text)
    work = service.ledger(BIB)[0]
    assert work.pages == ("ii", "3", "10–11", "23", "39–40")
    assert work.citations == 6


def test_citing_without_a_bibliography_makes_one_in_the_same_step(
    library_folder: Path,
) -> None:
    space = Workspace.open(library_folder)
    service = BibliographyService(space, CslEngine)
    space.run_now(AddItem(Item(GRAIN)))
    space.run_now(service.cite(GRAIN, locator=parse_locator("3")))
    active = service.active()
    assert active is not None
    assert [r.locator.described for r in service.cited(active.id)] == ["p. 3"]
    space.undo().result()
    assert service.active() is None
    space.close()


def test_two_bibliographies_cannot_have_one_name(workspace: Workspace) -> None:
    with pytest.raises(ServiceError, match="Thesis"):
        workspace.run_now(AddBibliography("Thesis"))


def test_an_article_is_cited_by_paragraph(
    workspace: Workspace, service: BibliographyService
) -> None:
    document = Document(WEB, GRAIN, "grain.html", "text/html", pages=2, reading_name="grain.pdf")
    workspace.run_now(SaveRecords("Import", (document,)))
    with workspace.library.transaction() as tx:
        tx.put_paragraphs(WEB, (Paragraph(1, 0, 20), Paragraph(2, 0, 90), Paragraph(3, 1, 10)))
    anchor = Anchor(0, quote="words", start=95)
    annotation = Annotation(AnnotationId("web"), WEB, AnnotationKind.HIGHLIGHT, anchor)
    workspace.run_now(AddAnnotation(annotation))
    cite(workspace, "a", annotation=annotation.id)
    assert service.cited(BIB)[0].locator.described == "¶ 2"


def test_places_show_label_and_file_page(workspace: Workspace) -> None:
    page_map = workspace.read.page_map(FILE)
    assert place_text(page_map, 24) == "p. 23 · 25 of 42"
    assert place_text(PageMap(FILE, (PageLabel("1"), PageLabel("2"))), 1) == "p. 2 of 2"
