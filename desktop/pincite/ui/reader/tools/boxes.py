"""Moving and resizing boxes on a page. Pure geometry in points of the page as it is displayed."""

from dataclasses import dataclass, replace

from pincite.model.anchors import Anchor, PageQuads, Quad


@dataclass(frozen=True, slots=True)
class Handle:
    """A corner or the middle of an edge: -1 for left or top, 1 for right or bottom, else 0."""

    across: int
    down: int

    @property
    def is_corner(self) -> bool:
        """True where width and height change together."""
        return bool(self.across and self.down)


HANDLES = tuple(Handle(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if x or y)
"""All eight, from the top left corner in lines."""


def box_between(x0: float, y0: float, x1: float, y1: float, sheet: Quad) -> Quad:
    """The box with two points as opposite corners, cut off at the edges of the page."""
    xs = sorted(min(max(x, sheet.x0), sheet.x1) for x in (x0, x1))
    ys = sorted(min(max(y, sheet.y0), sheet.y1) for y in (y0, y1))
    return Quad(xs[0], ys[0], xs[1], ys[1])


def moved(box: Quad, dx: float, dy: float, sheet: Quad) -> Quad:
    """The box moved as far as the page allows."""
    dx = min(max(dx, min(0.0, sheet.x0 - box.x0)), max(0.0, sheet.x1 - box.x1))
    dy = min(max(dy, min(0.0, sheet.y0 - box.y0)), max(0.0, sheet.y1 - box.y1))
    return Quad(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)


def resized(
    box: Quad,
    handle: Handle,
    x: float,
    y: float,
    sheet: Quad,
    *,
    least: float,
    keeps_shape: bool = False,
) -> Quad:
    """The box with a handle drawn to a point of the page.

    Args:
        least: width and height that are kept.
        keeps_shape: the proportions stay when a corner is drawn.
    """
    x, y = min(max(x, sheet.x0), sheet.x1), min(max(y, sheet.y0), sheet.y1)
    if keeps_shape and handle.is_corner:
        return _in_proportion(box, handle, x, y, sheet, least)
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    if handle.across < 0:
        x0 = min(x, x1 - least)
    elif handle.across > 0:
        x1 = max(x, x0 + least)
    if handle.down < 0:
        y0 = min(y, y1 - least)
    elif handle.down > 0:
        y1 = max(y, y0 + least)
    return Quad(x0, y0, x1, y1)


def _in_proportion(
    box: Quad, handle: Handle, x: float, y: float, sheet: Quad, least: float
) -> Quad:
    width, height = max(box.x1 - box.x0, 0.01), max(box.y1 - box.y0, 0.01)
    fixed_x = box.x1 if handle.across < 0 else box.x0
    fixed_y = box.y1 if handle.down < 0 else box.y0
    factor = max((x - fixed_x) * handle.across / width, (y - fixed_y) * handle.down / height)
    room_x = (sheet.x1 - fixed_x) if handle.across > 0 else (fixed_x - sheet.x0)
    room_y = (sheet.y1 - fixed_y) if handle.down > 0 else (fixed_y - sheet.y0)
    factor = min(factor, room_x / width, room_y / height)
    factor = max(factor, least / max(width, height))
    far_x = fixed_x + handle.across * width * factor
    far_y = fixed_y + handle.down * height * factor
    return Quad(min(fixed_x, far_x), min(fixed_y, far_y), max(fixed_x, far_x), max(fixed_y, far_y))


def anchored(anchor: Anchor, box: Quad) -> Anchor:
    """The anchor of an annotation of one box, with that box elsewhere on its page."""
    return replace(anchor, places=(PageQuads(anchor.page_index, (box,)),))


def box_of(anchor: Anchor) -> Quad | None:
    """The box of an annotation of one box; None when it has none."""
    return anchor.places[0].quads[0] if anchor.places and anchor.places[0].quads else None
