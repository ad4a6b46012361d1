"""Selection and found words, painted over the pages from their text layers."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QColor, QPainter, QPen

from pincite.model.texts import quads_for
from pincite.ui.reader.annotations.mark_paint import fill_marks
from pincite.ui.reader.find.finding import Hit
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.selection import Selection
from pincite.ui.theme import Role, Theme
from pincite.ui.theme.palettes import mixed


class SelectionOverlay:
    """The selected text.

    Attributes:
        colour: instead of the accent, while a tool marks what is selected.
    """

    def __init__(self, theme: Theme, texts: PageTexts, pictures: PictureStore) -> None:
        self._theme = theme
        self._texts = texts
        self._pictures = pictures
        self.selection: Selection | None = None
        self.colour: QColor | None = None

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the selected run of one page."""
        if self.selection is None or index not in self.selection.pages:
            return
        text = self._texts.known.get(index)
        if text is None:
            return
        quads = quads_for(text, *self.selection.span_on(text))
        boxes = [layout.quad_px(index, quad) for quad in quads]
        colour = self.colour or self._theme.colour(Role.ACCENT)
        fill_marks(painter, boxes, page, colour, self._pictures.theme)


class FindOverlay:
    """All hits on a page, and the one that is looked at."""

    def __init__(self, theme: Theme, texts: PageTexts, pictures: PictureStore) -> None:
        self._theme = theme
        self._texts = texts
        self._pictures = pictures
        self.hits: Mapping[int, Sequence[Hit]] = {}
        self.current: Hit | None = None

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the hits of one page."""
        hits = self.hits.get(index, ())
        text = self._texts.known.get(index) if hits else None
        if text is None:
            return
        mark = QColor(self._theme.colour(Role.WARN))
        plain: list[Box] = []
        current: list[Box] = []
        for hit in hits:
            boxes = [layout.quad_px(index, q) for q in quads_for(text, hit.start, hit.end)]
            (current if hit == self.current else plain).extend(boxes)
        fill_marks(painter, plain, page, mark, self._pictures.theme)
        strong = mixed(mark, QColor("orange"), 0.5)
        fill_marks(painter, current, page, strong, self._pictures.theme)
        painter.setPen(QPen(mark, max(1, round(layout.gap_px / 10))))
        for box in current:
            painter.drawRect(page.x + box.x - 1, page.y + box.y - 1, box.width + 1, box.height + 1)
