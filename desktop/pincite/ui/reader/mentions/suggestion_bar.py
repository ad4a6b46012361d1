"""The one question that settles all citations of a name: is it this work?"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pincite.citing.short_forms import author_and_year
from pincite.services.mention_views import Suggestion
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, IconButton, Label
from pincite.ui.widgets.cards import Card
from pincite.ui.words import counted


class SuggestionBar(Card):
    """Asks for the first of the suggested works; the next one follows the answer.

    Signals:
        accepted, other_wanted, refused: the `Suggestion`.
    """

    accepted = Signal(object)
    other_wanted = Signal(object)
    refused = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=self.tr("Suggested work"), parent=parent)
        self.suggestion: Suggestion | None = None
        self._question = Label("", "strong", wraps=True)
        self._work = Label("", wraps=True)
        self._count = Label("", "small", wraps=True)
        self.accept_button = Button(
            theme, self.tr("Yes, it is"), lambda: self._tell(self.accepted), kind="primary"
        )
        other = Button(theme, self.tr("Another…"), lambda: self._tell(self.other_wanted))
        refuse = IconButton(
            theme, "x", self.tr("It is not this work"), lambda: self._tell(self.refused)
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.spacing(2))
        buttons.addWidget(self.accept_button)
        buttons.addWidget(other)
        buttons.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(theme.spacing(1))
        head.addWidget(self._question, 1)
        head.addWidget(refuse)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._work)
        words.addWidget(self._count)
        self.layout_.setSpacing(theme.spacing(1.5))
        self.layout_.addLayout(head)
        self.layout_.addLayout(words)
        self.layout_.addSpacing(theme.spacing(1))
        self.layout_.addLayout(buttons)
        self.hide()

    def show_first(self, suggestions: Sequence[Suggestion]) -> None:
        """Ask for the first; hide where there is none."""
        self.suggestion = suggestions[0] if suggestions else None
        self.setVisible(self.suggestion is not None)
        if self.suggestion is None:
            return
        item = self.suggestion.item
        question = self.tr("Is “%1” this work?").replace("%1", self.suggestion.name)
        self._question.setText(question)
        self._work.setText(item.title or item.key)
        count = counted(
            len(self.suggestion.mentions), self.tr("%n citation"), self.tr("%n citations")
        )
        self._count.setText(" · ".join(part for part in (author_and_year(item), count) if part))

    def _tell(self, signal: object) -> None:
        if self.suggestion is not None:
            signal.emit(self.suggestion)  # type: ignore[attr-defined]
