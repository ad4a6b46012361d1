"""Moving through the pages with keys and the wheel."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from pincite.ui.reader.history import Place

if TYPE_CHECKING:
    from pincite.ui.reader.pages.page_view import PageView

LINE_PX = 52
"""What an arrow key moves, in logical pixels; a notch of the wheel moves three of them."""

_NOTCH = 120
_NOTCH_PX = 3 * LINE_PX
_ZOOM_PER_NOTCH = 1.15


def move_by_key(view: "PageView", event: QKeyEvent) -> bool:
    """Do what a key asks for; False when it means nothing here."""
    key, modifiers = event.key(), event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    distance = _distance(view, event)
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        last = len(view.layout_of_pages) - 1
        view.go_to(Place(0) if key == Qt.Key.Key_Home else Place(last, 1.0))
    elif control and key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        view.step_page(1 if key == Qt.Key.Key_PageDown else -1)
    elif not control and distance:
        view.scroll_by(distance)
    elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not modifiers:
        _move_across(view, 1 if key == Qt.Key.Key_Right else -1)
    else:
        return False
    return True


def _distance(view: "PageView", event: QKeyEvent) -> int:
    """Logical pixels down that a key stands for; 0 for other keys."""
    page_px = round(view.viewport().height() * 0.9)
    is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return {
        Qt.Key.Key_Down: LINE_PX,
        Qt.Key.Key_Up: -LINE_PX,
        Qt.Key.Key_PageDown: page_px,
        Qt.Key.Key_PageUp: -page_px,
        Qt.Key.Key_Space: -page_px if is_back else page_px,
        Qt.Key.Key_Backspace: -page_px,
    }.get(Qt.Key(event.key()), 0)


def _move_across(view: "PageView", direction: int) -> None:
    """Sideways over wide pages; where there is no room for that, to the page at that side."""
    if view.moves.can_move_across:
        view.scroll_at_once(QPoint(LINE_PX * direction, 0))
    else:
        view.step_page(-direction if view.view_mode.is_right_to_left else direction)


class WheelMoves:
    """Scrolls with wheel and touch pad, zooms with Ctrl.

    Page by page, one notch against the end of a page turns it. A touch pad sends many small steps,
    which are added up to a notch; those it sends after the fingers have left it turn nothing.
    """

    def __init__(self, view: "PageView") -> None:
        self._view = view
        self._against_end_px = 0.0

    def take(self, event: QWheelEvent) -> None:
        """Do what a turn of the wheel asks for."""
        view, angle = self._view, event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.set_zoom(view.zoom * _ZOOM_PER_NOTCH ** (angle.y() / _NOTCH), event.position())
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            angle = QPoint(angle.y(), 0)
        pixels = event.pixelDelta()
        if not pixels.isNull():
            is_pushed = event.phase() != Qt.ScrollPhase.ScrollMomentum
            if not self._presses_end(-pixels.y(), counts=is_pushed):
                view.scroll_at_once(-pixels)
            return
        if angle.x():
            view.scroll_at_once(QPoint(-angle.x(), 0))
        distance = -angle.y() * _NOTCH_PX / _NOTCH
        if not self._presses_end(distance):
            view.scroll_by(round(distance))

    def _presses_end(self, distance_px: float, *, counts: bool = True) -> bool:
        """True when the view stood at its end already; turns the page once that adds up."""
        view, direction = self._view, 1 if distance_px > 0 else -1
        if not (distance_px and view.view_mode.is_paged and view.moves.is_at_end(direction)):
            self._against_end_px = 0.0
            return False
        if self._against_end_px * direction < 0:
            self._against_end_px = 0.0
        self._against_end_px += distance_px if counts else 0.0
        if abs(self._against_end_px) >= _NOTCH_PX:
            self._against_end_px = 0.0
            view.moves.push(direction)
        return True
