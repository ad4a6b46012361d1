"""The bar that offers to recognise the text of a scan."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, ComboBox, IconButton, Label


class RecognitionBar(QFrame):
    """A sentence, the language, which pages, and the button that starts.

    Signals:
        asked: (language as Tesseract names it, all pages and not only those without text).
        closed: the user does not want it now.
    """

    asked = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.text = Label("", wraps=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.language = ComboBox(theme, self.tr("Language of the text"))
        self.pages = ComboBox(theme, self.tr("Pages to read"))
        self.pages.addItem(self.tr("Pages without text"), False)
        self.pages.addItem(self.tr("All pages anew"), True)
        self.start = Button(theme, self.tr("Recognise text"), self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.spacing(3), theme.spacing(1.5), theme.spacing(2), theme.spacing(1.5)
        )
        row.setSpacing(theme.spacing(2))
        row.addWidget(self.text, 1)
        for widget in (self.language, self.pages, self.start):
            row.addWidget(widget)
        row.addWidget(IconButton(theme, "x", self.tr("Close"), self._close))
        self.hide()

    def offer(self, sentence: str, languages: Sequence[str], language: str) -> None:
        """Show the bar with these languages to choose from; without any only the sentence."""
        self.text.setText(sentence)
        self.text.setAccessibleName(sentence)
        self.language.clear()
        for code in languages:
            self.language.addItem(language_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        for widget in (self.language, self.pages, self.start):
            widget.setVisible(bool(languages))
        self.pages.setCurrentIndex(0)
        self.show()

    def _ask(self) -> None:
        self.hide()
        self.asked.emit((str(self.language.currentData()), bool(self.pages.currentData())))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def language_name(code: str) -> str:
    """A language as people call it, "German"; Tesseract's own name where Qt does not know it."""
    base, _, variant = code.partition("_")
    language = QLocale.codeToLanguage(base)
    if language is QLocale.Language.AnyLanguage:
        return code
    name = QLocale.languageToString(language)
    return f"{name} ({variant})" if variant else name
