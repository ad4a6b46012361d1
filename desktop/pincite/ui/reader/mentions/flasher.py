"""A passage or a page that lights up for a moment, so that one sees where one has arrived."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPen

from pincite.model.anchors import PageQuads
from pincite.model.texts import PageText, quads_for
from pincite.ui.reader.annotations.mark_paint import fill_marks
from pincite.ui.reader.mentions.cited_passage import quoted_boxes
from pincite.ui.reader.mentions.page_ink import PASSAGE_TINT, accent_on, tint_on
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.theme import Theme

_SHOWN_MS = 2400
_FADES_FROM = 0.6
"""Share of the time after which it grows pale."""
_MOST_PAGES = 4


class Flasher(QObject):
    """Flashes one passage at a time; puts itself over the pages.

    Attributes:
        boxes: what lights up now; empty when nothing does.
        page: the page that lights up as a whole; None when a passage does, or nothing.
    """

    def __init__(self, view: PageView, texts: PageTexts, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._texts = texts
        self._theme = theme
        self.boxes: tuple[PageQuads, ...] = ()
        self.page: int | None = None
        self._goal: tuple[tuple[int, ...], int, int, str] | None = None
        self._strength = 0.0
        self._light = QVariantAnimation(self)
        self._light.setStartValue(0.0)
        self._light.setEndValue(1.0)
        self._light.setDuration(_SHOWN_MS)
        self._light.valueChanged.connect(self._on_time)
        self._light.finished.connect(self._end)
        texts.arrived.connect(self._on_text)
        texts.forgotten.connect(self._ask_again)
        view.overlays.append(self)

    def flash(
        self,
        page_index: int,
        pages: Sequence[int] = (),
        *,
        start: int = -1,
        length: int = 0,
        quotation: str = "",
    ) -> None:
        """Flash a run of text, a quotation, or else the page, once the words are here."""
        wanted = tuple(sorted({page_index, *pages[:_MOST_PAGES]}))
        self._goal = (wanted, start, length, quotation)
        self._texts.want(wanted)
        self._on_text(None)

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw what lights up on one page."""
        if self._strength <= 0.0:
            return
        theme = self._view.pictures.theme
        colour = accent_on(theme, self._theme)
        painter.save()
        painter.setOpacity(self._strength)
        if self.page == index:
            _paint_frame(painter, page, colour, layout)
        quads = [q for place in self.boxes if place.page_index == index for q in place.quads]
        if quads:
            tint = tint_on(theme, self._theme, PASSAGE_TINT)
            fill_marks(painter, [layout.quad_px(index, q) for q in quads], page, tint, theme)
        painter.restore()

    def _ask_again(self) -> None:
        if self._goal is not None:
            self._texts.want(self._goal[0])

    def _on_text(self, _text: PageText | None) -> None:
        if self._goal is None:
            return
        wanted, start, length, quotation = self._goal
        texts = [text for index in wanted if (text := self._texts.known.get(index)) is not None]
        if len(texts) < len(wanted):
            return
        self._goal = None
        if start >= 0:
            # Without a length, a paragraph: up to the next empty line.
            end = start + (length or len(texts[0].text[start:].split("\n\n", 1)[0]))
            self.boxes = (PageQuads(wanted[0], quads_for(texts[0], start, end)),)
        else:
            self.boxes = quoted_boxes(texts, quotation)
        self.boxes = tuple(place for place in self.boxes if place.quads)
        self.page = None if self.boxes else wanted[0]
        if self.boxes:
            self._view.show_quad(self.boxes[0].page_index, self.boxes[0].quads[0])
        self._light.stop()
        self._light.start()

    def _on_time(self, share: float) -> None:
        rest = (1.0 - share) / (1.0 - _FADES_FROM)
        self._strength = min(1.0, rest)
        self._view.viewport().update()

    def _end(self) -> None:
        self._strength = 0.0
        self.boxes, self.page = (), None
        self._view.viewport().update()


def _paint_frame(painter: QPainter, page: Box, colour: QColor, layout: PageLayout) -> None:
    width = max(3, round(layout.gap_px / 4))
    inset = width // 2
    painter.setPen(QPen(colour, width, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRect(page.x + inset, page.y + inset, page.width - width, page.height - width))
