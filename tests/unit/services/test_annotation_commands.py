"""Annotations as records: many at once, merged, split, converted, deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.services.pages import ITEM, SHA, anchor, fill, mark

from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind, Reply
from pincite.model.citations import Citation
from pincite.model.ids import AnnotationId
from pincite.services.commands.annotations import (
    EditAnnotations,
    PurgeAnnotations,
    RestoreAnnotations,
    TrashAnnotations,
)
from pincite.services.commands.bibliographies import AddBibliography, AddCitation
from pincite.services.commands.merging import MergeAnnotations, SplitAnnotation
from pincite.services.errors import ServiceError
from pincite.services.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    fill(space)
    yield space
    space.close()


def get(workspace: Workspace, id: AnnotationId) -> Annotation:
    found = workspace.read.get(Annotation, id)
    assert found is not None
    return found


def quotes(workspace: Workspace) -> list[str]:
    return [a.anchor.quote for a in workspace.read.annotations_of(SHA)]


def cite(workspace: Workspace, annotation: AnnotationId) -> AddCitation:
    made = AddBibliography("Thesis")
    command = AddCitation(made.id, ITEM.id, annotation=annotation)
    workspace.run_now(made)
    workspace.run_now(command)
    return command


def test_several_annotations_change_in_one_step(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns"), tags=("towns", "old"))
    b = mark(workspace, "b", anchor("the scales"))
    before = [get(workspace, a), get(workspace, b)]
    workspace.run_now(
        EditAnnotations(
            (a, b),
            colour=Colour.BLUE,
            kind=AnnotationKind.SQUIGGLE,
            quotation_kind=QuotationKind.SUMMARY,
            core="starving",
            add_tags=("towns", "new"),
            remove_tags=("old",),
        )
    )
    changed = [get(workspace, a), get(workspace, b)]
    assert [m.tags for m in changed] == [("towns", "new"), ("towns", "new")]
    assert {(m.colour, m.kind, m.quotation_kind, m.core) for m in changed} == {
        (Colour.BLUE, AnnotationKind.SQUIGGLE, QuotationKind.SUMMARY, "starving")
    }
    assert workspace.undo_label == "Change colour"
    workspace.undo().result()
    assert [get(workspace, a), get(workspace, b)] == before


def test_a_note_cannot_become_a_highlight(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns"))
    b = mark(workspace, "b", anchor("the scales"), kind=AnnotationKind.NOTE)
    with pytest.raises(ServiceError, match="Nothing was changed"):
        workspace.run_now(EditAnnotations((a, b), kind=AnnotationKind.UNDERLINE))
    assert get(workspace, a).kind is AnnotationKind.HIGHLIGHT


def test_marks_that_adjoin_become_one_passage(workspace: Workspace) -> None:
    first = mark(workspace, "a", anchor("The towns did not"), comment="One.", tags=("x",))
    other = mark(
        workspace, "b", anchor("starve for want of ships"), comment="Two.", tags=("y", "x"),
        core="hunger", replies=(Reply("Ada", "No."),),
    )  # fmt: skip
    workspace.run_now(MergeAnnotations((other, first)))
    merged = get(workspace, first)
    assert merged.anchor == anchor("The towns did not starve for want of ships")
    assert (merged.comment, merged.tags, merged.core) == ("One.\n\nTwo.", ("x", "y"), "hunger")
    assert merged.replies == (Reply("Ada", "No."),)
    assert get(workspace, other).trashed
    assert len(quotes(workspace)) == 1
    workspace.undo().result()
    assert quotes(workspace) == ["The towns did not", "starve for want of ships"]


def test_what_is_left_out_between_marks_is_shown(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns"))
    b = mark(workspace, "b", anchor("the scales were wrong"))
    workspace.run_now(MergeAnnotations((a, b)))
    merged = get(workspace, a).anchor
    assert merged.quote == "The towns […] the scales were wrong"
    assert len(merged.places[0].quads) == 3


def test_a_page_number_and_a_running_head_are_not_left_out_words(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("the scales were wrong and nobody"))
    b = mark(workspace, "b", anchor("looked at them", 1))
    workspace.run_now(MergeAnnotations((a, b)))
    merged = get(workspace, a).anchor
    assert merged.quote == "the scales were wrong and nobody looked at them"
    assert [place.page_index for place in merged.places] == [0, 1]


def test_overlapping_marks_quote_no_word_twice(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns did not starve"))
    b = mark(workspace, "b", anchor("not starve for want"))
    workspace.run_now(MergeAnnotations((a, b)))
    assert get(workspace, a).anchor == anchor("The towns did not starve for want")


def test_citations_of_merged_marks_point_to_the_result(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns"))
    b = mark(workspace, "b", anchor("looked at them", 1))
    citation = cite(workspace, b)
    workspace.run_now(MergeAnnotations((a, b)))
    found = workspace.read.get(Citation, citation.id)
    assert found is not None
    assert found.annotation == a
    workspace.undo().result()
    restored = workspace.read.get(Citation, citation.id)
    assert restored is not None
    assert restored.annotation == b


def test_notes_cannot_be_merged(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns"))
    b = mark(workspace, "b", anchor("the scales"), kind=AnnotationKind.NOTE)
    with pytest.raises(ServiceError, match="marks of text"):
        workspace.run_now(MergeAnnotations((a, b)))


def test_a_mark_over_a_page_end_is_split_by_page(workspace: Workspace) -> None:
    whole = mark(workspace, "a", anchor("the scales|at them", 0, 1), comment="Both.", tags=("x",))
    workspace.run_now(SplitAnnotation(whole))
    parts = workspace.read.annotations_of(SHA)
    assert [p.anchor.page_index for p in parts] == [0, 1]
    assert parts[1].anchor.quote == "Grain and Bread looked at them"
    assert [(p.comment, p.tags) for p in parts] == [("Both.", ("x",)), ("", ("x",))]
    workspace.undo().result()
    assert len(workspace.read.annotations_of(SHA)) == 1


def test_a_merged_mark_is_split_into_what_it_was_made_of(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns"))
    b = mark(workspace, "b", anchor("the scales were wrong"))
    workspace.run_now(MergeAnnotations((a, b)))
    workspace.run_now(SplitAnnotation(a))
    parts = workspace.read.annotations_of(SHA)
    assert [p.anchor for p in parts] == [anchor("The towns"), anchor("the scales were wrong")]


def test_a_mark_over_paragraphs_is_split_by_paragraph(workspace: Workspace) -> None:
    whole = mark(workspace, "a", anchor("ships at all. They starved because"))
    workspace.run_now(SplitAnnotation(whole))
    parts = [p.anchor for p in workspace.read.annotations_of(SHA)]
    assert parts == [anchor("ships at all."), anchor("They starved because")]


def test_a_paragraph_is_not_split(workspace: Workspace) -> None:
    whole = mark(workspace, "a", anchor("The towns did not starve for want"))
    with pytest.raises(ServiceError, match="one paragraph of one page"):
        workspace.run_now(SplitAnnotation(whole))


def test_a_citation_keeps_its_pages_when_its_mark_is_split(workspace: Workspace) -> None:
    whole = mark(workspace, "a", anchor("the scales|at them", 0, 1))
    citation = cite(workspace, whole)
    workspace.run_now(SplitAnnotation(whole))
    found = workspace.read.get(Citation, citation.id)
    assert found is not None
    assert (found.annotation, found.locator.described) == (None, "pp. 12–13")


def test_deleted_annotations_come_back_or_go_for_good(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns"))
    b = mark(workspace, "b", anchor("the scales"))
    citation = cite(workspace, a)
    workspace.run_now(TrashAnnotations((a, b)))
    assert workspace.read.annotation_count(SHA) == 0
    assert [m.id for m in workspace.read.trashed_annotations_of(SHA)] == [a, b]
    workspace.run_now(RestoreAnnotations((b,)))
    assert [m.id for m in workspace.read.annotations_of(SHA)] == [b]
    workspace.run_now(PurgeAnnotations((a, b)))
    assert workspace.read.get(Annotation, a) is None
    assert workspace.read.get(Annotation, b) is not None
    found = workspace.read.get(Citation, citation.id)
    assert found is not None
    assert (found.annotation, found.locator.described) == (None, "p. 12")
    workspace.undo().result()
    assert get(workspace, a).trashed


def test_citations_and_tags_are_counted(workspace: Workspace) -> None:
    a = mark(workspace, "a", anchor("The towns"), tags=("Ärger", "bread"))
    cite(workspace, a)
    assert workspace.read.citation_counts(SHA) == {a: 1}
    assert workspace.read.annotation_tags() == ["Ärger", "bread"]
