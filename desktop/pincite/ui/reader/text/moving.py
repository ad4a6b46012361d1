"""Moving the end of a selection by keys. Pure: a page's text and an offset in, an offset out."""

import re
from collections.abc import Callable

from pincite.model.texts import LEFT, PageText, Word
from pincite.ui.reader.text.selection import line_at, offset_in

_WORD = re.compile(r"\w[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u2019'\-]*")

Step = Callable[[PageText, int], int | None]
"""Gives the new offset; None when it lies before or after the page."""


def next_character(page: PageText, offset: int) -> int | None:
    """Over one character; the end of a line or paragraph counts as one."""
    if offset >= len(page.text):
        return None
    step = offset + 1
    while step < len(page.text) and page.text[step - 1] == "\n" and page.text[step].isspace():
        step += 1
    return step


def previous_character(page: PageText, offset: int) -> int | None:
    """Back over one character; the end of a line or paragraph counts as one."""
    if offset <= 0:
        return None
    step = offset - 1
    while step > 0 and page.text[step] == "\n" and page.text[step - 1].isspace():
        step -= 1
    return step


def next_word(page: PageText, offset: int) -> int | None:
    """To the end of the word, or of the next one."""
    match = next((m for m in _WORD.finditer(page.text, offset) if m.end() > offset), None)
    return match.end() if match else None


def previous_word(page: PageText, offset: int) -> int | None:
    """To the beginning of the word, or of the one before."""
    starts = [m.start() for m in _WORD.finditer(page.text, 0, offset) if m.start() < offset]
    return starts[-1] if starts else None


def line_start(page: PageText, offset: int) -> int | None:
    """To the beginning of the printed line."""
    return line_at(page, offset)[0]


def line_end(page: PageText, offset: int) -> int | None:
    """To the end of the printed line."""
    return line_at(page, offset)[1]


def line_below(page: PageText, offset: int) -> int | None:
    """To the same place on the next line in reading order."""
    return _on_line(page, offset, 1)


def line_above(page: PageText, offset: int) -> int | None:
    """To the same place on the line before."""
    return _on_line(page, offset, -1)


def runs_leftward(page: PageText, offset: int) -> bool:
    """True where the text runs from right to left, as Hebrew and Arabic do."""
    word = _word_at(page, offset)
    return word is not None and word.heading == LEFT


def _on_line(page: PageText, offset: int, by: int) -> int | None:
    word = _word_at(page, offset)
    if word is None:
        return None
    along = word.edge_at(offset)
    row = [w for w in page.words if w.line == word.line + by]
    if not row:
        return None
    nearest = min(row, key=lambda w: max(w.reach[0] - along, 0.0, along - w.reach[1]))
    return offset_in(nearest, along)


def _word_at(page: PageText, offset: int) -> Word | None:
    """The word that holds an offset, or that ends before it."""
    before = [w for w in page.words if w.start <= offset]
    return before[-1] if before else (page.words[0] if page.words else None)
