"""Documents: the files of an item that can be read, their pages and printed page numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from pincite.model.anchors import Quad
from pincite.model.ids import ItemId, Sha256


@dataclass(frozen=True, slots=True)
class Document:
    """A file of an item, kept in the library's `files/` under its sha256.

    Attributes:
        sha256: of the file as it was imported; the document's identity.
        name: readable file name, with suffix.
        media_type: "application/pdf", "text/html", "text/plain", "text/markdown".
        reading_name: file name of the reading copy (a PDF made from an article), beside the file;
            empty when the file itself is shown.
        layout: version of the layout that the reading copy was made by; 0 for the first ones.
        pages: number of pages of what is shown; 0 when it could not be opened.
        has_text: some page has text.
        problem: why it cannot be read or searched, as one sentence; empty when all is well.
        replaced_by: the file of the same work that is read in its place; empty without one.
    """

    sha256: Sha256
    item: ItemId
    name: str
    media_type: str
    size: int = 0
    pages: int = 0
    reading_name: str = ""
    layout: int = 0
    has_text: bool = True
    problem: str = ""
    replaced_by: str = ""
    added: str = ""
    trashed: str = ""

    @property
    def is_article(self) -> bool:
        """True for texts without pages of their own: they are cited by paragraph."""
        return self.media_type != "application/pdf"


class LabelSource(StrEnum):
    """Where the printed number of a page is known from, best first."""

    USER = "user"
    CATALOGUE = "catalogue"
    OBSERVED = "observed"
    INTERPOLATED = "interpolated"
    EXTRAPOLATED = "extrapolated"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class PageLabel:
    """What is printed on a page ("iv", "1123", "A-3"), and how we know."""

    label: str
    source: LabelSource = LabelSource.INDEX


@dataclass(frozen=True, slots=True)
class PageMap:
    """The labels of a document: those found in the file, and the user's corrections over them."""

    sha256: Sha256
    found: tuple[PageLabel, ...] = ()
    corrected: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    def label(self, index: int) -> PageLabel:
        """The label of the page at `index` (from 0); beyond the last page it is the index + 1."""
        if index in self.corrected:
            return PageLabel(self.corrected[index], LabelSource.USER)
        if 0 <= index < len(self.found):
            return self.found[index]
        return PageLabel(str(index + 1), LabelSource.INDEX)

    def labels(self) -> tuple[PageLabel, ...]:
        """The labels of all pages, in order."""
        return tuple(self.label(i) for i in range(len(self.found)))

    def printed(self) -> tuple[str, ...]:
        """The labels that name pages; empty where only the place in the file is known.

        Where that holds for all pages, their places are what they are called.
        """
        labels = self.labels()
        if all(entry.source is LabelSource.INDEX for entry in labels):
            return tuple(entry.label for entry in labels)
        return tuple("" if e.source is LabelSource.INDEX else e.label for e in labels)

    def index_of(self, text: str) -> int | None:
        """The page that `text` names: a label first, then a file page counted from 1."""
        labels, wanted = self.printed(), text.strip()
        if wanted and wanted in labels:
            return labels.index(wanted)
        folded = [label.casefold() for label in labels]
        if wanted and wanted.casefold() in folded:
            return folded.index(wanted.casefold())
        if wanted.isdecimal() and 1 <= int(wanted) <= len(labels):
            return int(wanted) - 1
        return None


class TypeSize(StrEnum):
    """The type in which an article is laid out; its text and paragraph numbers are the same."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph of an article, and where it begins on the reading copy.

    Attributes:
        number: from 1, frozen at import.
        page_index: page of the reading copy.
        start: character offset in that page's text.
    """

    number: int
    page_index: int
    start: int


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of a document's outline (PDF bookmarks)."""

    level: int
    title: str
    page_index: int
    y_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link on a page of a document.

    Attributes:
        box: where it stands, in points of the unrotated page.
        page_index: the page of the same document it leads to; -1 when it leads to `address`.
        x_pt, y_pt: the place on that page, in points as displayed; None where it does not tell.
        address: outside the document (http, https or mailto); empty for a link to a page.
    """

    box: Quad
    page_index: int = -1
    x_pt: float | None = None
    y_pt: float | None = None
    address: str = ""
