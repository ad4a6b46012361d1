"""Buttons and pickers of the window."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton, QWidget

from pincite.ui.icons import icon, paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.tips import plain_tip

ICON_PX = 16
ICON_GAP_PX = 3


class Button(QPushButton):
    """A button with a text: "plain", "primary" (one a view), "ghost" or "link"."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: str = "plain",
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setIconSize(QSize(ICON_PX + ICON_GAP_PX, ICON_PX))
        if icon_name:
            role = {"primary": Role.ON_ACCENT, "link": Role.ACCENT}.get(kind, Role.TEXT)
            self.setIcon(icon(theme, icon_name, role))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())


class PillButton(Button):
    """A choice that is on or off; as wide as its text in bold, which it has while it is on."""

    def __init__(self, theme: Theme, text: str, on_click: Callable[[], object]) -> None:
        super().__init__(theme, text, on_click, kind="pill")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        extra = QFontMetrics(bold).horizontalAdvance(self.text())
        extra -= self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, extra), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class IconButton(QToolButton):
    """A square button with only an icon; `name` is its tooltip and accessible name."""

    def __init__(
        self,
        theme: Theme,
        icon_name: str,
        name: str,
        on_click: Callable[[], object] | None = None,
        *,
        role: Role = Role.TEXT,
        is_checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setIcon(icon(theme, icon_name, role))
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)
        self.setCheckable(is_checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())


class ComboBox(QComboBox):
    """A picker with our arrow; the wheel does not change it while the page is scrolled."""

    def __init__(
        self, theme: Theme, name: str, *, kind: str = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", kind)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 8 if left else self.width() - 20
        box = QRectF(x, (self.height() - 12) / 2, 12, 12)
        paint_glyph(painter, box, "caret-down", self._theme.colour(Role.MUTED))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
