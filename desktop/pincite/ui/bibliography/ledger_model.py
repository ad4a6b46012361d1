"""The ledger as a table model: one work a row, and a row for the title of each group."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import LedgerGroup
from pincite.exporting.ledger import from_words
from pincite.ui.bibliography.citations_model import Index
from pincite.ui.bibliography.words import work_state
from pincite.ui.rows import change_to
from pincite.ui.widgets.headed_model import HeadedModel
from pincite.ui.widgets.tips import plain_tip

WORK, PAGES, WHERE, CITATIONS, STATE = range(5)
"""The columns."""

WORK_ROLE = Qt.ItemDataRole.UserRole
"""The `LedgerWork` of an index; None in the row of a group's title."""


class LedgerModel(HeadedModel):
    """Works in order, with the pages cited of each; under titles where they are in groups."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = (
            self.tr("Work"),
            self.tr("Pages cited"),
            self.tr("Where in the work"),
            self.tr("Citations"),
            self.tr("State"),
        )
        super().__init__(headings, parent)
        self._order: list[str] = []
        self._rows: dict[str, LedgerWork | str] = {}

    @property
    def works(self) -> list[LedgerWork]:
        """All works from top to bottom."""
        rows = (self._rows[key] for key in self._order)
        return [row for row in rows if isinstance(row, LedgerWork)]

    def title_at(self, row: int) -> str:
        """The title of the group that a row begins; empty for the row of a work."""
        found = self._rows[self._order[row]]
        return found if isinstance(found, str) else ""

    def set_works(self, works: Sequence[LedgerWork]) -> None:
        """Show these works without groups, keeping the rows that stay."""
        self.set_groups([LedgerGroup("", tuple(works))])

    def set_groups(self, groups: Sequence[LedgerGroup]) -> None:
        """Show works under the titles of their groups, keeping the rows that stay."""
        rows: dict[str, LedgerWork | str] = {}
        for group in groups:
            if group.title:
                rows[f"group {group.title}"] = group.title
            rows.update((work.item, work) for work in group.works)
        new, old = list(rows), self._rows
        self._rows = old | rows
        change_to(self, self._order, new)
        self._rows = rows
        for number, key in enumerate(new):
            if old.get(key) != rows[key]:
                self.dataChanged.emit(self.index(number, WORK), self.index(number, STATE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        work = self._rows[self._order[index.row()]]
        if isinstance(work, str):
            is_title = role == Qt.ItemDataRole.DisplayRole and index.column() == WORK
            return work if is_title else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(work, index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() in (WORK, PAGES):
                return plain_tip(self._text(work, index.column()) or "")
            case Qt.ItemDataRole.ToolTipRole if index.column() == CITATIONS:
                return from_words(work)
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == WHERE:
                return self._marks_text(work)
        return work if role == WORK_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_title = index.isValid() and bool(self.title_at(index.row()))
        return Qt.ItemFlag.NoItemFlags if is_title else super().flags(index)

    def _text(self, work: LedgerWork, column: int) -> str | None:
        match column:
            case 0:
                return work.title or self.tr("Untitled")
            case 1:
                return ", ".join(work.pages) or self.tr("whole work")
            case 3:
                return str(work.citations)
            case 4:
                return work_state(work)
        return None

    def _marks_text(self, work: LedgerWork) -> str:
        text = self.tr("%1 of %2 pages cited").replace("%1", str(len(work.marks)))
        return text.replace("%2", str(work.page_count))
