"""One field of the form: its line, what is wrong with it, and where it leads."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pincite.model.field_checks import address_of, fault_of
from pincite.ui.library.panel.field_edits import FieldEdit, LongEdit
from pincite.ui.library.panel.field_faults import fault_words
from pincite.ui.library.panel.item_fields import FieldLine
from pincite.ui.theme import Theme
from pincite.ui.widgets import IconButton, Label

_LONG = ("abstract", "annote", "note")
_LINKS = ("DOI", "URL", "ISBN", "PMID", "PMCID")


class FieldRow(QWidget):
    """Looks at the value while it is typed; a date that is none is not saved.

    Signals:
        finished: the text, when it differs from what was shown and may be saved.
    """

    finished = Signal(str)

    def __init__(self, theme: Theme, line: FieldLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        is_long = line.name in _LONG
        self.edit = LongEdit(line.label) if is_long else FieldEdit(line.label)
        self.edit.textChanged.connect(lambda *_: self._look())
        self.edit.finished.connect(self._on_finished)
        self._fault = Label("", "bad", wraps=True)
        self._fault.setContentsMargins(theme.spacing(1.5), 0, 0, theme.spacing(1))
        self._fault.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        self._link: IconButton | None = None
        if line.name in _LINKS:
            name = self.tr("Open in the browser")
            self._link = IconButton(theme, "arrow-square-out", name, self._open)
            self._link.setFixedSize(*(theme.spacing(6),) * 2)
            self._link.hide()
            row.addWidget(self._link)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self._fault)

    def show_value(self, text: str, source: str) -> None:
        """Show a value of the library and where it was found, if that is known."""
        self.edit.show_value(text)
        self._look()
        if not self._fault.text() and source:
            self.edit.setToolTip(self.tr("Found in: %1").replace("%1", source))

    def _look(self) -> None:
        if isinstance(self.edit, LongEdit):
            return
        text = self.edit.text()
        words = fault_words(fault_of(self.line.name, text))
        if words != self._fault.text() or not words:
            self._fault.setText(words)
            self._fault.setVisible(bool(words))
            self.edit.set_problem(words)
        if self._link is not None:
            self._link.setVisible(bool(address_of(self.line.name, text)))

    def _on_finished(self, text: str) -> None:
        if not (self.line.is_date and self._fault.text()):
            self.finished.emit(text)

    def _open(self) -> None:
        address = address_of(self.line.name, self.edit.text())
        if address:
            QDesktopServices.openUrl(QUrl(address))
