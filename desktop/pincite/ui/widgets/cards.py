"""Cards: a framed surface that may be clicked as a whole."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pincite.ui.theme import Theme


class Card(QFrame):
    """A bordered surface; `layout_` takes its content.

    Signals:
        activated: clicked, or Enter or Space pressed (only when `is_clickable`).
    """

    activated = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        is_clickable: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("clickable", is_clickable)
        self._is_clickable = is_clickable
        self.setAccessibleName(name)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(
            theme.spacing(3), theme.spacing(2.5), theme.spacing(3), theme.spacing(2.5)
        )
        self.layout_.setSpacing(theme.spacing(1))
        if is_clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if (
            self._is_clickable
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._is_clickable and event.key() in keys:
            self.activated.emit()
        else:
            super().keyPressEvent(event)
