"""Selecting text in reading order."""

import pytest

from pincite.model.anchors import Quad
from pincite.model.texts import DOWN, LEFT, RIGHT, UP, PageText, Word
from pincite.ui.reader.text.selection import (
    Selection,
    TextPlace,
    anchor_of,
    line_at,
    nearest_place,
    selected_text,
    word_at,
)


def _page(index: int, *lines: str) -> PageText:
    """Words of 10 points a letter, lines 20 points apart."""
    words, text = [], ""
    for number, line in enumerate(lines):
        text += "\n" if number else ""
        x = 0.0
        for place, word in enumerate(line.split(" ")):
            if place:
                text += " "
                x += 10
            start, end = len(text), len(text) + len(word)
            box = Quad(x, number * 20, x + 10 * len(word), number * 20 + 12)
            edges = tuple(x + 10 * i for i in range(len(word) + 1))
            words.append(Word(start, end, box, number, edges))
            text += word
            x += 10 * len(word)
    return PageText(index, text, tuple(words))


def test_the_place_is_the_nearest_boundary_between_characters() -> None:
    page = _page(0, "alpha beta")
    assert nearest_place(page, 12, 5) == TextPlace(0, 1)
    assert nearest_place(page, 18, 5) == TextPlace(0, 2)


def test_a_point_beside_a_line_belongs_to_that_line() -> None:
    page = _page(0, "alpha beta gamma delta", "x")
    assert nearest_place(page, 300, 25) == TextPlace(0, len(page.text))


def test_a_page_without_words_has_no_places() -> None:
    assert nearest_place(PageText(0, ""), 1, 1) is None


def test_words_leave_their_punctuation_behind() -> None:
    page = _page(0, "(alpha), beta")
    assert word_at(page, 3) == (1, 6)


def test_lines_are_whole() -> None:
    page = _page(0, "alpha beta", "gamma")
    assert line_at(page, 7) == (0, 10)


def test_a_selection_dragged_upwards_is_in_reading_order() -> None:
    selection = Selection(TextPlace(2, 5), TextPlace(1, 7))
    assert selection.start == TextPlace(1, 7)
    assert list(selection.pages) == [1, 2]


def test_lines_are_joined_when_copied() -> None:
    texts = {0: _page(0, "alpha beta", "gamma"), 1: _page(1, "delta")}
    selection = Selection(TextPlace(0, 6), TextPlace(1, 5))
    assert selected_text(selection, texts) == "beta gamma\n\ndelta"


def test_the_anchor_leaves_out_spaces_at_its_ends() -> None:
    texts = {0: _page(0, "alpha beta gamma")}
    anchor = anchor_of(Selection(TextPlace(0, 5), TextPlace(0, 11)), texts)
    assert anchor is not None
    assert (anchor.quote, anchor.start, anchor.before, anchor.after) == (
        "beta", 6, "alpha ", " gamma",
    )  # fmt: skip
    assert anchor.places[0].quads == (Quad(60, 0, 100, 12),)


def test_an_anchor_over_a_page_end_has_boxes_on_both_pages() -> None:
    texts = {0: _page(0, "alpha beta"), 1: _page(1, "gamma delta")}
    anchor = anchor_of(Selection(TextPlace(0, 6), TextPlace(1, 5)), texts)
    assert anchor is not None
    assert anchor.quote == "beta gamma"
    assert [place.page_index for place in anchor.places] == [0, 1]


def test_a_page_touched_only_by_its_end_is_left_out() -> None:
    texts = {0: _page(0, "alpha"), 1: _page(1, "beta")}
    anchor = anchor_of(Selection(TextPlace(0, 5), TextPlace(1, 4)), texts)
    assert anchor is not None
    assert (anchor.page_index, anchor.quote) == (1, "beta")


@pytest.mark.parametrize(
    ("heading", "x", "y", "offset"),
    [(RIGHT, 26, 5, 3), (LEFT, 26, 5, 1), (DOWN, 5, 26, 3), (UP, 5, 26, 1)],
)
def test_the_nearest_boundary_is_found_whichever_way_a_word_runs(
    heading: int, x: float, y: float, offset: int
) -> None:
    box = Quad(0, 0, 40, 12) if heading in (RIGHT, LEFT) else Quad(0, 0, 12, 40)
    page = PageText(0, "word", (Word(0, 4, box, 0, heading=heading),))
    assert nearest_place(page, x, y) == TextPlace(0, offset)
