"""The text index: what it leaves out, and the way back from it to pages and boxes."""

from pathlib import Path

import pymupdf
import pytest

from pincite.documents.reading import DocumentReader
from pincite.documents.text_index import build_index, note_marks
from pincite.library.word_columns import pack_numbers, pack_words, unpack_numbers, unpack_words
from pincite.model.anchors import PageQuads, Quad
from pincite.model.folding import fold
from pincite.model.text_index import TextIndex
from pincite.model.texts import LEFT, PageText, Word


def _pages(*texts: str) -> list[PageText]:
    return [PageText(index, text) for index, text in enumerate(texts)]


def _left_out(index: TextIndex) -> list[str]:
    return [index.said([run]) for run in index.left_out]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ﬁne “Prints” — re-\nexamined", "fineprintsreexamined"),
        ("Ré\u0301sumé ½ Straße", "resume12strasse"),
        ("كِتَابـــ", "كتاب"),
        ("がか", "か\u3099か"),
        ("नहीं", "नहीं"),
    ],
)
def test_folding_keeps_letters_digits_and_marks_that_make_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_places_lead_back_to_pages_and_characters() -> None:
    index = TextIndex.of(_pages("One ﬁsh.", "", "Two fish"))
    at = index.text.index("fishtwo")
    stretches = index.stretches(at, at + len("fishtwo"))
    assert [(s.page_index, s.start, s.end) for s in stretches] == [(0, 4, 7), (2, 0, 3)]
    assert index.place_of(2, 4) == index.text.rindex("fish")
    assert index.said([(at, at + len("fishtwo"))]) == "ﬁsh Two"


def test_running_heads_and_page_numbers_are_left_out_of_the_reading() -> None:
    pages = [f"THE GRAIN TRADE {n}\n\nText of page {w} goes on" for n, w in ((7, "a"), (8, "b"))]
    pages += ["9\n\nText of page c ends.", "Text of page d.\n\n10"]
    index = build_index(_pages(*pages))
    assert _left_out(index) == ["THE GRAIN TRADE 7", "THE GRAIN TRADE 8", "9", "10"]
    assert index.reading.text == "textofpageagoesontextofpagebgoesontextofpagecendstextofpaged"


def test_a_number_that_does_not_count_with_the_pages_stays() -> None:
    index = build_index(_pages("There were\n\n300", "ships and\n\n17", "no more\n\n4"))
    assert index.left_out == ()


def test_reading_and_text_lead_to_each_other() -> None:
    index = TextIndex("abHEADcdXef", (0, 11), ((2, 6), (8, 9)), lambda _: PageText(0, ""))
    reading = index.reading
    assert reading.text == "abcdef"
    assert [reading.place(at) for at in range(6)] == [0, 1, 6, 7, 9, 10]
    assert [reading.at(place) for place in (0, 2, 5, 6, 8, 9)] == [0, 2, 2, 2, 4, 4]
    assert reading.runs(1, 6) == [(1, 2), (6, 8), (9, 11)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [("bread.¹² Then", [(6, 8)]), ("in 1914² it", [(7, 8)]), ("10⁶ men, 3 km²", [])],
)
def test_raised_digits_are_marks_of_notes_but_for_powers(
    text: str, marks: list[tuple[int, int]]
) -> None:
    assert note_marks(PageText(0, text)) == marks


def test_raised_digits_are_told_from_others_by_the_type(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "bread", fontsize=12)
    width = pymupdf.get_text_length("bread", fontsize=12)
    page.insert_text((72 + width, 96), "12", fontsize=7)
    page.insert_text((72, 130), "water H", fontsize=12)
    width = pymupdf.get_text_length("water H", fontsize=12)
    page.insert_text((72 + width, 132), "2", fontsize=7)
    page.insert_text((72, 160), "in 1914", fontsize=12)
    document.save(tmp_path / "a.pdf")
    with DocumentReader(tmp_path / "a.pdf") as reader:
        (text,) = reader.texts(raised=True)
        (plain,) = reader.texts()
    assert [text.text[a:b] for a, b in text.raised] == ["12"]
    assert plain.raised == ()
    assert build_index([text]).reading.text == "breadwaterh2in1914"


def test_an_anchor_has_the_boxes_of_its_words() -> None:
    words = tuple(
        Word(a, b, Quad(a * 5.0, 10.0, b * 5.0, 20.0), 0) for a, b in ((0, 4), (5, 9), (10, 17))
    )
    index = TextIndex.of([PageText(0, "mark this passage", words)])
    anchor = index.anchor([(4, 15)])
    assert anchor.places == (PageQuads(0, (Quad(25.0, 10.0, 85.0, 20.0),)),)
    assert (anchor.quote, anchor.before, anchor.start) == ("this passage", "mark ", 5)


def test_words_and_numbers_come_back_from_their_bytes() -> None:
    words = (
        Word(0, 4, Quad(10.5, 20.0, 30.125, 31.5), 0),
        Word(5, 9, Quad(-3.0, 20.0, 8.0, 31.5), 0, heading=LEFT),
        Word(11, 12, Quad(10.0, 5000.0, 12.0, 5010.0), 2),
    )
    assert unpack_words(pack_words(words)) == words
    assert unpack_numbers(pack_numbers((0, 3, 3, 99))) == [0, 3, 3, 99]
