"""A button that opens a menu."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Button

_ARROW_PX = 12


class MenuButton(Button):
    """Shows its menu below itself on a click, Enter, Space or Alt+Down; an arrow says so."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        menu: QMenu,
        *,
        kind: str = "plain",
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        # The blanks keep the arrow clear of the text, which a button puts in its middle.
        super().__init__(
            theme, f"{text}    ", self.open_menu, kind=kind, icon_name=icon_name, parent=parent
        )
        self._theme = theme
        self._arrow = Role.ON_ACCENT if kind == "primary" else Role.MUTED
        self.menu_ = menu
        self.setAccessibleName(text)
        menu.setAccessibleName(text)
        theme.changed.connect(self.update)

    def open_menu(self) -> None:
        """Show the menu; returns at once."""
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 8 if left else self.width() - _ARROW_PX - 9
        box = QRectF(x, (self.height() - _ARROW_PX) / 2, _ARROW_PX, _ARROW_PX)
        role = self._arrow if self.isEnabled() else Role.LINE
        paint_glyph(painter, box, "caret-down", self._theme.colour(role))
        painter.end()
