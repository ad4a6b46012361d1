"""Links on the pages of a reader: what hovering, clicking and stepping through them does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from pincite.model.documents import PageLink
from pincite.ui.reader.links.page_links import PageLinks
from pincite.ui.reader.links.preview_region import preview_region
from pincite.ui.reader.pages.page_layout import PX_PER_POINT, Box, PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme, recoloured
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.pages.rendering import DocumentFeed, PagePicture
from pincite.ui.theme import Role, Theme

if TYPE_CHECKING:
    from pincite.ui.reader.links.preview_card import PreviewCard

_PREVIEW_AFTER_MS = 300
_PREVIEW_ZOOM = 0.85
"""Small type stays readable, and the width of a text fits on the card."""
_PREVIEW_PX = (560, 210)
_LEAST_PREVIEW_PX = 60


class LinkLayer(QObject):
    """Links of one document on its page view: puts itself over the pages, asked by their pointer.

    Args:
        name_of: what a page is called.

    Signals:
        followed: the `PageLink` to a page of the document that was clicked.
        said: (kind, sentence) for the user.
    """

    followed = Signal(object)
    said = Signal(str, str)

    def __init__(
        self,
        view: PageView,
        feed: DocumentFeed,
        pictures: PictureStore,
        theme: Theme,
        name_of: Callable[[int], str],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._feed = feed
        self._pictures = pictures
        self._theme = theme
        self._name_of = name_of
        self._links = PageLinks(feed, self)
        self._card: PreviewCard | None = None
        self._hovered: tuple[int, PageLink] | None = None
        self._focused: tuple[int, PageLink] | None = None
        self._asked: tuple[int, tuple[int, int], Box] | None = None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PREVIEW_AFTER_MS)
        self._delay.timeout.connect(self._ask_preview)
        pictures.settled.connect(self._want_links)
        feed.preview_rendered.connect(self._show_preview)
        feed.replaced.connect(self._forget)
        view.moved.connect(self._end_preview)
        view.overlays.append(self)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    # --- asked by the pointer

    def hover(self, position: QPointF | None) -> bool:
        """The mouse is at a position of the viewport, or on something else; True over a link."""
        found = None if position is None else self._at(position)
        if found != self._hovered:
            self._end_preview()
            self._hovered = found
            if found is not None and found[1].page_index >= 0:
                self._delay.start()
        return found is not None

    def click(self, position: QPointF, *, apart: bool = False) -> bool:
        """Follow the link at a position of the viewport; False when there is none.

        Args:
            apart: makes no difference: links stay in the document or leave the program.
        """
        found = self._at(position)
        if found is not None:
            self._follow(*found)
        return found is not None

    # --- by the keyboard

    def step(self, *, forward: bool) -> bool:
        """Put the ring on the next or previous link that is seen; False when there is none."""
        seen = [
            (index, link)
            for index in self._view.visible_pages
            for link in sorted(self._links.of(index), key=lambda k: (k.box.y0, k.box.x0))
            if self._view.viewport().rect().intersects(self._view.rect_of(index, link.box))
        ]
        if not seen:
            self._focus(None)
            return False
        if self._focused in seen:
            place = seen.index(self._focused) + (1 if forward else -1)
        else:
            place = 0 if forward else -1
        self._focus(seen[place % len(seen)])
        return True

    def follow_focused(self) -> bool:
        """Follow the link with the ring; False when none has it."""
        if self._focused is None:
            return False
        found = self._focused
        self._focus(None)
        self._follow(*found)
        return True

    # --- PageOverlay

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the ring around the link that the keyboard has come to."""
        if self._focused is None or self._focused[0] != index:
            return
        box = layout.quad_px(index, self._focused[1].box)
        ring = QRect(page.x + box.x, page.y + box.y, box.width, box.height)
        width = max(2, round(2 * self._view.ratio))
        painter.setPen(QPen(self._theme.colour(Role.ACCENT), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(ring.adjusted(-width, -width, width, width))

    # --- events of the view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Leave | QEvent.Type.MouseButtonPress:
                self.hover(None)
                self._focus(None)
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Escape and (self._is_previewing or self._focused):
                    self._end_preview()
                    self._focus(None)
                    return True
        return False

    # --- private

    def _want_links(self) -> None:
        self._links.want(self._view.visible_pages)

    @property
    def _is_previewing(self) -> bool:
        return self._card is not None and self._card.isVisible()

    def _at(self, position: QPointF) -> tuple[int, PageLink] | None:
        spot = self._view.spot_at(position)
        if spot is None or not self._view.is_on_page(position):
            return None
        link = self._links.at(spot.page_index, spot.x_pt, spot.y_pt)
        return None if link is None else (spot.page_index, link)

    def _focus(self, found: tuple[int, PageLink] | None) -> None:
        if found != self._focused:
            self._focused = found
            self._view.viewport().update()

    def _follow(self, index: int, link: PageLink) -> None:
        self.hover(None)
        if link.page_index >= 0:
            self.followed.emit(link)
            return
        from pincite.ui.reader.links.address_popup import AddressPopup

        popup = AddressPopup(self._theme, link.address, self._view)
        popup.refused.connect(self._say_refused)
        rect = self._view.rect_of(index, link.box)
        viewport = self._view.viewport()
        popup.show_beside(QRect(viewport.mapToGlobal(QPoint(rect.x(), rect.y())), rect.size()))

    def _say_refused(self) -> None:
        text = self.tr("No program on this computer opens this address; copy it instead.")
        self.said.emit("warn", text)

    def _ask_preview(self) -> None:
        info = self._feed.info
        if self._hovered is None or info is None:
            return
        index, link = self._hovered
        if self._card is None:
            from pincite.ui.reader.links.preview_card import PreviewCard

            self._card = PreviewCard(self._theme, self._view.viewport())
        room = self._view.viewport().rect()
        extra = self._card.frame_size
        width = min(_PREVIEW_PX[0], room.width() - extra[0] - 2 * self._theme.spacing(2))
        zoom = PX_PER_POINT * _PREVIEW_ZOOM
        page_pt = info.sizes[link.page_index]
        width = min(width, round(page_pt[0] * zoom))
        place = self._card.place_for(
            self._view.rect_of(index, link.box), (width, _PREVIEW_PX[1]), room
        )
        height = place.height - extra[1]
        if width < _LEAST_PREVIEW_PX or height < _LEAST_PREVIEW_PX:
            return
        scale = zoom * self._view.ratio
        region = preview_region(page_pt, (link.x_pt, link.y_pt), (width / zoom, height / zoom))
        x, y, across, down = (round(value * scale) for value in region)
        self._asked = (link.page_index, (x, y), place)
        with_pictures = self._pictures.theme is not PageTheme.PAPER
        self._feed.request_preview(
            link.page_index, scale, (x, y, across, down), pictures=with_pictures
        )

    def _show_preview(self, picture: PagePicture) -> None:
        if self._asked is None or self._card is None:
            return
        index, corner, place = self._asked
        if (picture.index, picture.part) != (index, corner):
            return
        image = recoloured(picture.image, self._pictures.theme, picture.pictures or ())
        image.setDevicePixelRatio(self._view.ratio)
        self._card.show_picture(image, self._name_of(index), place)

    def _forget(self) -> None:
        """Another file is shown."""
        self._end_preview()
        self._focus(None)

    def _end_preview(self) -> None:
        self._delay.stop()
        self._hovered = self._asked = None
        if self._card is not None:
            self._card.hide()
