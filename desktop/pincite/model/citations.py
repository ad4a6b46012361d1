"""Citations: uses of an item at a place; bibliographies: named, ordered sets of them."""

from dataclasses import dataclass
from enum import StrEnum

from pincite.model.ids import AnnotationId, BibliographyId, CitationId, HeadingId, ItemId
from pincite.model.listing import PLAIN, Listing
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
        is_author_in_text: the author is named in the running text: "Adler (2014)".
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
    is_author_in_text: bool = False
    position: float = 0.0
    created: str = ""
    modified: str = ""
    trashed: str = ""


class Ordering(StrEnum):
    """Who says what follows what in a bibliography.

    `TEXT`: citations stand by hand, as in one's text; the style orders the list of works. `HAND`:
    the list of works follows the citations, too. `STYLE`: citations stand as the style orders their
    works, within each heading.
    """

    TEXT = "text"
    HAND = "hand"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between citations; what follows it, down to the next heading, is its group.

    Attributes:
        position: among those of the citations.
    """

    id: HeadingId
    title: str
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of each citation beside its text: in the list, and on the formatted page."""

    list_quotations: bool = True
    list_notes: bool = True
    page_quotations: bool = False
    page_notes: bool = False


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A named, ordered set of citations with a CSL style and a locale.

    Attributes:
        style: name of a CSL style without suffix ("apa", "chicago-notes-bibliography").
        headings: in any order; their positions tell where they stand.
        archived: when it was put away; it then stands in no list but that of the archived ones.
    """

    id: BibliographyId
    name: str
    style: str = DEFAULT_STYLE
    locale: str = DEFAULT_LOCALE
    created: str = ""
    modified: str = ""
    trashed: str = ""
    ordering: Ordering = Ordering.TEXT
    headings: tuple[Heading, ...] = ()
    shown: Shown = Shown()
    listing: Listing = PLAIN
    archived: str = ""
