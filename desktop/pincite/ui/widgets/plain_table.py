"""A table of texts: rows that stay by their key, some of them with a tick."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pincite.ui.rows import change_to
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.headed_model import HeadedModel
from pincite.ui.widgets.row_table import RowTable
from pincite.ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_LEAST_STEPS = 6


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row.

    Attributes:
        key: stable among the rows of a table.
        cells: a text for each column.
        is_ticked: the tick before the first cell; None for a row without one.
        is_quiet: shown muted.
    """

    key: str
    cells: tuple[str, ...]
    is_ticked: bool | None = None
    is_quiet: bool = False


class PlainModel(HeadedModel):
    """Rows by key; new contents come in by the fewest steps.

    Signals:
        ticked: a tick was set or taken away.
    """

    ticked = Signal()

    def __init__(
        self, headings: Sequence[str], muted: Callable[[], QColor], parent: QObject | None = None
    ) -> None:
        super().__init__(headings, parent)
        self._muted = muted
        self._keys: list[str] = []
        self._rows: dict[str, TableRow] = {}

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows."""
        keys = [row.key for row in rows]
        fresh = {row.key: row for row in rows}
        self._rows.update(fresh)
        change_to(self, self._keys, keys)
        self._rows = fresh
        if keys:
            last = self.index(len(keys) - 1, len(self._headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, number: int) -> TableRow:
        """The row at a place."""
        return self._rows[self._keys[number]]

    def rows(self) -> list[TableRow]:
        """All rows, in order."""
        return [self._rows[key] for key in self._keys]

    def tick(self, number: int, *, is_on: bool) -> None:
        """Set or take away the tick of a row that has one."""
        row = self.row(number)
        if row.is_ticked is not None and row.is_ticked is not is_on:
            self._rows[row.key] = replace(row, is_ticked=is_on)
            self.dataChanged.emit(self.index(number, 0), self.index(number, 0))
            self.ticked.emit()

    def tick_all(self, *, is_on: bool) -> None:
        """The same for all rows at once."""
        for key, row in self._rows.items():
            if row.is_ticked is not None:
                self._rows[key] = replace(row, is_ticked=is_on)
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, 0))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row(index.row())
        text = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text) if text else None
        if role == Qt.ItemDataRole.ForegroundRole and row.is_quiet:
            return self._muted()
        if role == Qt.ItemDataRole.TextAlignmentRole and text.isdecimal():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            states = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
            return states.get(row.is_ticked) if row.is_ticked is not None else None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick(index.row(), is_on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self.row(index.row()).is_ticked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags


class PlainTable(RowTable):
    """The view: whole rows, no grid; Space ticks what is selected, Ctrl+C copies it.

    Args:
        widths: of the columns, as shares of the whole.

    Signals:
        chosen: other rows are selected.
        opened: the key of a row that was double-clicked, or on which Enter was pressed.
        delete_wanted: Del was pressed, and rows are selected.
    """

    chosen = Signal()
    opened = Signal(str)
    delete_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        headings: Sequence[str],
        widths: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, parent=parent)
        self._widths = tuple(widths)
        self.rows = PlainModel(headings, lambda: theme.colour(Role.MUTED), self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(round(theme.spacing(_LEAST_STEPS)))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row(index.row()).key))

    def selected_keys(self) -> list[str]:
        """The keys of the selected rows, from top to bottom."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.row(number).key for number in numbers]

    def current_key(self) -> str:
        """The key of the current row; empty when there is none."""
        current = self.currentIndex()
        return self.rows.row(current.row()).key if current.isValid() else ""

    def select_key(self, key: str) -> None:
        """Make the row with this key the current one."""
        number = next((n for n, row in enumerate(self.rows.rows()) if row.key == key), None)
        if number is not None and number != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(number, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole, header = sum(self._widths), self.horizontalHeader()
        room = self.viewport().width()
        for number, share in enumerate(self._widths):
            wanted = max(self.viewport().width() * share // whole, header.sectionSizeHint(number))
            is_last = number == len(self._widths) - 1
            self.setColumnWidth(number, max(room, wanted) if is_last else wanted)
            room -= wanted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Delete) and self.selected_keys():
            self.delete_wanted.emit()
        elif current.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.rows.row(current.row()).key)
        elif current.isValid() and event.key() == Qt.Key.Key_Space:
            is_on = not self.rows.row(current.row()).is_ticked
            for index in self.selectionModel().selectedRows():
                self.rows.tick(index.row(), is_on=is_on)
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """The selected rows as text: tabs between cells, as spreadsheets take them."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        if numbers:
            lines = ("\t".join(self.rows.row(n).cells).replace("\n", " ") for n in numbers)
            QGuiApplication.clipboard().setText("\n".join(lines))


class _RowDelegate(QStyledItemDelegate):
    """No focus frame around a single cell: rows are selected whole."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
