"""Files of BibTeX and BibLaTeX: one entry for each item, sorted by key."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from pincite.exporting.bib_entry import Entry, biblatex_entry, bibtex_entry
from pincite.exporting.bib_extras import NO_EXTRAS, EntryExtras
from pincite.exporting.bib_keys import bib_keys
from pincite.model.bib_options import USUAL, BibOptions
from pincite.model.ids import ItemId
from pincite.model.items import Item

Extras = Mapping[ItemId, EntryExtras]
NONE: Extras = MappingProxyType({})
_Make = Callable[[Item, str, EntryExtras, BibOptions], Entry]


def to_bibtex(items: Iterable[Item], extras: Extras = NONE, options: BibOptions = USUAL) -> str:
    """A file for BibTeX and its styles; in ASCII but for letters that have no spelling."""
    return _file(items, extras, options, bibtex_entry)


def to_biblatex(items: Iterable[Item], extras: Extras = NONE, options: BibOptions = USUAL) -> str:
    """A file in UTF-8 for BibLaTeX and biber."""
    return _file(items, extras, options, biblatex_entry)


def _file(items: Iterable[Item], extras: Extras, options: BibOptions, make: _Make) -> str:
    every = {item.id: item for item in items}
    return "\n".join(
        str(make(every[id], key, extras.get(id, NO_EXTRAS), options))
        for id, key in bib_keys(every.values()).items()
    )
