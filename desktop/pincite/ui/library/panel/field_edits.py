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
        if text not in (self._shown, self._sent):
            self._sent = text
            self.finished.emit(text)


class TitleEdit(QPlainTextEdit):
    """The title: as many lines as it needs, Enter finishes.

    Signals:
        finished: the text, when it differs from what was shown.
    """

    finished = Signal(str)

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
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().lineSpacing())

    def _fit(self) -> None:
        # A plain text document counts its height in lines, not in pixels.
        lines = max(1, round(self.document().size().height()))
        margins = self.contentsMargins()
        frame = self.height() - self.viewport().height()
        height = lines * self.fontMetrics().lineSpacing() + max(frame, 6) + margins.top()
        if height != self.height():
            self.setFixedHeight(height)

    def commit(self) -> None:
        """Finish the edit now, as leaving it does; once for each text."""
        text = " ".join(self.toPlainText().split())
        if text not in (self._shown, self._sent):
            self._sent = text
            self.finished.emit(text)
