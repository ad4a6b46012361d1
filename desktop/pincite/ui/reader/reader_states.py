"""What stands in place of the pages: a password to give, or why there are none."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, EmptyState, Label


class PasswordPrompt(QWidget):
    """Asks for the password of an encrypted file, in the place of its pages.

    Signals:
        given: the password.
    """

    given = Signal(str)

    def __init__(self, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(
            self.tr("“%1” is protected by a password").replace("%1", path.name),
            "strong",
            wraps=True,
        )
        self._trouble = Label("", "bad")
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(self.tr("Password"))
        self.edit.setPlaceholderText(self.tr("Password"))
        self.edit.setFixedWidth(theme.spacing(60))
        self.edit.returnPressed.connect(self._give)
        button = Button(theme, self.tr("Open"), self._give, kind="primary")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.edit)
        row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setSpacing(theme.spacing(2))
        box.addStretch(2)
        for label in (self._title, self._trouble):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._title)
        box.addLayout(row)
        box.addWidget(self._trouble)
        box.addStretch(3)

    def ask(self, *, was_wrong: bool) -> None:
        """Ask, or ask again."""
        self._trouble.setText(
            self.tr("This password does not open the file; try another.") if was_wrong else ""
        )
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        if self.edit.text():
            self.given.emit(self.edit.text())


def failure_state(theme: Theme, sentence: str, title: str) -> EmptyState:
    """What a document that cannot be shown says."""
    return EmptyState(theme, "file-x", title, sentence)
