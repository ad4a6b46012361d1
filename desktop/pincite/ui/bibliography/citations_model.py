"""The citations of a bibliography as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from pincite.model.ids import CitationId
from pincite.model.locators import Locator
from pincite.services.cited_rows import CitedRow
from pincite.services.commands.bibliographies import EditCitation
from pincite.ui.bibliography.contents import moved_before
from pincite.ui.bibliography.words import author_year, place, spoken
from pincite.ui.rows import move_to
from pincite.ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `CitedRow` of an index."""

_MIME = "application/x-pincite-citations"
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class CitationsModel(QAbstractListModel):
    """Rows as read last. Edits and drops become commands; the rows follow when they are done.

    Signals:
        commanded: a command that the user's edit or drop stands for.
    """

    commanded = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: list[CitationId] = []
        self._rows: dict[CitationId, CitedRow] = {}

    @property
    def order(self) -> Sequence[CitationId]:
        """The ids of all citations from top to bottom."""
        return self._order

    def row_at(self, row: int) -> CitedRow:
        """The citation in a row."""
        return self._rows[self._order[row]]

    def set_rows(self, rows: Sequence[CitedRow]) -> None:
        """Show these citations: what went is removed, what moved moves, what is new comes."""
        new = [row.citation.id for row in rows]
        old_rows = self._rows
        self._rows = old_rows | {row.citation.id: row for row in rows}
        kept = set(new)
        # In two steps, so that each is of one kind: first removals, then the order, then the new.
        self._move_to([c for c in self._order if c in kept])
        present = set(self._order)
        self._reorder([c for c in new if c in present])
        self._move_to(new)
        self._rows = {row.citation.id: row for row in rows}
        for number, row in enumerate(rows):
            if old_rows.get(row.citation.id) not in (None, row):
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def _move_to(self, new: list[CitationId]) -> None:
        move_to(
            self._order, new, self.beginRemoveRows, self.endRemoveRows, self.beginInsertRows,
            self.endInsertRows,
        )  # fmt: skip

    def _reorder(self, new: list[CitationId]) -> None:
        if new == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._order[index.row()] for index in before]
        self._order = new
        places = {citation: row for row, citation in enumerate(new)}
        self.changePersistentIndexList(before, [self.index(places[c]) for c in ids])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return ", ".join(part for part in (author_year(row.item), place(row)) if part)
            case Qt.ItemDataRole.EditRole:
                return str(row.locator)
            case Qt.ItemDataRole.ToolTipRole:
                names = (row.item.title, row.document.name if row.document else "")
                return plain_tip(" · ".join(name for name in names if name))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{index.row() + 1}. {spoken(row)}"
        return row if role == ROW_ROLE else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a `Locator`. One that says the same is no edit: it would unbind the annotation."""
        if not index.isValid() or not isinstance(value, Locator):
            return False
        row = self.row_at(index.row())
        if value == row.locator:
            return False
        self.commanded.emit(EditCitation(row.citation.id, locator=value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        # Only between rows can be dropped, never on one.
        return _FLAGS if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        chosen = sorted({index.row() for index in indexes})
        data = QMimeData()
        text = "\n".join(self._order[row] for row in chosen)
        data.setData(_MIME, QByteArray(text.encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(_MIME):
            return False
        ids = bytes(data.data(_MIME).data()).decode().split("\n")
        command = moved_before(self._order, [CitationId(i) for i in ids], row)
        if command is not None:
            self.commanded.emit(command)
        # Qt would remove the dragged rows if this were taken for a move that is done.
        return False
