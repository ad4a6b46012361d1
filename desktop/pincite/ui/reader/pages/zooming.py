"""What the zoom follows, its steps and its limits. Pure."""

from enum import Enum

from pincite.ui.reader.pages.page_layout import PX_PER_POINT, PageLayout

ZOOM_STEPS = (
    0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0,
)  # fmt: skip
SMALLEST, LARGEST = 0.05, 16.0


class ZoomMode(Enum):
    """What the zoom follows when the window changes its size."""

    FREE = "free"
    WIDTH = "width"
    PAGE = "page"
    HEIGHT = "height"


def limited(zoom: float) -> float:
    """The zoom, or the nearest one that can be shown."""
    return min(max(zoom, SMALLEST), LARGEST)


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


def scale_of(zoom: float, ratio: float) -> float:
    """Device pixels for a point at a zoom; `ratio` is that of device to logical pixels."""
    return zoom * PX_PER_POINT * ratio


def zoom_of(scale: float, ratio: float) -> float:
    """The zoom that `scale_of` makes this scale of."""
    return scale / (PX_PER_POINT * ratio)
