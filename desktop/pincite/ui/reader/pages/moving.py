"""Moving through the pages: which part of the layout is on view, and which page is being read."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QScrollBar

from pincite.model.anchors import Quad
from pincite.ui.reader.history import Place
from pincite.ui.reader.pages.glide import Glide
from pincite.ui.reader.pages.page_layout import Box, PageLayout

_SLACK_PX = 8


class PageMoves(QObject):
    """Moves the view with its two scroll bars, which count device pixels of the layout.

    Page by page, the bars reach over one row of pages; a push against their end turns to the next.

    Signals:
        page_changed: index of the page that is being read.
        row_changed: another row is on view page by page, and the place in it is not set yet.

    Attributes:
        layout: of the pages.
        size: width and height of the view in device pixels.
        current: the page that is being read.
    """

    page_changed = Signal(int)
    row_changed = Signal()

    def __init__(self, down: QScrollBar, across: QScrollBar, parent: QObject) -> None:
        super().__init__(parent)
        self.layout = PageLayout(())
        self.size = (0, 0)
        self.current = 0
        self._down, self._across = down, across
        self._glide = Glide(down, self)
        self._is_placing = False

    @property
    def view_box(self) -> Box:
        """What is seen, in pixels of the layout."""
        return Box(self._across.value(), self._down.value(), *self.size)

    @property
    def row(self) -> int:
        """The row of the page that is being read."""
        return self.layout.mode.row_of(self.current)

    @property
    def place(self) -> Place:
        """The page at the top of the view and how far down it the view begins."""
        if not len(self.layout):
            return Place(0)
        view = self.view_box
        row = self.layout.row_at(view.y + self.layout.margin_px)
        index = self.current if row == self.row else self.layout.pages_in_row(row)[0]
        fraction = self.layout.fraction_at(index, view.y)
        # A page lower than the view stands in its middle: the desk above it is no place.
        return Place(index, max(0.0, fraction) if self.layout.mode.is_paged else fraction)

    def set_layout(self, layout: PageLayout) -> None:
        """Move over other pages from now on; `fit_bars` is to follow."""
        self.layout = layout
        self.current = min(self.current, max(0, len(layout) - 1))

    def fit_bars(self, line_px: int, *, centred: bool) -> None:
        """Give the scroll bars their ranges after the layout or the view changed its size."""
        width, height = self.size
        self._glide.stop()
        with self._placing():
            self._down.setRange(*self.layout.scroll_range(self.row))
            self._across.setRange(0, max(0, self.layout.width_px - width))
            for bar, page in ((self._down, height), (self._across, width)):
                bar.setPageStep(page)
                bar.setSingleStep(line_px)
            if centred:
                self._across.setValue(self._across.maximum() // 2)

    def place_corner(self, x_px: int, y_px: int) -> None:
        """Bring a point of the layout to the corner of the view; what is read stays the same."""
        with self._placing():
            self._down.setValue(y_px)
            self._across.setValue(x_px)

    def follow(self) -> None:
        """The bars have moved: find out what is being read, unless they were moved from here."""
        if not self._is_placing and len(self.layout) and not self.layout.mode.is_paged:
            row = self._row_in_middle()
            if row != self.row:
                self.set_current(self.layout.pages_in_row(row)[0])

    def set_current(self, index: int) -> None:
        """Say that a page is the one being read."""
        if index != self.current:
            self.current = index
            self.page_changed.emit(index)

    def go_to(self, place: Place) -> None:
        """Bring a place to the top of the view, at once."""
        if not len(self.layout):
            return
        index = min(max(place.page_index, 0), len(self.layout) - 1)
        self._enter(index)
        top = self.layout.place_px(index, place.y_fraction)
        if place.y_fraction == 0.0:
            top -= self.layout.margin_px // 2
        self.place_corner(self._across.value(), top)

    def show_quad(self, index: int, quad: Quad) -> None:
        """Bring a box of a page into the view, if it is not there; a third down when it moves."""
        if not 0 <= index < len(self.layout):
            return
        self._enter(index)
        view = self.view_box
        page = self.layout.box(index, view.width)
        box = self.layout.quad_px(index, quad).moved(page.x, page.y)
        is_seen_down = view.y + _SLACK_PX <= box.y and box.bottom <= view.bottom - _SLACK_PX
        is_seen_across = view.x <= box.x and box.right <= view.right
        self.place_corner(
            view.x if is_seen_across else box.x - view.width // 4,
            view.y if is_seen_down else box.y - view.height // 3,
        )

    def step_row(self, by: int, *, to_end: bool = False) -> None:
        """Show another row of pages, its beginning or its end; nothing beyond the last one."""
        row = self.row + by
        if 0 <= row < self.layout.rows:
            index = self.layout.pages_in_row(row)[0]
            self.go_to(Place(index, 1.0 if to_end else 0.0))

    def push(self, distance_px: int) -> None:
        """Move down smoothly; page by page, a push against an end turns the page."""
        if self.layout.mode.is_paged and self.is_at_end(distance_px):
            self.step_row(1 if distance_px > 0 else -1, to_end=distance_px < 0)
        else:
            self._glide.by(distance_px)

    def move(self, dx_px: int, dy_px: int) -> None:
        """Move to the right and down, at once."""
        self._glide.stop()
        self._across.setValue(self._across.value() + dx_px)
        self._down.setValue(self._down.value() + dy_px)

    def stop(self) -> None:
        """Stay where the view is."""
        self._glide.stop()

    def is_at_end(self, direction: int) -> bool:
        """True when the view cannot move further down, or up for a negative direction."""
        end = self._down.maximum() if direction > 0 else self._down.minimum()
        return self._down.value() == end

    @property
    def can_move_across(self) -> bool:
        """True when the pages are wider than the view."""
        return self._across.maximum() > 0

    def _enter(self, index: int) -> None:
        """Make a page the current one and reach its row."""
        self._glide.stop()
        is_other = self.layout.mode.row_of(index) != self.row
        self.set_current(index)
        if self.layout.mode.is_paged and is_other:
            with self._placing():
                self._down.setRange(*self.layout.scroll_range(self.row))
            self.row_changed.emit()

    def _row_in_middle(self) -> int:
        if self._down.value() >= self._down.maximum() > 0:
            return self.layout.rows - 1
        if self._down.value() <= 0:
            return 0
        view = self.view_box
        return self.layout.row_at(view.y + view.height * 2 // 5)

    @contextmanager
    def _placing(self) -> Iterator[None]:
        before, self._is_placing = self._is_placing, True
        try:
            yield
        finally:
            self._is_placing = before
