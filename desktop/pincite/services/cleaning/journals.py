"""Clean-ups of journals' names, by the pairs of full name and abbreviation in the library."""

from dataclasses import replace

from pincite.model.items import Item
from pincite.services.cleaning.knowledge import Knowledge, journal_key


def spell_out(item: Item, knowledge: Knowledge) -> Item:
    """The full name where the abbreviation stands in its place; that goes where it belongs."""
    name = item.fields.get("container-title", "")
    full = knowledge.full_names.get(journal_key(name))
    if not name or full is None or journal_key(full) == journal_key(name):
        return item
    fields = {**item.fields, "container-title": full}
    fields.setdefault("container-title-short", name)
    return replace(item, fields=fields)


def abbreviate(item: Item, knowledge: Knowledge) -> Item:
    """The abbreviation beside a full name that has none yet."""
    name = item.fields.get("container-title", "")
    short = knowledge.short_names.get(journal_key(name))
    if not short or item.fields.get("container-title-short"):
        return item
    return replace(item, fields={**item.fields, "container-title-short": short})
