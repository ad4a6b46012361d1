"""A question before something that is not done lightly."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets.buttons import Button
from pincite.ui.widgets.labels import Label

_WIDTH_STEPS = 110


class Question(QDialog):
    """Says what would happen; one button is named after the act. It goes when it is answered.

    Args:
        act: what the button says, and `do` what it does; without them it only tells something.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        detail: str,
        parent: QWidget,
        act: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text)
        self.setFixedWidth(theme.spacing(_WIDTH_STEPS))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(5),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addWidget(Label(text, "strong", wraps=True))
        if detail:
            box.addWidget(Label(detail, "muted", wraps=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.spacing(3), 0, 0)
        row.setSpacing(theme.spacing(2))
        row.addStretch(1)
        self.no = Button(theme, self.tr("Cancel") if act else self.tr("Close"), self.reject)
        self.yes = Button(theme, act, self.accept, kind="primary")
        self.yes.setVisible(bool(act))
        row.addWidget(self.no)
        row.addWidget(self.yes)
        box.addLayout(row)
        if do is not None:
            self.accepted.connect(lambda: do())
        # Enter by habit must not do what cannot be taken back.
        self.no.setDefault(True)
        self.no.setFocus()
