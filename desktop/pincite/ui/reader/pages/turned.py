"""Pictures of pages turned by quarters, which loses nothing, and the parts to ask for."""

from PySide6.QtGui import QImage, QTransform

from pincite.ui.reader.pages.page_layout import Box


def turned_image(image: QImage, turn: int) -> QImage:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees; its pixels stay as they are."""
    return image.transformed(QTransform().rotate(turn)) if turn % 360 else image


def turned_box(box: Box, page: tuple[int, int], turn: int) -> Box:
    """Where a part of a page stands when the page is turned clockwise.

    Args:
        page: width and height of the page before it is turned.
    """
    width, height = page
    match turn % 360:
        case 90:
            return Box(height - box.bottom, box.x, box.height, box.width)
        case 180:
            return Box(width - box.right, height - box.bottom, box.width, box.height)
        case 270:
            return Box(box.y, width - box.right, box.height, box.width)
    return box
