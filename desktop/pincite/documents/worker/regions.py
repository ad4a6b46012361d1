"""Columns of a page that is a picture: regions to be read one after the other.

MuPDF has Tesseract take a page for one block of text, so that lines would run across columns. The
page is therefore looked at in a small grey picture first: rows of ink with the same empty strip in
the middle are columns.
"""

from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels, the ends exclusive."""

_DARKER = 50
"""How much darker than paper ink is at least, of 255."""
_EDGE = 0.06
_LEAST_GUTTER = 0.012
"""Width of the strip between columns, as a share of the page's; tables have wider ones."""
_WIDEST_GUTTER = 0.12
_LEAST_COLUMN = 0.16
_LEAST_HEIGHT = 0.12
"""Columns lower than this share of the page are no columns but cells."""
_MOST = 16


class _Band:
    """Rows of ink without an empty row between them, and where they are empty all the way down."""

    __slots__ = ("end", "ink", "start")

    def __init__(self, start: int, end: int, ink: int) -> None:
        self.start = start
        self.end = end
        self.ink = ink


def regions(grey: bytes, width: int, height: int) -> list[Box]:
    """The regions of text in reading order; one for the whole page when it has no columns.

    Args:
        grey: a byte a pixel, row by row, 0 for black; about 36 dots an inch.
    """
    whole = [(0, 0, width, height)]
    bands = list(_bands(_rows(grey, width, height)))
    found: list[Box] = []
    start = 0
    while start < len(bands):
        end, gutters = _columns_from(bands, start, width, height)
        if gutters:
            top, bottom = _between(bands, start, height), _between(bands, end, height)
            sides = [0, *((a + b) // 2 for a, b in gutters), width]
            found += [(x0, top, x1, bottom) for x0, x1 in pairwise(sides)]
            start = end
        else:
            top, bottom = _between(bands, start, height), _between(bands, start + 1, height)
            if found and found[-1][0] == 0 and found[-1][2] == width and found[-1][3] == top:
                top = found.pop()[1]
            found.append((0, top, width, bottom))
            start += 1
    return found if 1 < len(found) <= _MOST else whole


def _rows(grey: bytes, width: int, height: int) -> list[int]:
    """Each row as a number whose bytes are 1 where there is ink; dark edges of a scan left out."""
    paper = max(range(128, 256), key=grey.count, default=255)
    table = bytes(1 if value < paper - _DARKER else 0 for value in range(256))
    ink = grey.translate(table)
    mask = bytearray(b"\1" * width)
    for x in range(width):
        is_edge = x < _EDGE * width or x >= (1 - _EDGE) * width
        if is_edge and sum(ink[x::width]) > height / 2:
            mask[x] = 0
    allowed = int.from_bytes(mask, "big")
    return [
        int.from_bytes(ink[y * width : (y + 1) * width], "big") & allowed for y in range(height)
    ]


def _bands(rows: list[int]) -> "Iterator[_Band]":
    start = ink = 0
    for y, row in enumerate([*rows, 0]):
        if row:
            start = start if ink else y
            ink |= row
        elif ink:
            yield _Band(start, y, ink)
            ink = 0


def _columns_from(
    bands: list[_Band], start: int, width: int, height: int
) -> tuple[int, list[tuple[int, int]]]:
    """The band after the columns that begin at `start`, and the strips between them; or none."""
    ink, end, kept = 0, start, (start, list[tuple[int, int]]())
    while end < len(bands):
        ink |= bands[end].ink
        gutters = _gutters(ink.to_bytes(width, "big"), width)
        if not gutters:
            break
        end += 1
        if bands[end - 1].end - bands[start].start >= _LEAST_HEIGHT * height:
            kept = (end, gutters)
    return kept


def _gutters(ink: bytes, width: int) -> list[tuple[int, int]]:
    """Empty strips with enough ink on both sides of each."""
    first, last = ink.find(1), ink.rfind(1) + 1
    strips: list[tuple[int, int]] = []
    at = ink.find(0, first)
    begun = first
    while 0 <= at < last:
        stop = ink.find(1, at)
        is_strip = _LEAST_GUTTER * width <= stop - at <= _WIDEST_GUTTER * width
        if is_strip and at - begun >= _LEAST_COLUMN * width:
            strips.append((at, stop))
            begun = stop
        at = ink.find(0, stop)
    if strips and last - begun < _LEAST_COLUMN * width:
        strips.pop()
    return strips


def _between(bands: list[_Band], number: int, height: int) -> int:
    """A row in the middle of the empty ones before a band; the page's edge before the first."""
    if number == 0:
        return 0
    if number >= len(bands):
        return height
    return (bands[number - 1].end + bands[number].start) // 2
