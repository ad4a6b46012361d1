"""Chips: icon, word, outline in one colour; the states of citations look like that."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pincite.model.citations import CitationState
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.verdicts.words import state_word

_LOOKS: dict[CitationState, tuple[str, Role]] = {
    CitationState.VERIFIED: ("check-circle", Role.OK),
    CitationState.MOVED: ("arrow-right", Role.WARN),
    CitationState.CLOSE: ("equals", Role.WARN),
    CitationState.NOT_FOUND: ("x-circle", Role.BAD),
    CitationState.UNCHECKED: ("question", Role.MUTED),
    CitationState.NO_TEXT: ("text-t", Role.WARN),
    CitationState.NO_FILE: ("file-x", Role.BAD),
}


@dataclass(frozen=True, slots=True)
class StateLook:
    """A state as people see it: icon, colour role, and the word in their language."""

    glyph: str
    role: Role
    word: str


def state_look(state: CitationState) -> tuple[str, Role]:
    """The icon and the colour role of a state, for those who paint it themselves."""
    return _LOOKS[state]


class Chip(QWidget):
    """A small outlined pill: an icon and a word in one colour; never colour alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glyph, self._role, self._text = "", Role.MUTED, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font("small", bold=True))
        theme.changed.connect(self.update)

    def set_look(self, look: tuple[str, Role], text: str) -> None:
        """Show this glyph in this colour, and the word."""
        self._glyph, self._role = look
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 34, 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._glyph:
            return
        colour = self._theme.colour(self._role)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        paint_glyph(painter, QRectF(7, (self.height() - 14) / 2, 14, 14), self._glyph, colour)
        painter.drawText(
            self.rect().adjusted(25, 0, -7, 0), Qt.AlignmentFlag.AlignVCenter, self._text
        )


class StateChip(Chip):
    """The state of a citation, or another one with a look of its own, in a word."""

    def __init__(
        self,
        theme: Theme,
        state: CitationState | StateLook,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.set_state(state, text)

    def set_state(self, state: CitationState | StateLook, text: str = "") -> None:
        """Show another state.

        Args:
            text: more than the state's own word, such as "moved to p. 24".
        """
        if isinstance(state, CitationState):
            state = StateLook(*_LOOKS[state], state_word(state))
        self.set_look((state.glyph, state.role), text or state.word)
