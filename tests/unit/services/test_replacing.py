"""A file of a work takes the place of another: what moves, what stays, and the way back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from tests.unit.documents.editions import SENTENCES
from tests.unit.services.two_editions import imported, labelled_pdf, mark, new_edition, old_edition

from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, BibliographyId, CitationId, MentionId, Sha256
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.model.mentions import Mention, MentionKind, MentionState
from pincite.model.replacements import Decision, MarkKind, Outcome, ReplacedMark, Replacement
from pincite.services.bibliographies import BibliographyService
from pincite.services.commands.annotations import EditAnnotation
from pincite.services.commands.bibliographies import AddBibliography, AddCitation
from pincite.services.commands.records import SaveRecords
from pincite.services.commands.replacing import (
    AcceptMarks,
    KeepMarks,
    RestoreDocument,
    TrashDocument,
)
from pincite.services.errors import ServiceError
from pincite.services.jobs import JobContext
from pincite.services.mentions import Targets
from pincite.services.passages import passage_anchor
from pincite.services.placing import placed_by_hand
from pincite.services.reading import document_to_read
from pincite.services.replacing import Accepting, Replacing
from pincite.services.text_indexes import TextIndexes
from pincite.services.workspace import Workspace

THESIS = BibliographyId("thesis")


class Case:
    """A library with the old edition in it."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder
        self.old = imported(workspace, old_edition(folder))
        workspace.run_now(AddBibliography("Thesis", id=THESIS))
        self.replacing = Replacing(workspace, TextIndexes(workspace.library))

    def replace(self, path: Path | None = None, how: Accepting = Accepting.NONE) -> Replacement:
        """Replace the old edition."""
        new = path or new_edition(self.folder)
        return self.replacing.replace_file(self.old, new, JobContext(), accepting=how)

    def mark(self, words: str) -> AnnotationId:
        """Highlight words of the old edition."""
        return mark(self.workspace, self.old, words)

    def cite(self, place: str = "", quotation: str = "", bound: str | None = None) -> CitationId:
        """Cite the work."""
        id = CitationId(f"c{len(self.workspace.read.citations_of(THESIS))}")
        annotation = AnnotationId(bound) if bound else None
        self.workspace.run_now(
            AddCitation(THESIS, self.old.item, parse_locator(place), annotation, quotation, id=id)
        )
        return id

    def cited(self) -> list[tuple[str, str]]:
        """The citations of the thesis: place and file."""
        rows = BibliographyService(self.workspace, lambda: None).cited(THESIS)  # type: ignore[arg-type,return-value]  # nothing is formatted
        return [(r.locator.described, r.document.name if r.document else "") for r in rows]

    def marks(self, done: Replacement) -> list[ReplacedMark]:
        """What moves."""
        return self.workspace.read.replaced_marks(done.id)

    def annotation(self, id: AnnotationId) -> Annotation:
        """An annotation as it is now."""
        found = self.workspace.read.get(Annotation, id)
        assert found is not None
        return found


@pytest.fixture
def case(library_folder: Path, tmp_path: Path) -> Iterator[Case]:
    workspace = Workspace.open(library_folder)
    yield Case(workspace, tmp_path)
    workspace.close()


def test_annotations_and_the_citations_bound_to_them_move(case: Case) -> None:
    scales = case.mark("the scales were wrong")
    case.cite(bound=scales)
    done = case.replace(how=Accepting.SURE)
    (found,) = case.marks(done)
    assert (found.outcome, found.old_place.described, found.new_place.described) == (
        Outcome.MOVED, "p. 23", "p. 102",
    )  # fmt: skip
    assert found.is_sure
    assert case.cited() == [("p. 102", "new.pdf")]
    moved = case.annotation(scales)
    assert moved.document == done.new
    assert moved.anchor.places[0].quads


def test_nothing_moves_before_it_is_accepted(case: Case) -> None:
    scales = case.mark("the scales were wrong")
    case.cite(bound=scales)
    case.cite("23")
    done = case.replace()
    assert case.annotation(scales).document == case.old.sha256
    assert case.cited() == [("p. 23", "old.pdf"), ("p. 23", "old.pdf")]
    read = case.workspace.read
    to_read = document_to_read(read, case.old.item)
    assert to_read is not None
    assert to_read.sha256 == done.new
    assert [d.name for d in read.documents_of(case.old.item)] == ["old.pdf", "new.pdf"]
    assert read.open_mark_count(done.id) == 2


def test_a_place_typed_by_hand_follows_its_quotation(case: Case) -> None:
    case.cite("24", quotation="kept in the church")
    case.replace(how=Accepting.SURE)
    assert case.cited() == [("p. 108", "new.pdf")]


def test_a_page_without_a_quotation_is_shown_to_a_person(case: Case) -> None:
    case.cite("24")
    done = case.replace(how=Accepting.SURE)
    (found,) = case.marks(done)
    assert (found.kind, found.is_sure) == (MarkKind.CITATION, False)
    assert found.new_place.described == "pp. 106–110"
    assert case.cited() == [("p. 24", "old.pdf")]
    case.workspace.run_now(AcceptMarks((found.id,)))
    assert case.cited() == [("pp. 106–110", "new.pdf")]


def test_a_chapter_keeps_its_number(case: Case) -> None:
    case.cite("ch. 4")
    assert case.marks(case.replace()) == []


def test_replacing_is_one_step_of_undo(case: Case) -> None:
    scales = case.mark("the scales were wrong")
    case.cite("23", quotation="sold twice")
    before = (case.annotation(scales), case.cited())
    done = case.replace(how=Accepting.SURE)
    assert case.workspace.undo_label == "Accept new places"
    case.workspace.undo().result()
    assert (case.annotation(scales), case.cited()) == before
    read = case.workspace.read
    assert read.get(Replacement, done.id) is None
    assert read.replaced_marks(done.id) == []
    assert [d.name for d in read.documents_of(case.old.item)] == ["old.pdf"]
    case.workspace.redo().result()
    assert case.annotation(scales).document == done.new


def test_what_is_lost_stays_on_the_old_file(case: Case) -> None:
    letter = case.mark("wrote a letter which was answered in November")
    kept = [s for s in SENTENCES if "letter" not in s]
    done = case.replace(new_edition(case.folder, kept), how=Accepting.ALL)
    (found,) = case.marks(done)
    assert (found.outcome, found.decision) == (Outcome.LOST, Decision.OPEN)
    assert case.annotation(letter).document == case.old.sha256
    assert case.workspace.read.annotations_of(case.old.sha256)


def test_a_changed_passage_is_told_with_both_texts(case: Case) -> None:
    case.mark("a second pair of scales, to be kept in the church")
    changed = [s.replace("second pair", "better pair") for s in SENTENCES]
    (found,) = case.marks(case.replace(new_edition(case.folder, changed)))
    assert found.outcome is Outcome.CHANGED
    assert ("second" in found.said, "better" in found.says) == (True, True)


def test_what_was_accepted_goes_back(case: Case) -> None:
    scales = case.mark("the scales were wrong")
    case.cite("24", quotation="kept in the church")
    before = (case.annotation(scales).anchor, case.cited())
    done = case.replace(how=Accepting.SURE)
    case.workspace.run_now(KeepMarks(tuple(m.id for m in case.marks(done))))
    assert case.annotation(scales).document == case.old.sha256
    assert (case.annotation(scales).anchor, case.cited()) == before
    assert {m.decision for m in case.marks(done)} == {Decision.KEPT}


def test_a_mark_changed_meanwhile_is_left_alone(case: Case) -> None:
    scales = case.mark("the scales were wrong")
    done = case.replace()
    other = passage_anchor(case.workspace.library, case.old, "sold twice")
    case.workspace.run_now(EditAnnotation(scales, anchor=other))
    ids = tuple(m.id for m in case.marks(done))
    with pytest.raises(ServiceError, match="changed or removed"):
        case.workspace.run_now(AcceptMarks(ids))
    assert case.annotation(scales).document == case.old.sha256


def test_placed_by_hand(case: Case) -> None:
    letter = case.mark("wrote a letter which was answered in November")
    case.cite(bound=letter)
    kept = [s for s in SENTENCES if "letter" not in s]
    done = case.replace(new_edition(case.folder, kept))
    (lost,) = case.marks(done)
    new = case.workspace.read.get(Document, done.new)
    assert new is not None
    chosen = passage_anchor(case.workspace.library, new, "scales are not the business")
    case.workspace.run_now(placed_by_hand(case.workspace.read, done, lost, chosen))
    (placed,) = case.marks(done)
    assert (placed.outcome, placed.decision) == (Outcome.MOVED, Decision.ACCEPTED)
    assert case.annotation(letter).anchor.quote == "scales are not the business"
    assert case.cited() == [(placed.new_place.described, "new.pdf")]


def test_a_review_that_was_left_takes_in_what_was_marked_since(case: Case) -> None:
    case.mark("the scales were wrong")
    done = case.replace()
    case.mark("sold twice")
    assert case.replacing.look_again(done, JobContext()) == 1
    assert [m.said for m in case.marks(done)] == ["the scales were wrong", "sold twice"]
    assert case.replacing.look_again(done, JobContext()) == 0


def test_the_same_command_goes_on_with_the_review(case: Case) -> None:
    case.mark("the scales were wrong")
    path = new_edition(case.folder)
    first = case.replace(path)
    again = case.replace(path, how=Accepting.SURE)
    assert again == first
    assert [m.decision for m in case.marks(first)] == [Decision.ACCEPTED]


def test_the_old_file_is_let_go_and_brought_back(case: Case) -> None:
    case.replace()
    read = case.workspace.read
    case.workspace.run_now(TrashDocument(case.old.sha256))
    assert [d.name for d in read.documents_of(case.old.item)] == ["new.pdf"]
    assert [d.name for d in read.trashed_documents_of(case.old.item)] == ["old.pdf"]
    case.workspace.run_now(RestoreDocument(case.old.sha256))
    assert [d.name for d in read.documents_of(case.old.item)] == ["old.pdf", "new.pdf"]


def test_when_the_new_file_is_let_go_the_old_one_is_read_again(case: Case) -> None:
    done = case.replace()
    case.workspace.run_now(TrashDocument(done.new))
    found = document_to_read(case.workspace.read, case.old.item)
    assert found is not None
    assert found.sha256 == case.old.sha256


def test_files_side_by_side_only_exchange_annotations(case: Case) -> None:
    scales = case.mark("the scales were wrong")
    case.cite("23")
    item = case.workspace.read.get(Item, case.old.item)
    published = imported(case.workspace, new_edition(case.folder), item)
    done = case.replacing.move_annotations(case.old, published, JobContext())
    case.workspace.run_now(AcceptMarks(tuple(m.id for m in case.marks(done))))
    assert case.annotation(scales).document == published.sha256
    assert case.cited() == [("p. 23", "old.pdf")]
    found = document_to_read(case.workspace.read, case.old.item)
    assert found is not None
    assert found.sha256 == case.old.sha256


def _mention(document: Document, case: Case, place: str, quotation: str = "") -> Mention:
    return Mention(
        MentionId("m"),
        document.sha256,
        MentionKind.AUTHOR,
        Anchor(0, quote="(Grain, p. 23)"),
        10,
        work="Grain",
        locator=parse_locator(place),
        quotation=quotation,
        item=case.old.item,
        state=MentionState.CONFIRMED,
    )


def test_who_cites_a_page_from_elsewhere_is_led_to_its_new_page(case: Case) -> None:
    essay = case.folder / "essay.txt"
    essay.write_text("An essay\n\nIt cites nothing that could be found by itself.")
    citing = imported(case.workspace, essay)
    mention = _mention(citing, case, "23", "the only public document that the poor could read")
    case.workspace.run_now(SaveRecords("Add", (mention,)))
    done = case.replace()
    (found,) = case.marks(done)
    assert (found.kind, found.new_place.described) == (MarkKind.MENTION, "p. 104")
    before = Targets(case.workspace.read).of(case.workspace.read.mentions_of(citing.sha256)[0])
    assert (before.document and before.document.name, before.page_label) == ("old.pdf", "23")
    case.workspace.run_now(AcceptMarks((found.id,)))
    after = Targets(case.workspace.read).of(case.workspace.read.mentions_of(citing.sha256)[0])
    assert (after.document and after.document.name, after.page_label) == ("new.pdf", "104")


def test_decisions_on_citations_in_the_file_are_carried_over(case: Case) -> None:
    words = "He said so (Adler 2014, p. 5) and was believed for a long time."
    old = labelled_pdf(case.folder / "a.pdf", [" ".join((*SENTENCES[:4], words))], 1)
    new = labelled_pdf(case.folder / "b.pdf", [*SENTENCES[:4], words], 11)
    citing = imported(case.workspace, old)
    (known,) = case.workspace.read.mentions_of(citing.sha256)
    decided = replace(known, item=case.old.item, state=MentionState.CONFIRMED)
    case.workspace.run_now(SaveRecords("Decide", (decided,)))
    case.replacing.replace_file(citing, new, JobContext(), accepting=Accepting.SURE)
    fresh = [d for d in case.workspace.read.documents_of(citing.item) if d.name == "b.pdf"]
    (found,) = case.workspace.read.mentions_of(fresh[0].sha256)
    assert (found.item, found.state) == (case.old.item, MentionState.CONFIRMED)


def test_a_fetched_article_that_was_revised_is_cited_by_its_new_paragraph(case: Case) -> None:
    paragraphs = [*SENTENCES[:3], SENTENCES[3] + " " + SENTENCES[4]]
    old_text, new_text = case.folder / "then.txt", case.folder / "now.txt"
    old_text.write_text("The scales\n\n" + "\n\n".join(paragraphs))
    new_text.write_text("The scales\n\nA correction was added.\n\n" + "\n\n".join(paragraphs))
    article = imported(case.workspace, old_text)
    quoted = mark(case.workspace, article, "the only public document")
    case.workspace.run_now(AddCitation(THESIS, article.item, annotation=quoted, id=CitationId("x")))
    before = case.cited()[0][0]
    done = case.replacing.replace_file(article, new_text, JobContext(), accepting=Accepting.SURE)
    assert [m.outcome for m in case.marks(done)] == [Outcome.MOVED]
    assert (before, case.cited()[0][0]) == ("¶ 4", "¶ 5")


@pytest.mark.parametrize("kind", ["same", "other work", "records", "no text", "folder"])
def test_what_cannot_replace_it_is_one_sentence(case: Case, kind: str) -> None:
    case.mark("the scales were wrong")
    path = case.folder / "new.pdf"
    match kind:
        case "same":
            path = case.folder / "old.pdf"
        case "other work":
            imported(case.workspace, new_edition(case.folder))
        case "records":
            path = case.folder / "list.bib"
            path.write_text("@book{a, title={A}}")
        case "no text":
            blank = pymupdf.open()
            blank.new_page()
            blank.save(path)
        case "folder":
            path = case.folder
    with pytest.raises(ServiceError, match=r"\."):
        case.replace(path)
    first = document_to_read(case.workspace.read, case.old.item)
    assert first is not None
    assert first.sha256 == Sha256(case.old.sha256)
