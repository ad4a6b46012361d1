"""Where in the list a drop would put its things, and the line that shows it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView

from pincite.ui.bibliography.citations_model import CitationsModel
from pincite.ui.bibliography.contents import HeadingRow
from pincite.ui.theme import Role, Theme

_DOT_PX = 3.5


@dataclass(frozen=True, slots=True)
class DropPlace:
    """Before a row, or under a heading.

    Attributes:
        row: what the things come before; as many as there are rows for the end.
        heading: the row of a heading that takes them as its last, else -1.
        y: of the line, in the viewport.
        box: of the heading.
    """

    row: int
    y: int
    heading: int = -1
    box: QRectF | None = None

    @classmethod
    def at(cls, view: QListView, model: CitationsModel, point: QPoint) -> "DropPlace":
        """The place under the mouse."""
        index = view.indexAt(point)
        if not index.isValid():
            # Below the last row, or in the gap between two.
            rows = range(model.rowCount())
            below = next(
                (r for r in rows if view.visualRect(model.index(r)).top() > point.y()), None
            )
            if below is None:
                return cls._end(view, model)
            return cls(below, view.visualRect(model.index(below)).top() - 4)
        rect = view.visualRect(index)
        is_heading = isinstance(model.entry(index.row()), HeadingRow)
        third = rect.height() // 3
        if is_heading and point.y() > rect.top() + third:
            box = QRectF(rect).adjusted(12, 0, -12, -4)
            return cls(index.row(), rect.bottom(), index.row(), box)
        if point.y() < rect.center().y():
            return cls(index.row(), rect.top() - 4)
        if index.row() + 1 >= model.rowCount():
            return cls._end(view, model)
        return cls(index.row() + 1, rect.bottom() - 3)

    @classmethod
    def _end(cls, view: QListView, model: CitationsModel) -> "DropPlace":
        count = model.rowCount()
        last = view.visualRect(model.index(count - 1)).bottom() - 3 if count else 8
        return cls(count, last)


def paint_drop_line(painter: QPainter, theme: Theme, place: DropPlace, width: int) -> None:
    """A line with a dot at its beginning, or a frame around the heading."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.colour(Role.ACCENT)
    painter.setPen(QPen(colour, 2))
    if place.box is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.box, 6, 6)
        return
    left, y = float(theme.spacing(3)), max(2.0, float(place.y))
    painter.drawLine(QPointF(left + _DOT_PX, y), QPointF(width - left, y))
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(left + _DOT_PX, y), _DOT_PX, _DOT_PX)
