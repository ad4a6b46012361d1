"""What stands at the edges of pages and is no part of the text: running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pincite.model import roman
from pincite.model.anchors import Quad
from pincite.model.texts import RIGHT, PageText

_EDGE_ROWS = 2
"""Rows at the head and at the foot of a page that are looked at."""
_LONGEST = 120
_LEAST_LETTERS = 4
_OFTEN = 3
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_ENDS = re.compile(r"^\W*(\d{1,4}|[ivxlc]+)\b|\b(\d{1,4}|[ivxlc]+)\W*$", re.IGNORECASE)
_BARE = re.compile(r"\W*(?:\d{1,4}|[ivxlc]+)\W*", re.IGNORECASE)
_SAME_ROW = 0.5
_WIDE = 1.3
"""A wider step than this, in usual ones, is a gap."""
_OTHER_SIZE = 0.06


@dataclass(frozen=True)
class Row:
    """A row at the edge of a page: characters of its text, which need not adjoin.

    Attributes:
        is_outermost: nothing stands between it and the edge of the page.
        is_apart: a gap, or another size of type, is between it and the text of the page.
    """

    page_index: int
    text: str
    spans: tuple[tuple[int, int], ...]
    is_outermost: bool
    is_apart: bool

    @cached_property
    def key(self) -> str:
        """Its letters, the same on every page of a running head."""
        return "".join(
            c for c in _NUMBERS.sub("#", self.text.casefold()) if c.isalpha() or c == "#"
        )

    @cached_property
    def numbers(self) -> tuple[tuple[bool, int], ...]:
        """What may be the page's number at either end: whether it is roman, and its value."""
        found = (n for match in _ENDS.finditer(self.text) for n in match.groups() if n)
        return tuple((not n.isdecimal(), _value(n)) for n in found)


def furniture(pages: Sequence[PageText]) -> list[list[tuple[int, int]]]:
    """For each page the starts and ends, in its text, of running heads and page numbers.

    A row at an edge is one when its letters stand at the edge of other pages too, or when it has a
    number that counts with the pages. A row that is neither stays, be it as short as it may: a
    quotation that leaves it out must not pass.
    """
    rows = [_edge_rows(number, page) for number, page in enumerate(pages)]
    every = [row for on_page in rows for row in on_page]
    often = _repeated(every, len(pages))
    counting = _counting(every, len(pages))
    return [
        sorted(span for row in on_page if _is_furniture(row, often, counting) for span in row.spans)
        for on_page in rows
    ]


def _is_furniture(row: Row, often: set[str], counting: set[tuple[bool, int]]) -> bool:
    counts = any((kind, value - row.page_index) in counting for kind, value in row.numbers)
    if _BARE.fullmatch(row.text):
        return counts
    return row.is_apart and (row.key in often or (counts and row.is_outermost))


def _repeated(rows: Iterable[Row], pages: int) -> set[str]:
    """Keys of rows that stand on several pages."""
    numbered = {(row.key, row.page_index) for row in rows if row.is_apart}
    counts = Counter(key for key, _ in numbered)
    least = min(_OFTEN, max(2, pages // 2))
    return {
        k for k, n in counts.items() if n >= least and len(k.replace("#", "")) >= _LEAST_LETTERS
    }


def _counting(rows: Iterable[Row], pages: int) -> set[tuple[bool, int]]:
    """Kinds and offsets of numbers that rise by one a page, on several pages."""
    seen = {
        (kind, value - row.page_index, row.page_index)
        for row in rows
        if (row.is_outermost and row.is_apart) or _BARE.fullmatch(row.text)
        for kind, value in row.numbers
    }
    counts = Counter((kind, offset) for kind, offset, _ in seen)
    least = min(_OFTEN, max(2, pages))
    return {state for state, count in counts.items() if count >= least}


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    value = roman.value(numeral)
    return -(10**6) if value is None else value


@dataclass(frozen=True)
class _Line:
    """A row with its height on the page; `y0` and `y1` count lines where places are unknown."""

    text: str
    spans: tuple[tuple[int, int], ...]
    y0: float
    y1: float


def _edge_rows(number: int, page: PageText) -> list[Row]:
    lines = _placed_lines(page) if _is_level(page) else _plain_lines(page.text)
    usual = _usual_step(lines)
    count = min(_EDGE_ROWS, len(lines))
    rows: list[Row] = []
    for edge in (lines[: _EDGE_ROWS + 1], lines[: -_EDGE_ROWS - 2 : -1]):
        apart = [_is_apart(one, other, usual) for one, other in pairwise(edge)]
        for at, line in enumerate(edge[:count]):
            is_known = any(row.spans == line.spans for row in rows)
            if len(line.text) <= _LONGEST and not is_known:
                is_apart = any(apart[at:]) or len(lines) <= _EDGE_ROWS
                rows.append(Row(number, line.text, line.spans, at == 0, is_apart))
    return rows


def _is_apart(one: _Line, other: _Line, usual: float) -> bool:
    step = abs((one.y0 + one.y1) / 2 - (other.y0 + other.y1) / 2)
    size, size_of_other = one.y1 - one.y0, other.y1 - other.y0
    return step > _WIDE * usual or abs(size - size_of_other) > _OTHER_SIZE * size_of_other


def _usual_step(lines: Sequence[_Line]) -> float:
    """From line to line; of the narrower half, since heads and paragraphs stand apart."""
    steps = sorted(b.y0 - a.y0 for a, b in pairwise(lines))
    return steps[len(steps) // 4] if steps else 1.0


def _is_level(page: PageText) -> bool:
    return bool(page.words) and sum(w.heading != RIGHT for w in page.words) * 2 < len(page.words)


def _plain_lines(text: str) -> list[_Line]:
    """The lines of a text, without places on the page; an empty one is a gap."""
    lines: list[_Line] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            lines.append(_Line(line, ((at, at + len(line)),), number, number + 1))
        at += len(line) + 1
    return lines


def _placed_lines(page: PageText) -> list[_Line]:
    """The rows of a page as one sees them, from the top.

    In the text of the page a folio at its head may come last.
    """
    pieces: dict[int, tuple[int, int, Quad]] = {}
    for word in page.words:
        start, _, box = pieces.get(word.line, (word.start, 0, word.box))
        pieces[word.line] = (start, word.end, _around(box, word.box))
    grouped: list[list[tuple[int, int, Quad]]] = []
    for piece in sorted(pieces.values(), key=lambda piece: piece[2].y0 + piece[2].y1):
        if grouped and _is_same_row(grouped[-1][-1][2], piece[2]):
            grouped[-1].append(piece)
        else:
            grouped.append([piece])
    return [_joined(page.text, row) for row in grouped]


def _joined(text: str, row: list[tuple[int, int, Quad]]) -> _Line:
    row.sort(key=lambda piece: piece[2].x0)
    return _Line(
        " ".join(text[start:end] for start, end, _ in row),
        tuple((start, end) for start, end, _ in row),
        min(box.y0 for *_, box in row),
        max(box.y1 for *_, box in row),
    )


def _is_same_row(one: Quad, other: Quad) -> bool:
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > _SAME_ROW * min(one.y1 - one.y0, other.y1 - other.y0)


def _around(one: Quad, other: Quad) -> Quad:
    return Quad(
        min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1)
    )
