"""The model of the left pane."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QSignalBlocker,
    Qt,
    Signal,
)

from pincite.library.queries import ItemQuery
from pincite.model.ids import BibliographyId, CollectionId, ItemId, SavedSearchId
from pincite.services.workspace import Workspace
from pincite.ui.dragging import CITABLE, ITEMS, Carried, carried, is_citable, lines_of
from pincite.ui.library.items_model import Index
from pincite.ui.library.side_rows import (
    SideRow,
    bibliography_rows,
    collection_rows,
    saved_rows,
    section_rows,
    tag_rows,
)
from pincite.ui.library.tag_colours import TagColours
from pincite.ui.rows import change_to
from pincite.ui.widgets.tips import plain_tip

COLLECTION_MIME = "application/x-pincite-collection"
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class CitesDropped:
    """What was dropped on the row of a bibliography."""

    bibliography: BibliographyId
    carried: Carried
    is_copy: bool


class SideModel(QAbstractListModel):
    """Sections, open collections and tags as one list; collections can be renamed in place.

    Signals:
        renamed: `(SideRow, str)` as one tuple: the user typed another name.
        items_dropped: `(tuple[ItemId, ...], SideRow)`: items were dropped on a collection or tag.
        collection_dropped: `(CollectionId, CollectionId | None)`: one was dropped on another.
        saved_renamed: `(SavedSearchId, str)`: the same for a saved search.
        cites_dropped: `CitesDropped`: something that can be cited was dropped on a bibliography.
    """

    renamed = Signal(object)
    saved_renamed = Signal(object)
    items_dropped = Signal(object)
    collection_dropped = Signal(object)
    cites_dropped = Signal(object)

    def __init__(
        self, workspace: Workspace, colours: TagColours, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._colours = colours
        self.shows_automatic = True
        colours.changed.connect(self.refresh)
        self._closed: set[CollectionId] = set()
        self._saved_counts: Mapping[SavedSearchId, int] = {}
        self._shows_archived = False
        self._keys: list[str] = []
        self._rows: dict[str, SideRow] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read counts and names again; rows that stay keep their place and selection."""
        read = self._workspace.read
        sections = ("all", "drafts", "trash")
        counts = {name: read.item_count(ItemQuery(section=name)) for name in sections}
        counts["tasks"] = read.open_task_count()
        rows = section_rows(counts)
        rows += collection_rows(read.collections(), read.collection_counts(), self._closed)
        rows += saved_rows(read.saved_searches(), self._saved_counts)
        bibliographies = read.bibliographies()
        counts_of = {b.id: len(read.citations_of(b.id)) for b in bibliographies}
        rows += bibliography_rows(bibliographies, counts_of, shows_archived=self._shows_archived)
        tags = read.tags()
        # What it tells of changed colours comes back here; the rows below are made of the new ones.
        with QSignalBlocker(self._colours):
            self._colours.refresh(tag.name for tag in tags)
        rows += tag_rows(tags, self._colours, shows_automatic=self.shows_automatic)
        keys = [row.key for row in rows]
        self._rows.update({row.key: row for row in rows})
        change_to(self, self._keys, keys)
        self._rows = {row.key: row for row in rows}
        self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))

    def set_saved_counts(self, counts: Mapping[SavedSearchId, int]) -> None:
        """Show these numbers beside the saved searches."""
        if counts != self._saved_counts:
            self._saved_counts = counts
            self.refresh()

    def row(self, number: int) -> SideRow:
        """What a row is."""
        return self._rows[self._keys[number]]

    def index_of(self, key: str) -> QModelIndex:
        """Where the row with this key is; invalid when it is not shown."""
        return self.index(self._keys.index(key)) if key in self._keys else QModelIndex()

    def toggle(self, number: int) -> None:
        """Open or close a collection, or the archive of bibliographies."""
        if self.row(number).kind == "archive":
            self._shows_archived = not self._shows_archived
            self.refresh()
            return
        collection = self.row(number).collection
        if collection is not None:
            self._closed ^= {collection}
            self.refresh()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.text
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [row.text, "" if row.count is None else str(row.count)]
            parts.append(self.tr("automatic") if row.is_automatic else "")
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole and row.kind == "tag":
            return plain_tip(self._tag_words(row))
        return None

    def _tag_words(self, row: SideRow) -> str:
        words = [row.text]
        if row.is_automatic:
            words.append(self.tr("It came with the works; nobody has chosen it."))
        if row.digit:
            words.append(self.tr("The key %1 toggles it.").replace("%1", str(row.digit)))
        return "\n".join(words)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index.row())
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not text or text == row.text:
            return False
        if row.kind == "saved":
            self.saved_renamed.emit((SavedSearchId(row.name), text))
        else:
            self.renamed.emit((row, text))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        kind = self.row(index.row()).kind
        if kind in ("head", "hint"):
            # A collection dropped on the heading goes to the top of the tree.
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if kind == "saved":
            flags |= Qt.ItemFlag.ItemIsEditable
        if kind == "bibliography":
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        if kind == "collection":
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if kind == "tag":
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [COLLECTION_MIME, *CITABLE]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]
        data = QMimeData()
        data.setData(COLLECTION_MIME, self.row(indexes[0].row()).name.encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not parent.isValid():
            return False
        target = self.row(parent.row())
        if target.kind == "bibliography":
            return is_citable(data)
        if data.hasFormat(ITEMS):
            return target.kind in ("collection", "tag")
        dragged = bytes(data.data(COLLECTION_MIME).data()).decode()
        return bool(dragged) and target.kind != "tag" and target.name != dragged

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        on = self.row(parent.row())
        if on.kind == "bibliography":
            is_copy = action == Qt.DropAction.CopyAction
            self.cites_dropped.emit(CitesDropped(BibliographyId(on.name), carried(data), is_copy))
        elif data.hasFormat(ITEMS):
            ids = lines_of(data, ITEMS)
            self.items_dropped.emit((tuple(ItemId(each) for each in ids), on))
        else:
            dragged = CollectionId(bytes(data.data(COLLECTION_MIME).data()).decode())
            self.collection_dropped.emit((dragged, on.collection))
        # False for a move, or the view would remove the dragged row from our model itself.
        return False
