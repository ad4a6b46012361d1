"""Asking for a name."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets.buttons import Button
from pincite.ui.widgets.labels import Label

_WIDTH_STEPS = 110


class NameQuestion(QDialog):
    """A line with the name as it is; why another cannot be taken is told below it.

    Args:
        text: what is named.
        act: what the button says.
        fault_of: why a name cannot be taken, as a sentence; empty when it can.

    Signals:
        named: the new name, without spaces around it; not the old one.
    """

    named = Signal(str)

    def __init__(
        self,
        theme: Theme,
        text: str,
        name: str,
        act: str,
        fault_of: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._fault_of = fault_of
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text)
        self.setFixedWidth(theme.spacing(_WIDTH_STEPS))
        self.edit = QLineEdit(name)
        self.edit.setAccessibleName(text)
        self.edit.selectAll()
        self.fault = Label("", "bad", wraps=True)
        self.fault.hide()
        self.edit.textChanged.connect(lambda _text: self.fault.hide())
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(5),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addWidget(Label(text, "strong", wraps=True))
        box.addWidget(self.edit)
        box.addWidget(self.fault)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.spacing(3), 0, 0)
        row.setSpacing(theme.spacing(2))
        row.addStretch(1)
        row.addWidget(Button(theme, self.tr("Cancel"), self.reject))
        self.yes = Button(theme, act, self.accept, kind="primary")
        self.yes.setDefault(True)
        row.addWidget(self.yes)
        box.addLayout(row)
        self.edit.setFocus()

    def accept(self) -> None:
        """Take the name, or say why it cannot be taken."""
        name = self.edit.text().strip()
        fault = self._fault_of(name) if name != self._name else ""
        if fault:
            self.fault.setText(fault)
            self.fault.show()
            self.edit.setFocus()
            return
        super().accept()
        if name != self._name:
            self.named.emit(name)
