"""Citations: uses of an item at a place; bibliographies: named, ordered sets of them."""

from dataclasses import dataclass
from enum import StrEnum

from pincite.model.ids import AnnotationId, BibliographyId, CitationId, ItemId
from pincite.model.locators import Locator

DEFAULT_STYLE = "apa"
DEFAULT_LOCALE = "en-US"


class CitationState(StrEnum):
    """Whether the quotation of a citation stands where the citation says."""

    VERIFIED = "verified"
    MOVED = "moved"
    CLOSE = "close"
    NOT_FOUND = "not found"
    UNCHECKED = "unchecked"
    NO_TEXT = "no text"
    NO_FILE = "no file"


@dataclass(frozen=True, slots=True)
class Citation:
    """A use of an item at a locator.

    Attributes:
        locator: as typed; ignored while `annotation` is bound, whose page or pages it then takes.
        quotation: the words quoted; empty for a citation without a quotation.
        document: the file whose page `locator` names, where it is not the one that is read.
        position: place in the bibliography; gaps are allowed, order is what counts.
    """

    id: CitationId
    bibliography: BibliographyId
    item: ItemId
    locator: Locator = Locator()
    annotation: AnnotationId | None = None
    quotation: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    document: str = ""
    position: float = 0.0
    created: str = ""
    modified: str = ""
    trashed: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A named, ordered set of citations with a CSL style and a locale.

    Attributes:
        style: name of a CSL style without suffix ("apa", "chicago-notes-bibliography").
    """

    id: BibliographyId
    name: str
    style: str = DEFAULT_STYLE
    locale: str = DEFAULT_LOCALE
    created: str = ""
    modified: str = ""
    trashed: str = ""
