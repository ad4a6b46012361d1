"""Changing values of items, each from what it was to what it is to be."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item

Value = str | tuple[Creator, ...]


class Place(StrEnum):
    """Where in an item a value stands."""

    FIELD = "field"
    DATE = "date"
    CREATORS = "creators"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value of an item, as it is and as it is to be.

    Attributes:
        name: the CSL variable; empty for the creators, who are one value in their order.
        old, new: text, empty where there is none; creators for their place.
    """

    item: ItemId
    place: Place
    name: str
    old: Value
    new: Value

    @property
    def texts(self) -> tuple[str, str]:
        """Both values as people read them."""
        return text_of(self.old), text_of(self.new)


@dataclass(frozen=True, slots=True)
class ChangeValues:
    """Bring values to what they are to be; one that is no longer what it was stays as it is.

    Nobody has looked at the item as a whole: a draft stays one, and sources stay named.
    """

    changes: tuple[ValueChange, ...]
    label: str = "Clean up"

    def apply(self, tx: Transaction) -> None:
        """Put each item that changes."""
        by_item: dict[ItemId, list[ValueChange]] = {}
        for change in self.changes:
            by_item.setdefault(change.item, []).append(change)
        for id, changes in by_item.items():
            item = tx.get(Item, id)
            if item is None or item.trashed:
                continue
            changed = with_changes(item, changes)
            if changed != item:
                tx.put(replace(changed, modified=utc_now()))


def with_changes(item: Item, changes: Iterable[ValueChange]) -> Item:
    """The item with those of the changes whose old value it still has."""
    fields, dates, creators = dict(item.fields), dict(item.dates), item.creators
    for change in changes:
        if isinstance(change.new, tuple):
            creators = change.new if creators == change.old else creators
            continue
        values = fields if change.place is Place.FIELD else dates
        if values.get(change.name, "") == change.old:
            values.pop(change.name, None)
            if change.new:
                values[change.name] = change.new
    return replace(item, fields=fields, dates=dates, creators=creators)


def differences(old: Item, new: Item) -> tuple[ValueChange, ...]:
    """What leads from one state of an item's values to another."""
    found = []
    if old.creators != new.creators:
        found.append(ValueChange(old.id, Place.CREATORS, "", old.creators, new.creators))
    for place, before, after in (
        (Place.FIELD, old.fields, new.fields),
        (Place.DATE, old.dates, new.dates),
    ):
        for name in dict.fromkeys((*before, *after)):
            values = before.get(name, ""), after.get(name, "")
            if values[0] != values[1]:
                found.append(ValueChange(old.id, place, name, *values))
    return tuple(found)


def text_of(value: Value) -> str:
    """A value as people read it: creators family name first, one after the other."""
    return value if isinstance(value, str) else "; ".join(c.full for c in value)
