"""The tab of clean-ups: chosen at the left, what they change at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.cleaning.actions import CLEAN_UPS, CleanUp, clean_ups, find_changes
from pincite.services.commands.cleaning import ChangeValues, Place, ValueChange
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.library.panel.field_names import label_of
from pincite.ui.live_look import LiveLook, Work
from pincite.ui.widgets import Button, ComboBox, EmptyState, Label
from pincite.ui.widgets.act_bar import ActBar
from pincite.ui.widgets.list_beside import ListBeside
from pincite.ui.widgets.plain_table import PlainTable, TableRow
from pincite.ui.words import counted

_PAUSE_MS = 250
_LIST_STEPS = 78
_RIVALS = {"sentence-case": "title-case", "title-case": "sentence-case"}


@dataclass(frozen=True, slots=True)
class _Preview:
    """What was found, with the works that it is about."""

    changes: tuple[ValueChange, ...]
    titles: dict[ItemId, str]


class CleaningTab(QWidget):
    """Nothing is changed before the button is pressed; one press is one step."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ids: tuple[ItemId, ...] = ()
        self._changes: dict[str, ValueChange] = {}
        self._unticked: set[ValueChange] = set()
        theme, tr = context.theme, self.tr
        self.scope = ComboBox(theme, tr("Items to clean up"))
        self.scope.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.message = Label("", "muted")
        self.boxes = {each.name: self._box(each) for each in CLEAN_UPS}
        headings = (tr("Work"), tr("Field"), tr("As it is"), tr("As it will be"))
        self.table = PlainTable(theme, tr("Changes"), headings, (5, 3, 6, 6))
        self.table.rows.ticked.connect(self._on_ticked)
        self.table.opened.connect(self._show_item)
        self.clean_button = Button(theme, tr("Clean up"), self.clean, kind="primary")
        self._none = EmptyState(theme, "check-circle", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(ActBar(theme, (self.scope, self.message)))
        box.addWidget(self._middle(), 1)
        ticks = (
            Button(theme, tr("Tick all"), lambda: self.table.rows.tick_all(is_on=True)),
            Button(theme, tr("Tick none"), lambda: self.table.rows.tick_all(is_on=False)),
        )
        box.addWidget(ActBar(theme, ticks, (self.clean_button,), is_foot=True))
        self._look = LiveLook(
            context,
            self,
            tr("Looking at the items"),
            self._work,
            lambda changes: changes.items,
            pause_ms=_PAUSE_MS,
        )
        self._look.found.connect(self._show)
        self._look.failed.connect(self.message.setText)
        self.scope.activated.connect(lambda _row: self._look.soon())
        self.set_items(())

    def set_items(self, ids: Sequence[ItemId]) -> None:
        """Clean up these items; with none, all."""
        self._ids = tuple(ids)
        self.scope.clear()
        self.scope.addItem(self.tr("All items"), False)
        if ids:
            text = counted(len(ids), self.tr("The selected item"), self.tr("The %n selected items"))
            self.scope.addItem(text, True)
            self.scope.setCurrentIndex(1)
        self.scope.setEnabled(bool(ids))
        self._look.soon()

    def chosen(self) -> list[ValueChange]:
        """The changes that have their tick."""
        return [self._changes[row.key] for row in self.table.rows.rows() if row.is_ticked]

    def clean(self) -> None:
        """Make the changes that have their tick, as one step."""
        chosen = self.chosen()
        if chosen:
            label = counted(len(chosen), self.tr("Clean up a value"), self.tr("Clean up %n values"))
            self._context.bridge.run(ChangeValues(tuple(chosen), label))
            done = counted(len(chosen), self.tr("%n value changed"), self.tr("%n values changed"))
            text = self.tr("%1. Undo brings them back as they were.").replace("%1", done)
            self._context.notify("ok", text)

    def _box(self, each: CleanUp) -> QCheckBox:
        translate = QCoreApplication.translate
        box = QCheckBox(translate("CleanUps", each.title))
        box.setAccessibleDescription(translate("CleanUps", each.detail))
        box.setChecked(each.is_usual)
        box.toggled.connect(lambda is_on, name=each.name: self._on_chosen(name, is_on=is_on))
        return box

    def _middle(self) -> QWidget:
        theme = self._context.theme
        page = QWidget()
        page.setProperty("role", "pane")
        box = QVBoxLayout(page)
        box.setContentsMargins(*(theme.spacing(each) for each in (2.5, 4, 4, 4)))
        box.setSpacing(theme.spacing(0.5))
        for each in CLEAN_UPS:
            box.addWidget(self.boxes[each.name])
            detail = Label(QCoreApplication.translate("CleanUps", each.detail), "small", wraps=True)
            detail.setIndent(theme.spacing(6))
            box.addWidget(detail)
            box.addSpacing(theme.spacing(2))
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("Clean-ups"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        return ListBeside(theme, scroll, self._stack, _LIST_STEPS)

    def _on_chosen(self, name: str, *, is_on: bool) -> None:
        if is_on and name in _RIVALS:
            self.boxes[_RIVALS[name]].setChecked(False)
        self._look.soon()

    def _work(self) -> Work:
        chosen = clean_ups(name for name, box in self.boxes.items() if box.isChecked())
        ids = self._ids if self.scope.currentData() else None
        read = self._context.workspace.read
        if not self._changes:
            self.message.setText(self.tr("Looking at the items…"))

        def work(job: JobContext) -> _Preview:
            changes = find_changes(read, chosen, ids, job)
            items: list[Item] = read.items(dict.fromkeys(change.item for change in changes))
            return _Preview(tuple(changes), {item.id: item.title or item.key for item in items})

        return work

    def _show(self, preview: _Preview) -> None:
        self._changes = {f"{c.item}:{c.place}:{c.name}": c for c in preview.changes}
        self._unticked &= set(preview.changes)
        untitled, none = self.tr("Without title"), self.tr("none")
        rows = [
            TableRow(
                key,
                (
                    preview.titles.get(change.item) or untitled,
                    self._field(change),
                    *(text or none for text in change.texts),
                ),
                is_ticked=change not in self._unticked,
            )
            for key, change in self._changes.items()
        ]
        self.table.rows.set_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        any_chosen = any(box.isChecked() for box in self.boxes.values())
        title = self.tr("Nothing to clean up")
        text = self.tr("All values are written as these clean-ups would write them.")
        self._none.set_text(
            title, text if any_chosen else self.tr("Choose a clean-up at the left.")
        )
        self._update()

    def _field(self, change: ValueChange) -> str:
        is_names = change.place is Place.CREATORS
        return self.tr("Names") if is_names else label_of(change.name, "document")

    def _on_ticked(self) -> None:
        rows = self.table.rows.rows()
        self._unticked = {self._changes[row.key] for row in rows if not row.is_ticked}
        self._update()

    def _update(self) -> None:
        total, chosen = len(self._changes), len(self._changes) - len(self._unticked)
        told = counted(total, self.tr("%n change"), self.tr("%n changes"))
        if chosen != total:
            part = counted(chosen, self.tr("%n with its tick"), self.tr("%n with a tick"))
            told = f"{told} · {part}"
        self.message.setText(told if total else "")
        text = counted(chosen, self.tr("Change %n value"), self.tr("Change %n values"))
        self.clean_button.setText(text if chosen else self.tr("Clean up"))
        self.clean_button.setEnabled(chosen > 0)

    def _show_item(self, key: str) -> None:
        if key in self._changes:
            self._context.show_item(self._changes[key].item)
