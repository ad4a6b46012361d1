"""How the list of works of a bibliography is made up, beyond what its style says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from pincite.model.ids import ItemId

ABBREVIATED = ("container-title", "collection-title", "title", "publisher", "publisher-place",
               "institution-part", "institution-entire")  # fmt: skip
"""The kinds of names that lists of abbreviations know, as Zotero and Juris-M write them."""


class Annotated(StrEnum):
    """What stands under each work of an annotated bibliography."""

    NOTHING = "nothing"
    ANNOTATION = "annotation"
    ABSTRACT = "abstract"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class TypeSection:
    """A part of the list of works: a heading, and the types of the works under it."""

    title: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list of works holds and how it is divided.

    Attributes:
        uncited: works that are listed although no citation names them.
        sections: the parts in order; a work stands in the first that has its type.
        rest: the heading of the works that no section has; they come last.
        is_abbreviated: journals are named by the library's list of abbreviations where a style asks
            for a short form.
    """

    annotated: Annotated = Annotated.NOTHING
    uncited: tuple[ItemId, ...] = ()
    sections: tuple[TypeSection, ...] = ()
    rest: str = ""
    is_abbreviated: bool = False


PLAIN = Listing()


def _nothing() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """A list of short forms: kind of name (of `ABBREVIATED`) -> long form -> short form."""

    id: str
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=_nothing)
