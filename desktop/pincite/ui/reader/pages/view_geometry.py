"""Between positions in the viewport and points on pages."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter

from pincite.model.anchors import Quad
from pincite.ui.reader.pages.page_layout import Box, PageLayout


@dataclass(frozen=True, slots=True)
class PageSpot:
    """A point of a page: unrotated page points, as anchors have them."""

    page_index: int
    x_pt: float
    y_pt: float


@dataclass(frozen=True, slots=True)
class ViewGeometry:
    """A layout, the part of it that is seen, and the device pixels for a logical pixel."""

    layout: PageLayout
    view: Box
    ratio: float

    def page_in_view(self, index: int) -> Box:
        """The box of a whole page in device pixels of the viewport."""
        return self.layout.box(index, self.view.width).moved(-self.view.x, -self.view.y)

    def shown_in_view(self, index: int) -> Box:
        """The box of what is shown of a page in device pixels of the viewport."""
        return self.layout.shown(index, self.view.width).moved(-self.view.x, -self.view.y)

    def rect_of(self, index: int, quad: Quad) -> QRect:
        """Where a box of a page stands in the viewport, in logical pixels."""
        page, box = self.page_in_view(index), self.layout.quad_px(index, quad)
        return QRect(
            round((page.x + box.x) / self.ratio),
            round((page.y + box.y) / self.ratio),
            max(1, round(box.width / self.ratio)),
            max(1, round(box.height / self.ratio)),
        )

    def spot_at(self, position: QPointF) -> PageSpot | None:
        """The point of the nearest page under a position of the viewport; None without pages."""
        if not len(self.layout):
            return None
        x, y = position.x() * self.ratio + self.view.x, position.y() * self.ratio + self.view.y
        index = self.layout.page_near(round(x), round(y), self.view.width)
        return self.spot_on(index, position)

    def spot_on(self, index: int, position: QPointF) -> PageSpot:
        """The point of one page under a position of the viewport, even if it lies beyond it."""
        page, scale = self.page_in_view(index), self.layout.scale
        x_pt = (position.x() * self.ratio - page.x) / scale
        y_pt = (position.y() * self.ratio - page.y) / scale
        return PageSpot(index, *self.layout.unrotated(index, x_pt, y_pt))

    def is_on_page(self, position: QPointF) -> bool:
        """True when the position of the viewport lies on a page, not on the desk."""
        if not len(self.layout):
            return False
        x = round(position.x() * self.ratio) + self.view.x
        y = round(position.y() * self.ratio) + self.view.y
        page = self.layout.shown(self.layout.page_near(x, y, self.view.width), self.view.width)
        return page.contains(Box(x, y, 1, 1))

    def corner_for(self, spot: PageSpot, at: QPointF) -> tuple[int, int]:
        """The corner of the view, in pixels of the layout, that brings a spot to a position."""
        quad = Quad(spot.x_pt, spot.y_pt, spot.x_pt, spot.y_pt)
        point = self.layout.displayed(spot.page_index, quad)
        page, scale = self.layout.box(spot.page_index, self.view.width), self.layout.scale
        return (
            round(page.x + point.x0 * scale - at.x() * self.ratio),
            round(page.y + point.y0 * scale - at.y() * self.ratio),
        )


def align_to_pixels(painter: QPainter) -> None:
    """Move the origin to a whole device pixel: at a ratio of 1.25 widgets may begin between two."""
    transform = painter.deviceTransform()
    dx, dy = transform.dx(), transform.dy()
    painter.translate(round(dx) - dx, round(dy) - dy)
