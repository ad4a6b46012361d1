"""The two ends of a selected text mark: drawn along the text, or moved by keys."""

import unicodedata
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPen

from pincite.model.anchors import Anchor, Quad
from pincite.model.annotations import Annotation
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.selection import (
    Selection,
    TextPlace,
    anchor_of,
    has_texts,
    nearest_place,
)
from pincite.ui.theme import Role, Theme

_REACH_PX = 6
_KNOB_PX = 4.0
_ACT = "Change extent"


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a mark: the box at it, and where in the viewport its bar stands."""

    page_index: int
    box: Quad
    bar: QRect


@dataclass(slots=True)
class _Drag:
    """The end that stays, and the mark as it would be.

    Attributes:
        offset: from the mouse to the middle of the line that it took hold of.
    """

    fixed: TextPlace
    now: Annotation
    offset: QPointF
    is_begun: bool = False


class TextEnds(QObject):
    """Changes the extent of the selected text mark by characters."""

    def __init__(
        self,
        theme: Theme,
        view: PageView,
        texts: PageTexts,
        overlay: AnnotationOverlay,
        marks: Marks,
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._texts = texts
        self._overlay = overlay
        self._marks = marks
        self._drag: _Drag | None = None
        view.installEventFilter(self)

    # --- PointerGuest

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of an end."""
        which = self._end_at(event.position())
        mark = self._selected()
        if which is None or mark is None:
            return False
        span = self._span(mark)
        if span is None:
            return False
        middle = QRectF(self._ends()[which].bar).center()
        self._drag = _Drag(span[1 - which], mark, middle - event.position())
        return True

    def move(self, event: QMouseEvent) -> None:
        """Draw the end to the character that is nearest."""
        drag = self._drag
        spot = self._view.spot_at(event.position() + drag.offset) if drag is not None else None
        if drag is None or spot is None:
            return
        text = self._texts.get(spot.page_index)
        if text is None:
            self._texts.want((spot.page_index,))
            return
        place = nearest_place(text, spot.x_pt, spot.y_pt)
        changed = self._over(drag.now, Selection(drag.fixed, place)) if place else None
        if changed is not None and changed.anchor != drag.now.anchor:
            drag.now, drag.is_begun = changed, True
            self._overlay.show_ahead(changed)
            self._view.viewport().update()

    def release(self, event: QMouseEvent) -> None:
        """Keep the new extent."""
        drag, self._drag = self._drag, None
        if drag is not None and drag.is_begun:
            self._marks.reshape(drag.now, _ACT)

    def double_click(self, event: QMouseEvent) -> bool:
        """Means nothing here."""
        return False

    def cursor_at(self, event: QMouseEvent) -> QCursor | None:
        """Arrows over an end."""
        is_at = self._end_at(event.position()) is not None
        return QCursor(Qt.CursorShape.SizeHorCursor) if is_at else None

    def cancel(self) -> bool:
        """Leave the mark as it was."""
        drag, self._drag = self._drag, None
        if drag is None:
            return False
        self._overlay.forget_ahead(drag.now.id)
        self._view.viewport().update()
        return True

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
            if step is not None and event.modifiers() in (shift, shift | control):
                return self._step(step, is_start=event.modifiers() != shift)
        return super().eventFilter(watched, event)

    def _step(self, by: int, *, is_start: bool) -> bool:
        """Move an end by a character, beyond spaces."""
        mark = self._selected()
        span = self._span(mark) if mark is not None else None
        if mark is None or span is None:
            return False
        start, end = span
        for far in range(1, 5):
            first = replace(start, offset=start.offset + by * far) if is_start else start
            last = end if is_start else replace(end, offset=end.offset + by * far)
            if first >= last or min(first.offset, last.offset) < 0:
                return True
            changed = self._over(mark, Selection(first, last))
            if changed is not None and changed.anchor != mark.anchor:
                self._marks.reshape(changed, _ACT, group=("extent", mark.id))
                self._view.viewport().update()
                return True
        return True

    # --- painting

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw a bar with a knob at each end of the selected mark."""
        ratio = layout.gap_px / 16
        accent = self._theme.colour(Role.ACCENT)
        painter.save()
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for which, end in enumerate(self._ends()):
            if end.page_index != index:
                continue
            bar = end.bar
            painter.setPen(QPen(accent, 2 * ratio))
            top, foot = QPointF(bar.topLeft()) * ratio, QPointF(bar.bottomRight()) * ratio
            painter.drawLine(top, foot)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse((foot, top)[which == 0], _KNOB_PX * ratio, _KNOB_PX * ratio)
        painter.restore()

    # --- private

    def _selected(self) -> Annotation | None:
        annotation = self._overlay.get(self._overlay.selected)
        return annotation if annotation is not None and annotation.kind.marks_text else None

    def _end_at(self, position: QPointF) -> int | None:
        for which, end in enumerate(self._ends()):
            reach = end.bar.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
            if reach.contains(position.toPoint()):
                return which
        return None

    def _ends(self) -> list[_End]:
        mark = self._selected()
        places = [p for p in mark.anchor.places if p.quads] if mark is not None else []
        if mark is None or not places:
            return []
        first, last = places[0], places[-1]
        is_rtl = _runs_left(mark.anchor.quote)
        return [
            self._end(first.page_index, first.quads[0], is_far=is_rtl),
            self._end(last.page_index, last.quads[-1], is_far=not is_rtl),
        ]

    def _end(self, index: int, box: Quad, *, is_far: bool) -> _End:
        rect = self._view.rect_of(index, box)
        if rect.height() > 1.5 * rect.width():
            # Text that runs up or down: down when the page was turned once.
            is_foot = is_far is (self._view.layout_of_pages.turn(index) == 90)
            y = rect.bottom() if is_foot else rect.top()
            return _End(index, box, QRect(rect.left(), y, rect.width(), 1))
        x = rect.right() + 1 if is_far else rect.left()
        return _End(index, box, QRect(x, rect.top(), 1, rect.height()))

    def _over(self, mark: Annotation, selection: Selection) -> Annotation | None:
        """The mark over another passage; None when there are no words in it, or none known yet."""
        if not selection or not has_texts(selection, self._texts.known):
            return None
        anchor = anchor_of(selection, self._texts.known)
        return replace(mark, anchor=anchor) if anchor is not None else None

    def _span(self, mark: Annotation) -> tuple[TextPlace, TextPlace] | None:
        """Where the mark begins and ends in the text of its pages; None while that is unknown."""
        anchor = mark.anchor
        places = [p for p in anchor.places if p.quads]
        pages = range(anchor.page_index, anchor.last_page_index + 1)
        if not places or any(index not in self._texts.known for index in pages):
            self._texts.want(pages)
            return None
        starts = self._around(places[0].page_index, places[0].quads[0])
        if anchor.start >= 0:
            starts = [TextPlace(anchor.page_index, anchor.start), *starts]
        ends = self._around(places[-1].page_index, places[-1].quads[-1])
        for start in starts:
            for end in ends:
                if start < end and self._quote(start, end) == anchor.quote:
                    return start, end
        return (min(starts), max(ends)) if starts and ends else None

    def _around(self, index: int, box: Quad) -> list[TextPlace]:
        """The places at both ends of a line's box."""
        text = self._texts.known[index]
        middle_x, middle_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        if box.y1 - box.y0 > 1.5 * (box.x1 - box.x0):
            spots = [(middle_x, box.y0), (middle_x, box.y1)]
        else:
            spots = [(box.x0, middle_y), (box.x1, middle_y)]
        found = [nearest_place(text, x, y) for x, y in spots]
        return [place for place in found if place is not None]

    def _quote(self, start: TextPlace, end: TextPlace) -> str:
        anchor: Anchor | None = anchor_of(Selection(start, end), self._texts.known)
        return anchor.quote if anchor is not None else ""


def _runs_left(quote: str) -> bool:
    """True for text from right to left, by its first letter that has a direction."""
    kinds = (unicodedata.bidirectional(letter) for letter in quote)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
