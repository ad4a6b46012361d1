"""The ledger as a table model: one work a row."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from pincite.citing.ledger import LedgerWork
from pincite.model.ids import ItemId
from pincite.ui.bibliography.citations_model import Index
from pincite.ui.bibliography.words import work_state
from pincite.ui.rows import move_to, same_order
from pincite.ui.widgets.tips import plain_tip

WORK, PAGES, WHERE, CITATIONS, STATE = range(5)
"""The columns."""

WORK_ROLE = Qt.ItemDataRole.UserRole
"""The `LedgerWork` of an index."""


class LedgerModel(QAbstractTableModel):
    """Works by title, with the pages cited of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: list[ItemId] = []
        self._works: dict[ItemId, LedgerWork] = {}

    @property
    def works(self) -> list[LedgerWork]:
        """All rows from top to bottom."""
        return [self._works[item] for item in self._order]

    def set_works(self, works: Sequence[LedgerWork]) -> None:
        """Show these works, keeping the rows that stay."""
        new = [work.item for work in works]
        old = self._works
        if same_order(self._order, new):
            self._works = old | {work.item: work for work in works}
            move_to(
                self._order, new, self.beginRemoveRows, self.endRemoveRows, self.beginInsertRows,
                self.endInsertRows,
            )  # fmt: skip
        else:
            # A title changed and with it the order.
            self.beginResetModel()
            self._order = new
            self.endResetModel()
        self._works = {work.item: work for work in works}
        for number, work in enumerate(works):
            if old.get(work.item) != work:
                self.dataChanged.emit(self.index(number, WORK), self.index(number, STATE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else STATE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        work = self._works[self._order[index.row()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(work, index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() in (WORK, PAGES):
                return plain_tip(self._text(work, index.column()) or "")
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == WHERE:
                return self._marks_text(work)
        return work if role == WORK_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Work"),
            self.tr("Pages cited"),
            self.tr("Where in the work"),
            self.tr("Citations"),
            self.tr("State"),
        )[section]

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
