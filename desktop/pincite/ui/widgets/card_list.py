"""A list of cards: heading, text with marked words, a line below. Painted, so it may be long."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QWidget,
)

from pincite.ui.theme import Theme
from pincite.ui.widgets.card_delegate import CardDelegate
from pincite.ui.widgets.card_model import CARD_ROLE, CardEntry, CardModel, Index
from pincite.ui.widgets.drag_label import drag_with_label

__all__ = ["CARD_ROLE", "CardEntry", "CardList", "CardModel", "Index"]

_TOP_STEPS = 2
_SELECTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class CardList(QListView):
    """The view of cards.

    Signals:
        activated_card: a `CardEntry` was clicked, or Enter was pressed on it.
        state_wanted: the state of a `CardEntry` was clicked, or Space was pressed on it; with the
            box of the state on the screen.
    """

    activated_card = Signal(object)
    state_wanted = Signal(object, QRect)

    def __init__(
        self, theme: Theme, name: str, *, text_lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards = CardModel(self)
        self.setModel(self._cards)
        self.setAccessibleName(name)
        self._delegate = CardDelegate(theme, self, text_lines)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setViewportMargins(0, theme.spacing(_TOP_STEPS), 0, 0)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.clicked.connect(self._on_clicked)
        self._is_on_state = False
        theme.changed.connect(self.viewport().update)

    def set_cards(self, cards: Sequence[CardEntry]) -> None:
        """Show these cards; those that stay keep their selection."""
        self._cards.set_cards(cards)
        # A card that says more than before is higher, which `dataChanged` alone does not tell.
        self.scheduleDelayedItemsLayout()

    def selected_cards(self) -> list[CardEntry]:
        """The selected cards in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._cards.card(row) for row in rows]

    def current_card(self) -> CardEntry | None:
        """The card that has the focus."""
        index = self.currentIndex()
        return self._cards.card(index.row()) if index.isValid() else None

    def select_key(self, key: str) -> None:
        """Make the card with this key the current one, without activating it."""
        for row in range(self._cards.rowCount()):
            if self._cards.card(row).key == key:
                self.setCurrentIndex(self._cards.index(row))

    def startDrag(self, supported: Qt.DropAction) -> None:
        chosen = [i for i in self.selectedIndexes() if self._cards.card(i.row()).sources]
        if chosen:
            first = self._cards.card(chosen[0].row())
            one = " ".join(part for part in (first.heading, first.detail) if part)
            several = self.tr("%1 places").replace("%1", str(len(chosen)))
            words = one if len(chosen) == 1 else several
            drag_with_label(self, self._theme, self._cards.mimeData(chosen), words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        box = self._state_box(index.row()) if index.isValid() else QRect()
        self._is_on_state = box.contains(self.viewport().mapToGlobal(point))
        super().mouseReleaseEvent(event)
        self._is_on_state = False

    def _on_clicked(self, index: QModelIndex) -> None:
        # With a modifier the click selects several, and acts on none.
        if QApplication.keyboardModifiers() & _SELECTING:
            return
        card = self._cards.card(index.row())
        if self._is_on_state:
            self.state_wanted.emit(card, self._state_box(index.row()))
        else:
            self.activated_card.emit(card)

    def _state_box(self, row: int) -> QRect:
        """The state of a card on the screen; empty for a card without one."""
        index = self._cards.index(row)
        box = self._delegate.state_box(self._cards.card(row), self.visualRect(index))
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.current_card()
        chosen = [i for i in self.selectedIndexes() if self._cards.card(i.row()).sources]
        if chosen and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setMimeData(self._cards.mimeData(chosen))
            return
        if card is not None and card.state and event.key() == Qt.Key.Key_Space:
            self.state_wanted.emit(card, self._state_box(self.currentIndex().row()))
            return
        if card is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_card.emit(card)
        else:
            super().keyPressEvent(event)
