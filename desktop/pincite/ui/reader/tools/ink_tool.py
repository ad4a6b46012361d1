"""The ink tool: drawing by hand."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPainter

from pincite.model.anchors import Anchor, PageQuads
from pincite.model.annotations import Annotation, AnnotationKind, QuotationKind, Stroke
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.mark_paint import paint_strokes, stroke_paths
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageSpot
from pincite.ui.reader.tools.page_tool import PageTool
from pincite.ui.reader.tools.strokes import MOST_NUMBERS, bounds_of, numbers_in, stroke_from

_JOIN_WITHIN_S = 3.0
_LEAST_STEP_PT = 0.2
_MOST_RAW = 2400
"""Coordinates of a stroke; an endless one is kept in pieces, so that lifting the pen is quick."""


@dataclass(slots=True)
class _Last:
    """The drawing that was worked on last, and when the pen was lifted."""

    id: AnnotationId
    at: float


class InkTool(PageTool):
    """Draws strokes; those that follow each other soon on a page are one annotation."""

    def __init__(
        self,
        marks: Marks,
        overlay: AnnotationOverlay,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._marks = marks
        self._overlay = overlay
        self._clock = clock
        self._page = -1
        self._raw: list[float] = []
        self._last: _Last | None = None

    def press(self, spot: PageSpot) -> None:
        """Put the pen down."""
        self._page, self._raw = spot.page_index, [spot.x_pt, spot.y_pt]

    def move(self, spot: PageSpot) -> None:
        """Draw on."""
        if not self._raw:
            return
        step = abs(spot.x_pt - self._raw[-2]) + abs(spot.y_pt - self._raw[-1])
        if step >= _LEAST_STEP_PT:
            self._raw += (spot.x_pt, spot.y_pt)
        if len(self._raw) >= _MOST_RAW:
            self._keep()
            self._raw = [spot.x_pt, spot.y_pt]

    def release(self, spot: PageSpot) -> None:
        """Lift the pen: the stroke is kept."""
        self.move(spot)
        if self._raw:
            self._keep()
            self._raw = []

    def cancel(self) -> bool:
        """Leave the stroke; the next one begins a drawing of its own."""
        was_drawing, self._raw, self._last = bool(self._raw), [], None
        return was_drawing

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the stroke under the pen."""
        if not self._raw or index != self._page:
            return
        tools = self._marks.tools
        stroke = Stroke(tools.ink_pt, tuple(self._raw))
        colour = QColor(tools.colour_of(AnnotationKind.INK).hex)
        paint_strokes(painter, stroke_paths((stroke,), index, layout), page, colour)

    def _keep(self) -> None:
        stroke = stroke_from(self._raw, self._marks.tools.ink_pt)
        before = self._drawing_to_join(stroke)
        if before is None:
            new_id = self._add(stroke)
        else:
            strokes = (*before.strokes, stroke)
            anchor = _anchor(self._page, strokes)
            self._marks.reshape(replace(before, strokes=strokes, anchor=anchor), "Draw")
            new_id = before.id
        self._last = _Last(new_id, self._clock())

    def _add(self, stroke: Stroke) -> AnnotationId:
        return self._marks.add(
            _anchor(self._page, (stroke,)),
            AnnotationKind.INK,
            quotation_kind=QuotationKind.COMMENT,
            strokes=(stroke,),
        )

    def _drawing_to_join(self, stroke: Stroke) -> Annotation | None:
        if self._last is None or self._clock() - self._last.at > _JOIN_WITHIN_S:
            return None
        drawing = self._overlay.get(self._last.id)
        if drawing is None or drawing.anchor.page_index != self._page:
            return None
        fits = numbers_in(drawing.strokes) + len(stroke.points) <= MOST_NUMBERS
        is_alike = drawing.colour is self._marks.tools.colour_of(AnnotationKind.INK)
        return drawing if fits and is_alike and drawing.strokes else None


def _anchor(index: int, strokes: tuple[Stroke, ...]) -> Anchor:
    return Anchor(index, (PageQuads(index, (bounds_of(strokes),)),))
