"""The citations of a bibliography, with the headings between them, as a list model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

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

from pincite.model.citations import Shown
from pincite.model.ids import BibliographyId, CitationId
from pincite.services.cite_sources import CiteSource
from pincite.services.cited_rows import CitedRow
from pincite.services.commands.bibliographies import EditCitation
from pincite.services.commands.entries import CopyEntries, EntryId, MoveEntries, RenameHeading
from pincite.ui.bibliography.contents import Contents, EntryRow, HeadingRow, entry_rows
from pincite.ui.bibliography.moves import Order, moved_before
from pincite.ui.bibliography.standing_words import reason
from pincite.ui.bibliography.words import heading_spoken, named, spoken
from pincite.ui.dragging import CITABLE, ENTRIES, Carried, carried
from pincite.ui.rows import move_to
from pincite.ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `CitedRow` or `HeadingRow` of an index."""

_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


NO_BIBLIOGRAPHY = BibliographyId("")


@dataclass(frozen=True, slots=True)
class ShownEntries:
    """What the list shows, and what it must know of what it does not show.

    Attributes:
        numbers: the place of each citation that is formatted, from 1.
    """

    bibliography: BibliographyId = NO_BIBLIOGRAPHY
    rows: tuple[EntryRow, ...] = ()
    order: Order = field(default_factory=Order)
    numbers: Mapping[EntryId, int] = field(default_factory=dict)
    shown: Shown = field(default_factory=Shown)

    @classmethod
    def of(cls, contents: Contents, closed: frozenset[str], *, is_by_style: bool) -> "ShownEntries":
        """Those of a bibliography, with the groups under the headings in `closed` left out."""
        owner = contents.bibliography
        assert owner is not None
        numbers: dict[EntryId, int] = {
            row.citation.id: n for n, row in enumerate(contents.live, start=1)
        }
        order = Order.of(contents.sections, is_by_style=is_by_style)
        rows = tuple(entry_rows(contents.sections, closed))
        return cls(owner.id, rows, order, numbers, owner.shown)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Things that came from elsewhere and are to be cited before an entry, or at the end."""

    sources: tuple[CiteSource, ...]
    before: EntryId | None


class CitationsModel(QAbstractListModel):
    """Rows as read last. Edits and drops become commands; the rows follow when they are done.

    Signals:
        commanded: a command that the user's edit or drop stands for.
        dropped: `Dropped`; what was dropped has yet to be looked up.

    Attributes:
        fill_drag: puts into a drag what other programs can take of citations.
    """

    commanded = Signal(object)
    dropped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = ShownEntries()
        self._keys: list[EntryId] = []
        self._rows: dict[EntryId, EntryRow] = {}
        self.fill_drag: Callable[[QMimeData, Sequence[CitedRow]], None] | None = None

    @property
    def entries(self) -> ShownEntries:
        """What was shown last."""
        return self._entries

    @property
    def order(self) -> Order:
        """All entries from top to bottom, also those that are folded away."""
        return self._entries.order

    def entry(self, row: int) -> EntryRow:
        """The citation or heading in a row."""
        return self._rows[self._keys[row]]

    def row_at(self, row: int) -> CitedRow:
        """The citation in a row; for rows that are known to hold one."""
        entry = self.entry(row)
        assert isinstance(entry, CitedRow)
        return entry

    def key(self, row: int) -> EntryId:
        """The id of what is in a row."""
        return self._keys[row]

    def row_of(self, id: str) -> int:
        """The row of an entry; -1 for one that is not shown."""
        return next((n for n, key in enumerate(self._keys) if key == id), -1)

    def number(self, row: int) -> int:
        """The number of a citation; 0 for one that is not formatted, and for headings."""
        return self._entries.numbers.get(self._keys[row], 0)

    def show(self, entries: ShownEntries) -> None:
        """Show these: what went is removed, what moved moves, what is new comes."""
        old, old_rows = self._entries, self._rows
        new_rows = {_key(row): row for row in entries.rows}
        new = list(new_rows)
        self._entries = entries
        self._rows = old_rows | new_rows
        # In two steps, so that each is of one kind: first removals, then the order, then the new.
        self._move_to([key for key in self._keys if key in new_rows])
        present = set(self._keys)
        self._reorder([key for key in new if key in present])
        self._move_to(new)
        self._rows = new_rows
        for number, (key, row) in enumerate(new_rows.items()):
            is_same = old_rows.get(key) == row and old.numbers.get(key) == entries.numbers.get(key)
            if key in old_rows and not (is_same and old.shown == entries.shown):
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def _move_to(self, new: list[EntryId]) -> None:
        move_to(
            self._keys, new, self.beginRemoveRows, self.endRemoveRows, self.beginInsertRows,
            self.endInsertRows,
        )  # fmt: skip

    def _reorder(self, new: list[EntryId]) -> None:
        if new == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._keys[index.row()] for index in before]
        self._keys = new
        places = {key: row for row, key in enumerate(new)}
        self.changePersistentIndexList(before, [self.index(places[key]) for key in ids])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.entry(index.row())
        if role == ROW_ROLE:
            return row
        if isinstance(row, HeadingRow):
            return _heading_data(row, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return named(row)
            case Qt.ItemDataRole.EditRole:
                return str(row.locator)
            case Qt.ItemDataRole.ToolTipRole:
                names = (row.item.title, row.document.name if row.document else "")
                return plain_tip(" · ".join(name for name in names if name))
            case Qt.ItemDataRole.AccessibleTextRole:
                number = self.number(index.row())
                said = f"{spoken(row)}. {reason(row)}"
                return f"{number}. {said}" if number else said
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what an editor made: the command that edits a citation, or a heading's text."""
        if not index.isValid():
            return False
        row = self.entry(index.row())
        if isinstance(row, HeadingRow) and isinstance(value, str):
            if not value.strip() or value.strip() == row.heading.title:
                return False
            owner = self._entries.bibliography
            self.commanded.emit(RenameHeading(owner, row.heading.id, value))
            return True
        if isinstance(value, EditCitation):
            self.commanded.emit(value)
            return True
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        # Between rows one can drop anywhere, on a row only when it is a heading.
        is_heading = isinstance(self.entry(index.row()), HeadingRow)
        return _FLAGS | Qt.ItemFlag.ItemIsDropEnabled if is_heading else _FLAGS

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return list(CITABLE)

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The chosen entries, headings with all that stands under them."""
        chosen = self.order.with_groups(self._keys[index.row()] for index in indexes)
        data = QMimeData()
        lines = "\n".join((self._entries.bibliography, *chosen))
        data.setData(ENTRIES, QByteArray(lines.encode()))
        texts = (named(row) for id in chosen if isinstance(row := self._rows.get(id), CitedRow))
        data.setText("\n".join(texts))
        if self.fill_drag is not None:
            rows = (self._rows.get(id) for id in chosen)
            self.fill_drag(data, [row for row in rows if isinstance(row, CitedRow)])
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return any(data.hasFormat(format) for format in CITABLE)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        before, brought = self._place(row, parent), carried(data)
        if brought.entries:
            self._take_entries(brought, action, before)
        elif brought.sources:
            self.dropped.emit(Dropped(brought.sources, self.order.fitting(before)))
        # Qt would remove dragged rows if a move of theirs were taken for one that is done.
        return bool(brought.sources)

    def put_at_end(self, data: QMimeData, *, is_copy: bool) -> None:
        """Take what was pasted, or dropped beside the list."""
        action = Qt.DropAction.CopyAction if is_copy else Qt.DropAction.MoveAction
        self.dropMimeData(data, action, -1, -1, QModelIndex())

    def _place(self, row: int, parent: Index) -> EntryId | None:
        """What a drop puts its things before; on a heading it puts them last under it."""
        if parent.isValid():
            return self.order.end_of_group(self._keys[parent.row()])
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def _take_entries(
        self, brought: Carried, action: Qt.DropAction, before: EntryId | None
    ) -> None:
        home, chosen = brought.home, tuple(CitationId(id) for id in brought.entries)
        here = self._entries.bibliography
        before = self.order.fitting(before)
        command: MoveEntries | CopyEntries | None
        if action == Qt.DropAction.CopyAction:
            command = CopyEntries(chosen, here, before)
        elif home == here:
            command = moved_before(self.order, chosen, before)
        else:
            command = MoveEntries(chosen, before, here, "Move citations")
        if command is not None:
            self.commanded.emit(command)


def _key(row: EntryRow) -> EntryId:
    return row.heading.id if isinstance(row, HeadingRow) else row.citation.id


def _heading_data(row: HeadingRow, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
            return row.heading.title
        case Qt.ItemDataRole.AccessibleTextRole:
            return heading_spoken(row)
    return None
