"""Marks on the pages: painting them, and finding the one under the mouse."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from pincite.model.anchors import Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.ids import AnnotationId
from pincite.ui.icons import paint_glyph
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme, is_dark_page
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.theme import Role, Theme
from pincite.ui.theme.palettes import mixed

NOTE_SIDE_PT = 18.0
"""Side of the square that a page note takes, in points."""

_STRENGTH_LIGHT = 0.45
_STRENGTH_DARK = 0.42


def fill_marks(
    painter: QPainter, boxes: Iterable[Box], page: Box, colour: QColor, theme: PageTheme
) -> None:
    """Tint runs of text so that the letters stay as readable as they were.

    Light pages are multiplied with a pale form of the colour, dark ones lightened by a dim one.
    Boxes that overlap, as those of tight lines do, are tinted once.
    """
    region = QRegion()
    for box in boxes:
        region += QRect(page.x + box.x, page.y + box.y, box.width, box.height)
    painter.save()
    if is_dark_page(theme):
        tint = mixed(QColor("black"), colour, _STRENGTH_DARK)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    else:
        tint = mixed(QColor("white"), colour, _STRENGTH_LIGHT)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
    painter.fillRect(region.boundingRect(), tint)
    painter.restore()


class AnnotationOverlay:
    """The annotations of a document, by page."""

    def __init__(self, theme: Theme, pictures: PictureStore) -> None:
        self._theme = theme
        self._pictures = pictures
        self._by_page: dict[int, list[Annotation]] = {}
        self.selected: AnnotationId | None = None

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show these; one that runs over a page end shows on each of its pages."""
        self._by_page = {}
        for annotation in annotations:
            for place in annotation.anchor.places:
                self._by_page.setdefault(place.page_index, []).append(annotation)

    def on_page(self, index: int) -> Sequence[Annotation]:
        """The annotations that touch a page."""
        return self._by_page.get(index, ())

    def at(self, index: int, x_pt: float, y_pt: float) -> Annotation | None:
        """The annotation at a point of the unrotated page; of several the smallest."""
        hits = [
            annotation
            for annotation in self.on_page(index)
            if any(_reach(annotation, q).contains(x_pt, y_pt) for q in quads_on(annotation, index))
        ]
        return min(hits, key=lambda a: len(a.anchor.quote), default=None)

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the marks of one page."""
        for annotation in self.on_page(index):
            boxes = [layout.quad_px(index, quad) for quad in quads_on(annotation, index)]
            colour = QColor(annotation.colour.hex)
            match annotation.kind:
                case AnnotationKind.UNDERLINE:
                    self._paint_lines(painter, boxes, page, colour, layout, at=1.0)
                case AnnotationKind.STRIKEOUT:
                    self._paint_lines(painter, boxes, page, colour, layout, at=0.55)
                case AnnotationKind.NOTE:
                    self._paint_note(painter, boxes, page, colour)
                case _:
                    fill_marks(painter, boxes, page, colour, self._pictures.theme)
            if annotation.id == self.selected:
                self._paint_outline(painter, boxes, page, layout)

    def _paint_lines(
        self,
        painter: QPainter,
        boxes: list[Box],
        page: Box,
        colour: QColor,
        layout: PageLayout,
        *,
        at: float,
    ) -> None:
        thick = max(2, round(1.2 * layout.scale))
        for box in boxes:
            y = page.y + box.y + round(box.height * at) - thick // 2
            painter.fillRect(page.x + box.x, y, box.width, thick, colour)

    def _paint_note(self, painter: QPainter, boxes: list[Box], page: Box, colour: QColor) -> None:
        for box in boxes:
            rect = QRectF(page.x + box.x, page.y + box.y, box.width, box.height)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(mixed(colour, QColor("black"), 0.45), max(1.0, box.width / 16)))
            painter.setBrush(mixed(QColor("white"), colour, 0.75))
            painter.drawRoundedRect(rect, box.width / 5, box.width / 5)
            inset = box.width * 0.18
            ink = mixed(colour, QColor("black"), 0.75)
            paint_glyph(painter, rect.adjusted(inset, inset, -inset, -inset), "note", ink)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_outline(
        self, painter: QPainter, boxes: list[Box], page: Box, layout: PageLayout
    ) -> None:
        ratio = layout.gap_px / 16
        outline = QPainterPath()
        outline.setFillRule(Qt.FillRule.WindingFill)
        grow = round(2 * ratio)
        for box in boxes:
            rect = QRectF(page.x + box.x, page.y + box.y, box.width, box.height)
            outline.addRect(rect.adjusted(-grow, -grow, grow, grow))
        painter.setPen(QPen(self._theme.colour(Role.ACCENT), max(1.0, 1.5 * ratio)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline.simplified())


def quads_on(annotation: Annotation, index: int) -> list[Quad]:
    """The boxes of an annotation on one page."""
    return [
        q for place in annotation.anchor.places if place.page_index == index for q in place.quads
    ]


def _reach(annotation: Annotation, quad: Quad) -> Quad:
    """Where a click still means the annotation: an underline is met in its whole line."""
    slack = 1.5 if annotation.kind is not AnnotationKind.NOTE else 0.0
    return Quad(quad.x0 - slack, quad.y0 - slack, quad.x1 + slack, quad.y1 + slack)
