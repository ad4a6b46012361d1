"""Words of a page as the text index keeps them: columns of differences, compressed.

About 5 bytes a word. Boxes are kept to an eighth of a point, which nobody sees; the edges of
characters are not kept.
"""

import zlib
from array import array
from collections.abc import Sequence
from itertools import accumulate

from pincite.model.anchors import Quad
from pincite.model.texts import Word

_STEPS_PER_PT = 8
_COLUMNS = 8


def pack_words(words: Sequence[Word]) -> bytes:
    """Words as bytes.

    Format: zlib of eight columns of 32-bit little-endian numbers, each with one entry a word: start
    after the last end, length, line after the last line, heading, x0 after the last x1, width, y0
    after the last y0, height; the last four in eighths of a point.
    """
    columns = [array("i") for _ in range(_COLUMNS)]
    last_end = last_line = last_x1 = last_y0 = 0
    for word in words:
        x0, y0, x1, y1 = (round(side * _STEPS_PER_PT) for side in _sides(word.box))
        row = (
            word.start - last_end, word.end - word.start, word.line - last_line, word.heading,
            x0 - last_x1, x1 - x0, y0 - last_y0, y1 - y0,
        )  # fmt: skip
        for column, value in zip(columns, row, strict=True):
            column.append(value)
        last_end, last_line, last_x1, last_y0 = word.end, word.line, x1, y0
    return zlib.compress(b"".join(_bytes(column) for column in columns), 6)


def unpack_words(blob: bytes) -> tuple[Word, ...]:
    """The words that `pack_words` packed."""
    numbers = array("i")
    numbers.frombytes(zlib.decompress(blob))
    count = len(numbers) // _COLUMNS
    gaps, lengths, lines, headings, lefts, widths, tops, heights = (
        numbers[i * count : (i + 1) * count] for i in range(_COLUMNS)
    )
    words = []
    end = x1 = 0
    rows = zip(
        gaps, lengths, accumulate(lines), headings, lefts, widths, accumulate(tops), heights,
        strict=True,
    )  # fmt: skip
    for gap, length, line, heading, left, width, y0, height in rows:
        start, x0 = end + gap, x1 + left
        end, x1 = start + length, x0 + width
        box = Quad(
            x0 / _STEPS_PER_PT, y0 / _STEPS_PER_PT,
            x1 / _STEPS_PER_PT, (y0 + height) / _STEPS_PER_PT,
        )  # fmt: skip
        words.append(Word(start, end, box, line, heading=heading))
    return tuple(words)


def pack_numbers(numbers: Sequence[int]) -> bytes:
    """Rising numbers as bytes."""
    steps = array("i", (b - a for a, b in zip((0, *numbers), numbers, strict=False)))
    return zlib.compress(_bytes(steps), 6)


def unpack_numbers(blob: bytes) -> list[int]:
    """The numbers that `pack_numbers` packed."""
    steps = array("i")
    steps.frombytes(zlib.decompress(blob))
    return list(accumulate(steps))


def _sides(box: Quad) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1


def _bytes(column: "array[int]") -> bytes:
    return column.tobytes()
