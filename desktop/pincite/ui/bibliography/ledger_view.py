"""The table of cited pages, with a strip of all pages of each work."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from pincite.citing.ledger import LedgerWork
from pincite.ui.bibliography.citations_model import Index
from pincite.ui.bibliography.ledger_model import (
    CITATIONS,
    PAGES,
    STATE,
    WHERE,
    WORK,
    WORK_ROLE,
    LedgerModel,
)
from pincite.ui.bibliography.page_marks import PageMarks
from pincite.ui.bibliography.words import work_state, worst_state
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.row_table import RowTable
from pincite.ui.widgets.state_chip import state_look

_COLUMNS = {
    WORK: (0.24, 150, 360),
    PAGES: (0.13, 110, 200),
    CITATIONS: (0.06, 80, 96),
    STATE: (0.10, 128, 150),
}
"""Part of the width, least and most of it in pixels; the strip of pages takes the rest."""

_ROW_STEPS = 7.5
_STRIP_STEPS = 3.5


class LedgerView(RowTable):
    """One work a row; a double click on a mark or a row opens the work there.

    Args:
        name_page: what a page of a work is called, for the tooltip of its mark.

    Signals:
        opened: a tuple: the `LedgerWork`, and a page index from 0 or None for its first mark.
        menu_wanted: a tuple: the `LedgerWork`, and a point of the screen.
    """

    opened = Signal(object)
    menu_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        model: LedgerModel,
        name_page: Callable[[LedgerWork, int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Ledger of cited pages"), _ROW_STEPS, parent)
        self._theme = theme
        self._ledger = model
        self._name_page = name_page
        self.setModel(model)
        self.setItemDelegate(_LedgerCell(theme, self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_columns()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        model.modelReset.connect(self._span_titles)
        model.rowsInserted.connect(self._span_titles)
        model.rowsRemoved.connect(self._span_titles)
        theme.changed.connect(self.viewport().update)

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(self._theme.spacing(18))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(WHERE, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The strip gets what the words leave; in a narrow window they share."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, (part, least_px, most_px) in _COLUMNS.items():
            self.setColumnWidth(column, max(least_px, min(most_px, round(width * part))))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        work = index.data(WORK_ROLE)
        if work is not None and index.column() in (PAGES, CITATIONS) and len(work.places) > 1:
            self.menu_wanted.emit((work, self.viewport().mapToGlobal(point)))
        elif work is not None:
            self.opened.emit((work, self._page_at(index, point)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentIndex().data(WORK_ROLE) is not None:
            self.opened.emit((self.currentIndex().data(WORK_ROLE), None))
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            page = self._page_at(index, event.pos()) if index.isValid() else None
            if page is not None:
                text = self._name_page(index.data(WORK_ROLE), page)
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().viewportEvent(event)

    def _ask_menu(self, point: QPoint) -> None:
        """For the row under the pointer; for the current one when a key was pressed."""
        under = self.indexAt(point)
        index = under if under.isValid() else self.currentIndex()
        work = index.data(WORK_ROLE)
        if work is not None:
            self.menu_wanted.emit((work, self.viewport().mapToGlobal(point)))

    def _span_titles(self) -> None:
        """Let the title of a group run over all columns."""
        self.clearSpans()
        for row in range(self._ledger.rowCount()):
            if self._ledger.title_at(row):
                self.setSpan(row, WORK, 1, STATE + 1)

    def _page_at(self, index: QModelIndex, point: QPoint) -> int | None:
        if index.column() != WHERE or index.data(WORK_ROLE) is None:
            return None
        work: LedgerWork = index.data(WORK_ROLE)
        box = strip_box(self.visualRect(index), self._theme)
        return PageMarks(work.page_count, work.marks, box.width()).page_at(point.x() - box.left())


def strip_box(cell: QRect, theme: Theme) -> QRect:
    """Where the strip stands in its cell."""
    height = theme.spacing(_STRIP_STEPS)
    top = cell.top() + (cell.height() - height) // 2
    return QRect(cell.left() + 10, top, max(0, cell.width() - 30), height)


class _LedgerCell(QStyledItemDelegate):
    """Text in line with the heads; the strip of pages; the state with its icon, in its colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, work = option.rect, index.data(WORK_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(Role.SELECTION))
        if work is None:
            self._paint_title(painter, rect, str(index.data()))
        elif index.column() == WHERE:
            self._paint_strip(painter, rect, work)
        elif index.column() == STATE:
            self._paint_state(painter, rect, work)
        else:
            self._paint_text(painter, rect, str(index.data()))
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._theme.font("small", bold=True))
        painter.setPen(self._theme.colour(Role.MUTED))
        box = rect.adjusted(10, 0, -10, -4)
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_text(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour(Role.TEXT))
        box = rect.adjusted(10, 0, -10, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_strip(self, painter: QPainter, rect: QRect, work: LedgerWork) -> None:
        box = strip_box(rect, self._theme)
        painter.setPen(Qt.PenStyle.NoPen)
        for left, width, is_cited in PageMarks(work.page_count, work.marks, box.width()).cells():
            painter.setBrush(self._theme.colour(Role.ACCENT if is_cited else Role.LINE))
            painter.drawRoundedRect(QRectF(box.left() + left, box.top(), width, box.height()), 1, 1)

    def _paint_state(self, painter: QPainter, rect: QRect, work: LedgerWork) -> None:
        glyph, role = state_look(worst_state(work))
        colour = self._theme.colour(role)
        top = rect.top() + (rect.height() - 14) / 2
        paint_glyph(painter, QRectF(rect.left() + 10, top, 14, 14), glyph, colour)
        painter.setPen(colour)
        painter.setFont(self._theme.font())
        box = rect.adjusted(30, 0, -4, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, work_state(work))
