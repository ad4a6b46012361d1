"""Numbers printed at the head and foot of a page that may be its page number."""

import re
from operator import add

from pincite.model import roman

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Printed = tuple[str, int, float, float, float]
"""Kind, value, x0, x1 and y of the middle, as shares of the page's size.

The kind is "a" for arabic, "r" for small and "R" for capital roman numerals.
"""

_EDGE_ROWS = 3
_EDGE_SHARE = 0.25
_ROW_HEIGHT_PT = 4
_TRIM = "-–—.,:;|[]()•·~\u2002 "
_ARABIC = re.compile(r"^(?:(?:p|pp|page|seite|s)\.?|[A-Za-z]\.?)?(\d{1,5})$", re.IGNORECASE)
# Short words that are roman numerals too, and single letters that number other things.
_NOT_NUMBERS = frozenset({"mm", "cm", "mix", "di", "l", "c", "d", "m"})


def numbers_on(
    text: str,
    starts: "Sequence[int]",
    ends: "Sequence[int]",
    boxes: "Sequence[float]",
    width: float,
    height: float,
) -> "list[Printed]":
    """Integers and roman numerals at the ends of the first and last rows of a page.

    Args:
        starts, ends: offsets in `text` of each word.
        boxes: x0, y0, x1, y1 of each word, flat, as displayed.
        width, height: of the page as displayed.
    """
    # Doubled middles of all words at once; only the few at the edges are looked at.
    middles = list(map(add, boxes[1::4], boxes[3::4]))
    high, low = 2 * _EDGE_SHARE * height, 2 * (1 - _EDGE_SHARE) * height
    top = sorted((y / 2, i) for i, y in enumerate(middles) if y < high)
    foot = sorted(((y / 2, i) for i, y in enumerate(middles) if y > low), reverse=True)
    found: list[Printed] = []
    for words in (top, foot):
        for y, row in _first_rows(words):
            row.sort(key=lambda i: boxes[4 * i])
            for place, i in enumerate(row):
                if 2 <= place < len(row) - 2 and len(row) > 8:
                    continue
                number = read_number(text[starts[i] : ends[i]], is_short_row=len(row) <= 6)
                if number is not None:
                    x0, x1 = boxes[4 * i] / width, boxes[4 * i + 2] / width
                    found.append((*number, x0, x1, y / height))
    return found


def read_number(word: str, *, is_short_row: bool) -> tuple[str, int] | None:
    """The number that a word is, without the dashes and brackets around it.

    Args:
        is_short_row: single letters and capitals count as roman numerals only in rows of few words.
    """
    bare = word.strip(_TRIM)
    match = _ARABIC.match(bare)
    if match:
        number = int(match[1])
        return ("a", number) if number > 0 else None
    lower = bare.lower()
    if not bare or lower in _NOT_NUMBERS or len(bare) > 8:
        return None
    value = roman.value(bare)
    if value is None or not (bare.islower() or (bare.isupper() and is_short_row)):
        return None
    if bare.isupper():
        return ("R", value)
    return ("r", value) if is_short_row or len(bare) > 1 else None


def _first_rows(words: list[tuple[float, int]]) -> "Iterator[tuple[float, list[int]]]":
    """The first rows of words sorted from the page's edge inwards: y of the row, and its words."""
    rows: list[tuple[float, list[int]]] = []
    for y, i in words:
        if rows and abs(y - rows[-1][0]) < _ROW_HEIGHT_PT:
            rows[-1][1].append(i)
        elif len(rows) == _EDGE_ROWS:
            break
        else:
            rows.append((y, [i]))
    yield from rows
