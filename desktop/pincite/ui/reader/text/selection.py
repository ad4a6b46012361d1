"""Selecting text by characters in reading order. Pure: page texts and points in, ranges out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pincite.model.anchors import Anchor, Quad
from pincite.model.texts import DOWN, RIGHT, UP, PageText, Word, anchor_across

_WORD = re.compile(r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u2019'\-]+")
"""Letters and digits with the marks over and under them, and what holds a word together."""


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """A place between two characters: a page and an offset in its text."""

    page_index: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """A run of characters over one or more pages; `fixed` is the end where it was begun."""

    fixed: TextPlace
    moving: TextPlace

    @property
    def start(self) -> TextPlace:
        """The end that comes first in reading order."""
        return min(self.fixed, self.moving)

    @property
    def end(self) -> TextPlace:
        """The end that comes last, exclusive."""
        return max(self.fixed, self.moving)

    def __bool__(self) -> bool:
        return self.fixed != self.moving

    @property
    def pages(self) -> range:
        """The pages it touches."""
        return range(self.start.page_index, self.end.page_index + 1)

    def span_on(self, page: PageText) -> tuple[int, int]:
        """The run on one page as offsets, end exclusive; empty when it does not touch the page."""
        if page.index not in self.pages:
            return (0, 0)
        first = self.start.offset if page.index == self.start.page_index else 0
        last = self.end.offset if page.index == self.end.page_index else len(page.text)
        return (first, last)


def nearest_place(page: PageText, x: float, y: float) -> TextPlace | None:
    """The place between characters nearest to a point of the unrotated page.

    Returns:
        None for a page without words.
    """
    if not page.words:
        return None
    _, row = min(_rows(page), key=lambda r: _distance(r[0], x, y, is_upright=_is_upright(r[1])))
    along = y if _is_upright(row) else x
    word = min(row, key=lambda w: max(w.reach[0] - along, 0.0, along - w.reach[1]))
    return TextPlace(page.index, offset_in(word, along))


def _is_upright(row: list[Word]) -> bool:
    """True when the line runs down or up the unrotated page."""
    return row[0].heading in (DOWN, UP)


def _rows(page: PageText) -> Iterator[tuple[Quad, list[Word]]]:
    """Lines of words, each as wide as its paragraph: what is beside a short line belongs to it."""
    block: list[list[Word]] = []
    last: Word | None = None
    for word in page.words:
        if last is not None and "\n\n" in page.text[last.end : word.start]:
            yield from _widened_rows(block)
            block = []
        if not block or block[-1][-1].line != word.line:
            block.append([])
        block[-1].append(word)
        last = word
    yield from _widened_rows(block)


def _widened_rows(block: list[list[Word]]) -> Iterator[tuple[Quad, list[Word]]]:
    boxes = [w.box for row in block for w in row]
    if not boxes:
        return
    left, right = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
    top, bottom = min(b.y0 for b in boxes), max(b.y1 for b in boxes)
    for row in block:
        if _is_upright(row):
            low, high = min(w.box.x0 for w in row), max(w.box.x1 for w in row)
            yield Quad(low, top, high, bottom), row
        else:
            low, high = min(w.box.y0 for w in row), max(w.box.y1 for w in row)
            yield Quad(left, low, right, high), row


def _distance(box: Quad, x: float, y: float, *, is_upright: bool) -> float:
    dx = max(box.x0 - x, 0.0, x - box.x1)
    dy = max(box.y0 - y, 0.0, y - box.y1)
    # A point beside a line belongs to that line rather than to one above or below.
    return dy + 8 * dx if is_upright else dx + 8 * dy


def offset_in(word: Word, along: float) -> int:
    """The boundary of the word's characters that is nearest to an x, or a y, as it is heading."""
    edges = [word.edge_at(offset) for offset in range(word.start, word.end + 1)]
    return word.start + sum(1 for a, b in pairwise(edges) if _is_past(word, along, (a + b) / 2))


def _is_past(word: Word, along: float, middle: float) -> bool:
    return along >= middle if word.heading in (RIGHT, DOWN) else along < middle


def word_at(page: PageText, offset: int) -> tuple[int, int]:
    """The word around a place, without the punctuation at its ends; empty where there is none."""
    for word in page.words:
        if word.start <= offset <= word.end:
            text = page.text[word.start : word.end]
            for match in _WORD.finditer(text):
                if match.start() <= offset - word.start <= match.end():
                    return word.start + match.start(), word.start + match.end()
            return word.start, word.end
    return offset, offset


def line_at(page: PageText, offset: int) -> tuple[int, int]:
    """The printed line around a place; empty where there is none."""
    line = next((w.line for w in page.words if w.start <= offset <= w.end), None)
    words = [w for w in page.words if w.line == line]
    if not words:
        return offset, offset
    return words[0].start, words[-1].end


def widened(page: PageText, offset: int, unit: str) -> tuple[int, int]:
    """What a click at a place selects.

    Args:
        unit: "character", "word" or "line".
    """
    if unit == "word":
        return word_at(page, offset)
    if unit == "line":
        return line_at(page, offset)
    return offset, offset


def trimmed(selection: Selection, texts: Mapping[int, PageText]) -> Selection:
    """The selection without spaces and line ends at its ends, in reading order."""
    start, end = selection.start, selection.end
    first, last = texts.get(start.page_index), texts.get(end.page_index)
    if first is None or last is None:
        return selection
    a, b = start.offset, end.offset
    limit = b if first is last else len(first.text)
    while a < limit and first.text[a].isspace():
        a += 1
    floor = a if first is last else 0
    while b > floor and last.text[b - 1].isspace():
        b -= 1
    return Selection(TextPlace(start.page_index, a), TextPlace(end.page_index, b))


def has_texts(selection: Selection, texts: Mapping[int, PageText]) -> bool:
    """True when the text of every page that it touches is known."""
    return all(index in texts for index in selection.pages)


def selected_text(selection: Selection, texts: Mapping[int, PageText]) -> str:
    """The characters as plain text for the clipboard; lines of a paragraph are joined.

    Raises:
        KeyError: the text of a page is not known.
    """
    parts = []
    for index in selection.pages:
        a, b = selection.span_on(texts[index])
        parts.append(_joined(texts[index].text[a:b]))
    return "\n\n".join(part for part in parts if part)


def _joined(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(" ".join(p.split()) for p in paragraphs if p.strip())


def anchor_of(selection: Selection, texts: Mapping[int, PageText]) -> Anchor | None:
    """The anchor of the selection; None when it is empty.

    Raises:
        KeyError: the text of a page is not known.
    """
    clean = trimmed(selection, texts)
    start, end = clean.start, clean.end
    # An end at the very top of a page, or a start at the foot of one, would leave no boxes there.
    pages = [texts[index] for index in clean.pages]
    a, b = start.offset, end.offset
    while len(pages) > 1 and not pages[0].text[a:].strip():
        pages.pop(0)
        a = 0
    while len(pages) > 1 and not pages[-1].text[:b].strip():
        pages.pop()
        b = len(pages[-1].text.rstrip())
    if len(pages) == 1 and not pages[0].text[a:b].strip():
        return None
    return anchor_across(pages, a, b)
