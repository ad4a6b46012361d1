"""Commands on items: edit, confirm, file into collections, trash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.creators import Creator
from pincite.model.ids import CollectionId, ItemId
from pincite.model.items import Item
from pincite.services.commands.keys import fresh_key, with_key
from pincite.services.errors import NothingFoundError, ServiceError


def live_item(tx: Transaction, item_id: ItemId) -> Item:
    """The item to write to.

    Raises:
        NothingFoundError: it has been removed meanwhile.
    """
    item = tx.get(Item, item_id)
    if item is None:
        raise NothingFoundError("This item is no longer in the library, so it was not changed.")
    return item


def automatic_among(item: Item, tags: Iterable[str]) -> tuple[str, ...]:
    """Which of the tags that an item is to have came with it and were not chosen."""
    kept = set(tags)
    return tuple(tag for tag in item.automatic_tags if tag in kept)


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add an item; it gets a citation key of its own when it has none."""

    item: Item
    label: str = "Add item"

    def apply(self, tx: Transaction) -> None:
        """Put the item with its times and key."""
        item = replace(self.item, added=self.item.added or utc_now(), modified=utc_now())
        tx.put(replace(item, key=item.key or fresh_key(tx, item)))


@dataclass(frozen=True, slots=True)
class EditItem:
    """Change some of an item's values; None for a field or date takes it away.

    Editing confirms a draft unless `confirm` is false. A key that another item has is refused.

    Attributes:
        found_in: where the new values come from, when not from the user.
    """

    item_id: ItemId
    fields: Mapping[str, str | None] = field(default_factory=dict)
    dates: Mapping[str, str | None] = field(default_factory=dict)
    creators: tuple[Creator, ...] | None = None
    type: str | None = None
    tags: tuple[str, ...] | None = None
    key: str | None = None
    confirm: bool = True
    found_in: Mapping[str, str] = field(default_factory=dict)
    label: str = "Edit item"

    def apply(self, tx: Transaction) -> None:
        """Put the item with the changes."""
        item = edited = live_item(tx, self.item_id)
        if self.key is not None and self.key != item.key:
            self._check_key(tx)
            edited = with_key(item, self.key, is_pinned=True)
        edited = replace(
            edited,
            type=item.type if self.type is None else self.type,
            fields=_merged(item.fields, self.fields),
            dates=_merged(item.dates, self.dates),
            creators=item.creators if self.creators is None else self.creators,
            tags=item.tags if self.tags is None else self.tags,
            sources={
                **{n: s for n, s in item.sources.items() if not self._touches(n)},
                **self.found_in,
            },
            is_draft=item.is_draft and not self.confirm,
        )
        edited = replace(edited, automatic_tags=automatic_among(item, edited.tags))
        if edited != item:
            tx.put(replace(edited, modified=utc_now()))

    def _touches(self, name: str) -> bool:
        return (
            name in self.fields
            or name in self.dates
            or (name == "type" and self.type is not None)
            or (self.creators is not None and any(c.role == name for c in self.creators))
        )

    def _check_key(self, tx: Transaction) -> None:
        if not self.key:
            raise ServiceError("A citation key cannot be empty: texts cite the work by it.")
        owner = tx.item_by_key(self.key)
        if owner is not None and owner.id != self.item_id:
            raise ServiceError(
                f"The citation key “{self.key}” belongs to “{owner.title}” already; choose another."
            )


@dataclass(frozen=True, slots=True)
class ConfirmItems:
    """The user has looked at found metadata and agrees."""

    item_ids: tuple[ItemId, ...]
    label: str = "Confirm"

    def apply(self, tx: Transaction) -> None:
        """Clear the draft mark."""
        for item_id in self.item_ids:
            item = live_item(tx, item_id)
            if item.is_draft:
                tx.put(replace(item, is_draft=False, modified=utc_now()))


@dataclass(frozen=True, slots=True)
class TrashItems:
    """Move items to the trash with all that belongs to them."""

    item_ids: tuple[ItemId, ...]
    label: str = "Move to trash"

    def apply(self, tx: Transaction) -> None:
        """Mark each as trashed now."""
        for item_id in self.item_ids:
            tx.put(replace(live_item(tx, item_id), trashed=utc_now()))


@dataclass(frozen=True, slots=True)
class RestoreItems:
    """Take items out of the trash."""

    item_ids: tuple[ItemId, ...]
    label: str = "Restore"

    def apply(self, tx: Transaction) -> None:
        """Clear the trash mark."""
        for item_id in self.item_ids:
            tx.put(replace(live_item(tx, item_id), trashed=""))


@dataclass(frozen=True, slots=True)
class AddToCollection:
    """Put items into a collection; they stay in the others."""

    item_ids: tuple[ItemId, ...]
    collection: CollectionId
    label: str = "Add to collection"

    def apply(self, tx: Transaction) -> None:
        """Add the collection to each item that lacks it."""
        for item_id in self.item_ids:
            item = live_item(tx, item_id)
            if self.collection not in item.collections:
                tx.put(replace(item, collections=(*item.collections, self.collection)))


@dataclass(frozen=True, slots=True)
class RemoveFromCollection:
    """Take items out of a collection; the items stay in the library."""

    item_ids: tuple[ItemId, ...]
    collection: CollectionId
    label: str = "Remove from collection"

    def apply(self, tx: Transaction) -> None:
        """Drop the collection from each item."""
        for item_id in self.item_ids:
            item = live_item(tx, item_id)
            kept = tuple(c for c in item.collections if c != self.collection)
            if kept != item.collections:
                tx.put(replace(item, collections=kept))


def _merged(old: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    values = dict(old)
    for name, value in changes.items():
        if value:
            values[name] = value
        else:
            values.pop(name, None)
    return values
