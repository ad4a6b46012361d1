"""The numbers by which an article is cited, faintly in the margin beside its paragraphs.

They are drawn over the page and are no part of it: nothing selects, finds or prints them.
"""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from pincite.model.anchors import Quad
from pincite.model.documents import Paragraph
from pincite.model.texts import LEFT, PageText, Word
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_themes import is_dark_page, paper_colour
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.theme import Theme
from pincite.ui.theme.palettes import mixed

_TYPE_PT = 7.0
_SMALLEST_PX = 7.0
"""In logical pixels; smaller numbers could not be read and are left out."""
_GAP_PT = 10.0
_STRENGTH = 0.5
"""How much of the ink is in the colour of the numbers, the rest is paper."""
_LEAST_APART = 1.1
"""Heights of a number between two of them."""


class ParagraphNumbers:
    """Paints the numbers of an article's paragraphs.

    Attributes:
        is_shown: the user wants to see them.
    """

    def __init__(self, theme: Theme, texts: PageTexts, pictures: PictureStore) -> None:
        self._theme = theme
        self._texts = texts
        self._pictures = pictures
        self._by_page: dict[int, list[Paragraph]] = {}
        self._words: dict[int, tuple[PageText, list[tuple[Paragraph, Word]]]] = {}
        self.is_shown = True

    def set_paragraphs(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show the numbers of these."""
        self._by_page, self._words = {}, {}
        for paragraph in paragraphs:
            self._by_page.setdefault(paragraph.page_index, []).append(paragraph)

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the numbers of one page."""
        text = self._texts.known.get(index)
        font = self._font(layout)
        is_upright = layout.turn(index) == 0
        if not self.is_shown or text is None or font is None or not is_upright:
            return
        painter.setFont(font)
        painter.setPen(self._ink())
        left, right = _edges(text)
        height = QFontMetricsF(font).height()
        last_y = float("-inf")
        for paragraph, word in self._begun(index, text):
            line = layout.quad_px(index, Quad(left - _GAP_PT, word.box.y0, right, word.box.y1))
            middle = line.y + line.height / 2
            if abs(middle - last_y) < _LEAST_APART * height:
                continue
            last_y = middle
            beside = QRectF(0, page.y + middle - height, page.x + line.x, 2 * height)
            side = Qt.AlignmentFlag.AlignRight
            if word.heading == LEFT:
                edge = layout.quad_px(index, Quad(right, word.box.y0, right + _GAP_PT, word.box.y1))
                beside.setLeft(page.x + edge.right)
                beside.setWidth(page.width)
                side = Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                beside, int(side | Qt.AlignmentFlag.AlignVCenter), str(paragraph.number)
            )

    def number_at(self, index: int, y_pt: float) -> int | None:
        """The paragraph that is read at a height of a page; None where that is not known."""
        text = self._texts.known.get(index)
        if text is None or not text.words:
            return None
        # At the head of a page its first line is meant.
        y_pt = max(y_pt, text.words[0].box.y1)
        begun = [p.number for p, word in self._begun(index, text) if word.box.y0 <= y_pt]
        return begun[-1] if begun else self._before(index)

    def _before(self, index: int) -> int | None:
        earlier = [page for page in self._by_page if page < index]
        return self._by_page[max(earlier)][-1].number if earlier else None

    def _begun(self, index: int, text: PageText) -> list[tuple[Paragraph, Word]]:
        """The paragraphs that begin on a page, each with its first word."""
        kept = self._words.get(index)
        if kept is None or kept[0] is not text:
            words = {word.start: word for word in text.words}
            begun = self._by_page.get(index, ())
            kept = text, [(p, words[p.start]) for p in begun if p.start in words]
            self._words[index] = kept
        return kept[1]

    def _font(self, layout: PageLayout) -> QFont | None:
        """The font in the size of the pages; None where it would be too small."""
        size = _TYPE_PT * layout.scale
        if size < _SMALLEST_PX * layout.gap_px / 16:
            return None
        font = self._theme.font("body")
        font.setPixelSize(round(size))
        return font

    def _ink(self) -> QColor:
        paper = paper_colour(self._pictures.theme)
        ink = QColor("white" if is_dark_page(self._pictures.theme) else "black")
        return mixed(paper, ink, _STRENGTH)


def _edges(text: PageText) -> tuple[float, float]:
    """The left and right edges of the text on a page."""
    if not text.words:
        return 0.0, 0.0
    return min(w.box.x0 for w in text.words), max(w.box.x1 for w in text.words)
