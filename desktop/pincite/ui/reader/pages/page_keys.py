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
        view.show_page(view.current_page + (1 if key == Qt.Key.Key_PageDown else -1))
    elif not control and distance:
        view.scroll_by(distance)
    elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not modifiers:
        view.scroll_at_once(QPoint(LINE_PX if key == Qt.Key.Key_Right else -LINE_PX, 0))
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
    }.get(Qt.Key(event.key()), 0)


def move_by_wheel(view: "PageView", event: QWheelEvent) -> None:
    """Scroll, or zoom with Ctrl; Shift scrolls sideways."""
    angle = event.angleDelta()
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        view.set_zoom(view.zoom * _ZOOM_PER_NOTCH ** (angle.y() / _NOTCH), event.position())
    elif not event.pixelDelta().isNull():
        view.scroll_at_once(-event.pixelDelta())
    else:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            angle = QPoint(angle.y(), 0)
        if angle.x():
            view.scroll_at_once(QPoint(-angle.x(), 0))
        if angle.y():
            view.scroll_by(round(-angle.y() * 3 * LINE_PX / _NOTCH))
