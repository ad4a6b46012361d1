"""A box near the top of the window: type a few letters, choose a row, Esc closes."""

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from pincite.ui.theme import Theme

ROW_STEPS = 8
"""Height of a row in steps of the spacing grid."""
_WIDTH_STEPS, _MOST_ROWS = 140, 11
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class FinderModel(QAbstractListModel):
    """Rows that match what was typed."""

    def set_text(self, text: str) -> None:
        """Show what matches."""
        raise NotImplementedError


class FinderPopup(QFrame):
    """A line to type in and the rows that match, as long as it is wanted.

    Attributes:
        edit, list: to be named and given a delegate by whoever makes it.
        foot: room below the rows for a choice that goes with them.

    Signals:
        row_chosen: number of a row.
    """

    row_chosen = Signal(int)

    def __init__(self, theme: Theme, model: FinderModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._model = model
        model.setParent(self)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.edit = QLineEdit()
        self.edit.textChanged.connect(self._filter)
        self.edit.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(model)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # One row is enough; the frame of the list would ask for more.
        self.list.setMinimumHeight(theme.spacing(ROW_STEPS))
        self.list.clicked.connect(self._choose)
        self.list.setStyleSheet("QListView { background: transparent; }")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(2),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addWidget(self.edit)
        box.addWidget(self.list)
        self.foot = QVBoxLayout()
        box.addLayout(self.foot)
        self._filter("")
        self.edit.setFocus()

    def show_over(self, window: QWidget) -> None:
        """Open it over a window."""
        width = min(self._theme.spacing(_WIDTH_STEPS), window.width() - self._theme.spacing(8))
        self.resize(width, self._height())
        top_left = window.mapToGlobal(window.rect().topLeft())
        self.move(
            top_left.x() + (window.width() - width) // 2, top_left.y() + self._theme.spacing(20)
        )
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.edit
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            step = _STEPS.get(Qt.Key(event.key()))
            if step:
                row = self.list.currentIndex().row() + step
                row = max(0, min(self._model.rowCount() - 1, row))
                self.list.setCurrentIndex(self._model.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _height(self) -> int:
        rows = min(_MOST_ROWS, max(1, self._model.rowCount()))
        foot = self.foot.sizeHint().height()
        extra = foot + self._theme.spacing(3) if foot else 0
        return self._theme.spacing(ROW_STEPS) * rows + self._theme.spacing(15) + extra

    def _filter(self, text: str) -> None:
        self._model.set_text(text)
        self.resize(self.width(), self._height())
        self.list.setCurrentIndex(self._model.index(0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.row())
