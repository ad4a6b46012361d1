"""Annotations: what a reader marked and said about it."""

from dataclasses import dataclass
from enum import StrEnum

from pincite.model.anchors import Anchor
from pincite.model.ids import AnnotationId, Sha256


class AnnotationKind(StrEnum):
    """What the mark is.

    `NOTE` is a page note at a point, `TEXT` a text box on the page whose text is the comment,
    `AREA` a part of the page as a picture, `INK` a drawing.
    """

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    SQUIGGLE = "squiggle"
    NOTE = "note"
    AREA = "area"
    INK = "ink"
    TEXT = "text"

    @property
    def marks_text(self) -> bool:
        """True for marks that run along lines of text, and that can be turned into each other."""
        return self in _TEXT_MARKS


_TEXT_MARKS = frozenset({
    AnnotationKind.HIGHLIGHT, AnnotationKind.UNDERLINE, AnnotationKind.STRIKEOUT,
    AnnotationKind.SQUIGGLE,
})  # fmt: skip


class QuotationKind(StrEnum):
    """What the reader means by it: the words, their sense, a digest, or a thought of one's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    SUMMARY = "summary"
    COMMENT = "comment"


class Colour(StrEnum):
    """Highlight colours in the order of the digits 1 to 8; `hex` is their value."""

    YELLOW = "yellow"
    RED = "red"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"
    MAGENTA = "magenta"
    ORANGE = "orange"
    GREY = "grey"

    @property
    def hex(self) -> str:
        """The colour as "#rrggbb"."""
        return _HEX[self]


_HEX = {
    Colour.YELLOW: "#ffd400",
    Colour.RED: "#ff6666",
    Colour.GREEN: "#5fb236",
    Colour.BLUE: "#2ea8e5",
    Colour.PURPLE: "#a28ae5",
    Colour.MAGENTA: "#e56eee",
    Colour.ORANGE: "#f19837",
    Colour.GREY: "#aaaaaa",
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line drawn in one go.

    Attributes:
        points: x and y by turns, in points of the unrotated page as in `Quad`; at least one point.
    """

    width_pt: float
    points: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered to an annotation in the file it was taken from."""

    author: str
    text: str
    created: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark in a document.

    Attributes:
        comment: Markdown; of a text box the text on the page.
        core: one-line core statement.
        strokes: of a drawing; its anchor has their bounds as its only box.
        font_pt: size of a text box's letters; 0 for the usual one.
        author: who made it, where it was taken from a file; empty for the user's own.
        origin: its name in the file it was taken from, so that it is not taken twice; else empty.
        replies: in the order they were given.
        created, modified: ISO 8601 times in UTC; trashed: time of the act, empty while it lives.
    """

    id: AnnotationId
    document: Sha256
    kind: AnnotationKind
    anchor: Anchor
    colour: Colour = Colour.YELLOW
    comment: str = ""
    tags: tuple[str, ...] = ()
    quotation_kind: QuotationKind = QuotationKind.DIRECT
    core: str = ""
    strokes: tuple[Stroke, ...] = ()
    font_pt: float = 0.0
    author: str = ""
    origin: str = ""
    replies: tuple[Reply, ...] = ()
    created: str = ""
    modified: str = ""
    trashed: str = ""

    @property
    def reading_order(self) -> tuple[int, float, float]:
        """Sort key: page, then place on it from top to bottom."""
        places = self.anchor.places
        if places and places[0].quads:
            first = places[0].quads[0]
            return (self.anchor.page_index, first.y0, first.x0)
        return (self.anchor.page_index, float(max(self.anchor.start, 0)), 0.0)
