"""Where the works of an import go: a collection, old or new, and tags."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from pincite.model.ids import CollectionId
from pincite.model.items import Collection
from pincite.model.tags import typed_tags
from pincite.ui.theme import Theme
from pincite.ui.widgets import ComboBox

_NEW = "new"
_INDENT = "    "
_FIELD_STEPS = 30


class Destination(QWidget):
    """A picker of collections, a field for the name of a new one, and one for tags."""

    def __init__(
        self,
        theme: Theme,
        collections: Sequence[Collection],
        chosen: CollectionId | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picker = ComboBox(theme, self.tr("Collection"))
        self._picker.addItem(self.tr("No collection"), None)
        for collection, depth in _nested(collections):
            self._picker.addItem(_INDENT * depth + collection.name, collection.id)
        self._picker.addItem(self.tr("New collection…"), _NEW)
        self._picker.setCurrentIndex(max(0, self._picker.findData(chosen)) if chosen else 0)
        self._picker.setMinimumContentsLength(12)
        self._picker.currentIndexChanged.connect(self._on_picked)
        self._name = QLineEdit()
        self._name.setPlaceholderText(self.tr("Name of the collection"))
        self._name.setAccessibleName(self.tr("Name of the new collection"))
        self._name.hide()
        self._tags = QLineEdit()
        self._tags.setPlaceholderText(self.tr("tag; another tag"))
        self._tags.setAccessibleName(self.tr("Tags"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.spacing(2))
        row.addWidget(self._picker, 1)
        row.addWidget(self._name, 1)
        row.addWidget(self._tags, 2)

    @property
    def collection(self) -> CollectionId | None:
        """The collection chosen; None for none and for a new one."""
        data = self._picker.currentData()
        return None if data in (None, _NEW) else CollectionId(data)

    @property
    def new_collection(self) -> str:
        """The name of a collection to be made; else empty."""
        return self._name.text().strip() if self._picker.currentData() == _NEW else ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, each once."""
        return typed_tags(self._tags.text())

    def _on_picked(self, _row: int) -> None:
        is_new = self._picker.currentData() == _NEW
        self._name.setVisible(is_new)
        if is_new:
            self._name.setFocus()


def _nested(
    collections: Sequence[Collection], parent: CollectionId | None = None, depth: int = 0
) -> Iterator[tuple[Collection, int]]:
    for collection in collections:
        if collection.parent == parent and not collection.trashed:
            yield collection, depth
            yield from _nested(collections, collection.id, depth + 1)
