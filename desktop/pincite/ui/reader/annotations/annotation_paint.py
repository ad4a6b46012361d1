"""Marks on the pages: painting them, and finding the one under the mouse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from pincite.model.anchors import Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.ids import AnnotationId, Sha256
from pincite.ui.reader.annotations.line_marks import runs_along
from pincite.ui.reader.annotations.mark_paint import (
    fill_region,
    paint_area,
    paint_lines,
    paint_note,
    paint_strokes,
    paint_waves,
    region_of,
    stroke_paths,
)
from pincite.ui.reader.annotations.text_box import paint_text_box
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.tools.strokes import distance_to
from pincite.ui.theme import Role, Theme

NOTE_SIDE_PT = 18.0
"""Side of the square that a page note takes, in points."""

_REACH_PT = 1.5
_INK_REACH_PT = 4.0
_ORDER = (
    AnnotationKind.AREA,
    AnnotationKind.UNDERLINE,
    AnnotationKind.STRIKEOUT,
    AnnotationKind.SQUIGGLE,
    AnnotationKind.INK,
    AnnotationKind.TEXT,
    AnnotationKind.NOTE,
)
"""From the bottom to the top; highlights lie under all."""

_Paths = list[tuple[float, QPainterPath]]


@dataclass(slots=True)
class _PageMarks:
    """What stands on a page, and what was made of it for painting at one scale."""

    annotations: dict[AnnotationId, Annotation] = field(default_factory=dict)
    scale: float = 0.0
    turn: int = 0
    tints: list[tuple[QColor, QRegion]] | None = None
    paths: dict[AnnotationId, _Paths] = field(default_factory=dict)

    def put(self, annotation: Annotation) -> None:
        """Show an annotation, in place of an earlier state of it."""
        self.take_out(annotation.id)
        self.annotations[annotation.id] = annotation
        if annotation.kind is AnnotationKind.HIGHLIGHT:
            self.tints = None

    def take_out(self, annotation_id: AnnotationId) -> None:
        """Show it no longer."""
        old = self.annotations.pop(annotation_id, None)
        if old is not None:
            self.paths.pop(annotation_id, None)
            if old.kind is AnnotationKind.HIGHLIGHT:
                self.tints = None

    def fit(self, scale: float, turn: int) -> None:
        """Forget what was made for another scale."""
        if (scale, turn) != (self.scale, self.turn):
            self.scale, self.turn, self.tints = scale, turn, None
            self.paths.clear()


class AnnotationOverlay:
    """The annotations of a document, by page; only pages that are seen are ever looked at.

    Attributes:
        selected: is shown with an outline.
        hidden: is not painted, since an editor stands in its place.
    """

    def __init__(self, theme: Theme, pictures: PictureStore) -> None:
        self._theme = theme
        self._pictures = pictures
        self._pages: dict[int, _PageMarks] = {}
        self._stored: dict[AnnotationId, Annotation] = {}
        self._ahead: dict[AnnotationId, Annotation] = {}
        self.selected: AnnotationId | None = None
        self.hidden: AnnotationId | None = None

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show these; one that runs over a page end shows on each of its pages."""
        before, self._stored = self._stored, {a.id: a for a in annotations}
        for old in before.values():
            if old.id not in self._stored:
                self._take_out(self._ahead.pop(old.id, old))
        for annotation in annotations:
            self._show(annotation, before.get(annotation.id))

    def show_ahead(self, annotation: Annotation) -> None:
        """Show an annotation as it is being made or changed, until the library has it like this."""
        old = self.get(annotation.id)
        if old is not None:
            self._take_out(old)
        self._ahead[annotation.id] = annotation
        self._put(annotation)

    def forget_ahead(self, annotation_id: AnnotationId | None = None) -> None:
        """Show an annotation, or all, as the library has them."""
        ids = list(self._ahead) if annotation_id is None else [annotation_id]
        for one in ids:
            ahead = self._ahead.pop(one, None)
            if ahead is not None:
                self._take_out(ahead)
                if one in self._stored:
                    self._put(self._stored[one])

    def get(self, annotation_id: AnnotationId | None) -> Annotation | None:
        """An annotation as it is shown; None when it is not there."""
        if annotation_id is None:
            return None
        return self._ahead.get(annotation_id) or self._stored.get(annotation_id)

    def on_page(self, index: int) -> Sequence[Annotation]:
        """The annotations that touch a page."""
        page = self._pages.get(index)
        return tuple(page.annotations.values()) if page else ()

    def at(self, index: int, x_pt: float, y_pt: float) -> Annotation | None:
        """The annotation at a point of the unrotated page; of several the smallest."""
        hits = [a for a in self.on_page(index) if _is_met(a, index, x_pt, y_pt)]
        return min(hits, key=lambda a: _extent(a, index), default=None)

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the marks of one page."""
        marks = self._pages.get(index)
        if marks is None:
            return
        marks.fit(layout.scale, layout.turn(index))
        if marks.tints is None:
            marks.tints = _tints(marks.annotations.values(), index, layout)
        for colour, region in marks.tints:
            fill_region(painter, region, page, colour, self._pictures.theme)
        above = [a for a in marks.annotations.values() if a.kind in _ORDER]
        for annotation in sorted(above, key=lambda a: _ORDER.index(a.kind)):
            if annotation.id != self.hidden:
                self._paint_one(painter, annotation, index, page, layout)
        selected = marks.annotations.get(self.selected) if self.selected else None
        if selected is not None and selected.id != self.hidden:
            self._paint_outline(painter, _boxes(selected, index, layout), page, layout)

    def _paint_one(
        self, painter: QPainter, annotation: Annotation, index: int, page: Box, layout: PageLayout
    ) -> None:
        match annotation.kind:
            case AnnotationKind.INK:
                self._paint_ink(painter, annotation, index, page, layout)
            case AnnotationKind.AREA | AnnotationKind.TEXT | AnnotationKind.NOTE:
                self._paint_boxes(painter, annotation, index, page, layout)
            case _:
                self._paint_lines(painter, annotation, index, page, layout)

    def _show(self, annotation: Annotation, before: Annotation | None) -> None:
        """Show an annotation as the library has it now, unless it is ahead of the library."""
        ahead = self._ahead.get(annotation.id)
        if ahead is not None:
            if not _is_same(ahead, annotation):
                return
            del self._ahead[annotation.id]
            self._take_out(ahead)
        elif before == annotation:
            return
        elif before is not None:
            self._take_out(before)
        self._put(annotation)

    def _put(self, annotation: Annotation) -> None:
        for place in annotation.anchor.places:
            self._pages.setdefault(place.page_index, _PageMarks()).put(annotation)

    def _take_out(self, annotation: Annotation) -> None:
        for place in annotation.anchor.places:
            if place.page_index in self._pages:
                self._pages[place.page_index].take_out(annotation.id)

    def _paint_lines(
        self, painter: QPainter, annotation: Annotation, index: int, page: Box, layout: PageLayout
    ) -> None:
        at = 0.55 if annotation.kind is AnnotationKind.STRIKEOUT else 1.0
        runs = runs_along(_boxes(annotation, index, layout), layout.mode.turn, at)
        colour = QColor(annotation.colour.hex)
        if annotation.kind is AnnotationKind.SQUIGGLE:
            paint_waves(painter, runs, page, colour, layout)
        else:
            paint_lines(painter, runs, page, colour, layout)

    def _paint_ink(
        self, painter: QPainter, annotation: Annotation, index: int, page: Box, layout: PageLayout
    ) -> None:
        kept = self._pages[index].paths
        paths = kept.get(annotation.id)
        if paths is None:
            paths = kept[annotation.id] = stroke_paths(annotation.strokes, index, layout)
        paint_strokes(painter, paths, page, QColor(annotation.colour.hex))

    def _paint_boxes(
        self, painter: QPainter, annotation: Annotation, index: int, page: Box, layout: PageLayout
    ) -> None:
        colour, scale = QColor(annotation.colour.hex), layout.scale
        for quad in quads_on(annotation, index):
            shown = layout.displayed(index, quad)
            rect = QRectF(
                page.x + shown.x0 * scale,
                page.y + shown.y0 * scale,
                (shown.x1 - shown.x0) * scale,
                (shown.y1 - shown.y0) * scale,
            )
            match annotation.kind:
                case AnnotationKind.AREA:
                    paint_area(painter, rect, colour, scale)
                case AnnotationKind.TEXT:
                    theme = self._pictures.theme
                    turn = (layout.turn(index) - layout.rotation(index)) % 360
                    paint_text_box(painter, annotation, rect, scale, theme, turn=turn)
                case _:
                    paint_note(painter, rect, colour)

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


def _boxes(annotation: Annotation, index: int, layout: PageLayout) -> list[Box]:
    return [layout.quad_px(index, quad) for quad in quads_on(annotation, index)]


def _tints(
    annotations: Iterable[Annotation], index: int, layout: PageLayout
) -> list[tuple[QColor, QRegion]]:
    """The highlights of a page, put together by colour: few fills however many there are."""
    boxes: dict[str, list[Box]] = {}
    for annotation in annotations:
        if annotation.kind is AnnotationKind.HIGHLIGHT:
            boxes.setdefault(annotation.colour.hex, []).extend(_boxes(annotation, index, layout))
    return [(QColor(colour), region_of(found)) for colour, found in boxes.items()]


def _is_met(annotation: Annotation, index: int, x: float, y: float) -> bool:
    """Whether a click means the annotation: an underline is met in its whole line."""
    slack = 0.0 if annotation.kind is AnnotationKind.NOTE else _REACH_PT
    is_ink = bool(annotation.strokes)
    slack = _INK_REACH_PT if is_ink else slack
    is_near = any(
        q.x0 - slack <= x <= q.x1 + slack and q.y0 - slack <= y <= q.y1 + slack
        for q in quads_on(annotation, index)
    )
    if is_near and is_ink:
        return any(distance_to(s, x, y) <= _INK_REACH_PT for s in annotation.strokes)
    return is_near


def _extent(annotation: Annotation, index: int) -> float:
    """How much of the page an annotation takes; what lies on top of others counts least."""
    if annotation.strokes:
        return 0.0
    return sum((q.x1 - q.x0) * (q.y1 - q.y0) for q in quads_on(annotation, index))


def _is_same(a: Annotation, b: Annotation) -> bool:
    """Whether two states differ at most in what the library adds by itself."""
    plain = {"created": "", "modified": "", "document": Sha256("")}
    return replace(a, **plain) == replace(b, **plain)  # type: ignore[arg-type]
