"""Annotations that stand in a PDF, read as ours."""

from pathlib import Path

import pytest
from tests.unit.documents.marked import add_raw, marked_pdf, page_pdf, set_keys

from pincite.documents.file_annotations import FileAnnotation
from pincite.documents.pdf_values import (
    hex_colour,
    iso_date,
    nearest_colour,
    pdf_date,
    plain_text,
    text_style,
)
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.model.annotations import AnnotationKind, Colour, Reply, Stroke


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench()


def read(path: Path, bench: Workbench) -> tuple[FileAnnotation, ...]:
    with DocumentReader(path, workbench=bench) as reader:
        return reader.annotations()


@pytest.mark.parametrize("is_cropped", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_highlight_is_read_with_the_words_under_it(
    tmp_path: Path, bench: Workbench, rotation: int, is_cropped: bool
) -> None:
    path = marked_pdf(tmp_path / "a.pdf", rotation=rotation, is_cropped=is_cropped)
    (found,) = read(path, bench)
    annotation = found.annotation
    assert annotation.anchor.quote == "printed page"
    assert annotation.anchor.before == "Every "
    assert annotation.anchor.after.startswith(" carries a number")
    assert annotation.anchor.start == len("Every ")
    assert (annotation.author, annotation.comment) == ("Ada", "well put")
    with DocumentReader(path, workbench=bench) as reader:
        words = reader.page_text(0).words
    (quad,) = annotation.anchor.places[0].quads
    assert quad.x0 == pytest.approx(words[1].box.x0, abs=0.5)
    assert quad.x1 == pytest.approx(words[2].box.x1, abs=0.5)
    assert quad.y0 == pytest.approx(words[1].box.y0, abs=0.5)


def test_what_another_annotation_says_is_not_part_of_the_text(
    tmp_path: Path, bench: Workbench
) -> None:
    path = add_raw(
        page_pdf(tmp_path / "a.pdf"),
        "<</Type/Annot/Subtype/FreeText/Rect[60 430 200 460]/Contents(Boxed words)"
        "/DA(/Helv 9 Tf 0 0 1 rg)>>",
        "<</Type/Annot/Subtype/Underline/Rect[50 420 400 470]"
        "/QuadPoints[50 470 400 470 50 420 400 420]/C[0 .6 0]>>",
    )
    box, line = sorted((f.annotation for f in read(path, bench)), key=lambda a: a.kind)
    assert (box.kind, box.comment, box.colour, box.font_pt) == (
        AnnotationKind.TEXT, "Boxed words", Colour.BLUE, 9.0,
    )  # fmt: skip
    assert line.kind is AnnotationKind.UNDERLINE
    assert line.anchor.quote.startswith("Every printed page")
    assert "Boxed" not in line.anchor.quote


def test_every_kind_is_read(tmp_path: Path, bench: Workbench) -> None:
    path = add_raw(
        page_pdf(tmp_path / "a.pdf"),
        "<</Type/Annot/Subtype/Text/Rect[20 600 40 620]/Contents(A note)/C[1 0 0]>>",
        "<</Type/Annot/Subtype/Square/Rect[20 500 120 560]/C[0 0 1]>>",
        "<</Type/Annot/Subtype/Circle/Rect[130 500 220 560]>>",
        "<</Type/Annot/Subtype/Ink/Rect[0 0 9 9]/BS<</W 3>>/InkList[[10 100 20 90][30 80 40 70]]>>",
        "<</Type/Annot/Subtype/Link/Rect[10 10 20 20]>>",
        "<</Type/Annot/Subtype/Popup/Rect[10 10 20 20]>>",
        "<</Type/Annot/Subtype/Widget/Rect[10 10 20 20]/FT/Tx>>",
    )
    found = read(path, bench)
    assert [f.annotation.kind.value for f in found] == ["note", "area", "area", "ink"]
    assert [f.is_faithful for f in found] == [True, True, False, True]
    ink = found[3].annotation
    assert ink.strokes == (
        Stroke(3.0, (10.0, 548.0, 20.0, 558.0)),
        Stroke(3.0, (30.0, 568.0, 40.0, 578.0)),
    )
    (bounds,) = ink.anchor.places[0].quads
    assert (bounds.x0, bounds.y0, bounds.x1, bounds.y1) == (10.0, 548.0, 40.0, 578.0)
    assert [f.annotation.colour for f in found[:2]] == [Colour.RED, Colour.BLUE]


def test_replies_come_with_what_they_answer_to_the_end_of_the_chain(
    tmp_path: Path, bench: Workbench
) -> None:
    path = add_raw(
        page_pdf(tmp_path / "a.pdf"),
        "<</Type/Annot/Subtype/Text/Rect[20 600 40 620]/Contents(Why?)/T(Ada)>>",
        "<</Type/Annot/Subtype/Text/Rect[20 600 40 620]/Contents(Later)/T(Bo)/IRT @2"
        "/CreationDate(D:20240102)>>",
        "<</Type/Annot/Subtype/Text/Rect[20 600 40 620]/Contents(First)/T(Cy)/IRT @0"
        "/CreationDate(D:20240101)>>",
        "<</Type/Annot/Subtype/Text/Rect[20 600 40 620]/Contents(Accepted set by Bo)/IRT @0"
        "/StateModel(Review)/State(Accepted)/F 30>>",
    )
    (found,) = read(path, bench)
    assert found.annotation.replies == (
        Reply("Cy", "First", "2024-01-01T00:00:00.000Z"),
        Reply("Bo", "Later", "2024-01-02T00:00:00.000Z"),
    )
    assert set(found.ordinals) == {0, 1, 2, 3}


def test_replies_in_a_circle_do_no_harm(tmp_path: Path, bench: Workbench) -> None:
    path = add_raw(
        page_pdf(tmp_path / "a.pdf"),
        "<</Type/Annot/Subtype/Text/Rect[20 600 40 620]/Contents(a)/IRT @1>>",
        "<</Type/Annot/Subtype/Text/Rect[20 600 40 620]/Contents(b)/IRT @0>>",
    )
    assert [f.annotation.comment for f in read(path, bench)] == ["a", "b"]


def test_broken_entries_cost_only_themselves(tmp_path: Path, bench: Workbench) -> None:
    path = add_raw(
        page_pdf(tmp_path / "a.pdf"),
        "<</Type/Annot/Subtype/Highlight/Rect[58 440 200 460]>>",
        "<</Type/Annot/Subtype/Highlight/QuadPoints(none)/Rect[/a /b]>>",
        "<</Type/Annot/Subtype/Ink/InkList[[1 2][null]]/Rect[5 5 25 25]/C[9 9]/T 12/M(yesterday)>>",
        "null",
        "<</Type/Annot/Subtype/Highlight/Rect[0 0 1e30 7]>>",
        "<</Type/Annot/Subtype/Note/Rect[5 5 25 25]>>",
    )
    first, ink = read(path, bench)
    assert first.annotation.anchor.quote == "Every printed page carries a"
    assert first.annotation.colour is Colour.YELLOW
    assert ink.annotation.strokes == (Stroke(1.0, (1.0, 646.0)),)
    assert (ink.annotation.author, ink.annotation.created) == ("", "")


def test_names_are_the_same_at_every_reading_and_unique(tmp_path: Path, bench: Workbench) -> None:
    one = "<</Type/Annot/Subtype/Highlight/Rect[58 440 100 460]/Contents(x)>>"
    path = add_raw(page_pdf(tmp_path / "a.pdf"), one, one, one.replace("(x)", "(y)/NM(mine)"))
    names = [f.annotation.origin for f in read(path, bench)]
    assert names == [f.annotation.origin for f in read(path, bench)]
    assert len(set(names)) == 3
    assert "name:mine" in names


def test_zoteros_keys_are_honoured(tmp_path: Path, bench: Workbench) -> None:
    path = set_keys(
        marked_pdf(tmp_path / "a.pdf"),
        0,
        {
            "Zotero:Key": "(ABCD2345)",
            "Zotero:AuthorName": "(Grace)",
            "Zotero:Tags": '(["grain", "long words"])',
            "Zotero:Color": "[1 .4 .4]",
            "NM": "(Zotero-ABCD2345)",
        },
    )
    (found,) = read(path, bench)
    annotation = found.annotation
    assert annotation.origin == "zotero:ABCD2345"
    assert (annotation.author, annotation.colour) == ("Grace", Colour.RED)
    assert annotation.tags == ("grain", "long words")


def test_a_comment_that_repeats_the_words_is_none(tmp_path: Path, bench: Workbench) -> None:
    path = set_keys(marked_pdf(tmp_path / "a.pdf"), 0, {"Contents": "(Printed\\rpage)"})
    assert read(path, bench)[0].annotation.comment == ""


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("D:20240229101112+01'00'", "2024-02-29T09:11:12.000Z"),
        ("D:20240229101112Z", "2024-02-29T10:11:12.000Z"),
        ("20240229", "2024-02-29T00:00:00.000Z"),
        ("D:2024", "2024-01-01T00:00:00.000Z"),
        ("D:20241399", ""),
        ("yesterday", ""),
    ],
)
def test_pdf_dates(text: str, iso: str) -> None:
    assert iso_date(text) == iso


def test_a_date_goes_out_and_comes_back() -> None:
    assert iso_date(pdf_date("2024-02-29T09:11:12.000Z")) == "2024-02-29T09:11:12.000Z"


@pytest.mark.parametrize(
    ("colour", "named"),
    [
        ("#ffed00", Colour.YELLOW), ("#ffff99", Colour.YELLOW), ("#ff0000", Colour.RED),
        ("#339e00", Colour.GREEN), ("#0000ff", Colour.BLUE), ("#55aaff", Colour.BLUE),
        ("#ff00ff", Colour.MAGENTA), ("#ffa500", Colour.ORANGE), ("#000000", Colour.GREY),
        ("#a28ae5", Colour.PURPLE), ("", Colour.YELLOW),
    ],
)  # fmt: skip
def test_the_nearest_colour(colour: str, named: Colour) -> None:
    assert nearest_colour(colour) is named


def test_colours_and_texts_of_the_format() -> None:
    assert hex_colour([0.0, 0.0, 1.0, 0.0]) == "#ffff00"
    assert text_style("0 0 1 rg /Helv 9.5 Tf") == ("#0000ff", 9.5)
    assert text_style("/Helv 0 Tf nonsense") == ("", 0.0)
    assert plain_text("", "<body><p>One &amp; two</p><p>three</p></body>") == "One & two\nthree"


def marks_over(bench: Workbench, path: Path, first: float, last: float) -> str:
    """What a mark says that runs from one x to another over the page's first line of text."""
    corners = f"[{first} 458 {last} 458 {first} 444 {last} 444]"
    source = f"<</Type/Annot/Subtype/Highlight/Rect[0 0 9 9]/QuadPoints{corners}>>"
    (found,) = read(add_raw(page_pdf(path), source), bench)
    return found.annotation.anchor.quote


def test_a_word_that_is_marked_in_part_is_cut_there(tmp_path: Path, bench: Workbench) -> None:
    with DocumentReader(page_pdf(tmp_path / "a.pdf"), workbench=bench) as reader:
        every, printed, page, *_ = reader.page_text(0, edges=True).words
    x = printed.edges
    path = tmp_path / "b.pdf"
    assert marks_over(bench, path, x[0], page.edges[-1]) == "printed page"
    assert marks_over(bench, path, x[4], page.edges[-1]) == "ted page", "half a word is meant"
    assert marks_over(bench, path, x[1], page.edges[-1]) == "printed page", "a letter was missed"
    assert marks_over(bench, path, every.edges[0], x[1]) == "Every p"
    assert marks_over(bench, path, x[0] + 0.3, x[7] - 0.3) == "printed"
