"""The line over a pane when two stand side by side: which work it is, and a cross to close it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets import ElidedLabel, IconButton


class PaneHead(QFrame):
    """Title and close button; the title of the pane that keys and menus mean is strong.

    Signals:
        pressed: it was clicked: the pane wants to be the active one.
        close_wanted: the pane is to be closed.
    """

    pressed = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(theme.spacing(8))
        self._label = ElidedLabel(title, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.spacing(3), 0, theme.spacing(1), 0)
        row.addWidget(self._label, 1)
        row.addWidget(IconButton(theme, "x", self.tr("Close this side"), self.close_wanted.emit))

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._label.setText(title)

    def set_active(self, *, is_active: bool) -> None:
        """Show whether keys and menus mean this pane."""
        self._label.set_role("strong" if is_active else "muted")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        super().mousePressEvent(event)
