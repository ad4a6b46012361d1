"""The trash: everything that was deleted, of every kind, and what it was part of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pincite.library.queries import Reader
from pincite.library.trash_queries import TrashRecord
from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document
from pincite.model.ids import ItemId
from pincite.model.items import Collection, Item
from pincite.model.notes import Note
from pincite.model.records import record_id
from pincite.model.saved_searches import SavedSearch


@dataclass(frozen=True, slots=True)
class TrashEntry:
    """One thing in the trash.

    Attributes:
        title: what it says of itself.
        belongs_to: the title of what it is part of; empty for what stands by itself.
    """

    record: TrashRecord
    title: str
    belongs_to: str = ""

    @property
    def id(self) -> str:
        """Tells it apart from all others in the trash."""
        return f"{type(self.record).__name__}:{record_id(self.record)}"


def trash_entries(read: Reader) -> list[TrashEntry]:
    """Everything in the trash, what was thrown away last first."""
    titles = _Titles(read)
    entries = [titles.entry(record) for record in read.trashed_records()]
    return sorted(entries, key=lambda entry: entry.record.trashed, reverse=True)


def older_than(entries: Iterable[TrashEntry], days: int) -> list[TrashEntry]:
    """Those that were thrown away at least so many days ago."""
    last = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    return [entry for entry in entries if entry.record.trashed <= last]


class _Titles:
    """Says what records are called; the titles of items are read once."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._items: dict[ItemId, str] = {}

    def entry(self, record: TrashRecord) -> TrashEntry:
        match record:
            case Item():
                return TrashEntry(record, record.title or record.key)
            case Document():
                return TrashEntry(record, record.name, self._item(record.item))
            case Annotation():
                document = self._read.get(Document, record.document)
                title = record.comment or record.anchor.quote or record.kind.value
                return TrashEntry(record, title, self._item(document.item) if document else "")
            case Note():
                above = self._read.get(Collection, record.collection) if record.collection else None
                home = self._item(record.item) if record.item else above.name if above else ""
                return TrashEntry(record, record.title, home)
            case Collection():
                parent = self._read.get(Collection, record.parent) if record.parent else None
                return TrashEntry(record, record.name, parent.name if parent else "")
            case Bibliography() | SavedSearch():
                return TrashEntry(record, record.name)
            case Citation():
                return self._citation(record)

    def _citation(self, record: Citation) -> TrashEntry:
        bibliography = self._read.get(Bibliography, record.bibliography)
        place = record.locator.described
        title = ", ".join(part for part in (self._item(record.item), place) if part)
        return TrashEntry(record, title, bibliography.name if bibliography else "")

    def _item(self, id: ItemId) -> str:
        if id not in self._items:
            item = self._read.get(Item, id)
            self._items[id] = (item.title or item.key) if item is not None else ""
        return self._items[id]
