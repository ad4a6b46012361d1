"""Works named in a few words, as one speaks of them in a text."""

from collections.abc import Sequence

from pincite.model.creators import Creator
from pincite.model.items import Item

_MOST_NAMED = 2


def author_and_year(item: Item) -> str:
    """Who wrote it and when: Adler and Okafor 2014; the title stands for an unknown author."""
    who = _names(item.creators) or (f"“{item.title}”" if item.title else item.key)
    return " ".join(part for part in (who, item.year) if part)


def _names(creators: Sequence[Creator]) -> str:
    names = [c.short for c in creators if c.role == "author"] or [c.short for c in creators]
    if len(names) > _MOST_NAMED:
        return f"{names[0]} et al."
    return " and ".join(names)
