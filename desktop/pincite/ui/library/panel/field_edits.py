"""Editors of the form that save when the edit is finished."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class FieldEdit(QLineEdit):
    """One line; Enter and leaving it finish the edit, Esc takes it back.

    Signals:
        finished: the text, when it differs from what was shown.
    """

    finished = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = self._sent = ""
        self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.editingFinished.connect(self.commit)

    def show_value(self, text: str) -> None:
        """Show a value from the library, unless the user is typing another one."""
        is_typing = self.hasFocus() and self.text() not in (self._shown, self._sent)
        self._shown = self._sent = text
        if not is_typing and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def set_problem(self, sentence: str) -> None:
        """Outline it and say what is wrong; "" when all is well."""
        self.setProperty("problem", bool(sentence))
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
        self.style().unpolish(self)
        self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            self.set_problem("")
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Finish the edit now, as leaving the line does; once for each text."""
        text = self.text().strip()
        if self.text() != self._shown and text not in (self._shown, self._sent):
            self._sent = text
            self.finished.emit(text)


_COMING_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The keyboard leaves for a menu or another window; what is selected stays so."""


class GrowingEdit(QPlainTextEdit):
    """A text as high as it needs; leaving it finishes the edit, Esc takes it back.

    Signals:
        finished: the text, when it differs from what was shown.
    """

    finished = Signal(str)
    most_lines = 1000

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = self._sent = ""
        self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)

    def show_value(self, text: str) -> None:
        """Show a value from the library, unless the user is typing another one."""
        is_typing = self.hasFocus() and self.toPlainText() not in (self._shown, self._sent)
        self._shown = self._sent = text
        if not is_typing and self.toPlainText() != text:
            self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.finishes_at(event):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMING_BACK:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().lineSpacing())

    def _fit(self) -> None:
        # A plain text document counts its height in lines, not in pixels.
        lines = min(max(1, round(self.document().size().height())), self.most_lines)
        margins = self.contentsMargins()
        frame = self.height() - self.viewport().height()
        height = lines * self.fontMetrics().lineSpacing() + max(frame, 6) + margins.top()
        if height != self.height():
            self.setFixedHeight(height)

    def text(self) -> str:
        """The text as it is saved."""
        return self.toPlainText().strip()

    def finishes_at(self, _enter: QKeyEvent) -> bool:
        """Whether Enter finishes the edit, rather than to begin another line."""
        return True

    def commit(self) -> None:
        """Finish the edit now, as leaving it does; once for each text."""
        text = self.text()
        if self.toPlainText() != self._shown and text not in (self._shown, self._sent):
            self._sent = text
            self.finished.emit(text)


class TitleEdit(GrowingEdit):
    """The title: as many lines as it needs, without breaks of its own; Enter finishes."""

    def text(self) -> str:
        """The text in one line."""
        return " ".join(self.toPlainText().split())


class LongEdit(GrowingEdit):
    """A text of several paragraphs; Ctrl+Enter finishes, long ones scroll."""

    most_lines = 8

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        # Text begins where that of a line beside it does.
        self.document().setDocumentMargin(2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def finishes_at(self, enter: QKeyEvent) -> bool:
        """Only with Ctrl."""
        return bool(enter.modifiers() & Qt.KeyboardModifier.ControlModifier)
