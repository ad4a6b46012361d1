"""Notes: Markdown texts on an item."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.model.ids import ItemId, NoteId
from pincite.model.notes import Note
from pincite.services.commands.notes import AddNote, EditNote, TrashNotes
from pincite.ui.context import AppContext
from pincite.ui.library.columns import short_date
from pincite.ui.widgets import Button, EmptyState, IconButton
from pincite.ui.widgets.card_list import CardEntry, CardList

_SAVE_AFTER_MS = 600


class NotesPage(QWidget):
    """The notes of an item above, the text of the chosen one below; typing is saved by itself."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: ItemId | None = None
        self._notes: dict[str, Note] = {}
        self._note: NoteId | None = None
        self._is_new = False
        # Everything typed in one sitting is one undo step.
        self._sitting = object()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self._build()

    def show_notes(self, item: ItemId, notes: Sequence[Note]) -> None:
        """Show the notes of an item; the text being typed is left alone."""
        if item != self._item:
            self.save()
            self._item, self._note = item, None
        self._notes = {note.id: note for note in notes}
        if self._note not in self._notes and not (self._is_new and self._editor.hasFocus()):
            self._note = notes[0].id if notes else None
        cards = [self._card(note) for note in notes]
        self._list.set_cards(cards)
        if self._note is not None:
            self._list.select_key(self._note)
            self._show_text(self._notes.get(self._note))
        self._stack.setCurrentIndex(1 if notes or self._is_new else 0)

    def add_note(self) -> None:
        """Make a note and put the cursor into it."""
        if self._item is None:
            return
        self.save()
        command = AddNote("", self._item)
        self._note, self._is_new = command.id, True
        self._sitting = object()
        self._editor.setPlainText("")
        self._stack.setCurrentIndex(1)
        self._context.bridge.run(command, None, group=self._sitting)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write what was typed, if it was not written yet."""
        self._timer.stop()
        note = self._notes.get(self._note or "")
        text = self._editor.toPlainText()
        if note is not None and text != note.text and self._editor.document().isModified():
            self._editor.document().setModified(False)
            self._context.bridge.run(EditNote(note.id, text), self, group=self._sitting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() == QEvent.Type.FocusOut:
            self.save()
            self._sitting = object()
            self._is_new = False
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        theme = self._context.theme
        self._list = CardList(theme, self.tr("Notes"), text_lines=1)
        self._list.activated_card.connect(self._choose)
        self._editor = QPlainTextEdit()
        self._editor.setObjectName("noteText")
        self._editor.setAccessibleName(self.tr("Text of the note, in Markdown"))
        self._editor.setPlaceholderText(self.tr("Write in Markdown. It is saved as you type."))
        self._editor.textChanged.connect(self._on_text_changed)
        self._editor.installEventFilter(self)
        self._stack = QStackedWidget()
        text = self.tr("Notes are Markdown texts that stay with the item and are searched.")
        act = (self.tr("New note"), self.add_note)
        self._stack.addWidget(EmptyState(theme, "note", self.tr("No notes yet"), text, act))
        self._stack.addWidget(self._panes())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.spacing(2), 0, 0)
        box.addWidget(self._stack)

    def _panes(self) -> QWidget:
        theme = self._context.theme
        lower = QWidget()
        box = QVBoxLayout(lower)
        box.setContentsMargins(
            theme.spacing(3), theme.spacing(2), theme.spacing(3), theme.spacing(3)
        )
        row = QHBoxLayout()
        row.addWidget(Button(theme, self.tr("New note"), self.add_note, icon_name="plus"))
        row.addStretch(1)
        row.addWidget(IconButton(theme, "trash", self.tr("Delete this note"), self._trash))
        box.addWidget(self._editor, 1)
        box.addLayout(row)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._list)
        splitter.addWidget(lower)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([160, 320])
        return splitter

    def _card(self, note: Note) -> CardEntry:
        title = note.title or self.tr("Empty note")
        rest = " ".join([line for line in note.text.splitlines() if line.strip()][1:])
        return CardEntry(note.id, title, short_date(note.modified), rest[:200], payload=note)

    def _choose(self, card: CardEntry) -> None:
        self.save()
        self._note = NoteId(card.key)
        self._sitting = object()
        self._show_text(self._notes.get(card.key), is_forced=True)

    def _show_text(self, note: Note | None, *, is_forced: bool = False) -> None:
        text = note.text if note else ""
        is_typing = self._editor.hasFocus() and self._editor.document().isModified()
        if (is_forced or not is_typing) and self._editor.toPlainText() != text:
            self._editor.setPlainText(text)
            self._editor.document().setModified(False)

    def _on_text_changed(self) -> None:
        if self._editor.document().isModified():
            self._timer.start()

    def _trash(self) -> None:
        if self._note is not None:
            self._editor.document().setModified(False)
            self._is_new = False
            self._context.bridge.run(TrashNotes((self._note,)), None)
