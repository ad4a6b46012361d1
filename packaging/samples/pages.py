"""Strips of set matter stacked into columns with footnotes, floats and kept-together lines."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samples.lines import Ink, Typefaces, pymupdf

Colour = tuple[float, float, float]
Point = tuple[float, float]
BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Path:
    """A vector shape: a stroked or filled line through `points`."""

    points: tuple[Point, ...]
    width: float = 0.5
    stroke: Colour | None = BLACK
    fill: Colour | None = None
    dashes: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading for the outline and the contents."""

    level: int
    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Matter that is never divided; heights in points.

    `gap` is the space above it, dropped at the head of a column. `keeps` ties it to the next strip.
    `floats` lets it wait for the next column while text goes on. `forces` starts a new column.
    `elastic` gaps take up what a column is short of.
    """

    height: float
    inks: tuple[Ink, ...] = ()
    paths: tuple[Path, ...] = ()
    notes: tuple["Strip", ...] = ()
    gap: float = 0.0
    keeps: bool = False
    floats: bool = False
    forces: bool = False
    elastic: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a column stands on its page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A filled column: strips with their distance from the top of the frame, and footnotes."""

    placed: tuple[tuple[float, Strip], ...]
    notes: tuple[Strip, ...]
    used: float


NOTE_GAP = 13.0


class Stack:
    """Strips waiting to be placed, in reading order."""

    def __init__(self, strips: Sequence[Strip]) -> None:
        self._waiting = deque(strips)
        self._floated: deque[Strip] = deque()

    def __bool__(self) -> bool:
        return bool(self._waiting or self._floated)

    def take_column(self, height: float) -> Column:
        """Fill one column of `height` points and remove what it took."""
        chosen: list[Strip] = []
        while self._floated and _needed([*chosen, self._floated[0]]) <= height:
            chosen.append(replace(self._floated.popleft(), gap=0.0 if not chosen else 14.0))
        fixed = len(chosen)
        while self._waiting:
            strip = self._waiting[0]
            if strip.forces and len(chosen) > 0 and (not self._floated or len(chosen) > fixed):
                if self._floated:
                    break
                if len(chosen) > fixed or fixed:
                    break
            if _needed([*chosen, strip]) > height:
                if not strip.floats or not chosen:
                    break
                self._floated.append(self._waiting.popleft())
                continue
            chosen.append(strip)
            self._waiting.popleft()
        self._give_back(chosen, fixed)
        return _stacked(chosen, height, is_full=bool(self._waiting))

    def _give_back(self, chosen: list[Strip], fixed: int) -> None:
        """Return trailing strips that must not be parted from what follows."""
        if not self._waiting or self._waiting[0].forces:
            return
        kept = len(chosen)
        while kept > max(fixed, 1) and chosen[kept - 1].keeps:
            kept -= 1
        if kept <= max(fixed, 1) and chosen[kept - 1].keeps:
            return
        while len(chosen) > kept:
            self._waiting.appendleft(chosen.pop())


def _needed(strips: Sequence[Strip]) -> float:
    body = sum(s.height + (s.gap if i else 0.0) for i, s in enumerate(strips))
    notes = sum(n.height for s in strips for n in s.notes)
    return body + (notes + NOTE_GAP if notes else 0.0)


def _stacked(strips: Sequence[Strip], height: float, *, is_full: bool) -> Column:
    missing = height - _needed(strips)
    elastic = [i for i, s in enumerate(strips) if i and s.elastic]
    extra = 0.0
    if is_full and elastic and 0 < missing <= 11.0 * len(elastic):
        extra = missing / len(elastic)
    placed: list[tuple[float, Strip]] = []
    y = 0.0
    for number, strip in enumerate(strips):
        if number:
            y += strip.gap + (extra if number in elastic else 0.0)
        placed.append((y, strip))
        y += strip.height
    return Column(tuple(placed), tuple(n for s in strips for n in s.notes), y)


class Sheet:
    """One page being drawn: text is gathered and written in reading order."""

    def __init__(self, page: object, faces: Typefaces) -> None:
        self.page = page
        self.faces = faces
        self._writers: list[tuple[Colour, pymupdf.TextWriter]] = []

    def ink(self, ink: Ink, x: float = 0.0, y: float = 0.0) -> None:
        """Write one run with its strip's origin at (x, y)."""
        page: pymupdf.Page = self.page
        if not self._writers or self._writers[-1][0] != ink.colour:
            self._writers.append((ink.colour, pymupdf.TextWriter(page.rect)))
        writer = self._writers[-1][1]
        font = self.faces.fonts[ink.font]
        writer.append((x + ink.x, y + ink.y), ink.text, font=font, fontsize=ink.size)

    def path(self, path: Path, x: float = 0.0, y: float = 0.0) -> None:
        """Draw one shape with its strip's origin at (x, y)."""
        page: pymupdf.Page = self.page
        shape = page.new_shape()
        shape.draw_polyline([(x + px, y + py) for px, py in path.points])
        shape.finish(
            color=path.stroke,
            fill=path.fill,
            width=path.width,
            dashes=path.dashes or None,
            closePath=path.fill is not None,
            lineJoin=1,
        )
        shape.commit()

    def strip(self, strip: Strip, x: float, y: float) -> None:
        """Draw a strip with its top left corner at (x, y)."""
        for path in strip.paths:
            self.path(path, x, y)
        for ink in strip.inks:
            self.ink(ink, x, y)

    def column(self, column: Column, frame: Frame) -> None:
        """Draw a column and, at its foot, its footnotes."""
        for top, strip in column.placed:
            self.strip(strip, frame.x, frame.y + top)
        if not column.notes:
            return
        y = frame.y + frame.height - sum(n.height for n in column.notes)
        rule = ((0.0, 0.0), (min(72.0, frame.width / 3), 0.0))
        self.path(Path(rule, width=0.4), frame.x, y - 4.5)
        for note in column.notes:
            self.strip(note, frame.x, y)
            y += note.height

    def finish(self) -> None:
        """Put the gathered text on the page."""
        for colour, writer in self._writers:
            writer.write_text(self.page, color=colour)
