"""The eraser: rubs out parts of drawings."""

from dataclasses import replace

from PySide6.QtGui import QCursor

from pincite.model.annotations import Annotation, Stroke
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.page_view import PageSpot, PageView
from pincite.ui.reader.tools.boxes import anchored
from pincite.ui.reader.tools.cursors import ring
from pincite.ui.reader.tools.page_tool import PageTool
from pincite.ui.reader.tools.strokes import bounds_of, rubbed

_SMALLEST_CURSOR_PX = 4
_LARGEST_CURSOR_PX = 120


class EraserTool(PageTool):
    """Cuts the strokes that it meets; a drawing of which nothing is left goes to the trash."""

    def __init__(self, view: PageView, marks: Marks, overlay: AnnotationOverlay) -> None:
        self._view = view
        self._marks = marks
        self._overlay = overlay
        self._last: PageSpot | None = None
        self._changed: dict[AnnotationId, Annotation] = {}

    def cursor(self) -> QCursor:
        """A ring as large as the eraser."""
        return ring(round(self._width_pt() * self._scale()))

    def press(self, spot: PageSpot) -> None:
        """Begin to rub."""
        self._last = spot
        self.move(spot)

    def move(self, spot: PageSpot) -> None:
        """Rub out what lies between the last place and this one."""
        last = self._last
        if last is None:
            return
        self._last = spot
        path = ((last.x_pt, last.y_pt), (spot.x_pt, spot.y_pt))
        radius = self._width_pt() / 2
        for drawing in self._overlay.on_page(spot.page_index):
            left = rubbed(drawing.strokes, path, radius) if drawing.strokes else ()
            if left != drawing.strokes:
                self._show(drawing, left)

    def release(self, spot: PageSpot) -> None:
        """Keep what is left, as one step."""
        self.move(spot)
        changed, rub = tuple(self._changed.values()), object()
        self._last, self._changed = None, {}
        for drawing in changed:
            if drawing.strokes:
                self._marks.reshape(drawing, "Erase", group=rub)
        gone = tuple(drawing.id for drawing in changed if not drawing.strokes)
        if gone:
            self._marks.delete(*gone, group=rub)

    def cancel(self) -> bool:
        """Bring back what was rubbed out since the button went down."""
        was_rubbing = self._last is not None
        for annotation_id in self._changed:
            self._overlay.forget_ahead(annotation_id)
        self._last, self._changed = None, {}
        return was_rubbing

    def _scale(self) -> float:
        return self._view.layout_of_pages.scale / self._view.ratio

    def _width_pt(self) -> float:
        """As chosen, but neither too small to be seen nor larger than a cursor can be."""
        side = self._marks.tools.eraser_pt * self._scale()
        return min(max(side, _SMALLEST_CURSOR_PX), _LARGEST_CURSOR_PX) / self._scale()

    def _show(self, drawing: Annotation, strokes: tuple[Stroke, ...]) -> None:
        """Show what is left; nothing of it has no place on the page."""
        if strokes:
            anchor = anchored(drawing.anchor, bounds_of(strokes))
        else:
            anchor = replace(drawing.anchor, places=())
        new = replace(drawing, strokes=strokes, anchor=anchor)
        self._changed[drawing.id] = new
        self._overlay.show_ahead(new)
