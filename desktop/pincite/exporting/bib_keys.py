"""Keys of the entries of a file: legal, and different from each other whatever their case."""

from collections.abc import Iterable

from pincite.citing.keys import legal_key, make_key
from pincite.model.ids import ItemId
from pincite.model.items import Item


def bib_key(item: Item) -> str:
    """The key under which an item is cited: its own as far as it is legal, else one made for it."""
    return legal_key(item.key) or make_key(item, ())


def bib_keys(items: Iterable[Item]) -> dict[ItemId, str]:
    """The keys of several items; where two would be the same the later one gets a letter."""
    keys: dict[ItemId, str] = {}
    taken: set[str] = set()
    for item in sorted(items, key=lambda i: (bib_key(i).casefold(), i.added, i.id)):
        base = key = bib_key(item)
        number = 0
        # BibTeX takes keys that differ in case only for a mistake.
        while key.casefold() in taken:
            number += 1
            key = f"{base}{_letters(number)}"
        taken.add(key.casefold())
        keys[item.id] = key
    return keys


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
