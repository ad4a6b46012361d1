"""Columns: finding streams that run across them, and a recursive XY-cut that puts them right.

Source: Nagy, Seth, Viswanathan, "A prototype document image analysis system for technical
journals", Computer 25(7), 1992 (XY-cut).
"""

from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pincite.documents.worker.words import RawWord

_ROWS_NEEDED = 8
_LONG_LINE = 0.2
_WORDS_IN_A_LINE = 4
_COLUMN_GAP = 0.9
_DEEPEST = 12
_FEW_ROWS = 5
_COLUMN_BLOCK = 1_000_000


def reads_across_columns(words: "Sequence[RawWord]", width: float) -> bool:
    """True when the stream goes left, right, left, right on most rows of long lines.

    Tables do so too, but with short cells; they keep their rows.
    """
    lines = _long_lines(words, width)
    if len(lines) < 2 * _ROWS_NEEDED:
        return False
    jumps = 0
    for (x0, y0, x1, y1), (a0, b0, _a1, b1) in pairwise(lines):
        overlap = min(y1, b1) - max(y0, b0)
        height = max(min(y1 - y0, b1 - b0), 0.1)
        if overlap > 0.6 * height and (a0 >= x1 or a0 + 0.15 * width < x0):
            jumps += 1
    return jumps >= _ROWS_NEEDED and jumps > 0.35 * len(lines)


def columns_first(words: "Sequence[RawWord]") -> "list[RawWord]":
    """The words cut into blocks by the widest empty strips, upright ones first.

    Blocks and lines get new numbers.
    """
    ordered: list[RawWord] = []
    for number, block in enumerate(_cut(list(words), 0)):
        for line_number, line in enumerate(_rows(block)):
            ordered.extend(
                (*w[:5], _COLUMN_BLOCK + number, line_number, *w[7:])
                for w in sorted(line, key=lambda w: w[0])
            )
    return ordered


def _long_lines(
    words: "Sequence[RawWord]", width: float
) -> list[tuple[float, float, float, float]]:
    """Boxes of MuPDF's lines that are long enough to be running text.

    A line is parted where a space in it is as wide as one between columns: words written row by
    row come as one line over all of them.
    """
    lines: list[tuple[float, float, float, float]] = []
    start = 0
    for at in range(1, len(words) + 1):
        first, last = words[start], words[at - 1]
        if at < len(words):
            word = words[at]
            is_same = word[6] == first[6] and word[5] == first[5]
            if is_same and word[0] - last[2] < _COLUMN_GAP * (last[3] - last[1]):
                continue
        if at - start >= _WORDS_IN_A_LINE and last[2] - first[0] > _LONG_LINE * width:
            lines.append((first[0], first[1], last[2], last[3]))
        start = at
    return lines


def _cut(words: "list[RawWord]", depth: int) -> "list[list[RawWord]]":
    if len(words) < 6 or depth > _DEEPEST:
        return [words] if words else []
    heights = sorted(w[3] - w[1] for w in words)
    height = heights[len(heights) // 2]
    # Spaces between words line up over a few rows by chance, not over many.
    is_low = max(w[3] for w in words) - min(w[1] for w in words) < _FEW_ROWS * height
    upright = _widest_gap(words, 0, 2, height * (0.8 if is_low else 0.5))
    if upright is not None:
        return _halves(words, 2, upright, depth)
    level = _widest_gap(words, 1, 3, height * 0.9)
    if level is not None:
        return _halves(words, 3, level, depth)
    return [words]


def _halves(words: "list[RawWord]", side: int, at: float, depth: int) -> "list[list[RawWord]]":
    first = [w for w in words if w[:4][side] <= at]
    second = [w for w in words if w[:4][side] > at]
    return _cut(first, depth + 1) + _cut(second, depth + 1)


def _widest_gap(words: "list[RawWord]", low: int, high: int, least: float) -> float | None:
    spans = sorted((w[:4][low], w[:4][high]) for w in words)
    end, widest, middle = spans[0][1], least, None
    for start, stop in spans[1:]:
        if start - end > widest:
            widest, middle = start - end, (start + end) / 2
        end = max(end, stop)
    return middle


def _rows(words: "list[RawWord]") -> "list[list[RawWord]]":
    rows: list[list[RawWord]] = []
    for word in sorted(words, key=lambda w: (w[1] + w[3]) / 2):
        middle = (word[1] + word[3]) / 2
        if rows and rows[-1][0][1] <= middle <= rows[-1][0][3]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows
