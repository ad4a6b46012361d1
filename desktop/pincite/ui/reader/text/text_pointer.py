"""The mouse on the pages: selecting text, clicking marks, placing notes."""

import time
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from pincite.model.annotations import AnnotationKind
from pincite.model.texts import PageText
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.pages.page_view import PageSpot, PageView
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.selection import Selection, TextPlace, nearest_place, widened
from pincite.ui.reader.text.text_paint import SelectionOverlay


class PointerGuest(Protocol):
    """Somebody who may take the mouse before text is selected: a tool, or a grip."""

    def press(self, event: QMouseEvent) -> bool:
        """The left button went down; True to be told of all that follows until it goes up."""
        ...

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved with the button down."""
        ...

    def release(self, event: QMouseEvent) -> None:
        """The button went up."""
        ...

    def double_click(self, event: QMouseEvent) -> bool:
        """A second click followed at once; False where it means nothing."""
        ...

    def cursor_at(self, event: QMouseEvent) -> QCursor | None:
        """The cursor for a place over which the mouse would be taken; None where it would not."""
        ...


_EDGE_PX = 28
_UNITS = ("character", "word", "line")


class ClickTarget(Protocol):
    """What a click may hit besides marks and text: links."""

    def hover(self, position: QPointF | None) -> bool:
        """The mouse is at a position of the viewport, or on something else; True when it hits."""
        ...

    def click(self, position: QPointF, *, apart: bool = False) -> bool:
        """The mouse was clicked at a position of the viewport; True when something was hit.

        Args:
            apart: Ctrl was held: what it leads to goes into a tab of its own.
        """
        ...


class TextPointer(QObject):
    """Turns mouse events on a page view into a selection and clicks.

    Signals:
        selection_changed: the selection is another one, or none.
        selection_finished: the button was let go over a selection.
        annotation_clicked: AnnotationId.
        nothing_clicked: a click that met neither text to select nor a mark.

    Attributes:
        guests: are asked first, in this order.
    """

    selection_changed = Signal()
    selection_finished = Signal()
    annotation_clicked = Signal(object)
    nothing_clicked = Signal()

    def __init__(
        self,
        view: PageView,
        texts: PageTexts,
        shown: SelectionOverlay,
        annotations: AnnotationOverlay,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._texts = texts
        self._shown = shown
        self._annotations = annotations
        self._is_pressed = False
        self._is_dragging = False
        self._last = QPointF()
        self._base: tuple[TextPlace, TextPlace] | None = None
        self._unit = "character"
        self._clicks = 0
        self._clicked_at = 0.0
        self._hovered = ""
        self.links: ClickTarget | None = None
        self.guests: list[PointerGuest] = []
        self._taken_by: PointerGuest | None = None
        self._edge = QTimer(self)
        self._edge.setInterval(30)
        self._edge.timeout.connect(self._scroll_at_edge)
        texts.arrived.connect(self._on_text)

    @property
    def selection(self) -> Selection | None:
        """The selection; None when nothing is selected."""
        return self._shown.selection

    def set_selection(self, selection: Selection | None) -> None:
        """Select something else, or nothing."""
        if selection is not None and not selection:
            selection = None
        if selection == self._shown.selection:
            return
        self._shown.selection = selection
        if selection is not None:
            self._texts.want(selection.pages)
        self._view.viewport().update()
        self.selection_changed.emit()

    def show_in(self, colour: QColor | None) -> None:
        """Show the selection in a colour; None for the usual one."""
        self._shown.colour = colour

    def select_page(self, index: int) -> None:
        """Select all text of a page."""
        text = self._texts.get(index)
        if text is not None and text.text:
            self.set_selection(Selection(TextPlace(index, 0), TextPlace(index, len(text.text))))
            self.selection_finished.emit()

    # --- PointerTarget

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection, or extend the one there with Shift."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._taken_by = next((guest for guest in self.guests if guest.press(event)), None)
        if self._taken_by is not None:
            return
        self._is_pressed, self._is_dragging = True, False
        self._last = event.position()
        self._clicks = self._count_clicks(event)
        self._unit = _UNITS[self._clicks % 3]
        place = self._place_at(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.selection and place:
            self._base = (self.selection.fixed, self.selection.fixed)
            self._extend_to(place)
            return
        if place is None:
            self._base = None
        else:
            self._base = self._span_at(place)
        self.set_selection(Selection(*self._base) if self._base else None)

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection, or tell what lies under the mouse."""
        if self._taken_by is not None:
            self._taken_by.move(event)
            return
        if not self._is_pressed:
            self._hover(event)
            return
        self._last = event.position()
        height = self._view.viewport().height()
        if not _EDGE_PX <= event.position().y() <= height - _EDGE_PX:
            self._edge.start()
        else:
            self._edge.stop()
        place = self._place_at(event.position(), near=True)
        self._is_dragging = True
        if place is not None:
            if self._base is None:
                self._base = (place, place)
            self._extend_to(place)

    def release(self, event: QMouseEvent) -> None:
        """End a selection, or click."""
        self._edge.stop()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._taken_by is not None:
            guest, self._taken_by = self._taken_by, None
            guest.release(event)
            return
        was_pressed, self._is_pressed = self._is_pressed, False
        if was_pressed and self._clicks_link(event):
            self.set_selection(None)
        elif self.selection:
            self.selection_finished.emit()
        elif was_pressed:
            self._click(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        """Qt sends this in place of the second press."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        if not (is_left and any(guest.double_click(event) for guest in self.guests)):
            self.press(event)

    # --- private

    def _count_clicks(self, event: QMouseEvent) -> int:
        now = time.monotonic()
        is_near = (event.position() - self._last_press()).manhattanLength() < 6
        is_soon = now - self._clicked_at < QApplication.doubleClickInterval() / 1000
        self._clicked_at = now
        self._press_position = event.position()
        return self._clicks + 1 if is_near and is_soon else 0

    def _last_press(self) -> QPointF:
        return getattr(self, "_press_position", QPointF(-100, -100))

    def _place_at(self, position: QPointF, *, near: bool = False) -> TextPlace | None:
        spot = self._view.spot_at(position)
        if spot is None:
            return None
        text = self._texts.get(spot.page_index)
        if text is None:
            self._texts.want((spot.page_index,))
            return None
        if not near and not _is_close(text, spot):
            return None
        return nearest_place(text, spot.x_pt, spot.y_pt)

    def _span_at(self, place: TextPlace) -> tuple[TextPlace, TextPlace]:
        start, end = widened(self._texts.known[place.page_index], place.offset, self._unit)
        return TextPlace(place.page_index, start), TextPlace(place.page_index, end)

    def _extend_to(self, place: TextPlace) -> None:
        if self._base is None:
            return
        start, end = self._span_at(place)
        if end > self._base[1]:
            self.set_selection(Selection(self._base[0], end))
        elif start < self._base[0]:
            self.set_selection(Selection(self._base[1], start))
        else:
            self.set_selection(Selection(*self._base))

    def _click(self, position: QPointF) -> None:
        spot = self._view.spot_at(position)
        annotation = self._annotations.at(spot.page_index, spot.x_pt, spot.y_pt) if spot else None
        if annotation is not None:
            self.annotation_clicked.emit(annotation.id)
        else:
            self.nothing_clicked.emit()

    def _clicks_link(self, event: QMouseEvent) -> bool:
        """Follow a link under the mouse, unless text was dragged over or words are selected."""
        moved = (event.position() - self._last_press()).manhattanLength()
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self.links is None or self._clicks or not is_plain:
            return False
        spot = self._view.spot_at(event.position())
        mark = self._annotations.at(spot.page_index, spot.x_pt, spot.y_pt) if spot else None
        if mark is not None or moved >= QApplication.startDragDistance():
            return False
        apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return self.links.click(event.position(), apart=apart)

    def _hover(self, event: QMouseEvent) -> None:
        for guest in self.guests:
            cursor = guest.cursor_at(event)
            if cursor is not None:
                self._view.viewport().setCursor(cursor)
                if self.links is not None:
                    self.links.hover(None)
                return
        spot = self._view.spot_at(event.position())
        found = self._annotations.at(spot.page_index, spot.x_pt, spot.y_pt) if spot else None
        on_page = self._view.is_on_page(event.position())
        shape = Qt.CursorShape.IBeamCursor if on_page else Qt.CursorShape.ArrowCursor
        if self.links is not None and self.links.hover(None if found else event.position()):
            shape = Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if found else shape)
        # What a text box says stands on the page already.
        comment = found.comment if found and found.kind is not AnnotationKind.TEXT else ""
        if comment != self._hovered:
            self._hovered = comment
            if comment:
                QToolTip.showText(event.globalPosition().toPoint(), comment, self._view)
            else:
                QToolTip.hideText()

    def _scroll_at_edge(self) -> None:
        y, height = self._last.y(), self._view.viewport().height()
        over = y - (height - _EDGE_PX) if y > height / 2 else y - _EDGE_PX
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + round(over * 0.8 * self._view.ratio))
        place = self._place_at(self._last, near=True)
        if place is not None:
            self._extend_to(place)

    def _on_text(self, text: PageText) -> None:
        """A selection that ran ahead of the text layers is painted when they come."""
        if self.selection is not None and text.index in self.selection.pages:
            self._view.viewport().update()
            self.selection_changed.emit()


def _is_close(text: PageText, spot: PageSpot) -> bool:
    """True when the point is on or beside some line: a drag from a margin still selects."""
    return any(
        word.box.y0 - 4 <= spot.y_pt <= word.box.y1 + 4
        and word.box.x0 - 48 <= spot.x_pt <= word.box.x1 + 48
        for word in text.words
    )
