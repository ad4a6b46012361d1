"""Where a mark without words belongs: by the words that stand beside it on its page. Pure.

A page note, an area or a drawing keeps its place relative to the nearest word. Where a page has no
text, pages are matched by the texts around them, and the place on the page is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pincite.documents.reanchoring import Hit, Reanchorer
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.replacements import SURE
from pincite.model.texts import Word

_SPREADING = frozenset({AnnotationKind.AREA, AnnotationKind.INK})
"""Marks whose extent means something: another layout may tear apart what they frame."""
_CLOSE_PT = 6.0
"""Two words at either side that moved by the same, give or take this, were not set anew."""
_DOUBTFUL = SURE - 0.05
_WITHOUT_TEXT = 0.5
_MOST_WORDS = 8
"""Words tried before a mark counts as lost."""
_LEAST_SCALE, _MOST_SCALE = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class Shift:
    """How a page's place moves: to `page_index`, scaled around the origin, then moved."""

    page_index: int
    scale: float
    dx: float
    dy: float
    confidence: float

    def box(self, quad: Quad) -> Quad:
        """A box moved along."""
        return Quad(
            quad.x0 * self.scale + self.dx,
            quad.y0 * self.scale + self.dy,
            quad.x1 * self.scale + self.dx,
            quad.y1 * self.scale + self.dy,
        )

    def points(self, points: Sequence[float]) -> tuple[float, ...]:
        """The points of a stroke moved along, x and y by turns."""
        return tuple(
            value * self.scale + (self.dy if number % 2 else self.dx)
            for number, value in enumerate(points)
        )

    def anchor(self, anchor: Anchor) -> Anchor:
        """An anchor without words moved along."""
        quads = tuple(self.box(quad) for place in anchor.places for quad in place.quads)
        return replace(
            anchor,
            page_index=self.page_index,
            places=(PageQuads(self.page_index, quads),),
            before="",
            after="",
            start=-1,
        )


class Layout:
    """Both files with the sizes of their pages.

    Attributes:
        reanchorer: finds words of the old file in the new one.
    """

    def __init__(
        self,
        reanchorer: Reanchorer,
        old_sizes: Sequence[tuple[float, float]],
        new_sizes: Sequence[tuple[float, float]],
    ) -> None:
        self.reanchorer = reanchorer
        self._old_sizes, self._new_sizes = old_sizes, new_sizes

    def old_size(self, index: int) -> tuple[float, float]:
        """Width and height of a page of the old file; Letter where it is not known."""
        return self._old_sizes[index] if index < len(self._old_sizes) else (612.0, 792.0)

    def new_size(self, index: int) -> tuple[float, float]:
        """Width and height of a page of the new file; Letter where it is not known."""
        return self._new_sizes[index] if index < len(self._new_sizes) else (612.0, 792.0)


def beside(layout: Layout, annotation: Annotation) -> Shift | None:
    """How a mark without words is to be moved; None when nothing tells."""
    box = _bounds(annotation.anchor)
    old = layout.reanchorer.old
    page = annotation.anchor.page_index
    if box is None or not 0 <= page < old.page_count:
        return None
    words = _nearest_words(old.page(page).page.words, box)
    for word in words[:_MOST_WORDS]:
        pair = _pair(layout, page, word)
        if pair is None:
            continue
        shift = _shift(layout, page, word, pair, box)
        if annotation.kind in _SPREADING and not _is_same_layout(layout, page, box, words, shift):
            return replace(shift, confidence=min(shift.confidence, _DOUBTFUL))
        return shift
    return None if words else _without_text(layout, page, box)


@dataclass(frozen=True, slots=True)
class _Found:
    """The word of the new file that a word of the old one became."""

    page_index: int
    box: Quad
    hit: Hit


def _pair(layout: Layout, page: int, word: Word) -> _Found | None:
    old, new = layout.reanchorer.old, layout.reanchorer.new
    begin, end = old.place_of(page, word.start), old.place_of(page, word.end)
    reading = old.reading
    start = reading.at(begin)
    stop = reading.at(end - 1) + 1 if end > begin else start
    if stop <= start or reading.place(start) != begin:
        return None
    hit = layout.reanchorer.run(start, stop)
    if hit is None:
        return None
    stretch = new.stretches(*new.reading.runs(*hit.parts[0])[0])[0]
    words = new.page(stretch.page_index).page.words
    target = next((w for w in words if w.start <= stretch.start < w.end), None)
    return None if target is None else _Found(stretch.page_index, target.box, hit)


def _shift(layout: Layout, page: int, word: Word, found: _Found, box: Quad) -> Shift:
    was, now = word.box, found.box
    height = was.y1 - was.y0
    scale = (now.y1 - now.y0) / height if height > 0 else 1.0
    scale = min(max(scale, _LEAST_SCALE), _MOST_SCALE)
    # Type of a size differs by hairs between fonts; that is no reason to stretch a drawing.
    scale = 1.0 if abs(scale - 1.0) < 0.12 else scale
    shift = Shift(
        found.page_index, scale, now.x0 - was.x0 * scale, now.y0 - was.y0 * scale, found.hit.score
    )
    return _inside(shift, box, layout.old_size(page), layout.new_size(found.page_index))


def _inside(
    shift: Shift, box: Quad, old_size: tuple[float, float], new_size: tuple[float, float]
) -> Shift:
    """The shift, changed so that the mark lies on the page; one in a margin stays in it."""
    moved = shift.box(box)
    dx, dy = shift.dx, shift.dy
    middle = (box.x0 + box.x1) / 2 / max(old_size[0], 1.0)
    if middle < 0.1 or middle > 0.9:
        dx += middle * new_size[0] - (moved.x0 + moved.x1) / 2
        moved = replace(shift, dx=dx).box(box)
    dx -= max(0.0, moved.x1 - new_size[0])
    dy -= max(0.0, moved.y1 - new_size[1])
    moved = replace(shift, dx=dx, dy=dy).box(box)
    return replace(shift, dx=dx - min(0.0, moved.x0), dy=dy - min(0.0, moved.y0))


def _is_same_layout(
    layout: Layout, page: int, box: Quad, words: Sequence[Word], shift: Shift
) -> bool:
    """True when the words around a mark keep their places to it and to each other."""
    checked = 0
    for word in _around(words, box):
        found = _pair(layout, page, word)
        if found is None or found.page_index != shift.page_index:
            return False
        expected = shift.box(word.box)
        if (
            abs(found.box.x0 - expected.x0) > _CLOSE_PT
            or abs(found.box.y0 - expected.y0) > _CLOSE_PT
        ):
            return False
        checked += 1
    return checked > 0


def _around(words: Sequence[Word], box: Quad) -> Iterator[Word]:
    """The nearest word above a box, and the nearest below."""
    above = [w for w in words if w.box.y1 <= box.y0 + 1]
    below = [w for w in words if w.box.y0 >= box.y1 - 1]
    yield from above[:1]
    yield from below[:1]


def _nearest_words(words: Sequence[Word], box: Quad) -> list[Word]:
    """Words by their distance from a box; of those inside the one nearest to its middle first."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2

    def distance(word: Word) -> tuple[float, float]:
        w = word.box
        across = max(box.x0 - w.x1, w.x0 - box.x1, 0.0)
        # A line beside a mark says more of its place than one above it.
        down = max(box.y0 - w.y1, w.y0 - box.y1, 0.0) * 2
        to_middle = abs((w.x0 + w.x1) / 2 - x) + abs((w.y0 + w.y1) / 2 - y)
        return across + down, to_middle

    return sorted(words, key=distance)


def _without_text(layout: Layout, page: int, box: Quad) -> Shift | None:
    """By the page alone: the texts before and after it tell which one it became."""
    old, new = layout.reanchorer.old, layout.reanchorer.new
    target = _page_without_text(layout, page)
    if target is None or not 0 <= target < new.page_count:
        return None
    was, now = layout.old_size(page), layout.new_size(target)
    scale = now[0] / max(was[0], 1.0)
    is_alike = old.page_count == new.page_count and target == page
    confidence = _WITHOUT_TEXT + (0.2 if is_alike else 0.0)
    return _inside(Shift(target, scale, 0.0, 0.0, confidence), box, was, now)


def _page_without_text(layout: Layout, page: int) -> int | None:
    old, new = layout.reanchorer.old, layout.reanchorer.new
    if old.is_empty or new.is_empty:
        return page if old.page_count == new.page_count else None
    before = max(old.reading.at(old.begins[page]) - 1, 0)
    place = layout.reanchorer.alignment.place(before)
    if place is None:
        return None
    behind = page - old.page_at(old.reading.place(before))
    place = min(place, len(new.reading.text) - 1)
    return new.page_at(new.reading.place(place)) + behind


def _bounds(anchor: Anchor) -> Quad | None:
    quads = [q for place in anchor.places for q in place.quads]
    if not quads:
        return None
    return Quad(
        min(q.x0 for q in quads), min(q.y0 for q in quads),
        max(q.x1 for q in quads), max(q.y1 for q in quads),
    )  # fmt: skip
