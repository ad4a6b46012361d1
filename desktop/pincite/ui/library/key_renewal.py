"""Making citation keys anew: what would change, and where the old keys are used."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pincite.model.ids import ItemId
from pincite.services.citation_keys import KeyChange, planned_keys
from pincite.services.commands.keys import RenewKeys
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.widgets import Button, Label
from pincite.ui.words import counted

_WIDTH_STEPS, _HEIGHT_STEPS = 170, 100


class KeyRenewal(QDialog):
    """Old and new keys side by side; nothing changes before it is agreed with."""

    def __init__(self, context: AppContext, ids: Sequence[ItemId], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._changes: tuple[ItemId, ...] = ()
        theme = context.theme
        self.setWindowTitle(self.tr("Make citation keys anew"))
        self.resize(theme.spacing(_WIDTH_STEPS), theme.spacing(_HEIGHT_STEPS))
        self.message = Label(self.tr("Looking at the keys…"), wraps=True)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(self.tr("Keys that change"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Now"), self.tr("Then"), self.tr("Title"), self.tr("Cited in")]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        hint = self.tr(
            "The old keys go on to find their works here, and stand as aliases in BibLaTeX files. "
            "Pinned keys stay."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(3))
        box.addWidget(self.message)
        box.addWidget(self.table, 1)
        box.addWidget(Label(hint, "small", wraps=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(theme, self.tr("Cancel"), self.reject))
        self._agree = Button(theme, self.tr("Change keys"), self.accept, kind="primary")
        self._agree.setEnabled(False)
        row.addWidget(self._agree)
        box.addLayout(row)
        self._start(tuple(ids))

    def accept(self) -> None:
        """Change them."""
        super().accept()
        self._context.bridge.run(RenewKeys(self._changes))

    def _start(self, ids: tuple[ItemId, ...]) -> None:
        workspace = self._context.workspace

        def job(_job: JobContext) -> list[KeyChange]:
            return planned_keys(workspace.read, workspace.read.items(ids))

        handle = self._context.jobs.start(job, self.tr("Looking at the keys"), shown=False)
        handle.succeeded.connect(self._show)
        handle.failed.connect(self.message.setText)

    def _show(self, plan: list[KeyChange]) -> None:
        changes = [change for change in plan if change.is_change]
        self._changes = tuple(change.item.id for change in changes)
        self._agree.setEnabled(bool(changes))
        pinned = sum(change.item.key_is_pinned for change in plan)
        text = counted(len(changes), self.tr("%n key changes"), self.tr("%n keys change"))
        if pinned:
            of_them = counted(pinned, self.tr("%n is pinned"), self.tr("%n are pinned"))
            text = self.tr("%1; %2").replace("%1", text).replace("%2", of_them)
        self.message.setText(f"{text}.")
        self.table.setRowCount(len(changes))
        for row, change in enumerate(changes):
            shown = (change.item.key, change.key, change.item.title, ", ".join(change.uses))
            for column, value in enumerate(shown):
                self.table.setItem(row, column, QTableWidgetItem(value))
        self.table.resizeColumnToContents(0)
        self.table.resizeColumnToContents(1)
