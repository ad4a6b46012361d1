"""The tab of what is in the trash."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.library.trash_queries import TrashRecord
from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document
from pincite.model.items import Collection, Item
from pincite.model.notes import Note
from pincite.model.saved_searches import SavedSearch
from pincite.services.commands.trash import PurgeTrash, RestoreFromTrash
from pincite.services.trash import TrashEntry, older_than, trash_entries
from pincite.ui.context import AppContext
from pincite.ui.library.columns import short_date
from pincite.ui.live_look import LiveLook, Work
from pincite.ui.widgets import Button, ComboBox, EmptyState, Label
from pincite.ui.widgets.act_bar import ActBar
from pincite.ui.widgets.plain_table import PlainTable, TableRow
from pincite.ui.widgets.question import Question
from pincite.ui.words import counted

_PAUSE_MS = 200
_AGES = (0, 30, 90, 365)


class TrashTab(QWidget):
    """Everything that was deleted, the last first; brought back, or removed for good."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._entries: dict[str, TrashEntry] = {}
        theme, tr = context.theme, self.tr
        self.message = Label("", "muted")
        self.age = ComboBox(theme, tr("Shown by age"))
        for days in _AGES:
            text = tr("In the trash for %1 days and longer").replace("%1", str(days))
            self.age.addItem(text if days else tr("The whole trash"), days)
        self.age.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.age.activated.connect(lambda _row: self._fill())
        headings = (tr("Kind"), tr("What"), tr("Part of"), tr("Deleted"))
        self.table = PlainTable(theme, tr("Trash"), headings, (2, 8, 6, 2))
        self.table.chosen.connect(self._update)
        self.table.delete_wanted.connect(self.delete)
        self.restore_button = Button(theme, tr("Restore"), self.restore, kind="primary")
        self.delete_button = Button(theme, tr("Delete for good…"), self.delete)
        self.empty_button = Button(theme, tr("Empty the trash…"), self.empty)
        self._stack = QStackedWidget()
        told = tr("What you delete comes here: works, files, annotations, notes, collections…")
        self._stack.addWidget(EmptyState(theme, "trash", tr("The trash is empty"), told))
        self._stack.addWidget(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(ActBar(theme, (self.age, self.message)))
        box.addWidget(self._stack, 1)
        acts = (self.delete_button, self.restore_button)
        box.addWidget(ActBar(theme, (self.empty_button,), acts, is_foot=True))
        self.setFocusProxy(self.table)
        look = LiveLook(
            context,
            self,
            tr("Looking into the trash"),
            self._work,
            lambda _changes: True,
            pause_ms=_PAUSE_MS,
        )
        look.found.connect(self._show)
        look.failed.connect(self.message.setText)

    def selected(self) -> list[TrashEntry]:
        """What is selected."""
        return [self._entries[key] for key in self.table.selected_keys()]

    def restore(self) -> None:
        """Bring back what is selected."""
        if chosen := self.selected():
            self._context.bridge.run(RestoreFromTrash(tuple(e.record for e in chosen)))

    def delete(self) -> None:
        """Ask, then remove what is selected for good."""
        self._ask(self.selected())

    def empty(self) -> None:
        """Ask, then remove all that is shown for good."""
        self._ask(self._shown())

    def _ask(self, entries: Sequence[TrashEntry]) -> None:
        if not entries:
            return
        title = counted(
            len(entries),
            self.tr("Delete this one thing for good?"),
            self.tr("Delete these %n things for good?"),
        )
        detail = counted(
            len(entries),
            self.tr(
                "What belongs to it goes too. A work that a bibliography cites stays. "
                "Undo brings it back until Pincite is closed. Files leave the disk 30 days later, "
                "since a backup may need them until then."
            ),
            self.tr(
                "What belongs to them goes too. Works that a bibliography cites stay. "
                "Undo brings all back until Pincite is closed. Files leave the disk 30 days later, "
                "since a backup may need them until then."
            ),
        )
        command = PurgeTrash(tuple(entry.record for entry in entries))
        act = counted(len(entries), self.tr("Delete %n thing"), self.tr("Delete %n things"))
        run = partial(self._context.bridge.run, command)
        Question(self._context.theme, title, detail, self, act, run).open()

    def _work(self) -> Work:
        read = self._context.workspace.read
        return lambda _job: trash_entries(read)

    def _show(self, entries: list[TrashEntry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._fill()

    def _shown(self) -> list[TrashEntry]:
        days = self.age.currentData()
        entries = list(self._entries.values())
        return older_than(entries, days) if days else entries

    def _fill(self) -> None:
        shown = self._shown()
        self.table.rows.set_rows([self._row(entry) for entry in shown])
        self._stack.setCurrentIndex(1 if self._entries else 0)
        text = counted(len(shown), self.tr("%n thing"), self.tr("%n things"))
        self.message.setText(text if self._entries else "")
        self._update()

    def _row(self, entry: TrashEntry) -> TableRow:
        cells = (
            kind_word(entry.record),
            entry.title or self.tr("Without title"),
            entry.belongs_to,
            short_date(entry.record.trashed),
        )
        return TableRow(entry.id, cells)

    def _update(self) -> None:
        is_chosen = bool(self.selected())
        self.restore_button.setEnabled(is_chosen)
        self.delete_button.setEnabled(is_chosen)
        self.empty_button.setEnabled(self.table.rows.rowCount() > 0)


def kind_word(record: TrashRecord) -> str:
    """What kind of thing it is."""
    tr = QCoreApplication.translate
    words = {
        Item: tr("Kinds", "Work"),
        Document: tr("Kinds", "File"),
        Annotation: tr("Kinds", "Annotation"),
        Note: tr("Kinds", "Note"),
        Collection: tr("Kinds", "Collection"),
        Bibliography: tr("Kinds", "Bibliography"),
        Citation: tr("Kinds", "Citation"),
        SavedSearch: tr("Kinds", "Saved search"),
    }
    return words[type(record)]
