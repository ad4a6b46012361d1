"""Zooming with two fingers, on a touch pad or a touch screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from pincite.ui.reader.pages.page_view import PageView


class Pinching:
    """Turns pinches on the viewport into zoom; the point between the fingers stays there."""

    def __init__(self, view: "PageView") -> None:
        self._view = view

    def take(self, event: QEvent) -> bool:
        """Take an event of the viewport; False when it is none of these."""
        if isinstance(event, QNativeGestureEvent):
            return self._take_pad(event)
        if isinstance(event, QGestureEvent):
            return self._take_screen(event)
        return False

    def _take_pad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._zoom_by(1.0 + event.value(), event.position())
        return True

    def _take_screen(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        if pinch.changeFlags() & QPinchGesture.ChangeFlag.ScaleFactorChanged:
            port = self._view.viewport()
            # The hot spot of a pinch is given on the screen, where its centre may be anything.
            self._zoom_by(pinch.scaleFactor(), QPointF(port.mapFromGlobal(pinch.hotSpot())))
        event.accept()
        return True

    def _zoom_by(self, factor: float, at: QPointF) -> None:
        if factor > 0 and factor != 1.0:
            self._view.set_zoom(self._view.zoom * factor, at)
