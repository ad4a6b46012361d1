"""The list of cards for citations: several may be selected; keys go on, open and take away."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets.card_list import CardList

_MOVING = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)  # fmt: skip


class MentionCards(CardList):
    """Cards of places in the text.

    Signals:
        moved_to: CardEntry; the keyboard came to another card.
        opened: (CardEntry, True for a tab of its own): Enter, Ctrl+Enter, or a double click.
        delete_pressed: the selected ones are to go.
        menu_asked: a position of the screen.
    """

    moved_to = Signal(object)
    opened = Signal(object, bool)
    delete_pressed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, text_lines=3, parent=parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(self._open)

    def enter(self) -> None:
        """Take the focus, with the first card as the current one if there is none."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.selectedIndexes() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card, key = self.current_card(), event.key()
        if card is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.opened.emit(card, apart)
            return
        if key == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)
        moved = self.current_card()
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _MOVING and is_plain and moved is not None and moved is not card:
            self.moved_to.emit(moved)

    def _open(self, index: QModelIndex) -> None:
        card = self.current_card()
        if index.isValid() and card is not None:
            self.opened.emit(card, False)

    def _ask_menu(self, position: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(position))
