"""What an edit of many items would change: the work, its value now, its value then."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from pincite.services.batch_edits import COLLECTIONS, TYPE, Change
from pincite.ui.library.items_model import Index
from pincite.ui.library.type_names import type_name
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.headed_model import HeadedModel
from pincite.ui.widgets.tips import plain_tip

_ITEM, _OLD, _NEW = range(3)


class PreviewModel(HeadedModel):
    """Rows of changes; one that cannot be made says why in the place of its new value."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        headings = self.tr("Work"), self.tr("As it is"), self.tr("As it will be")
        super().__init__(headings, parent)
        self._theme = theme
        self._changes: Sequence[Change] = ()
        self._field = ""
        self._collections: Mapping[str, str] = {}

    def show_changes(
        self, changes: Sequence[Change], field: str, collections: Mapping[str, str]
    ) -> None:
        """Show other changes of a field; `collections` are names by id."""
        self.beginResetModel()
        self._changes, self._field, self._collections = changes, field, collections
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._changes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        change = self._changes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(change, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(change, index.column()))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour(self._role(change, index.column()))
        return None

    def _text(self, change: Change, column: int) -> str:
        if column == _ITEM:
            return change.item.title or self.tr("Untitled")
        if column == _NEW and change.fault:
            return f"{change.new} ({change.fault})"
        return self._shown(change.old if column == _OLD else change.new) or "–"

    def _shown(self, value: str) -> str:
        if self._field == TYPE:
            return type_name(value)
        if self._field == COLLECTIONS:
            return "; ".join(self._collections.get(id, id) for id in value.split("; ") if id)
        return value

    def _role(self, change: Change, column: int) -> Role:
        if column == _NEW and change.fault:
            return Role.BAD
        return Role.MUTED if column == _OLD else Role.TEXT
