"""What the zoom follows, its steps and its limits. Pure."""

from enum import Enum

from pincite.ui.reader.pages.page_layout import PX_PER_POINT, PageLayout

ZOOM_STEPS = (
    0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0,
)  # fmt: skip
SMALLEST, LARGEST = 0.05, 16.0
GAP_PX = 16
"""Logical pixels between two rows of pages, and around all of them."""


class ZoomMode(Enum):
    """What the zoom follows when the window changes its size."""

    FREE = "free"
    WIDTH = "width"
    PAGE = "page"
    HEIGHT = "height"


def next_larger(zoom: float) -> float:
    """The step above a zoom."""
    return next((step for step in ZOOM_STEPS if step > zoom * 1.01), ZOOM_STEPS[-1])


def next_smaller(zoom: float) -> float:
    """The step below a zoom."""
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.99), ZOOM_STEPS[0])


def fitting_scale(mode: ZoomMode, layout: PageLayout, index: int, size: tuple[int, int]) -> float:
    """Pixels for a point at which a page fits a view of this width and height in pixels.

    Raises:
        ValueError: the mode fits nothing.
    """
    width, height = size
    match mode:
        case ZoomMode.WIDTH:
            return layout.fit_width(index, width)
        case ZoomMode.PAGE:
            return layout.fit_page(index, width, height)
        case ZoomMode.HEIGHT:
            return layout.fit_height(index, height)
        case ZoomMode.FREE:
            raise ValueError(mode)


class Zooming:
    """The zoom of a view, and the layout that it makes.

    Attributes:
        mode: what the zoom follows.
        zoom: 1.0 is the printed size at 96 pixels to the inch.
    """

    def __init__(self) -> None:
        self.mode = ZoomMode.WIDTH
        self.zoom = 1.0
        self._scale = 0.0

    def set_free(self, zoom: float) -> None:
        """Follow nothing any more."""
        self.mode, self.zoom = ZoomMode.FREE, min(max(zoom, SMALLEST), LARGEST)

    def lay_out(self, layout: PageLayout, index: int, size: tuple[int, int], ratio: float) -> bool:
        """Lay pages out for a view of this size in device pixels; True when the scale is another.

        Args:
            index: the page that has to fit, if one has to.
            ratio: device pixels for a logical pixel.
        """
        before = self._scale
        layout.gap_px = layout.margin_px = gap = round(GAP_PX * ratio)
        self._scale = self.zoom * PX_PER_POINT * ratio
        if self.mode is not ZoomMode.FREE:
            self._scale = fitting_scale(self.mode, layout, index, size)
            self.zoom = self._scale / (PX_PER_POINT * ratio)
        layout.set_scale(self._scale, gap_px=gap, margin_px=gap, view_height_px=size[1])
        return self._scale != before
