"""The editor that opens in the place of a card."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pincite.model.annotations import Annotation
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button


class TagEdit(QLineEdit):
    """Tags separated by commas; the one that is being typed is completed from those there are."""

    def __init__(self, tags: Sequence[str], known: Sequence[str] = ()) -> None:
        super().__init__(", ".join(tags))
        self.setAccessibleName(self.tr("Tags"))
        self.setPlaceholderText(self.tr("Tags, separated by commas"))
        self._known = QStringListModel(list(known), self)
        self.completer_ = QCompleter(self._known, self)
        self.completer_.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer_.setFilterMode(Qt.MatchFlag.MatchContains)
        # Not setCompleter: that would complete the whole line instead of the last tag.
        self.completer_.setWidget(self)
        self.completer_.activated.connect(self._take)
        self.textEdited.connect(self._complete)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags as typed, without empty ones and repetitions."""
        tags = (tag.strip() for tag in self.text().split(","))
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    @property
    def is_completing(self) -> bool:
        """True while completions are on view."""
        popup = self.completer_.popup()
        return popup is not None and popup.isVisible()

    def _complete(self) -> None:
        typed = self.text()[: self.cursorPosition()].rpartition(",")[2].strip()
        self.completer_.setCompletionPrefix(typed)
        offered = self.completer_.completionCount()
        is_done = offered == 1 and self.completer_.currentCompletion() == typed
        if typed and offered and not is_done:
            self.completer_.complete()
        elif self.is_completing:
            self._hide_completions()

    def _hide_completions(self) -> None:
        popup = self.completer_.popup()
        if popup is not None:
            popup.hide()

    def _take(self, tag: str) -> None:
        before, comma, _typed = self.text()[: self.cursorPosition()].rpartition(",")
        after = self.text()[self.cursorPosition() :]
        start = f"{before}{comma} {tag}".strip()
        self.setText(start + after)
        self.setCursorPosition(len(start))


class CardEditor(QFrame):
    """Core statement, comment and tags of one annotation, edited where they stand.

    Signals:
        finished: True to keep what was typed, False to leave it.
    """

    finished = Signal(bool)

    def __init__(
        self, theme: Theme, annotation: Annotation, known_tags: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.annotation = annotation
        self._is_done = False
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.core = QLineEdit(annotation.core)
        self.core.setAccessibleName(self.tr("Core statement"))
        self.core.setPlaceholderText(self.tr("Core statement, in one line"))
        self.comment = QPlainTextEdit(annotation.comment)
        self.comment.setAccessibleName(self.tr("Comment"))
        self.comment.setPlaceholderText(self.tr("Comment, in Markdown"))
        self.comment.setTabChangesFocus(True)
        self.tags = TagEdit(annotation.tags, known_tags)
        save = Button(theme, self.tr("Save"), lambda: self.finish(keep=True), kind="primary")
        save.setToolTip(self.tr("Ctrl+Enter"))
        cancel = Button(theme, self.tr("Cancel"), lambda: self.finish(keep=False), kind="ghost")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(save)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(2),) * 4)
        box.setSpacing(theme.spacing(1.5))
        box.addWidget(self.core)
        box.addWidget(self.comment, 1)
        box.addWidget(self.tags)
        box.addLayout(row)
        for child in (self.core, self.comment, self.tags, save, cancel):
            child.installEventFilter(self)
        self.setFocusProxy(self.comment)

    @property
    def typed(self) -> tuple[str, tuple[str, ...], str]:
        """Comment, tags and core statement as they stand now."""
        core = " ".join(self.core.text().split())
        return self.comment.toPlainText().strip(), self.tags.tags, core

    def finish(self, *, keep: bool) -> None:
        """End editing, once."""
        if not self._is_done:
            self._is_done = True
            self.finished.emit(keep)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(watched, event) or super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            # Where the focus goes is known only after this event.
            QTimer.singleShot(0, self, self._finish_if_left)
        return super().eventFilter(watched, event)

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.finish(keep=False)
            return True
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_enter and (control or watched in (self.core, self.tags)):
            self.finish(keep=True)
            return True
        return False

    def _finish_if_left(self) -> None:
        focus = QApplication.focusWidget()
        is_inside = focus is not None and (self.isAncestorOf(focus) or self.tags.is_completing)
        if focus is not None and not is_inside:
            self.finish(keep=True)
