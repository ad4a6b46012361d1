"""Which part of a page a preview shows, and where its card stands. Pure."""

from pincite.ui.reader.pages.page_layout import Box

_ABOVE_PT, _BESIDE_PT = 10.0, 24.0
"""Shown above the place that a link names, and to its left: numbers of a list stand there."""
_EDGE_PT = 18.0
"""A place nearer to the edge of the page than text ever is names no place across."""


def preview_region(
    page_pt: tuple[float, float],
    place: tuple[float | None, float | None],
    room_pt: tuple[float, float],
) -> tuple[float, float, float, float]:
    """x, y, width and height of the part to show, in points of the displayed page.

    Args:
        page_pt: width and height of the page.
        place: x and y that the link names; None where it does not.
        room_pt: the most that can be shown.
    """
    width, height = min(room_pt[0], page_pt[0]), min(room_pt[1], page_pt[1])
    x_pt, y_pt = place
    # Without a place across, the middle of the page shows most.
    left = (page_pt[0] - width) / 2
    if x_pt is not None and x_pt > _EDGE_PT:
        left = x_pt - _BESIDE_PT
    top = 0.0 if y_pt is None else y_pt - _ABOVE_PT
    return (
        min(max(left, 0.0), page_pt[0] - width),
        min(max(top, 0.0), page_pt[1] - height),
        width,
        height,
    )


def place_beside(link: Box, size: tuple[int, int], room: tuple[int, int], gap: int) -> Box:
    """The box of a card below a link, or above it where there is more room; never over it.

    The card is made lower where neither side has room for its height.

    Args:
        link: the link's box in the viewport.
        size: width and height of the card.
        room: width and height of the viewport.
    """
    below, above = room[1] - link.bottom - 2 * gap, link.y - 2 * gap
    is_below = below >= size[1] or below >= above
    height = max(0, min(size[1], below if is_below else above))
    x = min(max(link.x, gap), max(gap, room[0] - size[0] - gap))
    y = link.bottom + gap if is_below else link.y - gap - height
    return Box(x, y, size[0], height)
