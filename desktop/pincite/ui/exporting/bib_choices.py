"""How .bib files are written, as a form."""

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from pincite.model.bib_options import BibOptions, names_of_fields
from pincite.ui.theme import Theme
from pincite.ui.widgets import ComboBox, Label

_NAME_STEPS = 17
_SPELLINGS = (None, True, False)


class BibChoices(QWidget):
    """Letters, braces, and which fields there are."""

    def __init__(self, theme: Theme, options: BibOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.spacing(2))
        self._letters = ComboBox(theme, self.tr("Letters"))
        self._letters.addItems(
            [
                self.tr("As the format is used to"),
                self.tr("As LaTeX commands, all ASCII"),
                self.tr("As they are, Unicode"),
            ]
        )
        self._letters.setCurrentIndex(_SPELLINGS.index(options.ascii))
        form.addRow(row_name(theme, self.tr("Letters")), self._letters)
        self._braces = _box(self.tr("Braces keep capitals in titles"), options.protects_case)
        self._pages = _box(self.tr("Cited pages, in “pincite”"), options.pages)
        self._quotations = _box(self.tr("Quotations, in “annotation”"), options.annotations)
        self._files = _box(self.tr("Paths of the documents, in “file”"), options.files)
        self._remainder = _box(self.tr("What has no field there, in “csl-…”"), options.remainder)
        self._remainder.setToolTip(self.tr("Styles ignore these; read again, nothing is lost."))
        boxes = QVBoxLayout()
        boxes.setSpacing(theme.spacing(1.5))
        for box in (self._braces, self._pages, self._quotations, self._files, self._remainder):
            boxes.addWidget(box)
        form.addRow(row_name(theme, self.tr("Write")), boxes)
        self._omitted = QLineEdit(", ".join(options.omitted))
        self._omitted.setPlaceholderText(self.tr("such as abstract, keywords"))
        form.addRow(row_name(theme, self.tr("Leave out")), self._omitted)

    @property
    def options(self) -> BibOptions:
        """What is chosen."""
        return BibOptions(
            _SPELLINGS[self._letters.currentIndex()],
            protects_case=self._braces.isChecked(),
            pages=self._pages.isChecked(),
            annotations=self._quotations.isChecked(),
            files=self._files.isChecked(),
            remainder=self._remainder.isChecked(),
            omitted=names_of_fields(self._omitted.text().replace(";", ",").split(",")),
        )


def row_name(theme: Theme, text: str) -> Label:
    """What stands before a row: as wide in this form as in the one above it."""
    label = Label(text)
    label.setMinimumWidth(theme.spacing(_NAME_STEPS))
    return label


def _box(text: str, is_checked: bool) -> QCheckBox:  # its only choice
    box = QCheckBox(text)
    box.setChecked(is_checked)
    return box
