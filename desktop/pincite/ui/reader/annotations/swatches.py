"""Patches of annotation colours for menus and lists."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from pincite.model.annotations import Colour


def swatch(colour: Colour, side_px: int = 16) -> QIcon:
    """A round patch of a colour."""
    pixmap = QPixmap(side_px, side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour.hex))
    painter.drawEllipse(2, 2, side_px - 4, side_px - 4)
    painter.end()
    return QIcon(pixmap)
