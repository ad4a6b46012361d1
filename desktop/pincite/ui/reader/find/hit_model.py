"""The hits of a query in one document as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pincite.ui.reader.find.finding import Hit, HitLine, line_of
from pincite.ui.reader.page_names import PageNames

PLACE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Hits in page order; the words around them are cut out only for rows that are seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._texts: Sequence[str] = ()
        self._names = PageNames()

    def clear(self, texts: Sequence[str]) -> None:
        """Begin anew; `texts` are those of the pages."""
        self.beginResetModel()
        self._hits, self._texts = [], texts
        self.endResetModel()

    def append(self, hits: Sequence[Hit]) -> None:
        """Add hits that follow."""
        first = len(self._hits)
        self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
        self._hits.extend(hits)
        self.endInsertRows()

    def set_names(self, names: PageNames) -> None:
        """Show other page names."""
        self._names = names
        if self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))

    def line(self, row: int) -> HitLine | None:
        """A hit with the words around it; None beyond the last."""
        if not 0 <= row < len(self._hits):
            return None
        hit = self._hits[row]
        return line_of(hit, self._texts[hit.page_index])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == PLACE:
            return self._names.page(hit.page_index)
        if role == Qt.ItemDataRole.DisplayRole:
            return line_of(hit, self._texts[hit.page_index]).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = line_of(hit, self._texts[hit.page_index])
            return f"{self._names.page(hit.page_index)}: {line.text}"
        return None
