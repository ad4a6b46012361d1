"""Asking for the name under which a search is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from pincite.search.query_fields import QUOTATION_MARKS
from pincite.ui.context import AppContext
from pincite.ui.widgets import Button, Label
from pincite.ui.widgets.popup import Popup

_WIDTH_STEPS = 84


class SaveSearchPopup(Popup):
    """A name and a button; Enter saves, Esc does not.

    Signals:
        named: the name, one that no other saved search has.
    """

    named = Signal(str)

    def __init__(self, context: AppContext, proposal: str, parent: QWidget) -> None:
        super().__init__(context.theme, self.tr("Save this search"), parent)
        self._context = context
        name = "".join(letter for letter in proposal if letter not in QUOTATION_MARKS)
        self.edit = QLineEdit(name)
        self.edit.setPlaceholderText(self.tr("Name"))
        self.edit.setAccessibleName(self.tr("Name of the saved search"))
        self.edit.selectAll()
        self.edit.textChanged.connect(self._look_at_name)
        self.edit.returnPressed.connect(self._save)
        self._button = Button(context.theme, self.tr("Save search"), self._save, kind="primary")
        self._problem = Label("", "bad", wraps=True)
        self._problem.hide()
        row = QHBoxLayout()
        row.setSpacing(context.theme.spacing(2))
        row.addWidget(self.edit, 1)
        row.addWidget(self._button)
        hint = Label(
            self.tr("It stands in the side panel and always shows what it finds now."),
            "muted",
            wraps=True,
        )
        self.layout_.addWidget(Label(self.tr("Save this search as"), "strong"))
        self.layout_.addLayout(row)
        self.layout_.addWidget(self._problem)
        self.layout_.addWidget(hint)
        self.setFixedWidth(context.theme.spacing(_WIDTH_STEPS))
        self.setFocusProxy(self.edit)
        self._look_at_name(name)

    def _look_at_name(self, text: str) -> None:
        problem = self._problem_with(text.strip())
        self._button.setEnabled(bool(text.strip()) and not problem)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.adjustSize()

    def _problem_with(self, name: str) -> str:
        if any(mark in name for mark in QUOTATION_MARKS):
            return self.tr("A name cannot have quotation marks.")
        other = self._context.workspace.read.saved_search_by_name(name)
        sentence = self.tr("There is a saved search named “%1” already.")
        return sentence.replace("%1", other.name) if other else ""

    def _save(self) -> None:
        if self._button.isEnabled():
            self.named.emit(self.edit.text().strip())
            self.close()
