"""An icon as a widget of its own."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme


class Glyph(QWidget):
    """Paints one icon in a role's colour; decoration, so it has no accessible name."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        size_px: int = 16,
        role: Role = Role.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._role = role
        self.setFixedSize(size_px, size_px)
        theme.changed.connect(self.update)

    def set_glyph(self, name: str, role: Role) -> None:
        """Show another icon in another colour."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_glyph(painter, QRectF(self.rect()), self._name, self._theme.colour(self._role))
