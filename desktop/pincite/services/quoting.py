"""Quotations with their citation, as they are pasted into a text."""

from collections.abc import Sequence

from pincite.model.anchors import Anchor
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.model.locators import Locator

_MOST_NAMED = 2


def quotation_with_citation(anchor: Anchor, item: Item, locator: Locator) -> str:
    """The words and where they stand: “The words” (Adler and Okafor 2014, p. 23)."""
    citation = f"({author_and_year(item)}{_after(locator)})"
    return f"“{anchor.quote}” {citation}" if anchor.quote else citation


def author_and_year(item: Item) -> str:
    """Who wrote it and when: Adler and Okafor 2014; the title stands for an unknown author."""
    who = _names(item.creators) or (f"“{item.title}”" if item.title else item.key)
    return " ".join(part for part in (who, item.year) if part)


def _names(creators: Sequence[Creator]) -> str:
    names = [c.short for c in creators if c.role == "author"] or [c.short for c in creators]
    if len(names) > _MOST_NAMED:
        return f"{names[0]} et al."
    return " and ".join(names)


def _after(locator: Locator) -> str:
    return f", {locator.described}" if locator else ""
