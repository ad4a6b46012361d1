"""The pages, or what stands in their place: a password to give, or why there are none."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pincite.ui.theme import Theme

if TYPE_CHECKING:
    from pincite.ui.reader.reader_states import PasswordPrompt


class PageStack(QStackedWidget):
    """Shows the pages until something stands in their way.

    Signals:
        password_given: the password.
    """

    password_given = Signal(str)

    def __init__(self, theme: Theme, pages: QWidget, path: Path) -> None:
        super().__init__()
        self._theme = theme
        self._pages = pages
        self._path = path
        self._prompt: PasswordPrompt | None = None
        self.addWidget(pages)

    def show_pages(self) -> None:
        """The document is open."""
        self.setCurrentWidget(self._pages)

    def ask_password(self, *, was_wrong: bool) -> None:
        """Ask for the password of the file, or ask again."""
        from pincite.ui.reader.reader_states import PasswordPrompt

        if self._prompt is None:
            self._prompt = PasswordPrompt(self._theme, self._path)
            self._prompt.given.connect(self.password_given)
            self.addWidget(self._prompt)
        self.setCurrentWidget(self._prompt)
        self._prompt.ask(was_wrong=was_wrong)

    def show_failure(self, sentence: str) -> None:
        """The document cannot be shown, and this is why."""
        from pincite.ui.reader.reader_states import failure_state

        title = self.tr("This document cannot be shown")
        state = failure_state(self._theme, sentence, title)
        self.addWidget(state)
        self.setCurrentWidget(state)
