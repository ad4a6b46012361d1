"""The tab of what was done since the library was opened."""

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pincite.model.changes import Changes
from pincite.services.history import Step
from pincite.ui.context import AppContext
from pincite.ui.widgets import Label
from pincite.ui.widgets.act_bar import ActBar
from pincite.ui.widgets.plain_table import PlainTable, TableRow

_START = 0


class HistoryTab(QWidget):
    """The newest step on top; a click goes back or forward to a step, undoing or redoing others."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme, tr = context.theme, self.tr
        hint = tr(
            "A click or Enter on a step goes back to it, or forward; nothing is lost thereby."
        )
        self.table = PlainTable(
            theme, tr("Steps"), (tr("Time"), tr("Step"), tr("State")), (1, 6, 2)
        )
        self.table.setSelectionMode(PlainTable.SelectionMode.SingleSelection)
        self.table.clicked.connect(lambda index: self._go(self.table.rows.row(index.row()).key))
        self.table.opened.connect(self._go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(ActBar(theme, (Label(hint, "muted"),)))
        box.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        context.events.changed.connect(self._on_changed)
        context.bridge.finished.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the steps as they are now."""
        done, undone = self._context.workspace.history.steps()
        rows = [self._row(step, is_undone=True) for step in reversed(undone)]
        here = True
        for step in reversed(done):
            rows.append(self._row(step, is_here=here))
            here = False
        start = self.tr("The library as it was opened")
        rows.append(TableRow(str(_START), ("", start, self.tr("Now") if here else "")))
        self.table.rows.set_rows(rows)
        self.table.select_key(str(done[-1].number if done else _START))

    def _row(self, step: Step, *, is_undone: bool = False, is_here: bool = False) -> TableRow:
        state = self.tr("Now") if is_here else self.tr("Undone") if is_undone else ""
        return TableRow(str(step.number), (clock(step.at), step.label, state), is_quiet=is_undone)

    def _go(self, key: str) -> None:
        done, undone = self._context.workspace.history.steps()
        here = done[-1].number if done else _START
        known = {_START, *(step.number for step in (*done, *undone))}
        if int(key) != here and int(key) in known:
            self._context.bridge.travel(int(key))

    def _on_changed(self, _changes: Changes, _origin: object) -> None:
        self.refresh()


def clock(iso: str) -> str:
    """The time of day of an ISO time, here and in the user's way of writing: "14:05:09"."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs).toLocalTime()
    locale = QLocale()
    # The time zone ("t") says nothing among times of one place.
    form = locale.timeFormat(QLocale.FormatType.LongFormat).replace("t", "").strip(" ()")
    return locale.toString(moment.time(), form)
