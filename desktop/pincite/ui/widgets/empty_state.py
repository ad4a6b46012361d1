"""What an empty pane shows: what will be here, and the act that fills it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.buttons import Button
from pincite.ui.widgets.glyph import Glyph
from pincite.ui.widgets.labels import Label


class EmptyState(QWidget):
    """An icon, a title, a sentence and up to two buttons, in the middle of an empty pane."""

    def __init__(
        self,
        theme: Theme,
        icon_name: str,
        title: str,
        text: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
        second: tuple[str, Callable[[], object]] | None = None,
        *,
        is_primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(6),) * 4)
        box.setSpacing(theme.spacing(1))
        box.addStretch(2)
        self._glyph = Glyph(theme, icon_name, size_px=theme.spacing(9), role=Role.MUTED)
        box.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(theme.spacing(2))
        self._title = Label(title, "strong", wraps=True)
        self._text = Label(text, "muted", wraps=True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        self._text.setVisible(bool(text))
        self.buttons: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addStretch(1)
        for number, entry in enumerate(e for e in (action, second) if e):
            kind = "primary" if is_primary and number == 0 else "plain"
            button = Button(theme, entry[0], entry[1], kind=kind)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        if self.buttons:
            box.addSpacing(theme.spacing(3))
            box.addLayout(row)
        box.addStretch(3)

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        self._glyph.set_glyph(icon_name, Role.MUTED)

    def set_text(self, title: str, text: str = "") -> None:
        """Say something else, as when a search found nothing."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
