"""Which tool is on and what it is set to. Pure: no Qt, no pages."""

from enum import StrEnum

from pincite.model.annotations import AnnotationKind, Colour

INK_WIDTHS_PT = (1.0, 2.0, 4.0, 8.0)
ERASER_WIDTHS_PT = (6.0, 14.0, 32.0)
FONT_SIZES_PT = (8.0, 10.0, 12.0, 14.0, 18.0, 24.0, 36.0)


class ToolKind(StrEnum):
    """The tools; all but the eraser are named after what they make."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    SQUIGGLE = "squiggle"
    NOTE = "note"
    TEXT = "text"
    AREA = "area"
    INK = "ink"
    ERASER = "eraser"

    @property
    def annotation(self) -> AnnotationKind | None:
        """What it makes; None for the eraser."""
        return None if self is ToolKind.ERASER else AnnotationKind(self.value)

    @property
    def marks_text(self) -> bool:
        """True for tools that mark the text over which they are drawn."""
        kind = self.annotation
        return kind is not None and kind.marks_text

    @property
    def makes_one(self) -> bool:
        """True where something is typed next, so that the tool is put away after one use."""
        return self in (ToolKind.NOTE, ToolKind.TEXT)


_PENS = (AnnotationKind.INK, AnnotationKind.TEXT)


class ToolState:
    """The tool that is on, and the colours and sizes that the next annotation takes.

    Pens (drawings and text boxes) have a colour of their own: the usual yellow of highlights can
    hardly be read as a line.

    Attributes:
        current: None while the mouse selects.
    """

    def __init__(self) -> None:
        self.current: ToolKind | None = None
        self.ink_pt = 2.0
        self.eraser_pt = 14.0
        self.font_pt = 12.0
        self._mark_colour = Colour.YELLOW
        self._pen_colour = Colour.RED

    def toggle(self, kind: ToolKind) -> None:
        """Switch a tool on, or off when it is on already."""
        self.current = None if self.current is kind else kind

    def end(self) -> bool:
        """Put the tool away; False when there was none."""
        was_on, self.current = self.current is not None, None
        return was_on

    def end_after_one(self) -> None:
        """Put the tool away if it is one that is used once."""
        if self.current is not None and self.current.makes_one:
            self.current = None

    def colour_of(self, kind: AnnotationKind) -> Colour:
        """The colour of the next annotation of a kind."""
        return self._pen_colour if kind in _PENS else self._mark_colour

    def set_colour(self, kind: AnnotationKind, colour: Colour) -> None:
        """Give the next annotations of a kind, and of those like it, a colour."""
        if kind in _PENS:
            self._pen_colour = colour
        else:
            self._mark_colour = colour

    @property
    def size_pt(self) -> float:
        """The width or letter size that can be chosen for the tool that is on; 0 for none."""
        sizes = {
            ToolKind.INK: self.ink_pt,
            ToolKind.ERASER: self.eraser_pt,
            ToolKind.TEXT: self.font_pt,
        }
        return sizes.get(self.current, 0.0) if self.current else 0.0

    def set_size(self, size_pt: float) -> None:
        """Choose the width or letter size of the tool that is on."""
        match self.current:
            case ToolKind.INK:
                self.ink_pt = size_pt
            case ToolKind.ERASER:
                self.eraser_pt = size_pt
            case ToolKind.TEXT:
                self.font_pt = size_pt
            case _:
                return


def sizes_of(kind: ToolKind) -> tuple[float, ...]:
    """The widths or letter sizes that a tool offers, in points; none for most."""
    return {
        ToolKind.INK: INK_WIDTHS_PT,
        ToolKind.ERASER: ERASER_WIDTHS_PT,
        ToolKind.TEXT: FONT_SIZES_PT,
    }.get(kind, ())


def colour_after(colour: Colour) -> Colour:
    """The next colour in the order of the digits; the first after the last."""
    colours = tuple(Colour)
    return colours[(colours.index(colour) + 1) % len(colours)]


def stepped(size_pt: float, by: int) -> float:
    """The letter size that is `by` steps larger, or smaller, within those that are offered."""
    nearest = min(range(len(FONT_SIZES_PT)), key=lambda i: abs(FONT_SIZES_PT[i] - size_pt))
    return FONT_SIZES_PT[min(max(nearest + by, 0), len(FONT_SIZES_PT) - 1)]
