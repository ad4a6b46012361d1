"""Anchors: where a passage stands, and enough of it to find it again in another file.

Source: W3C Web Annotation Data Model, TextQuoteSelector and TextPositionSelector.
"""

from dataclasses import dataclass

CONTEXT = 64
"""Characters kept before and after a passage."""
ELISION = " […] "
"""Between two passages of one quotation that do not adjoin."""


@dataclass(frozen=True, slots=True)
class Quad:
    """An upright box around a run of text in one line.

    Page points (1/72 inch) of the unrotated page, origin top left of its crop box, y downwards.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    def contains(self, x: float, y: float) -> bool:
        """True when the point lies in the box, edges included."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class PageQuads:
    """The boxes of a passage on one page, in reading order."""

    page_index: int
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class TextRange:
    """Where a passage stands in the text of an article, however that is laid out.

    White space counts as one space, and the blocks follow each other with a line feed between.

    Attributes:
        block: number of the paragraph in which it begins, as frozen at import; 0 before the first.
        start, end: characters from the beginning of that block, end exclusive; a passage that goes
            on in the next block ends beyond its own.
    """

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of a document.

    Attributes:
        page_index: the page where it begins, from 0.
        places: its boxes, page by page; one entry unless it crosses a page end.
        quote: the text as displayed; empty for a mark without text (page note, area).
        before, after: up to `CONTEXT` characters around it.
        start: offset of the passage in the text of its first page; -1 when it has none.
        text_range: in an article, where it stands in the stored text; None where only the pages of
            the reading copy tell.
    """

    page_index: int
    places: tuple[PageQuads, ...] = ()
    quote: str = ""
    before: str = ""
    after: str = ""
    start: int = -1
    text_range: TextRange | None = None

    @property
    def last_page_index(self) -> int:
        """The page where the passage ends."""
        return self.places[-1].page_index if self.places else self.page_index
