"""Banners: a sentence inside the view it concerns, with what one can do. Never a modal box."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.theme.palettes import mixed
from pincite.ui.widgets.buttons import Button, IconButton
from pincite.ui.widgets.labels import Label

_KINDS: dict[str, tuple[str, Role]] = {
    "info": ("info", Role.ACCENT),
    "ok": ("check-circle", Role.OK),
    "warn": ("warning", Role.WARN),
    "bad": ("warning-circle", Role.BAD),
}


class Banner(QFrame):
    """Icon, sentence, acts, and a cross when it can be closed.

    Signals:
        closed: the user closed it.
    """

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        kind: str,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        is_closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glyph, self._role = _KINDS[kind]
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.spacing(9), theme.spacing(1), theme.spacing(2), theme.spacing(1)
        )
        row.setSpacing(theme.spacing(2))
        self.label = Label(text, wraps=True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.label.setMinimumHeight(theme.spacing(7))
        self.label.setAccessibleName(text)
        row.addWidget(self.label, 1)
        for name, slot in actions:
            row.addWidget(Button(theme, name, slot))
        if is_closable:
            row.addWidget(IconButton(theme, "x", self.tr("Close"), self.dismiss))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self._theme.colour(self._role)
        under = self._theme.colour(Role.WINDOW)
        painter = QPainter(self)
        painter.fillRect(self.rect(), mixed(under, colour, 0.10))
        painter.fillRect(0, self.height() - 1, self.width(), 1, mixed(under, colour, 0.35))
        top = (self.height() - 16) / 2
        paint_glyph(painter, QRectF(self._theme.spacing(3), top, 16, 16), self._glyph, colour)

    def dismiss(self) -> None:
        """Go, as if the user had closed it."""
        self.hide()
        self.closed.emit()
        self.deleteLater()
