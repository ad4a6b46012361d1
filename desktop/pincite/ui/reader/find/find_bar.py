"""The bar for finding words in the document."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from pincite.ui.reader.find.finding import FindOptions
from pincite.ui.theme import Theme
from pincite.ui.widgets import ElidedLabel, IconButton

_PAUSE_MS = 90
_WIDE_STEPS = 165
"""Steps of the spacing grid from which on the options are written out."""


class FindBar(QFrame):
    """A field, the count, and buttons to go from hit to hit.

    Signals:
        typed: (words, FindOptions), after a short pause in typing, or at once on Enter.
        next_asked: the next hit, or the one before when False.
        closed: the bar was left.
    """

    typed = Signal(object)
    next_asked = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Find in this document"))
        self.edit.setAccessibleName(self.tr("Find in this document"))
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaximumWidth(theme.spacing(90))
        self.count = ElidedLabel("", "muted")
        self._wide_px = theme.spacing(_WIDE_STEPS)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._send)
        self._sent: tuple[str, FindOptions] | None = None
        self.edit.textChanged.connect(lambda _text: self._pause.start())
        self._short_names: dict[QToolButton, str] = {}
        self.match_case = self._option(self.tr("Match case"), "Aa")
        self.whole_words = self._option(self.tr("Whole words"), "[ab]")
        self.match_accents = self._option(self.tr("Match accents"), "é")
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.spacing(3), theme.spacing(1.5), theme.spacing(2), theme.spacing(1.5)
        )
        row.setSpacing(theme.spacing(1))
        row.addWidget(self.edit, 3)
        row.addWidget(
            IconButton(
                theme,
                "caret-up",
                self.tr("Previous hit (Shift+F3)"),
                lambda: self.next_asked.emit(False),
            )
        )
        row.addWidget(
            IconButton(
                theme, "caret-down", self.tr("Next hit (F3)"), lambda: self.next_asked.emit(True)
            )
        )
        row.addSpacing(theme.spacing(1))
        for option in (self.match_case, self.whole_words, self.match_accents):
            row.addWidget(option)
        row.addSpacing(theme.spacing(2))
        row.addWidget(self.count, 2)
        row.addWidget(IconButton(theme, "x", self.tr("Close (Esc)"), self.leave))
        self.hide()

    def ask(self, words: str = "") -> None:
        """Show the bar with its text selected.

        Args:
            words: put into the field when not empty, as from a selection.
        """
        if words:
            self.edit.setText(words)
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        if self.edit.text() and not self._pause.isActive():
            self._pause.start()

    def leave(self) -> None:
        """Hide the bar."""
        self._pause.stop()
        self._sent = None
        self.hide()
        self.closed.emit()

    def show_count(
        self,
        number: int,
        total: int,
        *,
        is_capped: bool,
        is_finished: bool,
        wrapped: bool | None = None,
    ) -> None:
        """Say "3 of 41"; "20000+" where not all were kept.

        Args:
            number: of the current hit, from 1; 0 for none.
            wrapped: True when the last step went from the end to the beginning, False for the
                other way; None for neither.
        """
        if not self.edit.text().strip():
            self.count.setText("")
        elif total == 0:
            self.count.setText(self.tr("Not found") if is_finished else self.tr("Looking…"))
        else:
            shown = self.locale().toString(total) + ("+" if is_capped else "")
            text = self.tr("%1 of %2").replace("%1", self.locale().toString(number))
            self.count.setText(text.replace("%2", shown) + self._sign(wrapped))
        self.count.setAccessibleName(self.count.text())

    def _sign(self, wrapped: bool | None) -> str:
        if wrapped is None:
            return ""
        return self.tr(" · from the beginning") if wrapped else self.tr(" · from the end")

    def clear_count(self) -> None:
        """Say nothing, while nothing is looked for."""
        self.count.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self._send()
            else:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.next_asked.emit(not back)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self._wide_px
        for button, short in self._short_names.items():
            button.setText(button.accessibleName() if is_wide else short)

    def _option(self, name: str, short: str) -> QToolButton:
        """A choice that is written out where there is room for it."""
        button = QToolButton()
        self._short_names[button] = short
        button.setText(short)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(lambda _on: self._send())
        return button

    def _send(self) -> None:
        self._pause.stop()
        options = FindOptions(
            is_case_matched=self.match_case.isChecked(),
            is_whole_words=self.whole_words.isChecked(),
            is_accents_matched=self.match_accents.isChecked(),
        )
        if (self.edit.text(), options) != self._sent:
            self._sent = (self.edit.text(), options)
            self.typed.emit(self._sent)
