"""Citation keys: what a formula would make of them, and where they are used."""

from collections.abc import Sequence
from dataclasses import dataclass

from pincite.citing.keys import make_key
from pincite.library.queries import ItemQuery, Reader
from pincite.model.citations import Bibliography
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.commands.keys import key_formula, renewed_key

_SAMPLES = 6


@dataclass(frozen=True, slots=True)
class KeyChange:
    """An item, and the key that it would get.

    Attributes:
        key: the same as the item's where it stays.
        uses: names of the bibliographies that cite the item: texts may hold its key.
    """

    item: Item
    key: str
    uses: tuple[str, ...] = ()

    @property
    def is_change(self) -> bool:
        """False for a key that stays, because it fits or is pinned."""
        return self.key != self.item.key


def planned_keys(read: Reader, items: Sequence[Item]) -> list[KeyChange]:
    """What making the keys of these items anew would do, in the order in which it would."""
    taken, formula = read.keys(), key_formula(read)
    plan = []
    for item in items:
        key = item.key if item.key_is_pinned else renewed_key(item, formula, taken)
        taken.add(key)
        plan.append(KeyChange(item, key, uses_of_key(read, item.id)))
    return plan


def uses_of_key(read: Reader, item: ItemId) -> tuple[str, ...]:
    """Names of the bibliographies that cite an item."""
    cited = dict.fromkeys(c.bibliography for c in read.citations_of_item(item))
    found = (read.get(Bibliography, id) for id in cited)
    return tuple(b.name for b in found if b is not None and not b.trashed)


def sample_keys(read: Reader, formula: str) -> list[tuple[Item, str]]:
    """Some works, and the keys that a formula makes of them: those added last.

    Raises:
        KeyFormulaError: the formula cannot be read.
    """
    ids = read.item_ids(ItemQuery(), sort="added", descending=True)[:_SAMPLES]
    taken: set[str] = set()
    made = []
    for item in read.items(ids):
        key = make_key(item, taken, formula)
        taken.add(key)
        made.append((item, key))
    return made
