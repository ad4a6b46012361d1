"""Which pictures to ask the document worker for, and in which order. Pure."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Protocol

from pincite.ui.reader.pages.page_layout import Box, PageLayout

WHOLE_PAGE_PX = 1_900_000
"""Pages of more pixels (a letter at 150 %) are drawn in tiles: only what is seen, and neighbours.

Measured: a worker takes 1.4 ms for a tile and 0.5 ms to be told; smaller tiles cost more together,
one part of the size of the window would be drawn anew with every move.
"""
TILE_PX = 1024
GLIMPSE_PX = 40_000
"""A glimpse takes 2 ms and 120 KB; stretched, it tells where on the page text and figures are."""

_AHEAD, _BEHIND = 2, 1
"""Rows of pages that are drawn before they are seen, in the direction of movement and against."""
_GLIMPSES_AHEAD, _GLIMPSES_BEHIND = 8, 3


@dataclass(frozen=True, slots=True)
class WholePage:
    """A picture of a whole page, this many pixels wide and high."""

    index: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A small picture of a whole page, to be shown until another one is there."""

    index: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PagePart:
    """A picture of a part of a page: `box` in pixels of the page at `scale`."""

    index: int
    scale: float
    box: Box


Wanted = WholePage | Glimpse | PagePart


class AtHand(Protocol):
    """What pictures there are."""

    def has_any(self, index: int) -> bool:
        """True when there is some picture of the whole page."""
        ...

    def has_whole(self, page: WholePage) -> bool:
        """True when there is this picture."""
        ...

    def has_part(self, part: PagePart) -> bool:
        """True when there is this picture."""
        ...


@dataclass(frozen=True, slots=True)
class Need:
    """What the order of the pictures depends on beside the layout.

    Attributes:
        view: what is seen, in pixels of the layout.
        is_upward: the view was last moved up.
        is_hurried: the view moves so fast that no page stays for long: small pictures are enough.
        failed: pages that cannot be drawn.
        slow: pages that take long to draw however small the part: they are not drawn in tiles.
    """

    view: Box
    is_upward: bool = False
    is_hurried: bool = False
    failed: Container[int] = ()
    slow: Container[int] = ()


def needs_tiles(layout: PageLayout, index: int) -> bool:
    """True when the page is too big at this scale to be drawn whole."""
    width, height = layout.size_px(index)
    return width * height > WHOLE_PAGE_PX


def whole_page(layout: PageLayout, index: int) -> WholePage:
    """The picture of a page that is exactly as large as the page is shown."""
    return WholePage(index, *layout.size_px(index))


def glimpse(layout: PageLayout, index: int) -> Glimpse:
    """The small picture of a page."""
    width, height = layout.size_px(index)
    shrink = min(1.0, (GLIMPSE_PX / (width * height)) ** 0.5)
    return Glimpse(index, max(1, round(width * shrink)), max(1, round(height * shrink)))


def tile_boxes(layout: PageLayout, index: int, part: Box) -> list[Box]:
    """The tiles that a part of a page touches; all tiles of a page are about equally large.

    Args:
        part: in pixels of the page.
    """
    width, height = layout.size_px(index)
    columns, rows = _cuts(width), _cuts(height)
    return [
        Box(x0, y0, x1 - x0, y1 - y0)
        for y0, y1 in pairwise(rows)
        for x0, x1 in pairwise(columns)
        if y0 < part.bottom and y1 > part.y and x0 < part.right and x1 > part.x
    ]


def seen_part(layout: PageLayout, index: int, view: Box) -> Box:
    """What is seen of a page, in pixels of the page; empty when nothing is."""
    page = layout.box(index, view.width)
    return view.intersected(layout.shown(index, view.width)).moved(-page.x, -page.y)


def wanted_on_view(layout: PageLayout, need: Need, at_hand: AtHand) -> list[Wanted]:
    """Pictures that are missing of what is seen, the most urgent first."""
    view = need.view
    middle = view.y + view.height // 2
    pages = sorted(
        (i for i in layout.pages_between(view.y, view.bottom) if i not in need.failed),
        key=lambda i: abs(layout.top_px(i) + layout.size_px(i)[1] // 2 - middle),
    )
    # A page that takes a second to draw must not be white so long, and nobody knows beforehand.
    wanted: list[Wanted] = [glimpse(layout, i) for i in pages if not at_hand.has_any(i)]
    for index in () if need.is_hurried else pages:
        wanted += _sharp(layout, index, seen_part(layout, index, view), need, at_hand)
    return wanted


def _sharp(
    layout: PageLayout, index: int, part: Box, need: Need, at_hand: AtHand
) -> Iterator[Wanted]:
    """What is missing for a part of a page to be sharp."""
    if not needs_tiles(layout, index):
        whole = whole_page(layout, index)
        if not at_hand.has_whole(whole):
            yield whole
    elif part:
        boxes = tile_boxes(layout, index, part)
        if index in need.slow and boxes:
            boxes = [_around(boxes)]
        parts = [PagePart(index, layout.scale, box) for box in boxes]
        yield from (part for part in parts if not at_hand.has_part(part))


def wanted_ahead(layout: PageLayout, need: Need, at_hand: AtHand) -> Iterator[Wanted]:
    """Pictures that are missing of what may be seen next, the most urgent first.

    To be asked for when nothing that is seen is missing, so that they never stand in the way of it.
    """
    seen = layout.pages_between(need.view.y, need.view.bottom)
    asked: set[Wanted] = set()
    for index in _onward(layout, seen, need, _AHEAD, _BEHIND):
        if needs_tiles(layout, index) and not at_hand.has_any(index):
            yield glimpse(layout, index)
        for view in _next_views(layout, seen, need):
            missing = set(_sharp(layout, index, seen_part(layout, index, view), need, at_hand))
            yield from sorted(missing - asked, key=_from_the_top)
            asked |= missing
    for index in _onward(layout, seen, need, _GLIMPSES_AHEAD, _GLIMPSES_BEHIND):
        if not at_hand.has_any(index):
            yield glimpse(layout, index)


def _next_views(layout: PageLayout, seen: range, need: Need) -> list[Box]:
    """What the view may show next: the next screen, or the next page from its top."""
    view = need.view
    views = [view.moved(0, -view.height if need.is_upward else view.height)]
    before, after = layout.pages_around(seen, 1, 1)
    page = before[-1:] if need.is_upward else after[:1]
    views += [view.moved(0, layout.top_px(i) - layout.margin_px - view.y) for i in page]
    return views


def _from_the_top(wanted: Wanted) -> tuple[int, int]:
    return (wanted.box.y, wanted.box.x) if isinstance(wanted, PagePart) else (0, 0)


def _onward(layout: PageLayout, seen: range, need: Need, ahead: int, behind: int) -> Iterator[int]:
    """The pages in view, then those ahead, then those behind."""
    rows = (ahead, behind) if need.is_upward else (behind, ahead)
    before, after = layout.pages_around(seen, *rows)
    ways = (before[::-1], after) if need.is_upward else (after, before[::-1])
    yield from (index for way in (seen, *ways) for index in way if index not in need.failed)


def _cuts(length: int) -> list[int]:
    """Where a length is cut into tiles."""
    count = max(1, ceil(length / TILE_PX))
    return [length * cut // count for cut in range(count + 1)]


def _around(boxes: list[Box]) -> Box:
    x, y = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(x, y, max(b.right for b in boxes) - x, max(b.bottom for b in boxes) - y)
