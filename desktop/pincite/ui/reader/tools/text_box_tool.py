"""The text tool: a box to type in, at a click or as wide as a drag."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, QuotationKind
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.annotations.text_box import (
    PAD_PT,
    fitted_to_text,
    font_pt_of,
    natural_size,
)
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageSpot, PageView
from pincite.ui.reader.tools.boxes import anchored, box_between, box_of
from pincite.ui.reader.tools.page_tool import PageTool
from pincite.ui.reader.tools.text_box_editor import TextBoxEditor, TextDraft

_LEAST_WIDTH_PT = 20.0
_LEAST_LEFT_PT = 48.0


class TextBoxTool(PageTool):
    """Opens the editor of a text box, and keeps what was typed in it.

    Args:
        kept: is told the annotation that was typed.
    """

    def __init__(
        self,
        view: PageView,
        marks: Marks,
        overlay: AnnotationOverlay,
        editor: TextBoxEditor,
        kept: Callable[[AnnotationId], None],
    ) -> None:
        self._view = view
        self._marks = marks
        self._overlay = overlay
        self._editor = editor
        self._kept = kept
        self._start: PageSpot | None = None
        self._box: Quad | None = None
        editor.finished.connect(self._keep)

    def cursor(self) -> QCursor:
        """The cursor of a place to type."""
        return QCursor(
            Qt.CursorShape.IBeamCursor if self._start is None else Qt.CursorShape.CrossCursor
        )

    def press(self, spot: PageSpot) -> None:
        """Begin a box."""
        self._start, self._box = spot, None

    def move(self, spot: PageSpot) -> None:
        """Draw it as wide as it is to be."""
        if self._start is not None:
            layout, index = self._view.layout_of_pages, self._start.page_index
            start = layout.displayed_point(index, self._start.x_pt, self._start.y_pt)
            end = layout.displayed_point(index, spot.x_pt, spot.y_pt)
            self._box = box_between(*start, *end, layout.sheet(index))

    def release(self, spot: PageSpot) -> None:
        """Type in the box, or in one that is there already."""
        self.move(spot)
        start, box = self._start, self._box
        self.cancel()
        if start is None or box is None:
            return
        is_drawn = box.x1 - box.x0 >= _LEAST_WIDTH_PT
        there = self._overlay.at(start.page_index, start.x_pt, start.y_pt)
        if not is_drawn and there is not None and there.kind is AnnotationKind.TEXT:
            self.edit(there)
            return
        font_pt = self._marks.tools.font_pt
        if not is_drawn:
            box = self._clicked_box(start, font_pt)
        colour = self._marks.tools.colour_of(AnnotationKind.TEXT)
        draft = TextDraft(None, start.page_index, box, "", font_pt, colour, grows=not is_drawn)
        self._editor.open(draft)

    def cancel(self) -> bool:
        """Leave the box."""
        was_drawing = self._start is not None
        self._start = self._box = None
        return was_drawing

    def edit(self, annotation: Annotation) -> None:
        """Type in a text box that is there."""
        box, index = box_of(annotation.anchor), annotation.anchor.page_index
        if box is None:
            return
        shown = self._view.layout_of_pages.displayed(index, box)
        self._view.show_quad(index, box)
        self._editor.open(
            TextDraft(
                annotation.id,
                index,
                shown,
                annotation.comment,
                font_pt_of(annotation),
                annotation.colour,
                grows=self._follows_text(annotation, shown),
            )
        )
        self._overlay.hidden = annotation.id

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the box."""
        if self._start is None or self._box is None or index != self._start.page_index:
            return
        box, scale = self._box, layout.scale
        colour = QColor(self._marks.tools.colour_of(AnnotationKind.TEXT).hex)
        painter.setPen(QPen(colour, max(1.0, scale / 2), Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(
            QRectF(
                page.x + box.x0 * scale,
                page.y + box.y0 * scale,
                (box.x1 - box.x0) * scale,
                (box.y1 - box.y0) * scale,
            )
        )

    def _clicked_box(self, spot: PageSpot, font_pt: float) -> Quad:
        """A box whose first line begins where the mouse is, with room for some letters."""
        layout, index = self._view.layout_of_pages, spot.page_index
        x, y = layout.displayed_point(index, spot.x_pt, spot.y_pt)
        sheet = layout.sheet(index)
        x = min(max(x - PAD_PT, 0.0), max(0.0, sheet.x1 - _LEAST_LEFT_PT))
        y = min(max(y - PAD_PT - 0.6 * font_pt, 0.0), max(0.0, sheet.y1 - 2 * font_pt))
        return Quad(x, y, x, y)

    def _keep(self, draft: TextDraft) -> None:
        self._overlay.hidden = None
        before = self._overlay.get(draft.id)
        if before is not None and not draft.text:
            self._marks.delete(before.id)
        elif before is not None:
            self._change(before, draft)
            self._kept(before.id)
        elif draft.text:
            self._kept(self._add(draft))
        self._view.viewport().update()

    def _follows_text(self, annotation: Annotation, shown: Quad) -> bool:
        """True for a box that is as wide as its text: it was not drawn to a width of its own."""
        layout, index = self._view.layout_of_pages, annotation.anchor.page_index
        if layout.turn(index) != layout.rotation(index):
            return False
        width = shown.x1 - shown.x0
        natural, _ = natural_size(annotation.comment, font_pt_of(annotation), width + 1)
        return abs(natural - width) < 1

    def _change(self, before: Annotation, draft: TextDraft) -> None:
        if (draft.text, draft.font_pt) != (before.comment, font_pt_of(before)):
            after = replace(before, comment=draft.text, font_pt=draft.font_pt)
            layout = self._view.layout_of_pages
            if draft.grows:
                box = layout.unrotated_box(draft.page_index, draft.box)
                after = replace(after, anchor=anchored(after.anchor, box))
            after = fitted_to_text(after, layout)
            self._marks.reshape(after, "Edit text")
        if draft.colour is not before.colour:
            self._marks.recolour(before.id, draft.colour)

    def _add(self, draft: TextDraft) -> AnnotationId:
        box = self._view.layout_of_pages.unrotated_box(draft.page_index, draft.box)
        return self._marks.add(
            Anchor(draft.page_index, (PageQuads(draft.page_index, (box,)),)),
            AnnotationKind.TEXT,
            draft.colour,
            QuotationKind.COMMENT,
            comment=draft.text,
            font_pt=draft.font_pt,
        )
