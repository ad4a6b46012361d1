"""Grips of a selected note, text box, area or drawing: moving and resizing it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPen

from pincite.model.anchors import Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.annotations.text_box import fitted_to_text
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.tools.boxes import HANDLES, Handle, anchored, box_of, moved, resized
from pincite.ui.reader.tools.strokes import fitted
from pincite.ui.theme import Role, Theme

_MOVABLE = (AnnotationKind.NOTE, AnnotationKind.TEXT, AnnotationKind.AREA, AnnotationKind.INK)
_SIDE_PX = 7.0
_REACH_PX = 7.0
_CROWDED_PX = 44.0
_SLIP_PX = 4
_LEAST_PT = 6.0
_LEAST_TEXT_PT = 24.0
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(slots=True)
class _Drag:
    """An annotation under the mouse; no handle when it is moved as a whole.

    Attributes:
        box: on the displayed page when the button went down.
        is_begun: the mouse has moved so far that it is no click.
    """

    annotation: Annotation
    handle: Handle | None
    box: Quad
    start: QPointF
    is_begun: bool = False


class BoxGrips(QObject):
    """Moves and resizes annotations that stand in one box, with the mouse and the arrow keys.

    Args:
        select: selects an annotation that was clicked.
        edit: types in a text box that was clicked twice; edits the comment of others.
    """

    def __init__(
        self,
        theme: Theme,
        view: PageView,
        overlay: AnnotationOverlay,
        marks: Marks,
        select: Callable[[AnnotationId], None],
        edit: Callable[[Annotation], None],
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._overlay = overlay
        self._marks = marks
        self._select = select
        self._edit = edit
        self._drag: _Drag | None = None
        view.installEventFilter(self)

    # --- PointerGuest

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of a handle of the selected annotation, or of one that lies on the text."""
        self._drag = self._grasped(event.position())
        return self._drag is not None

    def move(self, event: QMouseEvent) -> None:
        """Show the annotation where it would be."""
        drag = self._drag
        if drag is None:
            return
        if (event.position() - drag.start).manhattanLength() >= _SLIP_PX and not drag.is_begun:
            drag.is_begun = True
            self._select(drag.annotation.id)
        if drag.is_begun:
            self._overlay.show_ahead(self._changed(drag, event))
            self._view.viewport().update()

    def release(self, event: QMouseEvent) -> None:
        """Keep it there; without a movement it was a click."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if not drag.is_begun:
            self._select(drag.annotation.id)
            return
        act = "Move annotation" if drag.handle is None else "Resize annotation"
        self._marks.reshape(self._changed(drag, event), act)

    def double_click(self, event: QMouseEvent) -> bool:
        """Edit what was clicked twice."""
        found = self._movable_at(event.position())
        if found is None or found.id != self._overlay.selected:
            return False
        self._edit(found)
        return True

    def cursor_at(self, event: QMouseEvent) -> QCursor | None:
        """Arrows over a handle and over what can be moved."""
        grasped = self._grasped(event.position())
        if grasped is None:
            return None
        if grasped.handle is not None:
            return QCursor(_shape(grasped.handle))
        is_selected = grasped.annotation.id == self._overlay.selected
        return QCursor(Qt.CursorShape.SizeAllCursor) if is_selected else None

    def cancel(self) -> bool:
        """Let go of what is being dragged, and leave it where it was."""
        drag, self._drag = self._drag, None
        if drag is None:
            return False
        self._overlay.forget_ahead(drag.annotation.id)
        self._view.viewport().update()
        return True

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        annotation = self._overlay.get(self._overlay.selected)
        if annotation is None or annotation.kind not in _MOVABLE:
            return False
        known = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~known:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._nudge(annotation, step[0] * far, step[1] * far)
            return True
        is_edit = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if is_edit and not event.modifiers() & ~known:
            self._edit(annotation)
            return True
        return False

    def _nudge(self, annotation: Annotation, dx: float, dy: float) -> None:
        box, index = self._shown_box(annotation), annotation.anchor.page_index
        if box is None:
            return
        after = moved(box, dx, dy, self._view.layout_of_pages.sheet(index))
        if after != box:
            # Steps that follow each other are taken back together.
            group = ("nudge", annotation.id)
            self._marks.reshape(self._placed(annotation, after), "Move annotation", group=group)
            self._view.viewport().update()

    # --- painting

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the handles of the selected annotation."""
        annotation = self._overlay.get(self._overlay.selected)
        if annotation is None or annotation.anchor.page_index != index:
            return
        if annotation.kind not in _MOVABLE or annotation.id == self._overlay.hidden:
            return
        ratio = layout.gap_px / 16
        side = _SIDE_PX * ratio
        painter.save()
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(Role.ACCENT), 1.5 * ratio))
        painter.setBrush(self._theme.colour(Role.SURFACE))
        for place in self._handle_places(annotation).values():
            middle = QPointF(round(place.x() * ratio), round(place.y() * ratio))
            corner = middle - QPointF(side / 2, side / 2)
            painter.drawRoundedRect(QRectF(corner.x(), corner.y(), side, side), ratio, ratio)
        painter.restore()

    # --- private

    def _grasped(self, position: QPointF) -> _Drag | None:
        selected = self._overlay.get(self._overlay.selected)
        if selected is not None:
            for handle, place in self._handle_places(selected).items():
                away = place - position
                if max(abs(away.x()), abs(away.y())) <= _REACH_PX:
                    return self._dragged(selected, handle, position)
        found = self._movable_at(position)
        if found is None or (found.kind is AnnotationKind.AREA and found != selected):
            # Text under an area can still be selected until the area itself is.
            return None
        return self._dragged(found, None, position)

    def _dragged(
        self, annotation: Annotation, handle: Handle | None, position: QPointF
    ) -> _Drag | None:
        box = self._shown_box(annotation)
        return _Drag(annotation, handle, box, position) if box is not None else None

    def _movable_at(self, position: QPointF) -> Annotation | None:
        spot = self._view.spot_at(position)
        found = self._overlay.at(spot.page_index, spot.x_pt, spot.y_pt) if spot else None
        return found if found is not None and found.kind in _MOVABLE else None

    def _shown_box(self, annotation: Annotation) -> Quad | None:
        box = box_of(annotation.anchor)
        if box is None:
            return None
        return self._view.layout_of_pages.displayed(annotation.anchor.page_index, box)

    def _handle_places(self, annotation: Annotation) -> dict[Handle, QPointF]:
        """Where the handles stand, in logical pixels of the viewport."""
        box = box_of(annotation.anchor)
        if box is None or annotation.kind not in _MOVABLE:
            return {}
        rect = self._view.rect_of(annotation.anchor.page_index, box)
        frame = QRectF(rect).adjusted(-2, -2, 2, 2)
        xs = (frame.left(), frame.center().x(), frame.right())
        ys = (frame.top(), frame.center().y(), frame.bottom())
        return {
            handle: QPointF(xs[handle.across + 1], ys[handle.down + 1])
            for handle in HANDLES
            if _is_offered(handle, annotation.kind, frame, self._lies_across(annotation))
        }

    def _lies_across(self, annotation: Annotation) -> bool:
        """True where lines of a text box run down the screen, since the view is turned."""
        layout, index = self._view.layout_of_pages, annotation.anchor.page_index
        return (layout.turn(index) - layout.rotation(index)) % 180 != 0

    def _changed(self, drag: _Drag, event: QMouseEvent) -> Annotation:
        """The annotation as the drag would leave it."""
        layout, index = self._view.layout_of_pages, drag.annotation.anchor.page_index
        sheet, scale = layout.sheet(index), layout.scale / self._view.ratio
        offset = (event.position() - drag.start) / scale
        if drag.handle is None:
            box = moved(drag.box, offset.x(), offset.y(), sheet)
            return self._placed(drag.annotation, box)
        across = drag.box.x0 if drag.handle.across < 0 else drag.box.x1
        down = drag.box.y0 if drag.handle.down < 0 else drag.box.y1
        is_text = drag.annotation.kind is AnnotationKind.TEXT
        box = resized(
            drag.box,
            drag.handle,
            across + offset.x(),
            down + offset.y(),
            sheet,
            least=_LEAST_TEXT_PT if is_text else _LEAST_PT,
            keeps_shape=drag.annotation.kind is AnnotationKind.INK,
        )
        placed = self._placed(drag.annotation, box)
        return fitted_to_text(placed, layout) if is_text else placed

    def _placed(self, annotation: Annotation, shown: Quad) -> Annotation:
        """The annotation in another box of the displayed page; a drawing is stretched into it."""
        before = box_of(annotation.anchor)
        after = self._view.layout_of_pages.unrotated_box(annotation.anchor.page_index, shown)
        strokes = fitted(annotation.strokes, before, after) if before else annotation.strokes
        return replace(annotation, anchor=anchored(annotation.anchor, after), strokes=strokes)


def _is_offered(handle: Handle, kind: AnnotationKind, frame: QRectF, lies_across: bool) -> bool:
    """A text box follows its text in height; small frames have room for their corners only."""
    if kind is AnnotationKind.NOTE:
        return False
    if kind is AnnotationKind.TEXT:
        return (handle.across if lies_across else handle.down) == 0
    if handle.is_corner:
        return True
    room = frame.width() if handle.down else frame.height()
    return room >= _CROWDED_PX


def _shape(handle: Handle) -> Qt.CursorShape:
    if not handle.is_corner:
        return Qt.CursorShape.SizeHorCursor if handle.across else Qt.CursorShape.SizeVerCursor
    is_falling = handle.across == handle.down
    return Qt.CursorShape.SizeFDiagCursor if is_falling else Qt.CursorShape.SizeBDiagCursor
