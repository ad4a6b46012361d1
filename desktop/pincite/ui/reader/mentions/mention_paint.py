"""How citations look on the pages: a dotted line, a tint under the one in question, a ring."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from pincite.model.anchors import Quad
from pincite.model.ids import MentionId
from pincite.services.mention_views import Standing, standing_of
from pincite.ui.reader.annotations.line_marks import Run, runs_along
from pincite.ui.reader.annotations.mark_paint import fill_marks
from pincite.ui.reader.mentions.mention_places import MentionPlaces, PlacedMention
from pincite.ui.reader.mentions.page_ink import accent_on, ink_on, tint_on
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.theme import Role, Theme

_DOT_PT = 0.9
_TINT = 0.35
"""How much of the accent lies under the citation that is pointed at."""
_FOOT = 0.98
"""Where the line runs: 1.0 is the foot of the text's box."""

_Dots = dict[bool, list[QRect]]


class MentionPaint:
    """Paints the citations of a page; the dots of each page are made once for a scale.

    Attributes:
        pointed: the one under the mouse.
        focused: the one that the keyboard has come to.
    """

    def __init__(self, places: MentionPlaces, theme: Theme) -> None:
        self._places = places
        self._theme = theme
        self._made: dict[int, tuple[object, float, int, _Dots]] = {}
        self.pointed: MentionId | None = None
        self.focused: MentionId | None = None

    def forget(self) -> None:
        """The citations or their states are others now."""
        self._made.clear()

    def paint(
        self,
        painter: QPainter,
        index: int,
        page: Box,
        layout: PageLayout,
        theme: PageTheme,
        *,
        are_marked: bool,
    ) -> None:
        """Draw those of one page."""
        placed = self._places.on_page(index)
        if not placed:
            return
        if are_marked:
            self._paint_dots(painter, self._dots(index, placed, layout), page, theme)
        accent = accent_on(theme, self._theme)
        for one in placed:
            if one.row.mention.id == self.pointed and are_marked:
                tint = tint_on(theme, self._theme, _TINT)
                fill_marks(painter, _boxes(one.quads, index, layout), page, tint, theme)
            if one.row.mention.id == self.focused:
                _paint_ring(painter, _boxes(one.quads, index, layout), page, accent, layout)

    def _paint_dots(self, painter: QPainter, dots: _Dots, page: Box, theme: PageTheme) -> None:
        painter.save()
        painter.translate(page.x, page.y)
        painter.setPen(Qt.PenStyle.NoPen)
        for is_known, rects in dots.items():
            role = Role.ACCENT if is_known else Role.MUTED
            painter.setBrush(ink_on(theme, self._theme, role))
            painter.drawRects(rects)
        painter.restore()

    def _dots(self, index: int, placed: list[PlacedMention], layout: PageLayout) -> _Dots:
        known = self._made.get(index)
        turn = layout.mode.turn
        if known is not None and known[:3] == (placed, layout.scale, turn):
            return known[3]
        dots: _Dots = {True: [], False: []}
        side = max(1, round(_DOT_PT * layout.scale))
        for one in placed:
            is_known = standing_of(one.row.mention, one.row.target) is not Standing.UNKNOWN
            for run in runs_along(_boxes(one.quads, index, layout), turn, _FOOT):
                dots[is_known] += _dotted(run, side)
        dots = {is_known: rects for is_known, rects in dots.items() if rects}
        self._made[index] = (placed, layout.scale, turn, dots)
        return dots


def _dotted(run: Run, side: int) -> Iterable[QRect]:
    """Squares along a line, as far apart as they are wide and a little more."""
    step = 2 * side + 1 if side > 1 else 3
    for at in range(0, round(run.length), step):
        x = round(run.x0) + (at if run.is_across else 0)
        y = round(run.y0) + (0 if run.is_across else at)
        yield QRect(x, y, side, side)


def _paint_ring(
    painter: QPainter, boxes: list[Box], page: Box, colour: QColor, layout: PageLayout
) -> None:
    width = max(2, round(layout.gap_px / 8))
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in boxes:
        ring = QRect(page.x + box.x, page.y + box.y, box.width, box.height)
        painter.drawRect(ring.adjusted(-width, -width, width, width))


def _boxes(quads: Iterable[Quad], index: int, layout: PageLayout) -> list[Box]:
    return [layout.quad_px(index, quad) for quad in quads]
