"""How the citation keys of new items are made: a formula, and what it makes of the last works."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pincite.citing.key_formula.errors import KeyFormulaError
from pincite.citing.key_formula.filters import FILTERS
from pincite.citing.key_formula.formula import USUAL_FORMULA
from pincite.citing.key_formula.functions import FUNCTIONS
from pincite.services.citation_keys import sample_keys
from pincite.services.commands.keys import KEY_FORMULA, key_formula
from pincite.ui.context import AppContext
from pincite.ui.widgets import Button, ElidedLabel, Label
from pincite.ui.widgets.popup import Popup

_WAIT_MS = 200


class CitationKeysPage(QWidget):
    """A formula is in force as soon as it can be read; keys that exist stay as they are."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._try)
        self.formula = QLineEdit(key_formula(context.workspace.read) or USUAL_FORMULA)
        self.formula.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.formula.setAccessibleName(self.tr("Formula of citation keys"))
        self.formula.textChanged.connect(lambda _text: self._timer.start())
        self.problem = Label("", "small", wraps=True)
        self.problem.setVisible(False)
        self._samples = QGridLayout()
        self._samples.setHorizontalSpacing(theme.spacing(4))
        self._samples.setVerticalSpacing(theme.spacing(1))
        self._samples.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(2))
        text = self.tr("Keys of new items are made by this formula; keys that exist stay:")
        box.addWidget(Label(text, wraps=True))
        box.addWidget(self.formula)
        box.addWidget(self.problem)
        row = QHBoxLayout()
        self._words = Button(theme, self.tr("What it can be made of"), self._show_words)
        row.addWidget(self._words)
        usual = Button(theme, self.tr("The usual formula"), self._restore)
        row.addWidget(usual)
        row.addStretch(1)
        box.addLayout(row)
        box.addSpacing(theme.spacing(2))
        box.addWidget(Label(self.tr("The works added last would get:"), "muted"))
        box.addLayout(self._samples)
        box.addStretch(1)
        hint = self.tr(
            "To give works new keys that have one already, select them in the library and choose "
            "“Make citation keys anew…”."
        )
        box.addWidget(Label(hint, "small", wraps=True))
        self._show_samples(self.formula.text())

    def _try(self) -> None:
        text = self.formula.text().strip()
        if self._show_samples(text):
            stored = "" if text == USUAL_FORMULA else text
            if stored != key_formula(self._context.workspace.read):
                self._context.workspace.save_setting(KEY_FORMULA, stored)

    def _show_samples(self, formula: str) -> bool:
        try:
            samples = sample_keys(self._context.workspace.read, formula)
        except KeyFormulaError as error:
            self.problem.setText(str(error))
            self.problem.setVisible(True)
            return False
        self.problem.setVisible(False)
        while (place := self._samples.takeAt(0)) is not None:
            if (widget := place.widget()) is not None:
                widget.deleteLater()
        for row, (item, key) in enumerate(samples):
            self._samples.addWidget(Label(key, "strong"), row, 0)
            self._samples.addWidget(ElidedLabel(item.title, "muted"), row, 1)
        return True

    def _restore(self) -> None:
        self.formula.setText(USUAL_FORMULA)

    def _show_words(self) -> None:
        popup = FormulaWords(self._context, self)
        popup.show_beside(
            self._words.rect().translated(self._words.mapToGlobal(self.rect().topLeft()))
        )


class FormulaWords(Popup):
    """The functions and filters, each with what it gives."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context.theme, self.tr("What formulas are made of"), parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(context.theme.spacing(4))
        grid.setVerticalSpacing(0)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        lines = [(name, function.help) for name, function in FUNCTIONS.items()]
        lines += [
            (self.tr("Volume, DOI, …"), self.tr("a field, by its name with a capital")),
            ("'text'", self.tr("these letters")),
            ("a + b", self.tr("one after the other")),
            ("a || b", self.tr("the first that gives something")),
            ("a ? b : c", self.tr("b where a gives something, else c")),
        ]
        filters = [(f".{name}", filter.help) for name, filter in FILTERS.items()]
        for column, part in ((0, lines), (2, filters)):
            for row, (name, help) in enumerate(part):
                label = Label(name)
                label.setFont(fixed)
                grid.addWidget(label, row, column)
                grid.addWidget(Label(help, "small"), row, column + 1)
        self.layout_.addLayout(grid)
