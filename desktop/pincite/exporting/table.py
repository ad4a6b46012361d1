"""A table of works (CSV) that spreadsheets open and Pincite reads back."""

import csv
import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pincite.exporting.bib_keys import bib_keys
from pincite.exporting.ledger import inert
from pincite.exporting.tagged_names import family_first
from pincite.model import csl
from pincite.model.ids import ItemId
from pincite.model.items import Item

_NO_PAGES: Mapping[ItemId, str] = MappingProxyType({})
_LEAD = ("key", "type", "author", "issued", "title", "container-title", "volume", "issue", "page")
PAGES, TAGS = "pages cited", "tags"


def to_table(items: Iterable[Item], *, pincites: Mapping[ItemId, str] = _NO_PAGES) -> str:
    """CSV with a head line of CSL's names; a column for whatever any of the works has.

    Names are family name first, divided by semicolons, as are tags; a comma at the end of a name
    says that it is a body's. A mark of the encoding is in front, without which Excel guesses.

    Args:
        pincites: pages cited of each item ("3, 10–11"), in a column of their own.
    """
    every = {item.id: item for item in items}
    rows = []
    for id_, key in bib_keys(every.values()).items():
        rows.append(_row(every[id_], key, pincites.get(id_, "")))
    used = {name for row in rows for name, value in row.items() if value}
    known = (*_LEAD, *csl.NAME_VARIABLES, *csl.DATE_VARIABLES, *sorted(csl.FIELDS), TAGS, PAGES)
    columns = [name for name in dict.fromkeys(known) if name in used or name in _LEAD[:5]]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([inert(row.get(name, "")) for name in columns] for row in rows)
    return f"\ufeff{out.getvalue()}"


def _row(item: Item, key: str, pages: str) -> dict[str, str]:
    names: dict[str, list[str]] = {}
    for creator in item.creators:
        names.setdefault(creator.role, []).append(family_first(creator).replace(";", ","))
    return {
        **item.fields,
        **item.dates,
        **{role: "; ".join(people) for role, people in names.items()},
        "key": key,
        "type": item.type,
        TAGS: "; ".join(item.tags),
        PAGES: pages,
    }
