"""The table of the summary."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal

from pincite.services.import_plans import Decision
from pincite.ui.importing.rows import Kind, Row
from pincite.ui.importing.words import look_of
from pincite.ui.widgets.headed_model import HeadedModel

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `Row` itself, for the delegate."""


class Column(IntEnum):
    """The columns in order."""

    TAKE = 0
    TITLE = 1
    NAMES = 2
    YEAR = 3
    STATE = 4


class SummaryModel(HeadedModel):
    """Rows of one kind or of all; a work is taken in or not.

    Signals:
        decided: other works are taken in.
    """

    decided = QtSignal()

    def __init__(self, rows: Sequence[Row], parent: QObject | None = None) -> None:
        headings = "", self.tr("Title"), self.tr("Creators"), self.tr("Year"), self.tr("State")
        super().__init__(headings, parent)
        self.rows = list(rows)
        self._shown = list(self.rows)

    def show_kind(self, kind: Kind) -> None:
        """Show only the rows of a kind."""
        self.beginResetModel()
        self._shown = [row for row in self.rows if kind is Kind.ALL or row.kind is kind]
        self.endResetModel()

    def count(self, kind: Kind) -> int:
        """How many rows of a kind there are."""
        return sum(1 for row in self.rows if kind is Kind.ALL or row.kind is kind)

    def first_of(self, kind: Kind) -> int:
        """The number of the first row of a kind on view; the first of all where there is none."""
        return next((n for n, row in enumerate(self._shown) if row.kind is kind), 0)

    @property
    def taken(self) -> int:
        """How many works become new items."""
        return sum(1 for row in self.rows if row.is_taken)

    def decisions(self) -> list[Decision]:
        """What was decided on each work, in the order of the plan."""
        return [row.decision for row in self.rows if row.candidate is not None]

    def row_at(self, number: int) -> Row:
        """A row on view."""
        return self._shown[number]

    def take(self, numbers: Iterable[int], *, is_taken: bool) -> None:
        """Take works on view in, or not; records that cannot be read stay out."""
        changed = [n for n in numbers if self._shown[n].candidate is not None]
        for number in changed:
            row = self._shown[number]
            row.decision = Decision.NEW if is_taken else row.unchecked
        if changed:
            first = self.index(min(changed), 0)
            self.dataChanged.emit(first, self.index(max(changed), Column.STATE))
            self.decided.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.TAKE and self._shown[index.row()].candidate is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, Column(index.column()))
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.TAKE:
            if row.candidate is None:
                return None
            return Qt.CheckState.Checked if row.is_taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.TAKE:
            return self.tr("Take in") if row.is_taken else self.tr("Leave out")
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.take([index.row()], is_taken=value in (Qt.CheckState.Checked, 2))
        return True

    def _text(self, row: Row, column: Column) -> str:
        match column:
            case Column.TITLE if row.candidate is None:
                return row.problem
            case Column.TITLE:
                return row.title or self.tr("No title")
            case Column.NAMES:
                return row.names
            case Column.YEAR:
                return row.year
            case Column.STATE:
                return look_of(row).word
        return ""
