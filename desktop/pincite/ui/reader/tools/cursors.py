"""Cursors of tools, drawn so that they are seen on light and on dark pages."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPainterPath, QPen, QPixmap

from pincite.model.annotations import Colour

_BEAM_PX = 18.0


@lru_cache(maxsize=8)
def ring(side_px: int) -> QCursor:
    """A ring of a diameter, its middle the place that it means."""
    pixmap = _blank(side_px + 2)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(side_px / 2 + 1, side_px / 2 + 1)
    for colour, radius in ((_LIGHT, side_px / 2 - 1), (_DARK, side_px / 2)):
        painter.setPen(QPen(colour, 1))
        painter.drawEllipse(middle, radius, radius)
    painter.end()
    return QCursor(pixmap, side_px // 2 + 1, side_px // 2 + 1)


@lru_cache(maxsize=len(Colour))
def text_marker(colour: Colour) -> QCursor:
    """The beam of a text cursor, with a drop of the colour in which text is marked."""
    pixmap = _blank(28)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, top, foot = 10.5, 4.5, 4.5 + _BEAM_PX
    beam = QPainterPath(QPointF(x, top))
    beam.lineTo(x, foot)
    for y in (top, foot):
        beam.moveTo(x - 3, y)
        beam.lineTo(x + 3, y)
    painter.strokePath(beam, QPen(_LIGHT, 3))
    painter.strokePath(beam, QPen(_DARK, 1))
    painter.setPen(QPen(_DARK, 1))
    painter.setBrush(QColor(colour.hex))
    painter.drawEllipse(QRectF(x + 4, foot - 6, 8, 8))
    painter.end()
    return QCursor(pixmap, round(x), round((top + foot) / 2))


_LIGHT = QColor(255, 255, 255, 220)
_DARK = QColor(0, 0, 0)


def _blank(side_px: int) -> QPixmap:
    pixmap = QPixmap(side_px, side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
