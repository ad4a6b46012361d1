"""Banners: a sentence inside the view it concerns, with what one can do. Never a modal box."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

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
_NARROW_STEPS = 110
"""In less room the acts stand under the sentence."""


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
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(
            theme.spacing(9), theme.spacing(1), theme.spacing(2), theme.spacing(1)
        )
        self._grid.setSpacing(theme.spacing(2))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self.label = Label(text, wraps=True)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.label.setMinimumHeight(theme.spacing(7))
        self.label.setAccessibleName(text)
        self._grid.addWidget(self.label, 0, 0)
        self._acts = QWidget()
        self._acts.setVisible(bool(actions))
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.spacing(2))
        for name, slot in actions:
            row.addWidget(Button(theme, name, slot))
        row.addStretch(1)
        self._grid.addWidget(self._acts, 0, 1)
        if is_closable:
            close = IconButton(theme, "x", self.tr("Close"), self.dismiss)
            self._grid.addWidget(close, 0, 2)
        theme.changed.connect(self.update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.spacing(_NARROW_STEPS)
        if is_narrow is not (self._grid.itemAtPosition(1, 0) is not None):
            self._grid.removeWidget(self._acts)
            self._grid.addWidget(self._acts, *((1, 0, 1, 3) if is_narrow else (0, 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self._theme.colour(self._role)
        under = self._theme.colour(Role.WINDOW)
        painter = QPainter(self)
        painter.fillRect(self.rect(), mixed(under, colour, 0.10))
        painter.fillRect(0, self.height() - 1, self.width(), 1, mixed(under, colour, 0.35))
        top = self.label.geometry().center().y() - 7.5
        paint_glyph(painter, QRectF(self._theme.spacing(3), top, 16, 16), self._glyph, colour)

    def dismiss(self) -> None:
        """Go, as if the user had closed it."""
        self.hide()
        self.closed.emit()
        self.deleteLater()
