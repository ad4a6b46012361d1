"""The bar over the pages of a reader that was opened from a search."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, ElidedLabel, IconButton, Label

if TYPE_CHECKING:
    from pincite.ui.search.trail import SearchTrail


class TrailBar(QFrame):
    """Which hit of how many is read, the way to its neighbours and back to the list.

    Signals:
        closed: the search is left; its words are to be marked no more.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.trail: SearchTrail | None = None
        self._count = Label("", "strong")
        self._what = ElidedLabel("", "muted")
        self._previous = IconButton(
            theme, "caret-left", self.tr("Previous hit (Shift+F3)"), lambda: self._step(False)
        )
        self._next = IconButton(
            theme, "caret-right", self.tr("Next hit (F3)"), lambda: self._step(True)
        )
        back = Button(theme, self.tr("Back to results"), self._back, kind="ghost")
        close = IconButton(theme, "x", self.tr("Leave the search"), self.closed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.spacing(3), 0, theme.spacing(2), 0)
        row.setSpacing(theme.spacing(1.5))
        row.addWidget(self._count)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addWidget(self._what, 1)
        row.addWidget(back)
        row.addWidget(close)

    def show_trail(self, trail: "SearchTrail") -> None:
        """Follow this trail, as of now."""
        self.trail = trail
        text = self.locale().toString
        self._count.setText(
            self.tr("Hit %1 of %2")
            .replace("%1", text(trail.position + 1))
            .replace("%2", text(trail.count))
        )
        self._what.setText(trail.found.title or trail.found.query)
        self._previous.setEnabled(trail.can_step(forward=False))
        self._next.setEnabled(trail.can_step(forward=True))

    def _step(self, is_forward: bool) -> None:
        if self.trail is not None:
            self.trail.step(forward=is_forward)

    def _back(self) -> None:
        if self.trail is not None:
            self.trail.back()
