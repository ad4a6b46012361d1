"""One edit of one field on all selected items: old and new beside each other, then one step."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from pincite.model.ids import ItemId
from pincite.services.batch_edits import Act, Change, Edit, EditItems, planned_changes
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.library.batch.edit_bar import EditBar
from pincite.ui.library.batch.preview_model import PreviewModel
from pincite.ui.widgets import Button, Label
from pincite.ui.widgets.row_table import RowTable
from pincite.ui.words import counted

_WIDTH_STEPS, _HEIGHT_STEPS = 200, 130
_PAUSE_MS = 200


class BatchDialog(QDialog):
    """The preview follows what is chosen; nothing changes before it is agreed with."""

    def __init__(self, context: AppContext, ids: Sequence[ItemId], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._ids = tuple(ids)
        self._good: tuple[ItemId, ...] = ()
        self._round = 0
        self._planned = Edit("", Act.SET)
        theme = context.theme
        title = counted(len(ids), self.tr("Edit %n item"), self.tr("Edit %n items"))
        self.setWindowTitle(title)
        self.resize(theme.spacing(_WIDTH_STEPS), theme.spacing(_HEIGHT_STEPS))
        self.bar = EditBar(context)
        self.message = Label("", "muted", wraps=True)
        self.preview = PreviewModel(theme, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._plan)
        self.bar.changed.connect(self._on_changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(3))
        box.addWidget(self.bar)
        box.addWidget(self._table(), 1)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addWidget(self.message, 1)
        row.addWidget(Button(theme, self.tr("Cancel"), self.reject))
        self.agree = Button(theme, "", self.accept, kind="primary")
        self.agree.setDefault(True)
        row.addWidget(self.agree)
        box.addLayout(row)
        self._show([])
        self._on_changed()

    def accept(self) -> None:
        """Do it, as one step of the history."""
        if self._good:
            label = self.tr("Edit %1 of items").replace("%1", self.bar.field.currentText().lower())
            self._context.bridge.run(EditItems(self._good, self._planned, label))
        super().accept()

    def _table(self) -> RowTable:
        table = RowTable(self._context.theme, self.tr("What changes"))
        table.setModel(self.preview)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table

    def _on_changed(self) -> None:
        # What is on view belongs to another edit now and cannot be agreed with.
        self._round += 1
        self._good = ()
        self.agree.setEnabled(False)
        if self.bar.is_begun:
            self._pause.start()
        else:
            self._pause.stop()
            self._show([])
            self.message.setText(self.tr("Say what is to change; the table shows it first."))

    def _plan(self) -> None:
        workspace, ids, edit, number = (
            self._context.workspace,
            self._ids,
            self.bar.edit,
            self._round,
        )

        def job(_job: JobContext) -> tuple[int, list[Change]]:
            return number, planned_changes(workspace.read.items(ids), edit)

        self._planned = edit
        handle = self._context.jobs.start(job, self.tr("Looking at the items"), shown=False)
        handle.succeeded.connect(self._take)
        handle.failed.connect(self._fail)

    def _take(self, plan: tuple[int, list[Change]]) -> None:
        number, changes = plan
        if number != self._round:
            return
        self._good = tuple(change.item.id for change in changes if not change.fault)
        self._show(changes)
        bad = len(changes) - len(self._good)
        total = counted(len(self._ids), self.tr("%n item"), self.tr("%n items"))
        text = self.tr("%1 of %2 change.").replace("%2", total)
        text = text.replace("%1", self.locale().toString(len(self._good)))
        if bad:
            text += " " + counted(
                bad, self.tr("%n would be wrong and stays."), self.tr("%n would be wrong and stay.")
            )
        self.message.set_role("muted")
        self.message.setText(text)

    def _fail(self, sentence: str) -> None:
        if not self._pause.isActive():
            self._good = ()
            self._show([])
            self.message.set_role("bad")
            self.message.setText(sentence)

    def _show(self, changes: list[Change]) -> None:
        names: dict[str, str] = {c.id: c.name for c in self._context.workspace.read.collections()}
        self.preview.show_changes(changes, self.bar.field.currentData(), names)
        self.agree.setEnabled(bool(self._good))
        text = counted(len(self._good), self.tr("Change %n item"), self.tr("Change %n items"))
        self.agree.setText(text if self._good else self.tr("Change items"))
