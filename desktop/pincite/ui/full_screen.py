"""The window full screen: only the pages, where a document is on view."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from pincite.ui.tab_strip import TabStrip


@runtime_checkable
class FullScreenPage(Protocol):
    """A tab that knows how to leave the whole screen to its contents."""

    def set_full_screen(self, *, is_full: bool) -> None:
        """Hide all around the contents, or show it again as it was."""
        ...


class FullScreen(QObject):
    """Hides menus, tabs and status bar while a document fills the screen; Esc leaves.

    Other tabs keep their bars: they cannot be used without them.

    Args:
        window: with its menus and its status bar in place.
    """

    def __init__(self, window: QMainWindow, strip: TabStrip) -> None:
        super().__init__(window)
        self._window = window
        self._strip = strip
        self._page: FullScreenPage | None = None
        strip.current_changed.connect(self.follow)
        window.installEventFilter(self)

    def follow(self, _page: object = None) -> None:
        """Hide or show what the state of the window and the tab on view call for."""
        page: object = self._strip.current if self._window.isFullScreen() else None
        wanted = page if isinstance(page, FullScreenPage) else None
        before, self._page = self._page, wanted
        if wanted is before:
            return
        if before is not None:
            before.set_full_screen(is_full=False)
        if wanted is not None:
            wanted.set_full_screen(is_full=True)
        for bar in self._bars():
            bar.setVisible(wanted is None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange:
            self.follow()
        elif isinstance(event, QKeyEvent) and self._leaves(event):
            state = self._window.windowState()
            self._window.setWindowState(state & ~Qt.WindowState.WindowFullScreen)
            return True
        return super().eventFilter(watched, event)

    def _leaves(self, event: QKeyEvent) -> bool:
        """True for Esc, which comes here when nothing under the window had a use for it."""
        is_escape = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        return is_escape and self._page is not None

    def _bars(self) -> list[QWidget]:
        menu = self._window.menuWidget()
        return [*([menu] if menu is not None else []), self._strip.bar, self._window.statusBar()]
