"""The note tool: a page note at a click."""

from collections.abc import Callable

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import AnnotationKind, QuotationKind
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_paint import NOTE_SIDE_PT
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.page_view import PageSpot, PageView
from pincite.ui.reader.tools.boxes import moved
from pincite.ui.reader.tools.page_tool import PageTool


class NoteTool(PageTool):
    """Places a note; its comment is typed next.

    Args:
        placed: is told the new annotation.
    """

    def __init__(
        self, view: PageView, marks: Marks, placed: Callable[[AnnotationId], None]
    ) -> None:
        self._view = view
        self._marks = marks
        self._placed = placed

    def release(self, spot: PageSpot) -> None:
        """Put a note with its middle where the mouse is, wholly on the page."""
        half, index = NOTE_SIDE_PT / 2, spot.page_index
        layout = self._view.layout_of_pages
        box = Quad(spot.x_pt - half, spot.y_pt - half, spot.x_pt + half, spot.y_pt + half)
        box = moved(box, 0, 0, layout.unrotated_box(index, layout.sheet(index)))
        self._placed(
            self._marks.add(
                Anchor(index, (PageQuads(index, (box,)),)),
                AnnotationKind.NOTE,
                quotation_kind=QuotationKind.COMMENT,
            )
        )
