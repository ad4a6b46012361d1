"""Commands on citation keys: make them anew, pin them. A key that an item had stays an alias."""

import re
from dataclasses import dataclass, replace

from pincite.citing.keys import make_key
from pincite.library.library import utc_now
from pincite.library.queries import Reader
from pincite.library.transaction import Transaction
from pincite.model.ids import ItemId
from pincite.model.items import Item

KEY_FORMULA = "citation_key_formula"
"""The library's setting with the formula of new keys; see `citing.key_formula`."""


def key_formula(read: Reader) -> str:
    """The formula of the library; empty for the usual one."""
    return read.setting(KEY_FORMULA) or ""


def fresh_key(tx: Transaction, item: Item) -> str:
    """A key for a new item, that no other has or had."""
    return make_key(item, tx.keys(), key_formula(tx))


def renewed_key(item: Item, formula: str, taken: set[str]) -> str:
    """The key that the formula gives an item now; its own where only the letter after it differs.

    Args:
        taken: all keys of the library, the item's too.
    """
    wanted = make_key(item, (), formula)
    if re.fullmatch(re.escape(wanted) + "[a-z]{0,2}", item.key):
        return item.key
    return make_key(item, taken.difference(item.former_keys), formula)


def with_key(item: Item, key: str, *, is_pinned: bool) -> Item:
    """The item under another key; the one it had is kept, and one that comes back is taken out."""
    former = (*item.former_keys, item.key) if item.key else item.former_keys
    return replace(
        item,
        key=key,
        key_is_pinned=is_pinned,
        former_keys=tuple(dict.fromkeys(k for k in former if k != key)),
    )


@dataclass(frozen=True, slots=True)
class RenewKeys:
    """Give items the keys that the library's formula makes of them now; pinned ones stay."""

    item_ids: tuple[ItemId, ...]
    label: str = "Make citation keys anew"

    def apply(self, tx: Transaction) -> None:
        """Put each item whose key changes."""
        taken, formula = tx.keys(), key_formula(tx)
        for item_id in self.item_ids:
            item = tx.get(Item, item_id)
            if item is None or item.key_is_pinned:
                continue
            key = renewed_key(item, formula, taken)
            if key != item.key:
                taken.add(key)
                tx.put(replace(with_key(item, key, is_pinned=False), modified=utc_now()))


@dataclass(frozen=True, slots=True)
class PinKeys:
    """Say that keys are never to be made anew, or that they may be."""

    item_ids: tuple[ItemId, ...]
    is_pinned: bool = True
    label: str = "Pin citation key"

    def apply(self, tx: Transaction) -> None:
        """Put each item whose pin changes."""
        for item_id in self.item_ids:
            item = tx.get(Item, item_id)
            if item is not None and item.key_is_pinned != self.is_pinned:
                tx.put(replace(item, key_is_pinned=self.is_pinned))
