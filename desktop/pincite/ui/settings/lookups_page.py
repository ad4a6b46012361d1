"""What is asked of sources on the web, and what they are told."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from pincite.services.settings import Settings, usable_contact
from pincite.ui.context import AppContext
from pincite.ui.widgets import Label


class LookupsPage(QWidget):
    """The address for operators of sources, and what a lookup sends.

    Args:
        save: keeps changed settings.
    """

    def __init__(
        self,
        context: AppContext,
        save: Callable[[Settings], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._save = save
        theme = context.theme
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(3))
        text = self.tr(
            "Pincite asks sources on the web only when you tell it to: when you add a work by its "
            "identifier, complete details, get a PDF, or import an address. It sends the "
            "identifier, or the title, names and year, and nothing else of your library."
        )
        box.addWidget(Label(text, "muted", wraps=True))
        form = QFormLayout()
        form.setSpacing(theme.spacing(2))
        self.contact = QLineEdit(context.settings.contact)
        self.contact.setPlaceholderText(self.tr("name@example.org"))
        self.contact.setAccessibleName(self.tr("Your e-mail address"))
        self.contact.editingFinished.connect(self._save_contact)
        form.addRow(self.tr("Your e-mail address"), self.contact)
        hint = self.tr(
            "Crossref and PubMed serve those better who say how they can be reached. It is sent to "
            "all sources with each question. Leave it empty to send none."
        )
        self.problem = Label(self.tr("This is not an e-mail address, so none is sent."), "bad")
        self._show_problem()
        form.addRow("", self.problem)
        form.addRow("", Label(hint, "small", wraps=True))
        box.addLayout(form)
        box.addStretch(1)

    def _save_contact(self) -> None:
        contact = self.contact.text().strip()
        self._show_problem()
        if contact != self._context.settings.contact:
            self._save(replace(self._context.settings, contact=contact))

    def _show_problem(self) -> None:
        contact = self.contact.text().strip()
        self.problem.setVisible(bool(contact) and not usable_contact(contact))
