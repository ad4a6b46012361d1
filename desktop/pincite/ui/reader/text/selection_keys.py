"""Shift with the arrow keys: the end of a selection moves by characters, words and lines."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from pincite.model.texts import PageText, quads_for
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text import moving
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.selection import Selection, TextPlace
from pincite.ui.reader.text.text_pointer import TextPointer

_Key = Qt.Key
_BY_CHARACTER = {
    _Key.Key_Left: moving.previous_character,
    _Key.Key_Right: moving.next_character,
    _Key.Key_Up: moving.line_above,
    _Key.Key_Down: moving.line_below,
    _Key.Key_Home: moving.line_start,
    _Key.Key_End: moving.line_end,
}
_BY_WORD = {_Key.Key_Left: moving.previous_word, _Key.Key_Right: moving.next_word}
_FORWARD = (_Key.Key_Right, _Key.Key_Down, _Key.Key_End)
_MIRRORED = {_Key.Key_Left: _Key.Key_Right, _Key.Key_Right: _Key.Key_Left}
_WATCHED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class SelectionKeys(QObject):
    """Takes these keys from the pages while text is selected; else they scroll."""

    def __init__(self, view: PageView, texts: PageTexts, pointer: TextPointer) -> None:
        super().__init__(view)
        self._view = view
        self._texts = texts
        self._pointer = pointer
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True for a key that moved the selection."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._move(event)

    def _move(self, event: QKeyEvent) -> bool:
        selection = self._pointer.selection
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if selection is None or not is_shifted or modifiers & ~_WATCHED:
            return False
        page = self._texts.get(selection.moving.page_index)
        if page is None:
            return False
        key, offset = Qt.Key(event.key()), selection.moving.offset
        if moving.runs_leftward(page, offset):
            # Right is where one looks, not where the text goes.
            key = _MIRRORED.get(key, key)
        by_word = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        step = (_BY_WORD if by_word else _BY_CHARACTER).get(key)
        if step is None:
            return False
        place = self._place(page, step(page, offset), forward=key in _FORWARD)
        if place is not None:
            self._pointer.set_selection(Selection(selection.fixed, place))
            self._show(place)
        return True

    def _place(self, page: PageText, offset: int | None, *, forward: bool) -> TextPlace | None:
        """The place on this page, or on the one before or after; None when that is not here yet."""
        if offset is not None:
            return TextPlace(page.index, offset)
        index = page.index + (1 if forward else -1)
        if not 0 <= index < len(self._view.layout_of_pages.sizes):
            return None
        beyond = self._texts.get(index)
        if beyond is None:
            self._texts.want((index,))
            return None
        return TextPlace(index, 0 if forward else len(beyond.text))

    def _show(self, place: TextPlace) -> None:
        page = self._texts.get(place.page_index)
        if page is None:
            return
        quads = quads_for(page, max(0, place.offset - 1), place.offset + 1)
        if quads:
            self._view.show_quad(page.index, quads[-1])
