"""Lists of references as they were brought in, so that they can be given back unchanged."""

from dataclasses import dataclass

from pincite.model.ids import ItemId


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What an entry of the list became.

    Attributes:
        number: of the entry in the file, from 0.
        key: the citation key that its item was given.
        modified: of the item then; while it is the same the entry says what the item says.
    """

    number: int
    item: ItemId
    key: str
    modified: str


@dataclass(frozen=True, slots=True)
class ReferenceSource:
    """A .bib file: its text, comments and order and all.

    Attributes:
        encoding: in which the text gives the bytes of the file again.
    """

    id: str
    name: str
    text: str
    encoding: str = "utf-8"
    entries: tuple[SourceEntry, ...] = ()
    added: str = ""
