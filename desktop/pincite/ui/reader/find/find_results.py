"""The list of hits at the left: page and the words around each."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pincite.ui.reader.annotations.card_text import wrapped
from pincite.ui.reader.find.finding import HitLine
from pincite.ui.reader.find.hit_model import PLACE, HitModel
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import EmptyState

_Index = QModelIndex | QPersistentModelIndex


class _HitDelegate(QStyledItemDelegate):
    """Two lines of words with the hit marked, and the page above them."""

    def __init__(self, theme: Theme, model: HitModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self._theme.spacing(17))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._theme
        line = self._model.line(index.row())
        if line is None:
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour(Role.SELECTION))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.colour(Role.HOVER))
        room = option.rect.adjusted(theme.spacing(3), theme.spacing(1), -theme.spacing(2), 0)
        row = theme.spacing(5)
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.colour(Role.MUTED))
        painter.drawText(QRect(room.left(), room.top(), room.width(), row), str(index.data(PLACE)))
        font = theme.font("body")
        painter.setFont(font)
        at, y = 0, room.top() + row - theme.spacing(0.5)
        for text in wrapped(line.text, font, room.width(), 2):
            self._paint_line(painter, QRect(room.left(), y, room.width(), row), text, at, line)
            at += len(text) + 1
            y += row
        painter.restore()

    def _paint_line(
        self, painter: QPainter, room: QRect, text: str, at: int, line: HitLine
    ) -> None:
        metrics = QFontMetrics(painter.font())
        first, last = max(line.mark[0] - at, 0), min(line.mark[1] - at, len(text))
        if first < last:
            x = room.left() + metrics.horizontalAdvance(text[:first])
            width = metrics.horizontalAdvance(text[first:last])
            mark = QRect(x - 1, room.top() + 2, width + 2, room.height() - 4)
            painter.fillRect(mark, self._theme.colour(Role.MARK))
        painter.setPen(self._theme.colour(Role.TEXT))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


class FindResults(QWidget):
    """The list of hits.

    Signals:
        chosen: number of the hit, from 0.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.view = QListView()
        self.view.setModel(model)
        self.view.setItemDelegate(_HitDelegate(theme, model, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("Hits in this document"))
        self.view.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.view.activated.connect(lambda index: self.chosen.emit(index.row()))
        self._empty = EmptyState(
            theme,
            "magnifying-glass",
            self.tr("No words looked for"),
            self.tr("Press Ctrl+F and type: every hit is listed here with its page."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.spacing(2), 0, 0)
        box.addWidget(self._stack)
        model.modelReset.connect(self._show_what_there_is)
        model.rowsInserted.connect(self._show_what_there_is)

    def select(self, number: int) -> None:
        """Select a hit without jumping to it."""
        index = self._model.index(number)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def _show_what_there_is(self) -> None:
        self._stack.setCurrentWidget(self.view if self._model.rowCount() else self._empty)
