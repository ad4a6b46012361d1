"""Painting one page: shadow, paper, picture, sharp tiles, or why it cannot be shown."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_themes import paper_colour
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.theme import Role, Theme

_SHADOW = ((1, 26), (3, 12), (6, 6))
"""Rings of the shadow: how far it reaches in logical pixels, and its opacity of 255."""


class PagePainter:
    """Paints pages in device pixels."""

    def __init__(self, theme: Theme, pictures: PictureStore) -> None:
        self._theme = theme
        self._pictures = pictures

    def paint(
        self, painter: QPainter, index: int, page: Box, shown: Box, layout: PageLayout
    ) -> bool | None:
        """Paint a page, or the part of it that is shown.

        Args:
            page, shown: the boxes of the whole page and of what is shown of it.

        Returns:
            True for a sharp picture, False for one in another size, None when there was none.
        """
        self._paint_shadow(painter, shown, layout.gap_px / 16)
        image = self._pictures.page(index)
        painter.save()
        painter.setClipRect(QRect(shown.x, shown.y, shown.width, shown.height))
        if image is not None and _is_near(image, page):
            self._paint_exact(painter, page, image)
            is_sharp: bool | None = True
        else:
            is_sharp = self._paint_tiles(painter, index, page, _on_view(painter, shown), layout)
        painter.restore()
        return is_sharp

    def _paint_exact(self, painter: QPainter, page: Box, image: QImage) -> None:
        if image.width() < page.width or image.height() < page.height:
            painter.fillRect(*_sides(page), paper_colour(self._pictures.theme))
        painter.drawImage(page.x, page.y, image)

    def _paint_tiles(
        self, painter: QPainter, index: int, page: Box, seen: Box, layout: PageLayout
    ) -> bool | None:
        """The sharp tiles that there are, and under them what else there is.

        Stretching is not smoothed: that takes 20 ms for a window full, and the sharp picture is on
        its way. Where tiles cover all that is seen, nothing is stretched at all.
        """
        boxes = [
            (tile, tile.box.moved(page.x, page.y))
            for tile in self._pictures.tiles(index, layout.scale)
        ]
        bare = QRegion(*_sides(seen))
        for _, box in boxes:
            bare -= QRegion(*_sides(box))
        image = self._pictures.page(index)
        if not bare.isEmpty():
            self._paint_under(painter, index, page, image, layout.gap_px / 16)
        for tile, box in boxes:
            if seen.intersected(box):
                painter.drawImage(box.x, box.y, tile.image)
        if bare.isEmpty():
            return True
        return None if image is None and not boxes else False

    def _paint_under(
        self, painter: QPainter, index: int, page: Box, image: QImage | None, ratio: float
    ) -> None:
        target = QRect(*_sides(page))
        if image is not None:
            painter.drawImage(target, image)
            return
        painter.fillRect(target, paper_colour(self._pictures.theme))
        trouble = self._pictures.trouble(index)
        if trouble:
            self._paint_trouble(painter, target, trouble, ratio)

    def _paint_shadow(self, painter: QPainter, page: Box, ratio: float) -> None:
        drop = max(1, round(ratio))
        for reach, opacity in _SHADOW:
            grow = round(reach * ratio)
            shade = QRect(
                page.x - grow, page.y - grow + drop, page.width + 2 * grow, page.height + 2 * grow
            )
            _paint_frame(painter, shade, page, QColor(0, 0, 0, opacity))

    def _paint_trouble(self, painter: QPainter, page: QRect, text: str, ratio: float) -> None:
        font = self._theme.font("body")
        font.setPixelSize(max(9, round(13 * ratio)))
        painter.setFont(font)
        painter.setPen(self._theme.colour(Role.BAD))
        retry = QCoreApplication.translate("PagePainter", "Click the page to try again.")
        margin = page.width() / 8
        room = QRectF(page).adjusted(margin, margin, -margin, -margin)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), f"{text}\n\n{retry}")


def _is_near(image: QImage, page: Box) -> bool:
    """True for a picture that needs no stretching; rounding may differ by a pixel."""
    return abs(image.width() - page.width) <= 1 and abs(image.height() - page.height) <= 1


def _on_view(painter: QPainter, shown: Box) -> Box:
    """What of a page lies within the widget, in the painter's device pixels."""
    inverted, _ = painter.worldTransform().inverted()
    room = inverted.mapRect(QRectF(painter.viewport())).toAlignedRect()
    return Box(room.x(), room.y(), room.width(), room.height()).intersected(shown)


def _sides(box: Box) -> tuple[int, int, int, int]:
    return box.x, box.y, box.width, box.height


def _paint_frame(painter: QPainter, outer: QRect, page: Box, colour: QColor) -> None:
    """Fill what of `outer` lies outside the page, without touching the page's pixels."""
    right, bottom = page.x + page.width, page.y + page.height
    outer_right, outer_bottom = outer.x() + outer.width(), outer.y() + outer.height()
    for x0, y0, x1, y1 in (
        (outer.x(), outer.y(), outer_right, page.y),
        (outer.x(), bottom, outer_right, outer_bottom),
        (outer.x(), page.y, page.x, bottom),
        (right, page.y, outer_right, bottom),
    ):
        if x1 > x0 and y1 > y0:
            painter.fillRect(x0, y0, x1 - x0, y1 - y0, colour)
