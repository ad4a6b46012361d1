"""From the unrotated page to the page as displayed, and back.

Boxes of words, quads and annotations are in points of the unrotated page, origin top left of its
crop box, y downwards. A page is displayed turned clockwise by its rotation; the sizes in
`DocumentInfo` are those of the displayed page.
"""

Box = tuple[float, float, float, float]


def box_to_display(box: Box, width: float, height: float, rotation: int) -> Box:
    """Turn a box of the unrotated page into the page as displayed.

    Args:
        box: x0, y0, x1, y1.
        width, height: of the page as displayed, in points.
        rotation: 0, 90, 180 or 270 degrees clockwise.
    """
    x0, y0, x1, y1 = box
    if rotation == 90:
        return width - y1, x0, width - y0, x1
    if rotation == 180:
        return width - x1, height - y1, width - x0, height - y0
    if rotation == 270:
        return y0, height - x1, y1, height - x0
    return box


def box_from_display(box: Box, width: float, height: float, rotation: int) -> Box:
    """Turn a box of the page as displayed back into the unrotated page; see `box_to_display`."""
    x0, y0, x1, y1 = box
    if rotation == 90:
        return y0, width - x1, y1, width - x0
    if rotation == 180:
        return width - x1, height - y1, width - x0, height - y0
    if rotation == 270:
        return height - y1, x0, height - y0, x1
    return box


def point_from_display(
    x: float, y: float, width: float, height: float, rotation: int
) -> tuple[float, float]:
    """Turn a point of the page as displayed back into the unrotated page."""
    x0, y0, _, _ = box_from_display((x, y, x, y), width, height, rotation)
    return x0, y0
