"""Notes for Obsidian and Logseq: what the user writes in them outlives the next export."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from tests.unit.exporting.bib_items import ADLER, work

from pincite.exporting.annotation_paper import reading_paper
from pincite.exporting.annotations import AnnotatedDocument, AnnotatedWork, Reading
from pincite.exporting.front_matter import split_head
from pincite.exporting.logseq import logseq_page
from pincite.exporting.obsidian import obsidian_note
from pincite.exporting.papers.docx import paper_docx
from pincite.exporting.work_properties import is_note_of, note_name
from pincite.importing.manuscripts.docx import read_docx
from pincite.importing.manuscripts.reading import manuscript_of
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind, Colour
from pincite.model.documents import Document, LabelSource, PageLabel, PageMap
from pincite.model.ids import AnnotationId, NoteId, Sha256
from pincite.model.notes import Note

SHA = Sha256("ab" * 32)
ITEM = work("adler2014", "book", ADLER, title="Power: a history", issued="2014")
LABELS = tuple(PageLabel(x, LabelSource.OBSERVED) for x in ("ix", "x", "1"))


def mark(digit: str, page: int, quote: str, comment: str = "") -> Annotation:
    """A highlight whose id is made of one digit."""
    return Annotation(
        AnnotationId(digit * 32), SHA, AnnotationKind.HIGHLIGHT, Anchor(page, quote=quote),
        Colour.GREEN, comment,
    )  # fmt: skip


FIRST, SECOND, THIRD = mark("1", 0, "One"), mark("2", 1, "Two", "So?"), mark("3", 2, "Three")
NOTE = Note(NoteId("a" * 32), "A *note*")


def read(*annotations: Annotation, notes: tuple[Note, ...] = (NOTE,)) -> AnnotatedWork:
    """A work with these annotations and notes."""
    document = Document(SHA, ITEM.id, "a.pdf", "application/pdf")
    found = AnnotatedDocument(ITEM, document, PageMap(SHA, LABELS), annotations)
    return AnnotatedWork(ITEM, (found,), notes)


WRITERS = {"obsidian": obsidian_note, "logseq": logseq_page}


@pytest.mark.parametrize("name", list(WRITERS))
def test_writing_again_without_a_change_changes_nothing(name: str) -> None:
    write = WRITERS[name]
    made = write(read(FIRST, SECOND), "")
    assert write(read(FIRST, SECOND), made) == made
    assert write(read(FIRST, SECOND), made.replace("\n", "\r\n")) == made.replace("\n", "\r\n")
    assert "([@adler2014, p. x](pincite://annotation/" + "2" * 32 in made
    assert is_note_of(made, read())
    assert not is_note_of(made, AnnotatedWork(work("other", "book", ADLER, title="Other")))


def test_obsidian_keeps_all_that_stands_outside_the_marks() -> None:
    made = obsidian_note(read(FIRST, SECOND), "")
    end = "%% pincite:end %%\n"
    edited = made.replace("aliases:", "rating: 5\nstatus:\n  - read\naliases:")
    head, tail = edited.split("%% pincite:" + "2" * 32, 1)
    edited = f"{head}Between *them*.\n\n%% pincite:{'2' * 32}{tail}\nAt the end.\n"
    again = obsidian_note(read(replace(FIRST, comment="New"), SECOND, THIRD), edited)
    assert "rating: 5\nstatus:\n  - read\n" in again
    assert again.index("New") < again.index("Between *them*.") < again.index("> Two")
    assert again.index("> Two") < again.index("> Three") < again.index("At the end.")
    assert again.endswith("At the end.\n")
    assert again.count(end) == edited.count(end) + 1


def test_obsidian_takes_out_what_was_deleted_and_nothing_of_the_user() -> None:
    made = obsidian_note(read(FIRST, SECOND), "").replace(
        "%% pincite:" + "2" * 32, "Mine.\n\n%% pincite:" + "2" * 32
    )
    again = obsidian_note(read(SECOND, notes=()), made)
    assert "> One" not in again
    assert "A *note*" not in again
    assert "Mine." in again
    assert "> Two" in again


def test_obsidian_loses_nothing_where_a_mark_was_deleted() -> None:
    made = obsidian_note(read(FIRST, SECOND), "").replace("%% pincite:end %%\n", "", 2)
    again = obsidian_note(read(FIRST, SECOND), made + "Mine.\n")
    assert again.endswith("Mine.\n")
    assert again.count(f"%% pincite:{'1' * 32} %%") == 1


def test_obsidian_adds_to_a_note_of_the_user() -> None:
    again = obsidian_note(read(FIRST), "---\ntags:\n- a\ntitle: Old\n---\n# My own\n\nText\n")
    properties, body = split_head(again)
    assert properties["tags"] == "tags:\n- a\n"
    assert properties["title"] == 'title: "Power: a history"\n'
    assert "# My own\n\nText\n" in body


def test_block_ids_stay_and_belong_to_their_quotation() -> None:
    made = obsidian_note(read(FIRST), "")
    assert "\n\n^pincite-111111111111\n" in made
    assert "<blockquote>" in MarkdownIt().render(made)


def test_logseq_keeps_blocks_of_the_user_below_ours_and_beside_them() -> None:
    made = logseq_page(read(FIRST, SECOND), "")
    assert "\t- So?\n" in made
    lines = made.splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith("- A *note*"))
    lines[place:place] = ["\t- mine below Two", "\t\t- and deeper", "- mine beside"]
    edited = "\n".join(["rating:: 5", *lines]) + "\n"
    again = logseq_page(read(FIRST, replace(SECOND, comment="Changed"), THIRD), edited)
    assert again.startswith("rating:: 5\ntitle:: @adler2014\n")
    assert "- So?" not in again
    assert again.index("- Changed") < again.index("\t- mine below Two\n\t\t- and deeper\n")
    assert again.index("- mine beside") > again.index("- Two")
    assert again.count("id:: 22222222-2222-2222-2222-222222222222") == 1


def test_logseq_takes_out_what_was_deleted_and_lifts_what_the_user_put_below() -> None:
    made = logseq_page(read(FIRST, SECOND, notes=()), "") + "\t- mine\n"
    again = logseq_page(read(FIRST, notes=()), made)
    assert "- Two" not in again
    assert "So?" not in again
    assert again.endswith("\n- mine\n")


def test_logseq_lists_in_comments_are_no_blocks() -> None:
    made = logseq_page(read(replace(FIRST, comment="- a\n- b"), notes=()), "")
    assert "\t- * a\n\t  * b\n" in made
    assert "hl-page:: 1\n" in made


def test_a_file_is_named_by_the_key() -> None:
    assert note_name(read()) == "@adler2014.md"


def test_a_document_of_annotations_has_live_citations() -> None:
    made = paper_docx(reading_paper(Reading("T", (read(FIRST, SECOND),))))
    flow = read_docx(made, "a.docx")
    found = manuscript_of(flow, "a.docx", has_names=False)
    places = [(c.key, str(c.locator)) for citation in found.citations for c in citation.cites]
    assert places == [("adler2014", "ix"), ("adler2014", "x")]
    texts = [block.text for block in flow.blocks]
    assert texts[0] == "Power: a history"
    assert "So?" in texts
    assert "A note" in texts
