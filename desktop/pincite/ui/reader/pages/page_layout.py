"""Where the pages of a document stand in the view. Pure geometry.

All lengths called "px" are device pixels: positions stay whole at every device pixel ratio, so
that a page image is never resampled. Pages stand in rows of one or two, centred on a common axis.
Flowing rows follow each other with a gap; page by page each row has a slot of its own, at least as
high as the view, so that every page has a place in the same coordinates in every mode.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat, zip_longest

from pincite.documents.geometry import box_from_display, box_to_display, point_from_display
from pincite.model.anchors import Quad
from pincite.ui.reader.pages.view_mode import USUAL, Spread, ViewMode

PX_PER_POINT = 96 / 72
"""Logical pixels for a point at a zoom of 100 %."""

SMALLEST_SCALE = 0.02
_LETTER = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of whole device pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column beyond it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height

    def intersected(self, other: "Box") -> "Box":
        """The part that lies in both; of no width or height when there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(x, y, max(0, right - x), max(0, bottom - y))

    def moved(self, dx: int, dy: int) -> "Box":
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def contains(self, other: "Box") -> bool:
        """True when `other` lies wholly in it."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def __bool__(self) -> bool:
        return self.width > 0 and self.height > 0


class PageLayout:
    """Boxes of all pages at a scale, found without looking at every page.

    Heights are summed once, in points: changing the scale costs nothing even with 10 000 pages.
    The box of a page is that of the whole page, as pictures and quads have it; where margins are
    cut off, `shown` is the part of it that is seen.

    Args:
        sizes: width and height of each page in points, as displayed without the view's turn.
        rotations: degrees clockwise by which the file turns each page for display.
        mode: the arrangement; its turn is added to that of each page.
        crops: the part of each page to show, in points of the page as `sizes` has it; None, or no
            entry, for a whole page. Used only in a mode that crops.
    """

    def __init__(
        self,
        sizes: tuple[tuple[float, float], ...],
        rotations: tuple[int, ...] = (),
        mode: ViewMode = USUAL,
        crops: Sequence[Quad | None] = (),
    ) -> None:
        self.sizes = sizes
        self.rotations = rotations
        self.mode = mode
        self._crops = crops if mode.is_cropped else ()
        self._dims = self._shown_sizes()
        rows = self._row_sizes()
        self._row_heights = [height for _, height in rows]
        self._tops_pt = [0.0, *accumulate(self._row_heights)]
        self._tallest_pt = max(self._row_heights, default=_LETTER[1])
        self._widest_pt = max((width for width, _ in rows), default=_LETTER[0])
        counted = Counter((round(w, 1), round(h, 1)) for w, h in rows)
        self.prevailing_pt = counted.most_common(1)[0][0] if counted else _LETTER
        self.set_scale(PX_PER_POINT, gap_px=16, margin_px=16)

    def __len__(self) -> int:
        return len(self.sizes)

    def set_scale(
        self, scale: float, *, gap_px: int, margin_px: int, view_height_px: int = 0
    ) -> None:
        """Lay out anew with `scale` pixels for a point; page by page needs the view's height."""
        self.scale, self.gap_px, self.margin_px = scale, gap_px, margin_px
        self._view_height_px = view_height_px
        tallest = round(self._tallest_pt * scale) + 2 * margin_px + 1
        self._slot_px = max(view_height_px, tallest)

    # --- pages in points

    def rotation(self, index: int) -> int:
        """Degrees clockwise by which the file turns the page: 0, 90, 180 or 270."""
        return self.rotations[index] % 360 if index < len(self.rotations) else 0

    def turn(self, index: int) -> int:
        """Degrees clockwise by which the page is seen turned, by the file and by the view."""
        return (self.rotation(index) + self.mode.turn) % 360

    def size_pt(self, index: int) -> tuple[float, float]:
        """Width and height of the whole page as it is seen, in points."""
        width, height = self.sizes[index]
        return (height, width) if self.mode.turn % 180 else (width, height)

    def shown_pt(self, index: int) -> Quad:
        """The part of the page that is shown, in points of the whole page as it is seen."""
        width, height = self.size_pt(index)
        crop = self._crops[index] if index < len(self._crops) else None
        if crop is None:
            return Quad(0.0, 0.0, width, height)
        box = (crop.x0, crop.y0, crop.x1, crop.y1)
        return Quad(*box_to_display(box, width, height, self.mode.turn))

    def displayed(self, index: int, quad: Quad) -> Quad:
        """A box of the unrotated page as it stands on the whole page as seen, in points."""
        box = (quad.x0, quad.y0, quad.x1, quad.y1)
        return Quad(*box_to_display(box, *self.size_pt(index), self.turn(index)))

    def unrotated(self, index: int, x_pt: float, y_pt: float) -> tuple[float, float]:
        """A point of the whole page as seen in the coordinates of anchors and words."""
        return point_from_display(x_pt, y_pt, *self.size_pt(index), self.turn(index))

    def unrotated_box(self, index: int, quad: Quad) -> Quad:
        """A box of the whole page as seen in the coordinates of anchors and words."""
        box = (quad.x0, quad.y0, quad.x1, quad.y1)
        return Quad(*box_from_display(box, *self.size_pt(index), self.turn(index)))

    def displayed_point(self, index: int, x: float, y: float) -> tuple[float, float]:
        """A point of the unrotated page as it stands on the whole page as seen, in points."""
        point = self.displayed(index, Quad(x, y, x, y))
        return point.x0, point.y0

    def sheet(self, index: int) -> Quad:
        """The whole page as it is seen, in points."""
        return Quad(0.0, 0.0, *self.size_pt(index))

    def fraction_down(self, index: int, y_pt: float) -> float:
        """A height on the page as the file displays it, as the fraction of a `Place`."""
        fraction = min(max(y_pt / max(1.0, self.sizes[index][1]), 0.0), 1.0)
        # Turned by a quarter, what stood lower stands beside.
        return {0: fraction, 180: 1.0 - fraction}.get(self.mode.turn, 0.0)

    # --- pages in pixels

    def size_px(self, index: int) -> tuple[int, int]:
        """Width and height of the whole page, at least one pixel each."""
        return self._pixels(self.size_pt(index))

    def shown_px(self, index: int) -> tuple[int, int]:
        """Width and height of what is shown of a page, at least one pixel each."""
        return self._pixels(self._dims[index])

    def top_px(self, index: int) -> int:
        """The first row of what is shown of a page."""
        row = self.mode.row_of(index)
        return self.row_top_px(row) + (self.row_height_px(row) - self.shown_px(index)[1]) // 2

    def shown(self, index: int, view_width_px: int) -> Box:
        """Where what is shown of a page stands in a view of this width."""
        row = self.pages_in_row(self.mode.row_of(index))
        order = row[::-1] if self.mode.is_right_to_left else row
        widths = [self.shown_px(i)[0] for i in order]
        before = order.index(index)
        spare = max(view_width_px, self.width_px) - sum(widths) - self.between_px * (len(row) - 1)
        x = spare // 2 + sum(widths[:before]) + self.between_px * before
        return Box(x, self.top_px(index), *self.shown_px(index))

    def box(self, index: int, view_width_px: int) -> Box:
        """The box of the whole page, cut margins included; origin of its pictures and quads."""
        shown, part = self.shown(index, view_width_px), self.shown_pt(index)
        x, y = shown.x - round(part.x0 * self.scale), shown.y - round(part.y0 * self.scale)
        return Box(x, y, *self.size_px(index))

    def quad_px(self, index: int, quad: Quad) -> Box:
        """A box of the unrotated page in pixels from the top left corner of the page's box."""
        shown = self.displayed(index, quad)
        x, y = int(shown.x0 * self.scale), int(shown.y0 * self.scale)
        right, bottom = -int(-shown.x1 * self.scale // 1), -int(-shown.y1 * self.scale // 1)
        return Box(x, y, max(1, right - x), max(1, bottom - y))

    def place_px(self, index: int, y_fraction: float) -> int:
        """The row that lies a fraction of the whole page's height down it, if it is shown."""
        down = y_fraction * self.size_px(index)[1] - self.shown_pt(index).y0 * self.scale
        return self.top_px(index) + min(max(round(down), -self.margin_px), self.shown_px(index)[1])

    def fraction_at(self, index: int, y_px: int) -> float:
        """How far down the whole page a row lies, as a fraction; see `place_px`."""
        down = y_px - self.top_px(index) + self.shown_pt(index).y0 * self.scale
        return down / self.size_px(index)[1]

    # --- rows of pages

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._row_heights)

    @property
    def between_px(self) -> int:
        """The gap between two pages side by side."""
        return self.gap_px // 2

    @property
    def height_px(self) -> int:
        """Height of all rows."""
        if not self.rows:
            return 0
        if self.mode.is_paged:
            return self._slot_px * self.rows
        gaps = self.gap_px * (self.rows - 1)
        return round(self._tops_pt[-1] * self.scale) + gaps + 2 * self.margin_px

    @property
    def width_px(self) -> int:
        """Width of the widest row with its margins."""
        between = self.between_px * (self.mode.spread.columns - 1)
        return round(self._widest_pt * self.scale) + between + 2 * self.margin_px

    def pages_in_row(self, row: int) -> range:
        """The pages of a row, in reading order."""
        return self.mode.pages_in(row, len(self.sizes))

    def row_height_px(self, row: int) -> int:
        """The height of the highest page in a row."""
        return max(1, round(self._row_heights[row] * self.scale))

    def row_top_px(self, row: int) -> int:
        """The first row of pixels of a row of pages."""
        if not self.mode.is_paged:
            return self.margin_px + self.gap_px * row + round(self._tops_pt[row] * self.scale)
        spare = (self._view_height_px - self.row_height_px(row)) // 2
        return self._slot_px * row + max(self.margin_px, spare)

    def scroll_range(self, row: int) -> tuple[int, int]:
        """The first and last row of pixels that may stand at the top of the view.

        Args:
            row: of pages, the one on view; without meaning while rows follow each other.
        """
        if not self.mode.is_paged:
            return 0, max(0, self.height_px - self._view_height_px)
        first, height = self._slot_px * row, self.row_height_px(row) + 2 * self.margin_px
        return first, first + max(0, height - self._view_height_px)

    def row_at(self, y_px: int) -> int:
        """The row of pages at a height, or the one above when it lies in a gap."""
        if self.mode.is_paged:
            found = y_px // self._slot_px
        else:
            found = bisect_right(range(self.rows), y_px, key=self.row_top_px) - 1
        return min(max(found, 0), max(self.rows - 1, 0))

    def page_at(self, y_px: int) -> int:
        """The first page of the row at a height, or of the one above when it lies in a gap."""
        pages = self.pages_in_row(self.row_at(y_px))
        return pages[0] if pages else 0

    def page_near(self, x_px: int, y_px: int, view_width_px: int) -> int:
        """The page at a point, or the nearest one."""
        row = self.row_at(y_px)
        if not self.mode.is_paged and row + 1 < self.rows:
            bottom = self.row_top_px(row) + self.row_height_px(row)
            row += y_px > bottom + self.gap_px // 2
        boxes = {i: self.shown(i, view_width_px) for i in self.pages_in_row(row)}
        return min(boxes, key=lambda i: max(boxes[i].x - x_px, x_px - boxes[i].right), default=0)

    def pages_between(self, top_px: int, bottom_px: int) -> range:
        """Pages of the rows that show between `top_px` and `bottom_px` (exclusive)."""
        if not self.sizes:
            return range(0)
        first, last = self.row_at(top_px), self.row_at(bottom_px - 1)
        if self.row_top_px(first) + self.row_height_px(first) <= top_px:
            first += 1
        if self.row_top_px(last) >= bottom_px:
            last -= 1
        if first > last:
            return range(0)
        return range(self.pages_in_row(first).start, self.pages_in_row(last).stop)

    def pages_around(self, pages: range, rows_before: int, rows_after: int) -> tuple[range, range]:
        """The pages of so many rows before and after those of `pages`."""
        if not pages:
            return range(0), range(0)
        first, last = self.mode.row_of(pages.start), self.mode.row_of(pages.stop - 1)
        start = self.pages_in_row(max(0, first - rows_before)).start
        stop = self.pages_in_row(min(self.rows - 1, last + rows_after)).stop
        return range(start, pages.start), range(pages.stop, stop)

    # --- scales that fit

    def fit_width(self, index: int, width_px: int) -> float:
        """The scale at which the row of a page, or a usual row if wider, fills a width."""
        widest = max(self._row_width_pt(index), self.prevailing_pt[0])
        between = self.between_px * (self.mode.spread.columns - 1)
        return max(SMALLEST_SCALE, (width_px - between - 2 * self.margin_px) / max(1.0, widest))

    def fit_height(self, index: int, height_px: int) -> float:
        """The scale at which the row of a page fills a height."""
        height = self._row_heights[self.mode.row_of(index)] if self.sizes else _LETTER[1]
        return max(SMALLEST_SCALE, (height_px - 2 * self.margin_px) / max(1.0, height))

    def fit_page(self, index: int, width_px: int, height_px: int) -> float:
        """The scale at which the row of a page is wholly seen."""
        return min(self.fit_width(index, width_px), self.fit_height(index, height_px))

    # --- private

    def _pixels(self, size_pt: tuple[float, float]) -> tuple[int, int]:
        return max(1, round(size_pt[0] * self.scale)), max(1, round(size_pt[1] * self.scale))

    def _shown_sizes(self) -> Sequence[tuple[float, float]]:
        sizes: Sequence[tuple[float, float]] = self.sizes
        if self._crops:
            # A list of crops may be shorter than the document.
            crops = chain(self._crops, repeat(None))
            pairs = zip(sizes, crops, strict=False)
            sizes = [(c.x1 - c.x0, c.y1 - c.y0) if c else size for size, c in pairs]
        return [(h, w) for w, h in sizes] if self.mode.turn % 180 else sizes

    def _row_sizes(self) -> Sequence[tuple[float, float]]:
        """Width, without gaps, and height of each row in points."""
        if self.mode.spread is Spread.ONE:
            return self._dims
        alone = 1 if self.mode.spread is Spread.COVER else 0
        pages = self._dims[alone:]
        pairs = zip_longest(pages[::2], pages[1::2], fillvalue=(0.0, 0.0))
        paired = [(left[0] + right[0], max(left[1], right[1])) for left, right in pairs]
        return [*self._dims[:alone], *paired]

    def _row_width_pt(self, index: int) -> float:
        if not self.sizes:
            return _LETTER[0]
        row = self.pages_in_row(self.mode.row_of(index))
        return sum(width for width, _ in self._dims[row.start : row.stop])
