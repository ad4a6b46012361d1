"""The list of hits at the left: page and the words around each."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pincite.ui.reader.find.hit_model import PLACE, HitModel
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import EmptyState
from pincite.ui.widgets.laid_text import laid_out

_Index = QModelIndex | QPersistentModelIndex
_LINES = 2


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
        mark = QTextCharFormat()
        mark.setBackground(theme.colour(Role.MARK))
        text = laid_out(line.text, theme.font(), room.width(), _LINES, (line.mark,), mark)
        painter.setPen(theme.colour(Role.TEXT))
        text.draw(painter, QPointF(room.left(), room.top() + row - theme.spacing(0.5)))
        painter.restore()


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
