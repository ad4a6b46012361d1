"""Keys that a pane acts on while nothing within it took them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from pincite.model.annotations import Colour

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane


def act_by_key(pane: "ReaderPane", event: QKeyEvent) -> bool:
    """Do what a key means here; False when it means nothing."""
    if event.key() == Qt.Key.Key_Escape:
        return _escape(pane)
    return pane.view.hasFocus() and _act_on_mark(pane, event)


def _act_on_mark(pane: "ReaderPane", event: QKeyEvent) -> bool:
    """Keys for the selection or the selected annotation, while the pages have the focus."""
    digit = event.key() - Qt.Key.Key_0
    is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if is_plain and 1 <= digit <= len(Colour):
        pane.tools.choose_colour(tuple(Colour)[digit - 1])
    elif event.key() == Qt.Key.Key_Delete:
        pane.acts.delete()
    elif event.key() == Qt.Key.Key_Return and pane.links.follow_focused():
        pass
    elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        pane.mark_focus.edit_selected()
    else:
        return False
    return True


def _escape(pane: "ReaderPane") -> bool:
    """Leave the innermost state; False when there is none to leave."""
    if pane.tools.escape() or pane.acts.escape():
        return True
    is_finding = pane.finding.control.is_active
    if is_finding:
        pane.finding.bar.leave()
    return is_finding
