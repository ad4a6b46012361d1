"""The view of a document's pages: a widget that paints them and hands on what is done to it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
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
from pincite.ui.reader.pages.moving import PageMoves
from pincite.ui.reader.pages.on_pages import PageOverlay, PointerTarget
from pincite.ui.reader.pages.page_keys import LINE_PX, WheelMoves, move_by_key
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_paint import PagePainter
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.pages.pinching import Pinching
from pincite.ui.reader.pages.rendering import PagePicture
from pincite.ui.reader.pages.repainting import Repainting
from pincite.ui.reader.pages.still import Still
from pincite.ui.reader.pages.view_geometry import PageSpot, ViewGeometry, align_to_pixels
from pincite.ui.reader.pages.view_mode import ViewMode
from pincite.ui.reader.pages.zooming import Zooming, ZoomMode, next_larger, next_smaller
from pincite.ui.theme import Role, Theme

__all__ = ["PageOverlay", "PageSpot", "PageView", "PointerTarget", "ZoomMode"]

_SHARP_WITHIN_MS = 200


class PageView(QAbstractScrollArea):
    """Pages in the arrangement of a view mode, painted from pictures of the document worker.

    Only what is seen is painted; there is no object for a page. Scroll bars count device pixels.

    Signals:
        page_changed: index of the page that is being read.
        zoom_changed: the zoom or what it follows changed.
        moved: what is seen of the pages changed.
        first_page_painted: once, when a page stands sharply on the screen, or has stood there for a
            while in another size: whoever waits for it may then keep the event loop busy.
        retry_asked: index of a failed page that was clicked.
        back_asked, forward_asked: a side button of the mouse was pressed.
        menu_asked: (position in the viewport, True when it was asked for by a key).

    Attributes:
        moves: which part of the pages is on view.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()
    moved = Signal()
    first_page_painted = Signal()
    retry_asked = Signal(int)
    back_asked = Signal()
    forward_asked = Signal()
    menu_asked = Signal(QPoint, bool)

    def __init__(self, pictures: PictureStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = pictures
        self.overlays: list[PageOverlay] = []
        self.pointer: PointerTarget | None = None
        self.moves = PageMoves(self.verticalScrollBar(), self.horizontalScrollBar(), self)
        self._theme = theme
        self._painter = PagePainter(theme, pictures)
        self._wheel = WheelMoves(self)
        self._pinching = Pinching(self)
        self._crops: Sequence[Quad | None] = ()
        self._zooming = Zooming()
        self._has_painted = False
        self._is_settled = False
        self._still = Still(self.viewport(), pictures)
        self._set_up()
        self.moves.page_changed.connect(self.page_changed)
        self.moves.row_changed.connect(self._fit_row)
        self._repainting = Repainting(self.viewport(), pictures)
        pictures.arrived.connect(self._on_arrived)
        pictures.page_arrived.connect(self._on_page_arrived)
        pictures.rested.connect(self.plan)
        theme.changed.connect(self.viewport().update)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        port = self.viewport()
        port.setMouseTracking(True)
        # Every pixel is painted in paintEvent; letting Qt clear first costs a pass and may flash.
        port.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        port.setCursor(Qt.CursorShape.IBeamCursor)
        port.grabGesture(Qt.GestureType.PinchGesture)

    # --- what is shown

    @property
    def layout_of_pages(self) -> PageLayout:
        """Where the pages stand."""
        return self.moves.layout

    @property
    def ratio(self) -> float:
        """Device pixels for a logical pixel."""
        return self.viewport().devicePixelRatioF()

    @property
    def view_box(self) -> Box:
        """What is seen, in pixels of the layout."""
        return self.moves.view_box

    @property
    def geometry_of_view(self) -> ViewGeometry:
        """Between the viewport and the pages, as they stand now."""
        return ViewGeometry(self.layout_of_pages, self.view_box, self.ratio)

    @property
    def visible_pages(self) -> range:
        """The pages that are seen, wholly or in part."""
        view = self.view_box
        return self.layout_of_pages.pages_between(view.y, view.bottom)

    @property
    def current_page(self) -> int:
        """The page that is being read."""
        return self.moves.current

    @property
    def place(self) -> Place:
        """The page at the top of the view and how far down it the view begins."""
        return self.moves.place

    @property
    def view_mode(self) -> ViewMode:
        """How the pages are arranged."""
        return self.layout_of_pages.mode

    def set_pages(
        self, sizes: tuple[tuple[float, float], ...], rotations: tuple[int, ...] = ()
    ) -> None:
        """Show a document with pages of these sizes, from its beginning."""
        self._crops = ()
        self.moves.set_layout(PageLayout(sizes, rotations, self.view_mode))
        self.moves.set_current(0)
        self._relay()

    def hold(self) -> None:
        """Other pages are going to be shown: those on view stay until the new ones are drawn."""
        if self.isVisible() and self._has_painted:
            self._still.take()

    def correct_sizes(
        self, sizes: tuple[tuple[float, float], ...], rotations: tuple[int, ...]
    ) -> None:
        """The pages have these sizes after all; what is being read stays where it is."""
        layout = self.layout_of_pages
        if (sizes, rotations) != (layout.sizes, layout.rotations):
            self._rearrange(PageLayout(sizes, rotations, self.view_mode, self._crops))

    def set_view_mode(self, mode: ViewMode) -> None:
        """Arrange the pages in another way; what is being read stays on view."""
        if mode == self.view_mode:
            return
        layout, is_turned = self.layout_of_pages, mode.turn != self.view_mode.turn
        self.pictures.set_turn(mode.turn)
        self._rearrange(PageLayout(layout.sizes, layout.rotations, mode, self._crops))
        if is_turned:
            # What stood at the top stands elsewhere now.
            self.show_page(self.current_page)

    def set_crops(self, crops: Sequence[Quad | None]) -> None:
        """Say which part of each page is worth showing; see `PageLayout`."""
        self._crops = crops
        if self.view_mode.is_cropped:
            layout = self.layout_of_pages
            self._rearrange(PageLayout(layout.sizes, layout.rotations, layout.mode, crops))

    def set_theme_of_pages(self) -> None:
        """Paint anew after the page theme changed."""
        self.plan()
        self.viewport().update()

    # --- moving

    def go_to(self, place: Place) -> None:
        """Bring a place to the top of the view, at once."""
        self.moves.go_to(place)

    def show_page(self, index: int) -> None:
        """Bring the top of a page to the top of the view, at once."""
        self.go_to(Place(index))

    def step_page(self, by: int) -> None:
        """Show the top of the next or previous pages: two at once where they stand side by side."""
        self.moves.step_row(by)

    def show_quad(self, index: int, quad: Quad) -> None:
        """Bring a box of a page into the view, if it is not there; a third down when it moves."""
        self.moves.show_quad(index, quad)

    def scroll_by(self, pixels: int) -> None:
        """Move down by logical pixels, smoothly; page by page, turn the page at its end."""
        self.moves.push(round(pixels * self.ratio))

    def scroll_at_once(self, delta: QPoint) -> None:
        """Move by logical pixels to the right and down, following a touch pad as it goes."""
        self.moves.move(round(delta.x() * self.ratio), round(delta.y() * self.ratio))

    # --- positions

    def rect_of(self, index: int, quad: Quad) -> QRect:
        """Where a box of a page stands in the viewport, in logical pixels."""
        return self.geometry_of_view.rect_of(index, quad)

    def spot_at(self, position: QPointF) -> PageSpot | None:
        """The point of the nearest page under a position of the viewport."""
        return self.geometry_of_view.spot_at(position)

    def spot_on(self, index: int, position: QPointF) -> PageSpot:
        """The point of one page under a position of the viewport, even if it lies beyond it."""
        return self.geometry_of_view.spot_on(index, position)

    def is_on_page(self, position: QPointF) -> bool:
        """True when the position of the viewport lies on a page, not on the desk."""
        return self.geometry_of_view.is_on_page(position)

    # --- zoom

    @property
    def zoom(self) -> float:
        """1.0 is the printed size at 96 pixels to the inch."""
        return self._zooming.zoom

    @property
    def zoom_mode(self) -> ZoomMode:
        """What the zoom follows."""
        return self._zooming.mode

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom freely; what is at a position of the viewport (or its middle) stays there."""
        self._zooming.set_free(zoom)
        self._relay(at or QPointF(self.viewport().width() / 2, self.viewport().height() / 3))

    def fit(self, mode: ZoomMode) -> None:
        """Follow the width of the view, its height, or both."""
        self._zooming.mode = mode
        self._relay(QPointF(self.viewport().width() / 2, 0))

    def zoom_in(self) -> None:
        """To the next larger step."""
        self.set_zoom(next_larger(self.zoom))

    def zoom_out(self) -> None:
        """To the next smaller step."""
        self.set_zoom(next_smaller(self.zoom))

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
        self._still.drop()
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

    def viewportEvent(self, event: QEvent) -> bool:
        return self._pinching.take(event) or super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # A full repaint costs a millisecond or two; moving the viewport's pixels would also move
        # the selection bar, which is its child.
        self._repainting.moved(self.visible_pages)
        self.moves.follow()
        self.plan()
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._repainting.is_held:
            return
        painter = QPainter(self.viewport())
        if self._still.paint(painter):
            return
        geometry = self.geometry_of_view
        painter.fillRect(event.rect(), self._theme.colour(Role.DESK))
        painter.scale(1 / geometry.ratio, 1 / geometry.ratio)
        align_to_pixels(painter)
        are_sharp = [
            is_sharp
            for index in self.visible_pages
            if (is_sharp := self._paint_page(painter, index, geometry)) is not None
        ]
        painter.end()
        self._repainting.painted()
        if are_sharp and not self._has_painted:
            # Not from within the painting: what listens would keep the page from the screen.
            wait_ms = 0 if all(are_sharp) else _SHARP_WITHIN_MS
            QTimer.singleShot(wait_ms, self, self._tell_first_page)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel.take(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not move_by_key(self, event):
            # The base class would scroll by its own steps; keys not known here belong to the tab.
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.moves.stop()
        if event.button() == Qt.MouseButton.BackButton:
            self.back_asked.emit()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.forward_asked.emit()
        elif self.pointer is not None:
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(event.pos(), is_by_key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.pointer is not None:
            self.pointer.double_click(event)

    # --- private

    def _paint_page(self, painter: QPainter, index: int, geometry: ViewGeometry) -> bool | None:
        page, shown = geometry.page_in_view(index), geometry.shown_in_view(index)
        layout = geometry.layout
        is_sharp = self._painter.paint(painter, index, page, shown, layout)
        painter.save()
        painter.setClipRect(shown.x, shown.y, shown.width, shown.height)
        for overlay in self.overlays:
            overlay.paint_over(painter, index, page, layout)
        painter.restore()
        return is_sharp

    def _settle(self) -> None:
        self._is_settled = self.isVisible()
        self.plan()

    def _tell_first_page(self) -> None:
        if not self._has_painted:
            self._has_painted = True
            self.first_page_painted.emit()

    def _rearrange(self, layout: PageLayout) -> None:
        """Show the pages in another layout; what is being read stays where it is."""
        current, place = self.current_page, self.place
        self.moves.set_layout(layout)
        self._lay_out()
        self.go_to(place)
        self.moves.set_current(current)
        self._show_relaid()

    def _relay(self, at: QPointF | None = None) -> None:
        """Lay out anew; what is at a position of the viewport stays there."""
        spot = self.spot_at(at) if at is not None else None
        self._lay_out()
        if spot is not None and at is not None:
            x, y = self.geometry_of_view.corner_for(spot, at)
            is_free = self.zoom_mode is ZoomMode.FREE
            self.moves.place_corner(x if is_free else self.view_box.x, y)
        self._show_relaid()

    def _show_relaid(self) -> None:
        self._repainting.at_once()
        self.plan()
        self.zoom_changed.emit()
        self.moved.emit()

    def _fit_row(self) -> None:
        """Page by page, what the zoom follows is the row that is on view now."""
        if self.zoom_mode is not ZoomMode.FREE:
            self._lay_out()
            self.zoom_changed.emit()

    def _lay_out(self) -> None:
        ratio, port = self.ratio, self.viewport()
        self.moves.size = size = (round(port.width() * ratio), round(port.height() * ratio))
        if self._zooming.lay_out(self.layout_of_pages, self.current_page, size, ratio):
            self.pictures.scale_changed()
        is_fitted = self.zoom_mode is not ZoomMode.FREE
        self.moves.fit_bars(round(LINE_PX * ratio), centred=is_fitted)

    def _on_arrived(self, picture: PagePicture) -> None:
        if picture.index in self.visible_pages:
            self._repainting.arrived(picture, self.geometry_of_view)

    def _on_page_arrived(self, index: int) -> None:
        if index in self.visible_pages and self.pictures.trouble(index):
            self._repainting.at_once()
        if not self.pictures.is_waiting:
            self.plan()
