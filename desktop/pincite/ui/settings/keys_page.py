"""The key editor: every action and its key, each of which can be changed."""

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pincite.ui.actions import ActionEntry, Actions
from pincite.ui.library.items_model import Index
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, Label
from pincite.ui.widgets.headed_model import HeadedModel
from pincite.ui.widgets.row_table import RowTable


class KeysModel(HeadedModel):
    """Actions, their menus and their keys."""

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__((self.tr("Action"), self.tr("Key")), parent)
        self._actions = actions
        self._entries = sorted(actions.entries(), key=lambda e: e.text.casefold())

    def entry(self, row: int) -> ActionEntry:
        """The action of a row."""
        return self._entries[row]

    def owner_of(self, key: str, group_of: ActionEntry) -> ActionEntry | None:
        """Another action that has this key and is alive at the same time."""
        for entry in self._entries:
            if entry is not group_of and key in self._actions.keys_of(entry.id):
                same_place = entry.id.split(".")[0] == group_of.id.split(".")[0]
                is_global = "window" in (_place(entry), _place(group_of))
                if same_place or is_global:
                    return entry
        return None

    def refresh(self) -> None:
        """Keys have changed."""
        self.dataChanged.emit(self.index(0, 1), self.index(len(self._entries) - 1, 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        entry = self._entries[index.row()]
        if index.column() == 0:
            return entry.text.rstrip("…")
        keys = (QKeySequence(key) for key in self._actions.keys_of(entry.id))
        return ", ".join(k.toString(QKeySequence.SequenceFormat.NativeText) for k in keys)


class KeysPage(QWidget):
    """A table to choose an action in, and below it the key to give it."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._model = KeysModel(actions, self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Find an action or a key"))
        self._filter.setAccessibleName(self.tr("Find an action or a key"))
        self._filter.textChanged.connect(self._proxy.setFilterFixedString)
        self._table = self._make_table(theme)
        self._key = QKeySequenceEdit()
        self._key.setMaximumSequenceLength(1)
        self._key.setClearButtonEnabled(True)
        self._key.setAccessibleName(self.tr("New key"))
        self._key.editingFinished.connect(self._apply)
        self._remark = Label("", "warn", wraps=True)
        reset = Button(theme, self.tr("Back to the default"), self._reset)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addWidget(Label(self.tr("Key"), "muted"))
        row.addWidget(self._key, 1)
        row.addWidget(reset)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addWidget(self._filter)
        box.addWidget(self._table, 1)
        box.addLayout(row)
        box.addWidget(self._remark)
        self._table.selectRow(0)

    def _make_table(self, theme: Theme) -> RowTable:
        table = RowTable(theme, self.tr("Actions and keys"))
        table.setModel(self._proxy)
        table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().resizeSection(1, theme.spacing(44))
        table.selectionModel().selectionChanged.connect(lambda *_: self._show())
        return table

    def _entry(self) -> ActionEntry | None:
        rows = self._table.selectionModel().selectedRows()
        return self._model.entry(self._proxy.mapToSource(rows[0]).row()) if rows else None

    def _show(self) -> None:
        entry = self._entry()
        self._remark.clear()
        self._key.setEnabled(entry is not None)
        keys = self._actions.keys_of(entry.id) if entry else ()
        self._key.setKeySequence(QKeySequence(keys[0] if keys else ""))

    def _apply(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        key = self._key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if (key,) == self._actions.keys_of(entry.id)[:1] or (
            not key and not self._actions.keys_of(entry.id)
        ):
            return
        owner = self._model.owner_of(key, entry) if key else None
        if owner is not None:
            text = self.tr("%1 belongs to “%2”. Give that another key first.")
            self._remark.setText(text.replace("%1", key).replace("%2", owner.text.rstrip("…")))
            return
        self._remark.clear()
        self._actions.set_keys(entry.id, (key,) if key else ())
        self._model.refresh()

    def _reset(self) -> None:
        entry = self._entry()
        if entry is not None:
            self._actions.set_keys(entry.id, None)
            self._model.refresh()
            self._show()


def _place(entry: ActionEntry) -> str:
    """Where an action works: "window" for everywhere, else the name of its part."""
    owners = [action.parent() for action in entry.targets]
    is_global = any(isinstance(o, QWidget) and o.isWindow() for o in owners)
    return "window" if is_global else entry.id.split(".")[0]
