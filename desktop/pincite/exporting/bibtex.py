"""BibTeX files, for bibtex and its styles."""

from collections.abc import Iterable, Mapping

from pincite.exporting.bib_entry import bibtex_entry
from pincite.exporting.bib_keys import bib_keys
from pincite.exporting.biblatex import to_biblatex
from pincite.model.ids import ItemId
from pincite.model.items import Item

__all__ = ["to_biblatex", "to_bibtex"]


def to_bibtex(items: Iterable[Item], *, pincites: Mapping[ItemId, str] | None = None) -> str:
    """A .bib file for BibTeX, in ASCII but for letters that have no spelling; sorted by key.

    Args:
        pincites: pages cited of each item ("3, 10–11"), written to a field `pincite` that styles
            ignore.
    """
    every = {item.id: item for item in items}
    pages = pincites or {}
    return "\n".join(
        str(bibtex_entry(every[id_], key, pages.get(id_, "")))
        for id_, key in bib_keys(every.values()).items()
    )
