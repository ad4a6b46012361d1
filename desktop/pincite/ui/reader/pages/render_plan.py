"""Which pictures to ask the document worker for, and in which order. Pure."""

from collections.abc import Callable, Container
from dataclasses import dataclass

from pincite.ui.reader.pages.page_layout import Box, PageLayout

WHOLE_PAGE_PX = 4_500_000
"""Pages of more pixels are drawn as a coarse whole and a sharp tile of what is seen."""

_COARSE_PX = 1_200_000
_AHEAD = 2
_BEHIND = 1
"""Rows of pages that are drawn before they are seen."""


@dataclass(frozen=True, slots=True)
class WholePage:
    """A picture of a whole page, this many pixels wide and high."""

    index: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PagePart:
    """A picture of a part of a page: `box` in pixels of the page at `scale`."""

    index: int
    scale: float
    box: Box


Wanted = WholePage | PagePart


def needs_tiles(layout: PageLayout, index: int) -> bool:
    """True when the page is too big at this scale to be drawn whole."""
    width, height = layout.size_px(index)
    return width * height > WHOLE_PAGE_PX


def whole_page(layout: PageLayout, index: int) -> WholePage:
    """The whole picture of a page that the scale calls for; coarse for very big pages."""
    width, height = layout.size_px(index)
    if width * height > WHOLE_PAGE_PX:
        shrink = (_COARSE_PX / (width * height)) ** 0.5
        width, height = max(1, round(width * shrink)), max(1, round(height * shrink))
    return WholePage(index, width, height)


def part_for(layout: PageLayout, index: int, page: Box, view: Box) -> PagePart:
    """The part of a page to draw sharply: what is seen and a margin around it.

    Args:
        page, view: both in pixels of the whole layout.
    """
    grow_x, grow_y = view.width // 4, view.height // 3
    region = Box(
        view.x - grow_x, view.y - grow_y, view.width + 2 * grow_x, view.height + 2 * grow_y
    ).intersected(page)
    box = Box(region.x - page.x, region.y - page.y, region.width, region.height)
    return PagePart(index, layout.scale, box)


def wanted_pictures(
    layout: PageLayout,
    view: Box,
    *,
    has_whole: Callable[[WholePage], bool],
    has_part: Callable[[int, Box], bool],
    failed: Container[int] = (),
) -> list[Wanted]:
    """Pictures that are missing, the most urgent first.

    Neighbours are asked for only when nothing that is seen is missing, so that they never stand in
    the way of it.

    Args:
        has_whole: whether such a picture of the page is at hand.
        has_part: whether the part of the page in `box` is at hand as a sharp tile.
    """
    seen = layout.pages_between(view.y, view.bottom)
    middle = view.y + view.height // 2
    order = sorted(seen, key=lambda i: abs(layout.top_px(i) + layout.size_px(i)[1] // 2 - middle))
    wanted: list[Wanted] = []
    for index in order:
        if index in failed:
            continue
        whole = whole_page(layout, index)
        if not has_whole(whole):
            wanted.append(whole)
        if needs_tiles(layout, index):
            page = layout.box(index, view.width)
            shown = view.intersected(layout.shown(index, view.width))
            inside = Box(shown.x - page.x, shown.y - page.y, shown.width, shown.height)
            if shown and not has_part(index, inside):
                wanted.append(part_for(layout, index, page, view))
    return wanted or _neighbours(layout, seen, has_whole, failed)


def _neighbours(
    layout: PageLayout,
    seen: range,
    has_whole: Callable[[WholePage], bool],
    failed: Container[int],
) -> list[Wanted]:
    if not seen:
        return []
    before, after = layout.pages_around(seen, _BEHIND, _AHEAD)
    near = [whole_page(layout, i) for i in (*after, *before) if i not in failed]
    return [page for page in near if not has_whole(page)]
