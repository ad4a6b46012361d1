"""The area tool: a frame around a part of a page."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import AnnotationKind, QuotationKind
from pincite.ui.reader.annotations.mark_paint import paint_area
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageSpot, PageView
from pincite.ui.reader.tools.boxes import box_between
from pincite.ui.reader.tools.page_tool import PageTool

LEAST_PT = 5.0
"""A smaller frame is a slip of the hand."""


class AreaTool(PageTool):
    """Drags a frame open; what is in it is kept as a place, and shown as a picture."""

    def __init__(self, view: PageView, marks: Marks) -> None:
        self._view = view
        self._marks = marks
        self._start: PageSpot | None = None
        self._box: Quad | None = None

    def press(self, spot: PageSpot) -> None:
        """Begin a frame."""
        self._start, self._box = spot, None

    def move(self, spot: PageSpot) -> None:
        """Draw the corner along."""
        if self._start is not None:
            self._box = self._between(self._start, spot)

    def release(self, spot: PageSpot) -> None:
        """Keep the frame, unless it is too small to be meant."""
        self.move(spot)
        box = self._box
        self.cancel()
        if box is None or min(box.x1 - box.x0, box.y1 - box.y0) < LEAST_PT:
            return
        place = PageQuads(spot.page_index, (box,))
        self._marks.add(
            Anchor(spot.page_index, (place,)),
            AnnotationKind.AREA,
            quotation_kind=QuotationKind.COMMENT,
        )

    def cancel(self) -> bool:
        """Leave the frame."""
        was_drawing = self._start is not None
        self._start = self._box = None
        return was_drawing

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the frame."""
        if self._start is None or self._start.page_index != index or self._box is None:
            return
        box = layout.quad_px(index, self._box)
        colour = QColor(self._marks.tools.colour_of(AnnotationKind.AREA).hex)
        rect = QRectF(page.x + box.x, page.y + box.y, box.width, box.height)
        paint_area(painter, rect, colour, layout.scale)

    def _between(self, start: PageSpot, end: PageSpot) -> Quad:
        layout, index = self._view.layout_of_pages, start.page_index
        sheet = layout.unrotated_box(index, layout.sheet(index))
        return box_between(start.x_pt, start.y_pt, end.x_pt, end.y_pt, sheet)
