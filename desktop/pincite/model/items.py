"""Items: bibliographic records in the terms of CSL-JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pincite.model import dates
from pincite.model.creators import Creator
from pincite.model.ids import CollectionId, ItemId
from pincite.model.reading_states import ReadingState
from pincite.model.rich_text import plain_text

_EMPTY: Mapping[str, str] = MappingProxyType({})


def _nothing() -> Mapping[str, str]:
    # A factory, because Python 3.11 takes a mapping proxy for a mutable default.
    return _EMPTY


@dataclass(frozen=True, slots=True)
class Item:
    """A work that can be read and cited.

    Attributes:
        type: one of `csl.TYPES`.
        fields: CSL standard and number variables that have a value, as typed.
        dates: CSL date variables as EDTF text.
        key: the citation key; unique in the library, case kept.
        sources: where a value came from (variable -> "crossref", "xmp", "page text" …), for drafts.
        is_draft: the metadata was guessed and nobody has confirmed it yet.
        key_is_pinned: somebody chose the key, or it came with the work: it is never made anew.
        former_keys: keys that the item had, by which older texts cite it; no other item gets them.
        aliases: what other programs call it ("zotero:1/ABCD2345"), so that it is known again.
        automatic_tags: those of `tags` that came with the work and that nobody chose.
        reading, reading_since: the reading state that a person said last, and when; see
            `reading_states.state_of`.
        added, modified: ISO 8601 times in UTC.
        trashed: time of the act, empty while the item lives.
    """

    id: ItemId
    type: str = "document"
    key: str = ""
    fields: Mapping[str, str] = field(default_factory=_nothing)
    creators: tuple[Creator, ...] = ()
    dates: Mapping[str, str] = field(default_factory=_nothing)
    tags: tuple[str, ...] = ()
    collections: tuple[CollectionId, ...] = ()
    sources: Mapping[str, str] = field(default_factory=_nothing)
    is_draft: bool = False
    key_is_pinned: bool = False
    former_keys: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    automatic_tags: tuple[str, ...] = ()
    reading: ReadingState | None = None
    reading_since: str = ""
    added: str = ""
    modified: str = ""
    trashed: str = ""

    @property
    def title(self) -> str:
        """The title without CSL's marks, empty when unknown."""
        return plain_text(self.fields.get("title", ""))

    @property
    def issued(self) -> str:
        """The date of publication as EDTF, empty when unknown."""
        return self.dates.get("issued", "")

    @property
    def year(self) -> str:
        """The year of publication for tables and keys, empty when unknown."""
        number = dates.year(self.issued)
        return "" if number is None else str(number)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """What an importer found out about a work, before it is an item of a library.

    Attributes:
        chosen_tags: those of `tags` that somebody gave, where that is known.
    """

    type: str = "document"
    fields: Mapping[str, str] = field(default_factory=_nothing)
    creators: tuple[Creator, ...] = ()
    dates: Mapping[str, str] = field(default_factory=_nothing)
    tags: tuple[str, ...] = ()
    chosen_tags: frozenset[str] = frozenset()
    key: str = ""
    sources: Mapping[str, str] = field(default_factory=_nothing)
    former_keys: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """A named group of items; an item may be in many; groups nest by `parent`."""

    id: CollectionId
    name: str
    parent: CollectionId | None = None
    position: int = 0
    trashed: str = ""
