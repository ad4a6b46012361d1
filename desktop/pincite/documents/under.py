"""The words under a mark: whole ones by their area, those that are marked in part by letters."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from pincite.documents.wire import Value

    Box = tuple[float, float, float, float]

    class Words(Protocol):
        """The text of a page and where its words stand, as `PageWords` has them."""

        @property
        def text(self) -> str:
            """Of the page."""

        @property
        def starts(self) -> Sequence[int]:
            """Where each word starts in it."""

        @property
        def ends(self) -> Sequence[int]:
            """Where each word ends."""

        @property
        def boxes(self) -> Sequence[float]:
            """Four sides a word: left, top, right, bottom."""

        @property
        def edges(self) -> Sequence[tuple[float, ...]]:
            """The boundaries of each word's characters, or none."""


_CONTEXT = 64
_COVERED = 0.5
"""Share of a word's area, or of a letter's width, from which on it counts as marked."""
_LETTER = 0.4
"""Share of a letter's usual width that is not worth a second look."""
_SLOPPY = 0.3
"""Letters at the edge of a word that take no more than this are marked too: a hasty hand."""


def words_under(boxes: "Sequence[Box]", words: "Words") -> "dict[str, Value]":
    """Entries "text", "start", "before" and "after"; none when no word is marked.

    Args:
        boxes: of a mark, as displayed.
    """
    spans = spans_under(boxes, words)
    if not spans:
        return {}
    start, end = spans[0][0], spans[-1][1]
    return {
        "text": "\n".join(words.text[a:b] for a, b in spans),
        "start": start,
        "before": words.text[max(0, start - _CONTEXT) : start],
        "after": words.text[end : end + _CONTEXT],
    }


def spans_under(boxes: "Sequence[Box]", words: "Words") -> list[tuple[int, int]]:
    """Starts and ends in the page's text of what is marked; words that adjoin are one.

    Args:
        boxes: of a mark, in the space of the words.
    """
    spans: list[list[int]] = []
    last = -1
    for number in _near(boxes, words):
        span = _marked(number, boxes, words)
        if span is None:
            continue
        goes_on = spans and last == number - 1 and spans[-1][1] == words.ends[last]
        if goes_on and span[0] == words.starts[number]:
            spans[-1][1] = span[1]
        else:
            spans.append(list(span))
        last = number
    return [(start, end) for start, end in spans]


def cuts_words(boxes: "Sequence[Box]", words: "Words") -> bool:
    """True when a mark begins or ends inside a word: its letters have to be looked at."""
    for number in _near(boxes, words):
        x0, y0, x1, y1 = words.boxes[4 * number : 4 * number + 4]
        line = [b for b in boxes if min(y1, b[3]) - max(y0, b[1]) >= _COVERED * (y1 - y0)]
        marked = sum(max(0.0, min(x1, b[2]) - max(x0, b[0])) for b in line)
        letter = (x1 - x0) / max(1, words.ends[number] - words.starts[number])
        if _LETTER * letter < marked < x1 - x0 - _LETTER * letter:
            return True
    return False


def _near(boxes: "Sequence[Box]", words: "Words") -> list[int]:
    """Words that touch the rectangle around all boxes, by their numbers."""
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    sides = words.boxes
    return [
        number
        for number in range(len(words.starts))
        if sides[4 * number] <= right
        and sides[4 * number + 2] >= left
        and sides[4 * number + 1] <= bottom
        and sides[4 * number + 3] >= top
    ]


def _marked(number: int, boxes: "Sequence[Box]", words: "Words") -> tuple[int, int] | None:
    """The characters of a word that are marked, as offsets in the page's text."""
    x0, y0, x1, y1 = words.boxes[4 * number : 4 * number + 4]
    start, end = words.starts[number], words.ends[number]
    edges = words.edges[number] if words.edges else ()
    if len(edges) != end - start + 1:
        return (start, end) if _share((x0, y0, x1, y1), boxes) >= _COVERED else None
    letters = [
        place
        for place in range(end - start)
        if _share((edges[place], y0, edges[place + 1], y1), boxes) >= _COVERED
    ]
    if not letters:
        return None
    first, last = letters[0], letters[-1] + 1
    word, width = words.text[start:end], edges[-1] - edges[0]
    if word[:first].isalnum() and edges[first] - edges[0] <= _SLOPPY * width:
        first = 0
    if word[last:].isalnum() and edges[-1] - edges[last] <= _SLOPPY * width:
        last = end - start
    return start + first, start + last


def _share(box: "Box", boxes: "Sequence[Box]") -> float:
    """The part of an area that lies under boxes, which are taken not to overlap."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    covered = sum(
        max(0.0, min(box[2], b[2]) - max(box[0], b[0]))
        * max(0.0, min(box[3], b[3]) - max(box[1], b[1]))
        for b in boxes
    )
    return covered / area if area > 0 else 0.0
