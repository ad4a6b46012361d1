"""Quotations with their citation, as they are pasted into a text."""

from pincite.citing.short_forms import author_and_year
from pincite.model.anchors import Anchor
from pincite.model.items import Item
from pincite.model.locators import Locator


def quotation_with_citation(anchor: Anchor, item: Item, locator: Locator) -> str:
    """The words and where they stand: “The words” (Adler and Okafor 2014, p. 23)."""
    citation = f"({author_and_year(item)}{_after(locator)})"
    return f"“{anchor.quote}” {citation}" if anchor.quote else citation


def _after(locator: Locator) -> str:
    return f", {locator.described}" if locator else ""
