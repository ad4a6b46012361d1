"""What the check of the library finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.commands.cleaning import ValueChange

Found = Iterator[tuple[str, str]]
"""Pairs of field and sentence, from a check of one item."""

KINDS: Mapping[str, str] = {
    "duplicate-key": "Citation keys used twice",
    "duplicate-doi": "DOIs used twice",
    "doi": "Wrong DOIs",
    "isbn": "Wrong ISBNs",
    "issn": "Wrong ISSNs",
    "pmid": "Wrong PubMed numbers",
    "address": "Wrong addresses",
    "spelling": "Identifiers in another spelling",
    "date": "Dates that cannot be read",
    "future": "Dates in the future",
    "pages": "Pages that are not a range",
    "pages-order": "Page ranges that run backwards",
    "edition": "Editions that are not a number",
    "name-capitals": "Names in capitals",
    "name-et-al": "“et al.” among the names",
    "name-digits": "Figures and marks in names",
    "name-comma": "Names not divided at their comma",
    "name-several": "Several persons in one name",
    "html": "HTML left in texts",
    "latex": "LaTeX left in texts",
    "unicode": "Letters not in one piece",
    "spaces": "Extra spaces",
    "title-capitals": "Titles in capitals",
    "journal": "Journals by their abbreviation",
    "type": "Types that CSL does not know",
    "required": "Missing values",
    "file-missing": "Files that are missing",
    "file-unreadable": "Files that cannot be read",
    "quoted-no-file": "Quoted without a document",
    "cited-page": "Cited pages that the document lacks",
    "cited-trash": "Cited, but in the trash",
    "cited-mark": "Citations whose annotation is in the trash",
}
"""Kind -> what its findings are called together, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """Something about one item.

    Attributes:
        key, title: of the item, for lists.
        field: the CSL variable, or what else of the item it is about.
        value: what was found there.
        sentence: for people: what is wrong, and what to do where that is not plain.
        mend: what puts it right where that is sure; empty where a person has to decide.
        place: the id of the citation or document that it is about, where the field is not enough.
    """

    kind: str
    item: ItemId
    key: str
    title: str
    field: str
    value: str
    sentence: str
    mend: tuple[ValueChange, ...] = ()
    place: str = ""

    @property
    def id(self) -> str:
        """The same for the same kind of finding in the same place."""
        return ":".join((self.kind, self.item, self.field, self.place))


def value_of(item: Item, field: str) -> str:
    """What stands in a field, as far as ignoring a finding holds for it."""
    names = "; ".join(c.full for c in item.creators if c.role == field)
    return item.fields.get(field) or item.dates.get(field) or names
