"""A quiet mark at the edge of pages that others cite."""

from collections import Counter

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QToolTip

from pincite.ui.icons import paint_glyph
from pincite.ui.reader.mentions.citations import Citations
from pincite.ui.reader.mentions.mention_places import MentionPlaces
from pincite.ui.reader.mentions.page_ink import ink_on
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.theme import Role, Theme
from pincite.ui.words import counted

_WIDTH, _HEIGHT, _TOP = 34, 20, 14
"""In logical pixels: the mark stands at the right edge of the page, near its upper corner."""


class CitingMarks(QObject):
    """Marks the pages of one document that others cite; puts itself over the pages.

    Signals:
        chosen: index of a page whose mark was clicked.
    """

    chosen = Signal(int)

    def __init__(
        self, view: PageView, theme: Theme, citations: Citations, places: MentionPlaces
    ) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._citations = citations
        self._places = places
        self._counts: Counter[int] = Counter()
        self._hovered: int | None = None
        citations.changed.connect(self.refresh)
        view.overlays.append(self)
        view.viewport().installEventFilter(self)

    def refresh(self) -> None:
        """Count anew: citations came or went, or the pages shown are others."""
        self._counts = Counter()
        for page, count in self._citations.known.page_counts().items():
            self._counts[self._places.shown(page, 0, 0)[0]] += count
        self._view.viewport().update()

    def count(self, index: int) -> int:
        """How often a page is cited."""
        return self._counts[index]

    def rect(self, index: int) -> QRect:
        """Where the mark of a page stands in the viewport, in logical pixels."""
        geometry = self._view.geometry_of_view
        shown, ratio = geometry.shown_in_view(index), geometry.ratio
        right, top = round(shown.right / ratio), round(shown.y / ratio)
        return QRect(right - _WIDTH, top + _TOP, _WIDTH, _HEIGHT)

    def hover(self, position: QPointF | None) -> bool:
        """The mouse is at a position of the viewport, or on something else; True on a mark."""
        index = self._at(position) if position is not None else None
        if index != self._hovered:
            self._hovered = index
            self._view.viewport().update()
            if index is None:
                QToolTip.hideText()
            else:
                place = self._view.viewport().mapToGlobal(self.rect(index).bottomLeft())
                QToolTip.showText(place, self.hint(index), self._view)
        return index is not None

    def click(self, position: QPointF, *, apart: bool = False) -> bool:
        """Show who cites the page whose mark stands at a position; False when none does."""
        index = self._at(position)
        if index is not None:
            self.chosen.emit(index)
        return index is not None

    def hint(self, index: int) -> str:
        """What the mark means."""
        return counted(
            self.count(index),
            self.tr("Cited once. Click to see by whom."),
            self.tr("Cited %n times. Click to see by whom."),
        )

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the mark of one page."""
        count = self.count(index)
        if not count:
            return
        ratio, theme = self._view.ratio, self._view.pictures.theme
        ink = ink_on(theme, self._theme, Role.ACCENT)
        soft = ink_on(theme, self._theme, Role.ACCENT_SOFT)
        logical = self.rect(index)
        box = QRectF(logical.x() * ratio, logical.y() * ratio, _WIDTH * ratio, _HEIGHT * ratio)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, ratio) if index == self._hovered else Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        # Round at the left only: the right end lies beyond the page, where nothing is painted.
        painter.drawRoundedRect(
            box.adjusted(0.5, 0.5, box.height() / 2, -0.5), 6 * ratio, 6 * ratio
        )
        side = 12 * ratio
        glyph = QRectF(box.x() + 5 * ratio, box.center().y() - side / 2, side, side)
        paint_glyph(painter, glyph, "link-simple", ink)
        font = self._theme.font("small", bold=True)
        font.setPixelSize(round(font.pixelSize() * ratio))
        painter.setFont(font)
        painter.setPen(ink)
        words = box.adjusted(18 * ratio, 0, -2 * ratio, 0)
        text = str(count) if count < 100 else "99"
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.hover(None)
        return super().eventFilter(watched, event)

    def _at(self, position: QPointF) -> int | None:
        point = position.toPoint()
        marked = (index for index in self._view.visible_pages if self.count(index))
        return next((index for index in marked if self.rect(index).contains(point)), None)
