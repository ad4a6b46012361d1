"""BibLaTeX files, for biber."""

from collections.abc import Iterable, Mapping

from pincite.exporting.bib_entry import biblatex_entry
from pincite.exporting.bib_keys import bib_keys
from pincite.model.ids import ItemId
from pincite.model.items import Item


def to_biblatex(items: Iterable[Item], *, pincites: Mapping[ItemId, str] | None = None) -> str:
    """A .bib file in UTF-8 for BibLaTeX, entries sorted by key.

    Args:
        pincites: pages cited of each item ("3, 10–11"), written to a field `pincite` that styles
            ignore.
    """
    every = {item.id: item for item in items}
    pages = pincites or {}
    return "\n".join(
        str(biblatex_entry(every[id_], key, pages.get(id_, "")))
        for id_, key in bib_keys(every.values()).items()
    )
