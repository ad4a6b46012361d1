"""The search box above the table."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from pincite.search.completing import spot_at
from pincite.search.query import is_plain
from pincite.search.query_fields import QueryError
from pincite.search.query_parsing import parse_query
from pincite.ui.icons import icon
from pincite.ui.library.query_words import examples, operators
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Label, SectionHead
from pincite.ui.widgets.popup import Popup

_WAIT_MS = 60


class SearchBox(QLineEdit):
    """Filters as one types.

    Signals:
        searched: the words, a moment after the last key.
        left_downwards: the Down key was pressed; the table should take the focus.
        entered: the box took the focus; something will be searched for.
    """

    entered = Signal()
    searched = Signal(str)
    left_downwards = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search titles, creators, tags and all pages"))
        self.setAccessibleName(self.tr("Search the library"))
        self.setToolTip(self.tr("F1 shows what can be typed here"))
        self._theme = theme
        self.setClearButtonEnabled(True)
        self.addAction(
            icon(theme, "magnifying-glass", Role.MUTED), QLineEdit.ActionPosition.LeadingPosition
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda _text: self._timer.start())

    def is_plain(self) -> bool:
        """True for words without fields, phrases or operators."""
        try:
            return is_plain(parse_query(self.text(), prefix_last=True).tree)
        except QueryError:
            return False

    @property
    def is_complete(self) -> bool:
        """True for a query that finds something as it is, without a mistake."""
        try:
            return parse_query(self.text()).tree is not None
        except QueryError:
            return False

    @property
    def plain_words(self) -> str:
        """The text without a field at its end that has no value yet."""
        text = self.text().strip()
        spot = spot_at(text, len(text))
        has_none = spot is not None and spot.field and not spot.typed
        return text.rpartition(" ")[0] if has_none else text

    def mark_mistake(self) -> QueryError | None:
        """Underline the place of a mistake in the query; the mistake, None for none."""
        try:
            parse_query(self.text(), prefix_last=True)
        except QueryError as error:
            self._underline(error.start, error.end)
            return error
        self._underline(0, 0)
        return None

    def replace_part(self, start: int, end: int, text: str) -> None:
        """Put `text` in place of some characters, as if it was typed, and go on behind it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setSelection(start, end - start)
        self.insert(text)

    def _underline(self, start: int, end: int) -> None:
        # The only way to format a part of a QLineEdit; places count from the cursor.
        marks = []
        if end > start:
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
            wave.setUnderlineColor(self._theme.colour(Role.BAD))
            kind = QInputMethodEvent.AttributeType.TextFormat
            begin = start - self.cursorPosition()
            marks = [QInputMethodEvent.Attribute(kind, begin, end - start, wave)]
        QApplication.sendEvent(self, QInputMethodEvent("", marks))

    def show_help(self) -> None:
        """What can be typed, in a pop-up under the box; Escape closes it."""
        SyntaxHelp(self._theme, self).show_beside(
            QRect(self.mapToGlobal(self.rect().topLeft()), self.size())
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_F1:
            self.show_help()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class SyntaxHelp(Popup):
    """The syntax of searches: examples, and what each finds."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, self.tr("What can be searched for"), parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(5))
        grid.setVerticalSpacing(theme.spacing(1))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(theme.font("small").pixelSize())
        sections = ((self.tr("Words"), operators()), (self.tr("Fields"), examples()))
        for title, lines in sections:
            head = SectionHead(title)
            head.setContentsMargins(0, theme.spacing(1 if grid.rowCount() == 1 else 3), 0, 0)
            grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            for example, meaning in lines:
                number = grid.rowCount()
                typed = Label(example)
                typed.setFont(fixed)
                grid.addWidget(typed, number, 0)
                grid.addWidget(Label(meaning, "muted"), number, 1)
        self.layout_.addLayout(grid)
