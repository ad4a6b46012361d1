"""Where the pages of a document stand in the continuous view. Pure geometry.

All lengths called "px" are device pixels: positions stay whole at every device pixel ratio, so
that a page image is never resampled. Pages stand one below the other, centred on a common axis.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from pincite.model.anchors import Quad

PX_PER_POINT = 96 / 72
"""Logical pixels for a point at a zoom of 100 %."""


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

    Args:
        sizes: width and height of each page in points, as displayed.
        rotations: degrees clockwise by which each page is turned for display.
    """

    def __init__(
        self,
        sizes: tuple[tuple[float, float], ...],
        rotations: tuple[int, ...] = (),
    ) -> None:
        self.sizes = sizes
        self._rotations = rotations
        self._tops_pt = [0.0, *accumulate(height for _, height in sizes)]
        self._widest_pt = max((width for width, _ in sizes), default=612.0)
        counted = Counter((round(w, 1), round(h, 1)) for w, h in sizes)
        self.prevailing_pt = counted.most_common(1)[0][0] if counted else (612.0, 792.0)
        self.scale = PX_PER_POINT
        self.gap_px = 16
        self.margin_px = 16

    def __len__(self) -> int:
        return len(self.sizes)

    def set_scale(self, scale: float, *, gap_px: int, margin_px: int) -> None:
        """Lay out anew with `scale` pixels for a point."""
        self.scale, self.gap_px, self.margin_px = scale, gap_px, margin_px

    @property
    def height_px(self) -> int:
        """Height of the whole view."""
        if not self.sizes:
            return 0
        gaps = self.gap_px * (len(self.sizes) - 1)
        return round(self._tops_pt[-1] * self.scale) + gaps + 2 * self.margin_px

    @property
    def width_px(self) -> int:
        """Width of the widest page with its margins."""
        return round(self._widest_pt * self.scale) + 2 * self.margin_px

    def rotation(self, index: int) -> int:
        """Degrees clockwise by which the page is turned: 0, 90, 180 or 270."""
        return self._rotations[index] % 360 if index < len(self._rotations) else 0

    def size_px(self, index: int) -> tuple[int, int]:
        """Width and height of a page, at least one pixel each."""
        width, height = self.sizes[index]
        return max(1, round(width * self.scale)), max(1, round(height * self.scale))

    def top_px(self, index: int) -> int:
        """The first row of a page."""
        return self.margin_px + self.gap_px * index + round(self._tops_pt[index] * self.scale)

    def box(self, index: int, view_width_px: int) -> Box:
        """The box of a page in a view of this width; narrower pages are centred."""
        width, height = self.size_px(index)
        axis = max(view_width_px, self.width_px)
        return Box((axis - width) // 2, self.top_px(index), width, height)

    def page_at(self, y_px: int) -> int:
        """The page that covers the row, or the one above when the row lies in a gap."""
        found = bisect_right(range(len(self.sizes)), y_px, key=self.top_px)
        return min(max(found - 1, 0), max(len(self.sizes) - 1, 0))

    def pages_between(self, top_px: int, bottom_px: int) -> range:
        """Pages that show in the rows from `top_px` to `bottom_px` (exclusive)."""
        if not self.sizes:
            return range(0)
        first = self.page_at(top_px)
        if self.top_px(first) + self.size_px(first)[1] <= top_px:
            first += 1
        last = self.page_at(bottom_px - 1)
        if self.top_px(last) >= bottom_px:
            last -= 1
        return range(first, last + 1)

    def fit_width(self, index: int, width_px: int) -> float:
        """The scale at which the page at `index`, or the prevailing one if wider, fills a width."""
        widest = max(self.sizes[index][0], self.prevailing_pt[0]) if self.sizes else 612.0
        return max(0.02, (width_px - 2 * self.margin_px) / max(1.0, widest))

    def fit_page(self, index: int, width_px: int, height_px: int) -> float:
        """The scale at which the whole page at `index` is seen."""
        height = max(1.0, self.sizes[index][1] if self.sizes else 792.0)
        return max(
            0.02, min(self.fit_width(index, width_px), (height_px - 2 * self.margin_px) / height)
        )

    def displayed(self, index: int, quad: Quad) -> Quad:
        """A box of the unrotated page as it stands on the displayed page, in points."""
        x0, y0 = self._turn(index, quad.x0, quad.y0)
        x1, y1 = self._turn(index, quad.x1, quad.y1)
        return Quad(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def unrotated(self, index: int, x_pt: float, y_pt: float) -> tuple[float, float]:
        """A point of the displayed page in the coordinates of anchors and words."""
        width, height = self.sizes[index]
        match self.rotation(index):
            case 90:
                return y_pt, width - x_pt
            case 180:
                return width - x_pt, height - y_pt
            case 270:
                return height - y_pt, x_pt
        return x_pt, y_pt

    def _turn(self, index: int, x: float, y: float) -> tuple[float, float]:
        width, height = self.sizes[index]
        match self.rotation(index):
            case 90:
                return width - y, x
            case 180:
                return width - x, height - y
            case 270:
                return y, height - x
        return x, y

    def quad_px(self, index: int, quad: Quad) -> Box:
        """A box of the unrotated page in pixels from the top left corner of the displayed page."""
        shown = self.displayed(index, quad)
        x, y = int(shown.x0 * self.scale), int(shown.y0 * self.scale)
        right, bottom = -int(-shown.x1 * self.scale // 1), -int(-shown.y1 * self.scale // 1)
        return Box(x, y, max(1, right - x), max(1, bottom - y))
