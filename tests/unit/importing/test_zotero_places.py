"""Where the annotations of books and web pages stand, as Zotero's selectors say it."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.unit.importing.zotero_books import CHAPTERS, PAGE, book, in_book, on_page

from pincite.importing.foreign.selectors import BookPlace, PagePlace, Step, read_cfi, read_selector
from pincite.importing.foreign.source_text import SourceText, read_source
from pincite.model.folding import fold


def test_a_range_in_a_book_begins_at_its_first_point() -> None:
    steps = (Step(4), Step(2, "ch,1"), Step(6), Step(1))
    assert read_cfi("epubcfi(/6/10[x]!/4/2[ch^,1]/6,/1:3,/3:20)") == BookPlace(4, steps, 3)
    assert read_cfi("epubcfi(/6/2!/4/2/1:7[,;s=b])") == BookPlace(0, (Step(4), Step(2), Step(1)), 7)


@pytest.mark.parametrize(
    "cfi", ["", "epubcfi()", "epubcfi(/6/4)", "epubcfi(/6/4!)", "epubcfi(/6/4!/4/2", "epubcfi(x!y)"]
)
def test_what_leads_nowhere_is_no_place(cfi: str) -> None:
    assert read_cfi(cfi) is None


@pytest.mark.parametrize(
    "position",
    [
        "", "[]", "{", '{"pageIndex": 2}', '{"type": "CssSelector"}',
        '{"type": "CssSelector", "value": "p:has(b)"}',
        '{"type": "CssSelector", "value": "p", "refinedBy": {"start": "2"}}',
    ],
)  # fmt: skip
def test_other_positions_are_none_of_ours(position: str) -> None:
    assert read_selector(position) is None


def test_the_element_of_a_page_is_found_by_id_class_and_number() -> None:
    value = "#main > div.text p:nth-of-type(2)"
    place = read_selector(json.dumps(on_page(value, 5)))
    assert isinstance(place, PagePlace)
    assert place.offset == 5
    assert "@id='main'" in place.xpath
    assert "count(preceding-sibling::p) = 1" in place.xpath


def text_at(source: SourceText, position: Mapping[str, object], words: str, sort: str = "") -> str:
    at = source.place(json.dumps(position), sort, words)
    assert at is not None
    return source.folded[at : at + 24]


@pytest.fixture
def of_book(tmp_path: Path) -> SourceText:
    return read(tmp_path / "book.epub", book(), "application/epub+zip")


def read(path: Path, data: bytes, media_type: str) -> SourceText:
    path.write_bytes(data)
    source = read_source(path, media_type)
    assert source is not None
    return source


def test_a_step_leads_to_the_text_between_elements(of_book: SourceText) -> None:
    # In the second chapter, after the emphasised word of the second paragraph.
    found = text_at(of_book, in_book(1, "/4/6/3:1"), "weighed the grain")
    assert found == fold("weighed the grain in the winter")[:24]


def test_texts_may_be_counted_without_the_empty_ones(of_book: SourceText) -> None:
    # The paragraph begins with an element: programs call the text after it the first one.
    position = in_book(1, "/4/8/1:0")
    found = text_at(of_book, position, "stood at the end")
    assert found == fold("stood at the end of the quay before")[:24]


def test_an_id_counts_more_than_a_number(of_book: SourceText) -> None:
    found = text_at(of_book, in_book(1, "/4/40[late]/1:0"), "Late in the year")
    assert found.startswith(fold("Late in the year"))


def test_a_place_that_is_not_there_gives_way_to_the_order(of_book: SourceText) -> None:
    found = text_at(of_book, in_book(1, "/4/80/1:0"), "", "00001|00000000")
    assert found.startswith(fold("Second"))
    assert of_book.place(json.dumps(in_book(7, "/4/2/1:0")), "", "x") is None


def test_a_place_on_a_page_counts_from_its_element(tmp_path: Path) -> None:
    source = read(tmp_path / "page.html", PAGE.encode(), "text/html")
    start = PAGE.split('<p id="b">')[1].index("the clerk")
    assert text_at(source, on_page("#b", start), "the clerk").startswith(fold("the clerk wrote"))
    assert text_at(source, on_page("body > div > p:nth-child(3)", start), "the clerk").startswith(
        fold("the clerk wrote")
    )


def test_broken_files_have_no_text(tmp_path: Path) -> None:
    for name, media in (("a.epub", "application/epub+zip"), ("a.html", "text/html")):
        (tmp_path / name).write_bytes(b"")
        assert read_source(tmp_path / name, media) is None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    (tmp_path / "b.epub").write_bytes(packed.getvalue())
    assert read_source(tmp_path / "b.epub", "application/epub+zip") is None
    assert read_source(tmp_path / "gone.html", "text/html") is None
    assert read_source(tmp_path / "a.html", "text/plain") is None


def test_a_chapter_that_is_missing_keeps_the_numbers_of_the_others(tmp_path: Path) -> None:
    data = book({**CHAPTERS, "one.xhtml": None})
    source = read(tmp_path / "book.epub", data, "application/epub+zip")
    found = text_at(source, in_book(1, "/4/2/1:0"), "Second")
    assert found.startswith(fold("Second"))
