"""Checks that take several items to see."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pincite.library.identifying import normal_identifier
from pincite.model.items import Item
from pincite.services.integrity.findings import ItemFinding

_PARTS = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia"})


def check_between(items: Sequence[Item]) -> Iterator[ItemFinding]:
    """Keys and DOIs that should be of one item alone."""
    keys, dois = defaultdict[str, list[Item]](list), defaultdict[str, list[Item]](list)
    for item in items:
        if item.key:
            keys[item.key.casefold()].append(item)
        # Parts of a work are cited by its DOI at times; that is no mistake.
        if item.type not in _PARTS and (
            doi := normal_identifier("DOI", item.fields.get("DOI", ""))
        ):
            dois[doi].append(item)
    sentence = "“%” is the key of $ too; where case does not count, texts cite the wrong one."
    yield from _shared(keys, "duplicate-key", "key", sentence)
    sentence = "“%” is the DOI of $ too; they are one work, or one of the DOIs is wrong."
    yield from _shared(dois, "duplicate-doi", "DOI", sentence)


def _shared(
    groups: dict[str, list[Item]], kind: str, field: str, sentence: str
) -> Iterator[ItemFinding]:
    for items in groups.values():
        if len(items) < 2:
            continue
        for item in items:
            value = item.key if field == "key" else item.fields[field]
            others = [f"“{other.title or other.key}”" for other in items if other is not item]
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            text = sentence.replace("%", value).replace("$", others[0] + more)
            yield ItemFinding(kind, item.id, item.key, item.title, field, value, text)
