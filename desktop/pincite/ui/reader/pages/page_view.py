"""The continuous view of a document's pages."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from pincite.model.anchors import Quad
from pincite.ui.reader.history import Place
from pincite.ui.reader.pages.glide import Glide
from pincite.ui.reader.pages.page_keys import LINE_PX, move_by_key, move_by_wheel
from pincite.ui.reader.pages.page_layout import PX_PER_POINT, Box, PageLayout
from pincite.ui.reader.pages.page_paint import PagePainter
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.theme import Role, Theme

ZOOM_STEPS = (
    0.25,
    0.33,
    0.5,
    0.67,
    0.8,
    0.9,
    1.0,
    1.1,
    1.25,
    1.5,
    1.75,
    2.0,
    2.5,
    3.0,
    4.0,
    6.0,
    8.0,
)
_GAP_PX = 16
_SHARP_WITHIN_MS = 200


class ZoomMode(Enum):
    """What the zoom follows when the window changes its size."""

    FREE = "free"
    WIDTH = "width"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class PageSpot:
    """A point of a page: unrotated page points, as anchors have them."""

    page_index: int
    x_pt: float
    y_pt: float


class PageOverlay(Protocol):
    """Something drawn over the pages."""

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw over a page whose box, in pixels of the painter, is `page`."""
        ...


class PointerTarget(Protocol):
    """What the mouse does on the pages."""

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        ...

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without a button."""
        ...

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        ...

    def double_click(self, event: QMouseEvent) -> None:
        """A second click followed at once."""
        ...


class PageView(QAbstractScrollArea):
    """Pages one below the other, painted from pictures of the document worker.

    Only what is seen is painted; there is no object for a page. Scroll bars count device pixels.

    Signals:
        page_changed: index of the page that is being read.
        zoom_changed: the zoom or what it follows changed.
        moved: what is seen of the pages changed.
        first_page_painted: once, when a page stands sharply on the screen, or has stood there for a
            while in another size: whoever waits for it may then keep the event loop busy.
        retry_asked: index of a failed page that was clicked.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()
    moved = Signal()
    first_page_painted = Signal()
    retry_asked = Signal(int)

    def __init__(self, pictures: PictureStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layout_of_pages = PageLayout(())
        self.pictures = pictures
        self.overlays: list[PageOverlay] = []
        self.pointer: PointerTarget | None = None
        self._theme = theme
        self._painter = PagePainter(theme, pictures)
        self._zoom = 1.0
        self._scale = 0.0
        self._mode = ZoomMode.WIDTH
        self._current = 0
        self._is_placing = False
        self._has_painted = False
        self._is_settled = False
        self._glide = Glide(self.verticalScrollBar(), self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        self.viewport().setMouseTracking(True)
        # Every pixel is painted in paintEvent; letting Qt clear first costs a pass and may flash.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        pictures.page_arrived.connect(self._on_page_arrived)
        theme.changed.connect(self.viewport().update)

    # --- what is shown

    @property
    def ratio(self) -> float:
        """Device pixels for a logical pixel."""
        return self.viewport().devicePixelRatioF()

    @property
    def view_box(self) -> Box:
        """What is seen, in pixels of the layout."""
        return Box(
            self.horizontalScrollBar().value(),
            self.verticalScrollBar().value(),
            round(self.viewport().width() * self.ratio),
            round(self.viewport().height() * self.ratio),
        )

    @property
    def visible_pages(self) -> range:
        """The pages that are seen, wholly or in part."""
        view = self.view_box
        return self.layout_of_pages.pages_between(view.y, view.bottom)

    @property
    def current_page(self) -> int:
        """The page that is being read."""
        return self._current

    @property
    def zoom(self) -> float:
        """1.0 is the printed size at 96 pixels to the inch."""
        return self._zoom

    @property
    def zoom_mode(self) -> ZoomMode:
        """What the zoom follows."""
        return self._mode

    @property
    def place(self) -> Place:
        """The page at the top of the view and how far down it the view begins."""
        top = self.view_box.y + self.layout_of_pages.margin_px
        if not len(self.layout_of_pages):
            return Place(0)
        index = self.layout_of_pages.page_at(top)
        height = self.layout_of_pages.size_px(index)[1]
        return Place(index, (self.view_box.y - self.layout_of_pages.top_px(index)) / height)

    def set_pages(
        self, sizes: tuple[tuple[float, float], ...], rotations: tuple[int, ...] = ()
    ) -> None:
        """Show a document with pages of these sizes, from its beginning."""
        self.layout_of_pages = PageLayout(sizes, rotations)
        self._current = 0
        self._relay(None)

    def correct_sizes(
        self, sizes: tuple[tuple[float, float], ...], rotations: tuple[int, ...]
    ) -> None:
        """The pages have these sizes after all; what is being read stays where it is."""
        if sizes == self.layout_of_pages.sizes:
            return
        current, place = self._current, self.place
        self.layout_of_pages = PageLayout(sizes, rotations)
        self._relay(None)
        self.go_to(place)
        self._set_current(current)

    def set_theme_of_pages(self) -> None:
        """Paint anew after the page theme changed."""
        self.plan()
        self.viewport().update()

    # --- moving

    def go_to(self, place: Place) -> None:
        """Bring a place to the top of the view, at once."""
        if not len(self.layout_of_pages):
            return
        index = min(max(place.page_index, 0), len(self.layout_of_pages) - 1)
        height = self.layout_of_pages.size_px(index)[1]
        top = self.layout_of_pages.top_px(index) + round(place.y_fraction * height)
        if place.y_fraction == 0.0:
            top -= self.layout_of_pages.margin_px // 2
        self._place_at(top, index)

    def show_page(self, index: int) -> None:
        """Bring the top of a page to the top of the view, at once."""
        self.go_to(Place(index))

    def show_quad(self, index: int, quad: Quad) -> None:
        """Bring a box of a page into the view, if it is not there; a third down when it moves."""
        if not 0 <= index < len(self.layout_of_pages):
            return
        page = self.layout_of_pages.box(index, self.view_box.width)
        box = self.layout_of_pages.quad_px(index, quad)
        top, view = page.y + box.y, self.view_box
        if top < view.y + 8 or top + box.height > view.bottom - 8:
            self._place_at(top - view.height // 3, index)
        else:
            self._set_current(index)
        left = page.x + box.x
        if left < view.x or left + box.width > view.right:
            self.horizontalScrollBar().setValue(left - view.width // 4)

    def scroll_by(self, pixels: int) -> None:
        """Move down by logical pixels, smoothly."""
        self._glide.by(round(pixels * self.ratio))

    def scroll_at_once(self, delta: QPoint) -> None:
        """Move by logical pixels to the right and down, following a touch pad as it goes."""
        self._glide.stop()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(delta.x() * self.ratio))
        down.setValue(down.value() + round(delta.y() * self.ratio))

    def rect_of(self, index: int, quad: Quad) -> QRect:
        """Where a box of a page stands in the viewport, in logical pixels."""
        page = self._page_in_view(index)
        box = self.layout_of_pages.quad_px(index, quad)
        ratio = self.ratio
        return QRect(
            round((page.x + box.x) / ratio),
            round((page.y + box.y) / ratio),
            max(1, round(box.width / ratio)),
            max(1, round(box.height / ratio)),
        )

    def spot_at(self, position: QPointF) -> PageSpot | None:
        """The point of the nearest page under a position of the viewport."""
        if not len(self.layout_of_pages):
            return None
        view, ratio = self.view_box, self.ratio
        y = round(position.y() * ratio) + view.y
        index = self.layout_of_pages.page_at(y)
        page = self.layout_of_pages.box(index, view.width)
        if y > page.bottom + self.layout_of_pages.gap_px // 2 and index + 1 < len(
            self.layout_of_pages
        ):
            index += 1
            page = self.layout_of_pages.box(index, view.width)
        scale = self.layout_of_pages.scale
        x_pt = (position.x() * ratio + view.x - page.x) / scale
        y_pt = (position.y() * ratio + view.y - page.y) / scale
        return PageSpot(index, *self.layout_of_pages.unrotated(index, x_pt, y_pt))

    def is_on_page(self, position: QPointF) -> bool:
        """True when the position of the viewport lies on a page, not on the desk."""
        view, ratio = self.view_box, self.ratio
        x, y = round(position.x() * ratio) + view.x, round(position.y() * ratio) + view.y
        if not len(self.layout_of_pages):
            return False
        page = self.layout_of_pages.box(self.layout_of_pages.page_at(y), view.width)
        return page.contains(Box(x, y, 1, 1))

    # --- zoom

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom freely; what is at a position of the viewport (or its middle) stays there."""
        self._mode = ZoomMode.FREE
        self._zoom = min(max(zoom, 0.05), 16.0)
        self._relay(at or QPointF(self.viewport().width() / 2, self.viewport().height() / 3))

    def fit(self, mode: ZoomMode) -> None:
        """Follow the width of the view, or its whole size."""
        self._mode = mode
        self._relay(QPointF(self.viewport().width() / 2, 0))

    def zoom_in(self) -> None:
        """To the next larger step."""
        self.set_zoom(next((z for z in ZOOM_STEPS if z > self._zoom * 1.01), ZOOM_STEPS[-1]))

    def zoom_out(self) -> None:
        """To the next smaller step."""
        self.set_zoom(next((z for z in ZOOM_STEPS[::-1] if z < self._zoom * 0.99), ZOOM_STEPS[0]))

    # --- pictures

    def plan(self) -> None:
        """Ask for the pictures that are missing."""
        # Before it is shown, the view has some size or other; a page drawn for it would be wasted.
        if self._is_settled:
            self.pictures.want(self.layout_of_pages, self.view_box)

    # --- events

    def sizeHint(self) -> QSize:
        return QSize(720, 900)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._relay(QPointF(self.viewport().width() / 2, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._relay(QPointF(0, 0))
        # Widgets around it may still give it another size before it is painted.
        QTimer.singleShot(0, self, self._settle)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_settled = False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._relay(QPointF(self.viewport().width() / 2, 0))
        return super().event(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # A full repaint costs a millisecond or two; moving the viewport's pixels would also move
        # the selection bar, which is its child.
        self.viewport().update()
        if not self._is_placing:
            self._set_current(self._page_in_middle())
        self.plan()
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        ratio = self.ratio
        painter.fillRect(event.rect(), self._theme.colour(Role.DESK))
        painter.scale(1 / ratio, 1 / ratio)
        _snap(painter)
        shown: list[bool] = []
        for index in self.visible_pages:
            page = self._page_in_view(index)
            is_sharp = self._painter.paint(painter, index, page, self.layout_of_pages)
            if is_sharp is not None:
                shown.append(is_sharp)
            painter.save()
            painter.setClipRect(page.x, page.y, page.width, page.height)
            for overlay in self.overlays:
                overlay.paint_over(painter, index, page, self.layout_of_pages)
            painter.restore()
        painter.end()
        if shown and not self._has_painted:
            # Not from within the painting: what listens would keep the page from the screen.
            wait_ms = 0 if all(shown) else _SHARP_WITHIN_MS
            QTimer.singleShot(wait_ms, self, self._tell_first_page)

    def wheelEvent(self, event: QWheelEvent) -> None:
        move_by_wheel(self, event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not move_by_key(self, event):
            # The base class would scroll by its own steps; keys not known here belong to the tab.
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._glide.stop()
        if self.pointer is not None:
            self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.pointer is not None:
            self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        if self.pointer is not None:
            self.pointer.release(event)
        if spot is not None and self.pictures.trouble(spot.page_index):
            self.retry_asked.emit(spot.page_index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.pointer is not None:
            self.pointer.double_click(event)

    # --- private

    def _page_in_view(self, index: int) -> Box:
        view = self.view_box
        page = self.layout_of_pages.box(index, view.width)
        return Box(page.x - view.x, page.y - view.y, page.width, page.height)

    def _settle(self) -> None:
        self._is_settled = self.isVisible()
        self.plan()

    def _tell_first_page(self) -> None:
        if not self._has_painted:
            self._has_painted = True
            self.first_page_painted.emit()

    def _page_in_middle(self) -> int:
        bar, view = self.verticalScrollBar(), self.view_box
        if bar.value() >= bar.maximum() > 0:
            return max(0, len(self.layout_of_pages) - 1)
        if bar.value() <= 0:
            return 0
        return self.layout_of_pages.page_at(view.y + view.height * 2 // 5)

    def _set_current(self, index: int) -> None:
        if index != self._current:
            self._current = index
            self.page_changed.emit(index)

    def _place_at(self, top_px: int, index: int) -> None:
        self._glide.stop()
        self._is_placing = True
        try:
            self.verticalScrollBar().setValue(top_px)
        finally:
            self._is_placing = False
        self._set_current(index)

    def _relay(self, at: QPointF | None) -> None:
        """Lay out anew; what is at a position of the viewport stays there."""
        spot = self.spot_at(at) if at is not None else None
        layout, ratio = self.layout_of_pages, self.ratio
        width = round(self.viewport().width() * ratio)
        height = round(self.viewport().height() * ratio)
        layout.gap_px = layout.margin_px = round(_GAP_PX * ratio)
        before = self._scale
        match self._mode:
            case ZoomMode.WIDTH:
                scale = layout.fit_width(self._current, width)
            case ZoomMode.PAGE:
                scale = layout.fit_page(self._current, width, height)
            case ZoomMode.FREE:
                scale = self._zoom * PX_PER_POINT * ratio
        layout.set_scale(scale, gap_px=layout.gap_px, margin_px=layout.margin_px)
        self._zoom = scale / (PX_PER_POINT * ratio)
        self._scale = scale
        if scale != before:
            self.pictures.scale_changed()
        self._set_ranges(width, height)
        if spot is not None and at is not None:
            self._hold(spot, at)
        self.viewport().update()
        self.plan()
        self.zoom_changed.emit()
        self.moved.emit()

    def _set_ranges(self, width: int, height: int) -> None:
        self._glide.stop()
        self._is_placing = True
        try:
            down, across = self.verticalScrollBar(), self.horizontalScrollBar()
            down.setRange(0, max(0, self.layout_of_pages.height_px - height))
            down.setPageStep(height)
            down.setSingleStep(round(LINE_PX * self.ratio))
            across.setRange(0, max(0, self.layout_of_pages.width_px - width))
            across.setPageStep(width)
            across.setSingleStep(round(LINE_PX * self.ratio))
            if self._mode is not ZoomMode.FREE:
                across.setValue(across.maximum() // 2)
        finally:
            self._is_placing = False

    def _hold(self, spot: PageSpot, at: QPointF) -> None:
        layout = self.layout_of_pages
        quad = Quad(spot.x_pt, spot.y_pt, spot.x_pt, spot.y_pt)
        shown = layout.displayed(spot.page_index, quad)
        page = layout.box(spot.page_index, self.view_box.width)
        self._is_placing = True
        try:
            self.verticalScrollBar().setValue(
                round(page.y + shown.y0 * layout.scale - at.y() * self.ratio)
            )
            if self._mode is ZoomMode.FREE:
                self.horizontalScrollBar().setValue(
                    round(page.x + shown.x0 * layout.scale - at.x() * self.ratio)
                )
        finally:
            self._is_placing = False

    def _on_page_arrived(self, index: int) -> None:
        if index in self.visible_pages:
            self.viewport().update()
        self.plan()


def _snap(painter: QPainter) -> None:
    """Move the origin to a whole device pixel: at a ratio of 1.25 widgets may begin between two."""
    transform = painter.deviceTransform()
    dx, dy = transform.dx(), transform.dy()
    painter.translate(round(dx) - dx, round(dy) - dy)
