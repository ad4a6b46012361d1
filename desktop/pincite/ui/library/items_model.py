"""The table of items: ids of the query, rows fetched as they come into view."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon

from pincite.library.queries import ItemQuery, ItemRow
from pincite.model.changes import Changes
from pincite.model.ids import ItemId
from pincite.services.workspace import Workspace
from pincite.ui.dragging import put_items
from pincite.ui.icons import icon
from pincite.ui.library.columns import COLUMNS, TITLE, cell_text, heading
from pincite.ui.library.word_filter import Asked, FilterTexts, WordFilter
from pincite.ui.rows import move_to, moved_row, same_order
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.tips import plain_tip

MIME = "application/x-pincite-items"
TAGS_ROLE = Qt.ItemDataRole.UserRole + 1
"""Tags of the item, for the dots of those that have a colour."""
_ROWS_AT_ONCE = 64
_MOST_STEPS = 512
# Put together once: Qt asks about each of 700 000 cells when all of 50 000 items are selected.
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_SORTS_BY_DOCUMENTS = ("annotations", "read", "reading")
Index = QModelIndex | QPersistentModelIndex


class ItemsModel(QAbstractTableModel):
    """Items that match a query, in its order.

    Signals:
        counted: the number of rows may have changed.

    Attributes:
        fill_drag: puts into a drag what other programs can take of items.
        texts: in which the words of the query are looked for.
    """

    counted = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ids: list[ItemId] = []
        self._positions: dict[ItemId, int] | None = None
        self._rows: dict[ItemId, ItemRow] = {}
        self._query = ItemQuery()
        self._filter: WordFilter | None = None
        self._whole: tuple[Asked, list[ItemId]] | None = None
        self.texts = FilterTexts()
        self._column = next(i for i, c in enumerate(COLUMNS) if c.name == "added")
        self._is_descending = True
        self._icons = _icons(theme)
        self.fill_drag: Callable[[QMimeData, Sequence[ItemId]], None] | None = None

    @property
    def query(self) -> ItemQuery:
        """What is shown."""
        return self._query

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """The column that is sorted by, and whether the greatest comes first."""
        return self._column, self._is_descending

    def set_query(self, query: ItemQuery) -> None:
        """Show something else; all rows are new."""
        self._query = query
        self._reset(self._fetch_ids())

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sort by a column; the selection stays on its items."""
        if COLUMNS[column].sort:
            self._column, self._is_descending = column, descending
            self._reorder(self._fetch_ids())
            last = len(COLUMNS) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def apply(self, changes: Changes) -> None:
        """Follow changes of the library: only the rows that are concerned."""
        if not (
            changes.items
            or changes.documents
            or changes.annotations
            or changes.collections
            or changes.tasks
        ):
            return
        self.texts.follow(changes.items, self._workspace.read)
        self._filter = None
        stale = self._forget(changes)
        if self._is_reordered_by(changes):
            self._whole = None
            self._take_ids(self._fetch_ids())
        rows = self._rows_of(stale)
        if rows:
            # During an import something changes all the time, and hardly ever what is on view.
            first, last = self.index(min(rows), 0), self.index(max(rows), len(COLUMNS) - 1)
            self.dataChanged.emit(first, last)

    def _is_reordered_by(self, changes: Changes) -> bool:
        """Whether other items may be asked for now, or in another order."""
        if changes.collections or changes.tasks:
            return True
        if changes.items and not self._stay(changes.items):
            return True
        is_by_documents = COLUMNS[self._column].sort in _SORTS_BY_DOCUMENTS
        # A tag may be one of an annotation.
        return is_by_documents or bool(self._query.tags) or self._query.section == "recent"

    def _stay(self, items: frozenset[ItemId]) -> bool:
        """Whether items that changed are where they were: edits leave the time of adding alone."""
        is_plain = self._query == ItemQuery() and COLUMNS[self._column].sort == "added"
        if not is_plain or len(items) > _ROWS_AT_ONCE:
            return False
        live = self._workspace.read.search_texts(items)
        return len(live) == len(items) and all(self.row_of(each) is not None for each in items)

    def _rows_of(self, ids: set[ItemId]) -> list[int]:
        """The rows of items that are shown."""
        if len(ids) == 1 and self._positions is None:
            # An edit: looking through the list takes a tenth of the time that a table of it does.
            (item_id,) = ids
            return [self._ids.index(item_id)] if item_id in self._ids else []
        return [row for each in ids if (row := self.row_of(each)) is not None]

    def _forget(self, changes: Changes) -> set[ItemId]:
        """Let go of the fetched rows that may say something else now; whose those were."""
        stale = set(changes.items)
        if changes.documents or changes.annotations:
            owners = self._workspace.read.items_with(changes.documents, changes.annotations)
            stale = set(self._rows) if owners is None else stale | owners
        if changes.tasks:
            stale = set(self._rows)
        stale &= self._rows.keys()
        for item_id in stale:
            del self._rows[item_id]
        return stale

    def _take_ids(self, new: list[ItemId]) -> None:
        if new == self._ids:
            return
        move = moved_row(self._ids, new)
        if move is not None:
            self._move(*move, new)
        elif same_order(self._ids, new) and abs(len(new) - len(self._ids)) < _MOST_STEPS:
            self._step_to(new)
        elif set(new) == set(self._ids):
            self._reorder(new)
        else:
            self._reset(new)

    def follow_reading(self) -> None:
        """Read anew what reading changes: states, and what was read last."""
        self._rows.clear()
        self._filter = self._whole = None
        new = self._fetch_ids()
        if new != self._ids:
            self._reset(new)
        elif new:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(COLUMNS) - 1))

    def item_at(self, row: int) -> ItemId:
        """The item of a row."""
        return self._ids[row]

    def row_of(self, item_id: ItemId) -> int | None:
        """The row of an item; None when the query leaves it out."""
        if self._positions is None:
            self._positions = {each: row for row, each in enumerate(self._ids)}
        return self._positions.get(item_id)

    def row(self, number: int) -> ItemRow | None:
        """What a row shows; fetched with its neighbours. None when it has just been removed."""
        item_id = self._ids[number]
        if item_id not in self._rows:
            first = max(0, number - _ROWS_AT_ONCE // 4)
            wanted = [i for i in self._ids[first : first + _ROWS_AT_ONCE] if i not in self._rows]
            for row in self._workspace.read.item_rows(wanted):
                self._rows[row.id] = row
        return self._rows.get(item_id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return cell_text(COLUMNS[index.column()], row) if row else None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            row = self.row(index.row())
            return self._icons[_mark(row)] if row else None
        if role == TAGS_ROLE:
            row = self.row(index.row())
            return row.tags if row else ()
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index, role)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            text = heading(COLUMNS[section])
            return (
                f"{text} {'↓' if self._is_descending else '↑'}" if section == self._column else text
            )
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = dict.fromkeys(self._ids[index.row()] for index in indexes)
        put_items(data, ids)
        if self.fill_drag is not None:
            self.fill_drag(data, list(ids))
        return data

    def _words(self, index: Index, role: int) -> str | None:
        row = self.row(index.row())
        if row is None:
            return None
        if index.column() == 0:
            return self._mark_words(_mark(row))
        if index.column() == TITLE and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(part for part in (row.title, ", ".join(row.tags)) if part))
        return cell_text(COLUMNS[index.column()], row)

    def _mark_words(self, mark: str) -> str:
        words = {
            "problem": self.tr("Something is wrong with a file of this item"),
            "draft": self.tr("Found in the file, not confirmed yet"),
            "file": self.tr("Has a file to read"),
            "none": self.tr("No file"),
        }
        return words[mark]

    def _fetch_ids(self) -> list[ItemId]:
        """What the query asks for; while words are typed only they are asked for anew."""
        query, read = self._query, self._workspace.read
        sort, is_descending = COLUMNS[self._column].sort, self._is_descending
        if query.section == "recent":
            sort, is_descending = "read", True
        asked = (replace(query, text=""), sort, is_descending)
        if query.section == "trash":
            return read.item_ids(query, sort=sort, descending=is_descending)
        if self._whole is None or self._whole[0] != asked:
            self._whole = asked, read.item_ids(asked[0], sort=sort, descending=is_descending)
        whole = self._whole[1]
        if not query.text:
            return list(whole)
        if self._filter is None or self._filter.asked != asked:
            self._filter = WordFilter(asked, whole, self.texts.get(read))
        return self._filter.matching(query.text)

    def _reset(self, ids: list[ItemId]) -> None:
        self.beginResetModel()
        self._ids, self._positions = ids, None
        self._rows.clear()
        self.endResetModel()
        self.counted.emit()

    def _step_to(self, ids: list[ItemId]) -> None:
        self._positions = None
        move_to(
            self._ids,
            ids,
            self.beginRemoveRows,
            self.endRemoveRows,
            self.beginInsertRows,
            self.endInsertRows,
        )
        self.counted.emit()

    def _move(self, source: int, target: int, ids: list[ItemId]) -> None:
        """As `_reorder`, of one row; an edit is seen 30 ms sooner among 50 000 items."""
        below = target + 1 if target > source else target
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), below)
        self._ids, self._positions = ids, None
        self.endMoveRows()

    def _reorder(self, ids: list[ItemId]) -> None:
        self.layoutAboutToBeChanged.emit()
        places = {item_id: row for row, item_id in enumerate(ids)}
        before = self.persistentIndexList()
        after = []
        for index in before:
            row = places.get(self._ids[index.row()])
            after.append(QModelIndex() if row is None else self.index(row, index.column()))
        self._ids, self._positions = ids, places
        # Indexes are made against the new list, so that none points behind its end.
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def _mark(row: ItemRow) -> str:
    if row.has_problem:
        return "problem"
    if not row.documents:
        return "none"
    return "draft" if row.is_draft else "file"


def _icons(theme: Theme) -> dict[str, QIcon]:
    return {
        "problem": icon(theme, "warning", Role.WARN),
        "draft": icon(theme, "file-dotted", Role.MUTED),
        "file": icon(theme, "file-text"),
        "none": QIcon(),
    }
