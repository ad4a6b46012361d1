"""Anchors made from page texts."""

import pytest

from pincite.model.anchors import Quad
from pincite.model.texts import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    PageText,
    Word,
    anchor_across,
    anchor_for,
    quads_for,
)


def page(index: int, *lines: str) -> PageText:
    """A page whose characters are 10 points wide and whose lines are 20 points high."""
    text, words, offset = "\n".join(lines), [], 0
    for number, line in enumerate(lines):
        at = offset
        for part in line.split(" "):
            x = (at - offset) * 10.0
            box = Quad(x, number * 20.0, x + len(part) * 10.0, number * 20.0 + 12)
            words.append(Word(at, at + len(part), box, number))
            at += len(part) + 1
        offset += len(line) + 1
    return PageText(index, text, tuple(words))


def test_a_run_has_one_box_a_line() -> None:
    sheet = page(0, "the price of", "grain rose")
    start, end = sheet.text.index("price"), sheet.text.index(" rose")
    assert quads_for(sheet, start, end) == (Quad(40, 0, 120, 12), Quad(0, 20, 50, 32))


def test_part_of_a_word_has_part_of_its_box() -> None:
    assert quads_for(page(0, "grain"), 1, 3) == (Quad(10, 0, 30, 12),)


@pytest.mark.parametrize(
    ("heading", "box"),
    [
        (RIGHT, Quad(10, 0, 20, 12)),
        (LEFT, Quad(20, 0, 30, 12)),
        (DOWN, Quad(0, 3, 40, 6)),
        (UP, Quad(0, 6, 40, 9)),
    ],
)
def test_part_of_a_word_lies_where_its_letters_run(heading: int, box: Quad) -> None:
    word = Word(0, 4, Quad(0, 0, 40, 12), 0, heading=heading)
    assert quads_for(PageText(0, "word", (word,)), 1, 2) == (box,)


def test_stretches_of_a_line_that_run_against_each_other_have_boxes_of_their_own() -> None:
    words = (
        Word(0, 2, Quad(80, 0, 100, 12), 0, heading=LEFT),
        Word(3, 6, Quad(40, 0, 70, 12), 0),
        Word(7, 9, Quad(10, 0, 30, 12), 0, heading=LEFT),
    )
    quads = quads_for(PageText(0, "אב 123 גד", words), 0, 6)
    assert quads == (Quad(80, 0, 100, 12), Quad(40, 0, 70, 12))


def test_an_anchor_keeps_words_and_context() -> None:
    sheet = page(3, "the price of", "grain rose")
    anchor = anchor_for(sheet, 4, sheet.text.index(" rose"))
    assert (anchor.page_index, anchor.quote) == (3, "price of grain")
    assert (anchor.before, anchor.after) == ("the ", " rose")
    assert anchor.start == 4


def test_a_passage_over_a_page_end_has_a_place_on_each_page() -> None:
    first, last = page(3, "the price of"), page(4, "grain rose")
    anchor = anchor_across([first, last], 4, 5)
    assert anchor.quote == "price of grain"
    assert [place.page_index for place in anchor.places] == [3, 4]
    assert anchor.last_page_index == 4


def test_divided_words_are_quoted_whole() -> None:
    sheet = page(0, "the price of the mar-", "ket in Anglo-", "Saxon towns")
    anchor = anchor_for(sheet, 0, len(sheet.text))
    assert anchor.quote == "the price of the market in Anglo- Saxon towns"
