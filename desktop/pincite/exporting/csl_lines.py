"""What of a work a format has no place for, as lines "csl-status: forthcoming"."""

from collections.abc import Collection, Iterator

from pincite.exporting.tagged_names import family_first
from pincite.model.csl_names import TYPE, prefixed
from pincite.model.items import Item


def csl_lines(
    item: Item,
    *,
    kind: str,
    fields: Collection[str],
    dates: Collection[str],
    creators: Collection[int] = (),
) -> Iterator[tuple[str, str]]:
    """Names and values of what is not written otherwise.

    Args:
        kind: the type that the record is read as.
        fields, dates: variables that it says already.
        creators: places, from 0, of the names that it has already.
    """
    if kind != item.type:
        yield TYPE, item.type
    for variable, value in item.fields.items():
        if variable not in fields and value.strip():
            yield prefixed(variable), " ".join(value.split())
    for variable, date in item.dates.items():
        if variable not in dates and date:
            yield prefixed(variable), date
    for place, creator in enumerate(item.creators):
        if place not in creators:
            yield prefixed(creator.role), family_first(creator)
