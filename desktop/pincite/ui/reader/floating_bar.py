"""A bar that leaves its place to the pages and comes when the mouse is at their upper edge."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

_EDGE_PX = 6
_BESIDE_PX = 24
"""How far below the bar the mouse may go before the bar leaves."""
_GREETING_MS = 2500


class FloatingBar(QObject):
    """Floats a bar over a view and puts it back into its layout.

    It is seen while the mouse is near it, while something in it has the focus or shows a menu, and
    for a moment at first, so that one learns where it is.

    Args:
        bar: in `box`, whose widget is `host`.
        view: under the bar while it floats; its mouse moves are watched.
    """

    def __init__(self, bar: QWidget, box: QBoxLayout, host: QWidget, view: QWidget) -> None:
        super().__init__(host)
        self._bar, self._box, self._host, self._view = bar, box, host, view
        self._index = box.indexOf(bar)
        self._greeting = QTimer(self)
        self._greeting.setSingleShot(True)
        self._greeting.setInterval(_GREETING_MS)
        self._greeting.timeout.connect(self._leave)
        self.is_floating = False

    def set_floating(self, *, is_floating: bool) -> None:
        """Float from now on, or stand in the layout."""
        if is_floating == self.is_floating:
            return
        self.is_floating = is_floating
        if is_floating:
            self._box.removeWidget(self._bar)
            self._host.installEventFilter(self)
            self._view.installEventFilter(self)
            QApplication.instance().focusChanged.connect(self._leave)  # type: ignore[union-attr]
            self.reveal()
            self._greeting.start()
        else:
            self._greeting.stop()
            self._host.removeEventFilter(self)
            self._view.removeEventFilter(self)
            QApplication.instance().focusChanged.disconnect(self._leave)  # type: ignore[union-attr]
            self._box.insertWidget(self._index, self._bar)
            self._bar.show()

    def reveal(self) -> None:
        """Show the bar, for something in it is to be used."""
        if self.is_floating:
            self._place()
            self._bar.show()
            self._bar.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            if self._height_over(event) <= _EDGE_PX:
                self.reveal()
            else:
                self._leave()
        return super().eventFilter(watched, event)

    def _height_over(self, event: QMouseEvent) -> int:
        return self._host.mapFromGlobal(event.globalPosition().toPoint()).y() - self._top()

    def _top(self) -> int:
        """Under what stands over the view in the layout, such as the title of a side."""
        return self._view.mapTo(self._host, self._view.rect().topLeft()).y()

    def _place(self) -> None:
        self._bar.setGeometry(0, self._top(), self._host.width(), self._bar.height())

    def _leave(self, *_: object) -> None:
        """Hide the bar unless it is in use."""
        if not self.is_floating or self._greeting.isActive():
            return
        focus, menu = QApplication.focusWidget(), QApplication.activePopupWidget()
        in_use = any(w is not None and self._bar.isAncestorOf(w) for w in (focus, menu))
        around = self._bar.rect().adjusted(0, 0, 0, _BESIDE_PX)
        if not in_use and not around.contains(self._bar.mapFromGlobal(self._bar.cursor().pos())):
            self._bar.hide()
