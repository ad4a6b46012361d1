"""The rows of the results as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from pincite.ui.dragging import SOURCES, put_sources
from pincite.ui.search.rows import ResultRow, RowKind
from pincite.ui.search.words import row_text

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class ResultsModel(QAbstractListModel):
    """Rows of works one after the other; the rows of one work can be put in place of others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ResultRow] = []

    def set_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[ResultRow]) -> None:
        """Add rows that follow."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def replace(self, group: int, rows: Sequence[ResultRow]) -> None:
        """Put rows in place of those of a work; its head stays."""
        own = [n for n, row in enumerate(self._rows) if row.group == group]
        if not own:
            return
        first, last = own[0] + 1, own[-1]
        if first <= last:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 2)
        self._rows[first - 1] = rows[0]
        self._rows[first:first] = rows[1:]
        self.endInsertRows()

    def row(self, number: int) -> ResultRow:
        """The row at a place."""
        return self._rows[number]

    def find(self, group: int, place: int) -> int:
        """The row of a hit; -1 when it is not in the list."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if (row.group, row.place) == (group, place)), -1)

    def last_of(self, group: int) -> int:
        """The last row of a work; -1 when it is not in the list."""
        return max((n for n, row in enumerate(self._rows) if row.group == group), default=-1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return super().flags(index)
        row = self._rows[index.row()]
        drag = Qt.ItemFlag.ItemIsDragEnabled if row.source else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.NoItemFlags if row.kind is RowKind.HEAD else super().flags(index) | drag

    def mimeTypes(self) -> list[str]:
        return [SOURCES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What a bibliography can cite of the hits, and their lines."""
        rows = [self._rows[number] for number in sorted({index.row() for index in indexes})]
        data = QMimeData()
        put_sources(data, filter(None, (row.source for row in rows)))
        data.setText("\n".join(row_text(row) for row in rows))
        return data

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row_text(row)
        return None
