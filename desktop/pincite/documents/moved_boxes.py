"""Where a mark without words goes when the text around it is laid out anew. Pure geometry."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pincite.model.anchors import Quad
from pincite.model.annotations import Stroke
from pincite.model.texts import Word

MoveWord = Callable[[Word], tuple[int, Word] | None]
"""The same word in the other copy, with its page; None where it is not there."""

_MARGIN_PT = 4.0


def nearest_word(words: Sequence[Word], box: Quad) -> Word | None:
    """The word that a small mark belongs to: that of the nearest line, nearest in it."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2

    def distance(word: Word) -> tuple[float, float]:
        down = max(word.box.y0 - y, 0.0, y - word.box.y1)
        across = max(word.box.x0 - x, 0.0, x - word.box.x1)
        return (down, across)

    return min(words, key=distance, default=None)


def shift_of(words: Sequence[Word], box: Quad, move: MoveWord) -> tuple[int, float, float] | None:
    """How a mark at `box` moves: the other page, and the way to the right and down.

    What stands in the margin stays in it.
    """
    word = nearest_word(words, box)
    moved = move(word) if word is not None else None
    if word is None or moved is None:
        return None
    page_index, other = moved
    middle = (box.x0 + box.x1) / 2
    is_beside = middle < min(w.box.x0 for w in words) - _MARGIN_PT or (
        middle > max(w.box.x1 for w in words) + _MARGIN_PT
    )
    dx = 0.0 if is_beside else (other.box.x0 + other.box.x1 - word.box.x0 - word.box.x1) / 2
    return page_index, dx, (other.box.y0 + other.box.y1 - word.box.y0 - word.box.y1) / 2


def area_around(words: Sequence[Word], box: Quad, move: MoveWord) -> tuple[int, Quad] | None:
    """An area around the same words as before, with as much room around them; None without any."""
    framed = [w for w in words if box.contains((w.box.x0 + w.box.x1) / 2, _middle(w.box))]
    placed = [(word, moved) for word in framed if (moved := move(word)) is not None]
    if not placed:
        return None
    page_index = placed[0][1][0]
    here = _around([word.box for word, (page, _) in placed if page == page_index])
    there = _around([other.box for _, (page, other) in placed if page == page_index])
    return page_index, Quad(
        there.x0 + box.x0 - here.x0,
        there.y0 + box.y0 - here.y0,
        there.x1 + box.x1 - here.x1,
        there.y1 + box.y1 - here.y1,
    )


def shifted(box: Quad, dx: float, dy: float) -> Quad:
    """The box, moved."""
    return Quad(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)


def shifted_stroke(stroke: Stroke, dx: float, dy: float) -> Stroke:
    """The line, moved."""
    points = stroke.points
    moved = (v + (dx if i % 2 == 0 else dy) for i, v in enumerate(points))
    return replace(stroke, points=tuple(moved))


def way_onto_page(box: Quad, width_pt: float, height_pt: float) -> tuple[float, float]:
    """The way that brings a box wholly onto a page; none where it is there."""
    dx = max(0.0, -box.x0) or min(0.0, width_pt - box.x1)
    dy = max(0.0, -box.y0) or min(0.0, height_pt - box.y1)
    return dx, dy


def _middle(box: Quad) -> float:
    return (box.y0 + box.y1) / 2


def _around(boxes: Sequence[Quad]) -> Quad:
    return Quad(
        min(b.x0 for b in boxes),
        min(b.y0 for b in boxes),
        max(b.x1 for b in boxes),
        max(b.y1 for b in boxes),
    )
