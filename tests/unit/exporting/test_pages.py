"""Formatted pages, annotations, the ledger and the registry of formats."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.unit.exporting.bib_items import ADLER, work

from pincite.citing.csl_engine import CslResult
from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import LedgerGroup
from pincite.exporting.annotations import (
    AnnotatedDocument,
    annotation_rows,
    annotations_jsonld,
    annotations_markdown,
    quotations_markdown,
)
from pincite.exporting.commands import KeyCite
from pincite.exporting.errors import UnknownFormatError
from pincite.exporting.formats import FORMATS, Material, format_named
from pincite.exporting.ledger import LEDGER_FORMATS, ledger_csv, ledger_rows
from pincite.exporting.ledger_docx import ledger_docx
from pincite.importing.manuscripts.docx import read_docx
from pincite.model.anchors import Anchor, PageQuads
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind, Reply
from pincite.model.documents import Document, LabelSource, PageLabel, PageMap
from pincite.model.ids import AnnotationId, ItemId, Sha256
from pincite.model.locators import parse_locator

SHA = Sha256("ab" * 32)
ITEM = work("adler2014", "book", ADLER, title="Power & *Policy*", issued="2014")
RESULT = CslResult(
    citations=("(Adler, 2014, <i>a</i> &#60;b&#62;)",),
    bibliography=(
        (
            '<div class="csl-entry"><div class="csl-left-margin">1.</div>'
            '<div class="csl-right-inline">Adler, <i>Power &#38; Policy</i>.</div></div>'
        ),
    ),
    is_aligned=True,
)
MATERIAL = Material(
    "Thesis <1>", (ITEM,), rendered=RESULT, clusters=((KeyCite("adler2014", parse_locator("3")),),)
)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_names_the_work(name: str) -> None:
    assert "adler" in FORMATS[name].write(MATERIAL).casefold()


def test_html_page_is_whole_and_its_title_inert() -> None:
    page = FORMATS["html"].write(MATERIAL)
    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>Thesis &lt;1&gt;</h1>" in page
    assert RESULT.bibliography[0] in page


def test_markdown_page_shows_the_same_words() -> None:
    page = FORMATS["markdown"].write(MATERIAL)
    assert page == (
        "# Thesis \\<1\\>\n\n1. (Adler, 2014, *a* \\<b\\>)\n\n## Bibliography\n\n"
        "1\\. Adler, *Power & Policy*.\n"
    )
    assert "<em>Power &amp; Policy</em>" in MarkdownIt().render(page)


def test_unknown_format_names_the_known_ones() -> None:
    assert format_named("BibLaTeX").suffix == ".bib"
    assert format_named("csl-json").name == "csljson"
    with pytest.raises(UnknownFormatError, match="choose one of bibtex, biblatex"):
        format_named("wordstar")


def annotated(**changes: object) -> AnnotatedDocument:
    found = Annotation(
        id=AnnotationId("0123456789abcdef0123456789abcdef"),
        document=SHA,
        kind=AnnotationKind.HIGHLIGHT,
        anchor=Anchor(1, (PageQuads(1, ()), PageQuads(2, ())), "A [sic] passage", "b", "a", 5),
        comment="So *what*?",
        tags=("to read",),
        created="2026-01-01T00:00:00Z",
    )
    labels = tuple(PageLabel(x, LabelSource.OBSERVED) for x in ("ix", "x", "1"))
    return AnnotatedDocument(
        ITEM,
        Document(SHA, ITEM.id, "a.pdf", "application/pdf"),
        PageMap(SHA, labels),
        (replace(found, **changes),),  # type: ignore[arg-type]
    )


def test_annotations_in_markdown_carry_citation_and_link() -> None:
    assert annotations_markdown([annotated()]) == (
        "# Power & \\*Policy\\*\n\n"
        "> A \\[sic\\] passage [@adler2014, pp. x-1] "
        "[↗](pincite://annotation/0123456789abcdef0123456789abcdef)\n\n"
        "So *what*?\n\n#to-read\n"
    )


def test_annotations_as_rows_and_web_annotations() -> None:
    row = annotation_rows([annotated()])[0]
    assert (row["page_index"], row["page_label"], row["text"]) == (1, "x", "A [sic] passage")
    page = json.loads(annotations_jsonld([annotated()]))
    item = page["items"][0]
    assert item["id"] == "urn:uuid:01234567-89ab-cdef-0123-456789abcdef"
    selector = item["target"]["selector"][0]
    assert selector["value"] == "page=2"
    assert selector["refinedBy"][0] == {
        "type": "TextQuoteSelector",
        "exact": "A [sic] passage",
        "prefix": "b",
        "suffix": "a",
    }
    assert [body["purpose"] for body in item["body"]] == ["commenting", "tagging"]


WORKS = (
    LedgerWork(
        ItemId("i"),
        "=SUM(A1) | x",
        ("3", "10–11"),
        3,
        {"verified": 2, "moved": 1},
        origins={"citation": 2, "mention": 1},
    ),
    LedgerWork(ItemId("j"), "Whole", (), 1, {"unchecked": 1}),
)
KEYS = {ItemId("i"): "sum2000"}
GROUPS = [LedgerGroup("Cases", WORKS[:1]), LedgerGroup("Other authorities", WORKS[1:])]


def test_ledger_rows_have_the_shape_of_the_command_line() -> None:
    assert ledger_rows(GROUPS, KEYS)[0] == {
        "item": "sum2000",
        "title": "=SUM(A1) | x",
        "group": "Cases",
        "pages": ["3", "10–11"],
        "citations": 3,
        "states": {"verified": 2, "moved": 1},
        "from": {"citation": 2, "mention": 1},
        "places": [],
    }


def test_ledger_cells_are_no_formulas() -> None:
    rows = list(csv.reader(io.StringIO(ledger_csv([LedgerGroup("", WORKS)], KEYS))))
    assert rows[1] == [
        "'=SUM(A1) | x", "sum2000", "3, 10–11", "3", "2 citations, 1 mention",
        "1 moved, 2 verified",
    ]  # fmt: skip
    assert rows[2][2] == "whole work"


@pytest.mark.parametrize("name", list(LEDGER_FORMATS))
def test_every_ledger_shows_its_pages_and_groups(name: str) -> None:
    made = LEDGER_FORMATS[name](GROUPS, KEYS)
    assert "10–11" in made
    assert "Other authorities" in made


def test_a_ledger_as_a_word_document_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.docx"
    path.write_bytes(ledger_docx(GROUPS, KEYS, "Brief & \x01 ledger"))
    texts = [block.text for block in read_docx(path.read_bytes(), path.name).blocks]
    assert texts[0] == "Brief & ledger"
    assert "Other authorities" in texts
    assert "3, 10–11" in texts


def test_markdown_says_whose_it_is_what_was_answered_and_what_the_colour_means() -> None:
    found = annotated(
        author="R. Adler",
        replies=(Reply("Moreau", "Not *so*."),),
        quotation_kind=QuotationKind.SUMMARY,
    )
    named = replace(found, colour_names={Colour.YELLOW: "Evidence"})
    assert annotations_markdown([named]).endswith(
        "So *what*?\n\n- Moreau: Not \\*so\\*.\n\nEvidence · summary · R. Adler · #to-read\n"
    )
    assert quotations_markdown([named]).startswith("> A \\[sic\\] passage [@adler2014, pp. x-1]")


def test_replies_and_authors_are_part_of_rows_and_web_annotations() -> None:
    found = annotated(author="R. Adler", replies=(Reply("Moreau", "No.", "2026-01-02"),))
    reply = {"author": "Moreau", "text": "No.", "created": "2026-01-02"}
    row = annotation_rows([found])[0]
    assert (row["author"], row["replies"]) == ("R. Adler", [reply])
    item = json.loads(annotations_jsonld([found]))["items"][0]
    assert item["creator"] == {"type": "Person", "name": "R. Adler"}
    assert item["body"][-1] == {
        "type": "TextualBody",
        "purpose": "replying",
        "value": "No.",
        "creator": {"type": "Person", "name": "Moreau"},
        "created": "2026-01-02",
    }
