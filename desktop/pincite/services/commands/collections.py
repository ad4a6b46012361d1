"""Commands on collections."""

from dataclasses import dataclass, field, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.ids import CollectionId, fresh_id
from pincite.model.items import Collection
from pincite.services.errors import NothingFoundError, ServiceError


def _collection(tx: Transaction, collection_id: CollectionId) -> Collection:
    collection = tx.get(Collection, collection_id)
    if collection is None:
        raise NothingFoundError("This collection is no longer in the library.")
    return collection


@dataclass(frozen=True, slots=True)
class AddCollection:
    """Create a collection, at the top or inside another."""

    name: str
    parent: CollectionId | None = None
    id: CollectionId = field(default_factory=lambda: CollectionId(fresh_id()))
    label: str = "New collection"

    def apply(self, tx: Transaction) -> None:
        """Put it last among its siblings."""
        siblings = [c for c in tx.collections() if c.parent == self.parent]
        position = max((c.position for c in siblings), default=-1) + 1
        tx.put(Collection(self.id, self.name.strip(), self.parent, position))


@dataclass(frozen=True, slots=True)
class RenameCollection:
    """Give a collection another name."""

    collection: CollectionId
    name: str
    label: str = "Rename collection"

    def apply(self, tx: Transaction) -> None:
        """Put it with the new name."""
        if not self.name.strip():
            raise ServiceError("A collection needs a name.")
        tx.put(replace(_collection(tx, self.collection), name=self.name.strip()))


@dataclass(frozen=True, slots=True)
class MoveCollection:
    """Put a collection under another one, or at the top (None)."""

    collection: CollectionId
    parent: CollectionId | None
    label: str = "Move collection"

    def apply(self, tx: Transaction) -> None:
        """Refuses to put a collection into itself or one below it."""
        above = self.parent
        while above is not None:
            if above == self.collection:
                raise ServiceError("A collection cannot be put into itself.")
            above = _collection(tx, above).parent
        tx.put(replace(_collection(tx, self.collection), parent=self.parent))


@dataclass(frozen=True, slots=True)
class TrashCollection:
    """Take a collection and those inside it away; their items stay in the library."""

    collection: CollectionId
    label: str = "Delete collection"

    def apply(self, tx: Transaction) -> None:
        """Mark it and everything below it as trashed."""
        everything = tx.collections()
        doomed = [_collection(tx, self.collection)]
        for parent in doomed:
            doomed.extend(c for c in everything if c.parent == parent.id)
        for collection in doomed:
            tx.put(replace(collection, trashed=utc_now()))
