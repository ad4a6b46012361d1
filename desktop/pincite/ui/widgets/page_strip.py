"""A strip of all pages of a work, with those that are cited."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pincite.ui.theme import Role, Theme
from pincite.ui.words import counted

_HEIGHT_PX = 14
_GAP_PX = 1
_LEAST_CELL_PX = 3


class PageStrip(QWidget):
    """One cell a page, or a run of pages where there are too many; cited ones in the accent colour.

    Signals:
        page_clicked: an `int`, the page index of the clicked cell (its first cited page).
    """

    page_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = 0
        self._marks: Mapping[int, int] = {}
        self._labels: Mapping[int, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_pages(
        self, pages: int, marks: Mapping[int, int], labels: Mapping[int, str] | None = None
    ) -> None:
        """Show a work.

        Args:
            pages: how many pages it has.
            marks: page index -> how often it is cited.
            labels: page index -> printed number, for tooltips.
        """
        self._pages, self._marks, self._labels = pages, dict(marks), dict(labels or {})
        self.setAccessibleName(
            self.tr("%1 of %2 pages cited")
            .replace("%1", str(len(self._marks)))
            .replace("%2", str(pages))
        )
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self._marks else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        cells = self._cell_count()
        if not cells:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / cells
        for cell in range(cells):
            box = QRectF(cell * width, 0, max(1.0, width - _GAP_PX), _HEIGHT_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(cell, cells))
            painter.drawRoundedRect(box, 1, 1)

    def _cell_count(self) -> int:
        return min(self._pages, max(1, self.width() // _LEAST_CELL_PX))

    def _pages_of(self, cell: int, cells: int) -> range:
        return range(cell * self._pages // cells, (cell + 1) * self._pages // cells)

    def _colour(self, cell: int, cells: int) -> QColor:
        cited = sum(self._marks.get(page, 0) for page in self._pages_of(cell, cells))
        if not cited:
            return self._theme.colour(Role.LINE)
        colour = self._theme.colour(Role.ACCENT)
        if cited == 1:
            colour.setAlphaF(0.45)
        return colour

    def _page_at(self, position: QPointF) -> int | None:
        cells = self._cell_count()
        if not cells:
            return None
        cell = min(cells - 1, max(0, int(position.x() * cells / max(1, self.width()))))
        # A cell may be narrower than a finger: a cited page one cell away is meant as well.
        for near in (cell, cell - 1, cell + 1):
            for page in self._pages_of(near, cells) if 0 <= near < cells else ():
                if page in self._marks:
                    return page
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        page = self._page_at(event.position())
        if page is not None and event.button() == Qt.MouseButton.LeftButton:
            self.page_clicked.emit(page)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            page = self._page_at(QPointF(event.pos()))
            if page is not None:
                label = self._labels.get(page, str(page + 1))
                text = counted(
                    self._marks[page],
                    self.tr("p. %1 · cited %n time"),
                    self.tr("p. %1 · cited %n times"),
                )
                QToolTip.showText(event.globalPos(), text.replace("%1", label), self)
                return True
        return super().event(event)
