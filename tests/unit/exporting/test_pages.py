"""Formatted pages, annotations, the ledger and the registry of formats."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.exporting.bib_items import ADLER, work

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import LedgerGroup
from pincite.exporting.annotations import (
    AnnotatedDocument,
    AnnotatedWork,
    Reading,
    annotation_rows,
    quotations_markdown,
    reading_markdown,
)
from pincite.exporting.commands import KeyCite
from pincite.exporting.errors import UnknownFormatError
from pincite.exporting.formats import FORMATS, Material, format_named
from pincite.exporting.ledger import LEDGER_FORMATS, ledger_csv, ledger_rows
from pincite.exporting.ledger_docx import ledger_docx
from pincite.exporting.papers.paper import Entry, Paper, Run
from pincite.exporting.web_annotations import reading_jsonld
from pincite.importing.manuscripts.docx import read_docx
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind, Reply
from pincite.model.documents import Document, LabelSource, PageLabel, PageMap
from pincite.model.ids import AnnotationId, ItemId, NoteId, Sha256
from pincite.model.locators import parse_locator
from pincite.model.notes import Note

QUADS = (Quad(10, 20, 60, 34), Quad(10, 36, 40, 50))
NOTE = NoteId("fedcba9876543210fedcba9876543210")
SHA = Sha256("ab" * 32)
ITEM = work("adler2014", "book", ADLER, title="Power & *Policy*", issued="2014")
MATERIAL = Material(
    (ITEM,),
    paper=Paper("Thesis", entries=(Entry((Run("Adler, Power & Policy."),)),)),
    clusters=((KeyCite("adler2014", parse_locator("3")),),),
)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_names_the_work(name: str) -> None:
    made = FORMATS[name].write(MATERIAL)
    if isinstance(made, bytes):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            made = "".join(archive.read(part).decode() for part in archive.namelist())
    assert "adler" in made.casefold()


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
        anchor=Anchor(1, (PageQuads(1, QUADS), PageQuads(2, ())), "A [sic] passage", "b", "a", 5),
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


def reading(*documents: AnnotatedDocument, notes: tuple[Note, ...] = ()) -> Reading:
    """Documents of one work, and notes on it."""
    return Reading("T", (AnnotatedWork(ITEM, documents, notes),))


def test_annotations_in_markdown_carry_citation_and_link() -> None:
    assert reading_markdown(reading(annotated())) == (
        "# Power & \\*Policy\\*\n\n"
        "> A \\[sic\\] passage [@adler2014, pp. x-1] "
        "[↗](pincite://annotation/0123456789abcdef0123456789abcdef)\n\n"
        "So *what*?\n\n#to-read\n"
    )


def test_annotations_as_rows_and_web_annotations() -> None:
    row = annotation_rows([annotated()])[0]
    assert (row["page_index"], row["page_label"], row["text"]) == (1, "x", "A [sic] passage")
    collection = json.loads(reading_jsonld(reading(annotated(), notes=(Note(NOTE, "Mine"),))))
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 2)
    page = collection["first"]
    assert page["partOf"] == collection["id"]
    item, note = page["items"]
    assert item["id"] == "urn:uuid:01234567-89ab-cdef-0123-456789abcdef"
    assert item["target"]["source"]["id"] == f"urn:sha256:{SHA}"
    assert item["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "A [sic] passage", "prefix": "b", "suffix": "a"},
        {
            "type": "FragmentSelector",
            "value": "page=2&viewrect=10.0,20.0,50.0,30.0",
            "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
            "rdfs:label": "x",
        },
    ]
    assert (note["target"], note["body"]["value"]) == (f"pincite://item/{ITEM.id}", "Mine")
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
    assert reading_markdown(reading(named)).endswith(
        "So *what*?\n\n- Moreau: Not \\*so\\*.\n\nEvidence · summary · R. Adler · #to-read\n"
    )
    assert quotations_markdown([named]).startswith("> A \\[sic\\] passage [@adler2014, pp. x-1]")


def test_replies_and_authors_are_part_of_rows_and_web_annotations() -> None:
    found = annotated(author="R. Adler", replies=(Reply("Moreau", "No.", "2026-01-02"),))
    reply = {"author": "Moreau", "text": "No.", "created": "2026-01-02"}
    row = annotation_rows([found])[0]
    assert (row["author"], row["replies"]) == ("R. Adler", [reply])
    item = json.loads(reading_jsonld(reading(found)))["first"]["items"][0]
    assert item["creator"] == {"type": "Person", "name": "R. Adler"}
    assert item["body"][-1] == {
        "type": "TextualBody",
        "purpose": "replying",
        "value": "No.",
        "creator": {"type": "Person", "name": "Moreau"},
        "created": "2026-01-02",
    }
