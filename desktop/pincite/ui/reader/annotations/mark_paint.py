"""How each kind of annotation looks on the page."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion, QTransform

from pincite.model.annotations import Stroke
from pincite.ui.icons import paint_glyph
from pincite.ui.reader.annotations.line_marks import Run, wave
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme, is_dark_page
from pincite.ui.theme.palettes import mixed

_STRENGTH_LIGHT = 0.45
_STRENGTH_DARK = 0.42
_LINE_PT = 1.2
_WAVE_PT = 2.0
_WAVE_LENGTH_PT = 4.6
_WAVE_LINE_PT = 0.9
_AREA_LINE_PT = 1.2
_AREA_FILL = 26


def fill_marks(
    painter: QPainter, boxes: Iterable[Box], page: Box, colour: QColor, theme: PageTheme
) -> None:
    """Tint runs of text so that the letters stay as readable as they were.

    Boxes that overlap, as those of tight lines do, are tinted once.
    """
    fill_region(painter, region_of(boxes), page, colour, theme)


def region_of(boxes: Iterable[Box]) -> QRegion:
    """What boxes cover together."""
    region = QRegion()
    for box in boxes:
        region += QRect(box.x, box.y, box.width, box.height)
    return region


def fill_region(
    painter: QPainter, region: QRegion, page: Box, colour: QColor, theme: PageTheme
) -> None:
    """Tint a region of a page.

    Light pages are multiplied with a pale form of the colour, dark ones lightened by a dim one.
    """
    painter.save()
    if is_dark_page(theme):
        tint = mixed(QColor("black"), colour, _STRENGTH_DARK)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    else:
        tint = mixed(QColor("white"), colour, _STRENGTH_LIGHT)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.translate(page.x, page.y)
    # Rectangle by rectangle: a clip of many of them costs several times as much.
    for rect in region:  # type: ignore[attr-defined]  # PySide's own stubs do not know it
        painter.fillRect(rect, tint)
    painter.restore()


def paint_lines(
    painter: QPainter, runs: Iterable[Run], page: Box, colour: QColor, layout: PageLayout
) -> None:
    """Draw the lines of an underline or a strikeout in whole pixels."""
    thick = max(2, round(_LINE_PT * layout.scale))
    for run in runs:
        x, y = page.x + round(run.x0), page.y + round(run.y0)
        if run.is_across:
            painter.fillRect(x, y - thick // 2, round(run.length), thick, colour)
        else:
            painter.fillRect(x - thick // 2, y, thick, round(run.length), colour)


def paint_waves(
    painter: QPainter, runs: Iterable[Run], page: Box, colour: QColor, layout: PageLayout
) -> None:
    """Draw the lines of a squiggle.

    They are laid out of one crest and one trough: drawn as curves, the waves of a page full of
    them take a tenth of a second.
    """
    period = max(4, round(_WAVE_LENGTH_PT * layout.scale))
    height = _WAVE_PT * layout.scale
    line = max(1.0, _WAVE_LINE_PT * layout.scale)
    for run in runs:
        tile = _wave_tile(colour.name(), period, height, line, is_across=run.is_across)
        x, y = page.x + round(run.x0), page.y + round(run.y0)
        length = round(run.length)
        if run.is_across:
            rect = QRect(x, y - tile.height() // 2, length, tile.height())
        else:
            rect = QRect(x - tile.width() // 2, y, tile.width(), length)
        painter.drawTiledPixmap(rect, tile)


@lru_cache(maxsize=64)
def _wave_tile(colour: str, period: int, height: float, line: float, *, is_across: bool) -> QPixmap:
    """One crest and one trough, which join without a seam."""
    side = 2 * ceil((height + line) / 2) + 2
    tile = QPixmap(period, side) if is_across else QPixmap(side, period)
    tile.fill(Qt.GlobalColor.transparent)
    middle = side / 2
    # A period on either side, so that nothing is missing at the seam.
    run = Run(-period, middle, 2 * period, middle)
    path = QPainterPath(QPointF(run.x0, run.y0))
    for cx, cy, x, y in wave(run, height, period / 2):
        path.quadTo(cx, cy, x, y)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not is_across:
        painter.setTransform(QTransform(0, 1, 1, 0, 0, 0))
    painter.strokePath(path, QPen(QColor(colour), line))
    painter.end()
    return tile


def ink_path(points: Sequence[float]) -> QPainterPath:
    """A smooth curve through the points of a stroke.

    Source: Catmull and Rom, 1974; each span as the cubic curve that is equal to it.
    """
    places = [QPointF(x, y) for x, y in zip(points[0::2], points[1::2], strict=False)]
    path = QPainterPath(places[0])
    if len(places) == 1:
        path.lineTo(places[0] + QPointF(0.01, 0))
    for i in range(len(places) - 1):
        before, start = places[max(i - 1, 0)], places[i]
        end, after = places[i + 1], places[min(i + 2, len(places) - 1)]
        path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
    return path


def stroke_paths(
    strokes: Sequence[Stroke], index: int, layout: PageLayout
) -> list[tuple[float, QPainterPath]]:
    """The width in pixels and the curve of each stroke, from the page's corner."""
    return [
        (
            max(1.0, stroke.width_pt * layout.scale),
            ink_path(_turned(stroke.points, index, layout)),
        )
        for stroke in strokes
    ]


def _turned(points: Sequence[float], index: int, layout: PageLayout) -> list[float]:
    scale = layout.scale
    turned: list[float] = []
    for x, y in zip(points[0::2], points[1::2], strict=False):
        shown_x, shown_y = layout.displayed_point(index, x, y)
        turned += (shown_x * scale, shown_y * scale)
    return turned


def paint_strokes(
    painter: QPainter, paths: Iterable[tuple[float, QPainterPath]], page: Box, colour: QColor
) -> None:
    """Draw a drawing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(page.x, page.y)
    for width, path in paths:
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.restore()


def paint_area(painter: QPainter, box: QRectF, colour: QColor, scale: float) -> None:
    """Draw the frame of an area, and a breath of its colour."""
    fill = QColor(colour)
    fill.setAlpha(_AREA_FILL)
    width = max(1.5, _AREA_LINE_PT * scale)
    painter.fillRect(box, fill)
    painter.setPen(QPen(colour, width, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRect(box.adjusted(inset, inset, -inset, -inset))


def paint_note(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw the sheet of a page note."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(mixed(colour, QColor("black"), 0.45), max(1.0, box.width() / 16)))
    painter.setBrush(mixed(QColor("white"), colour, 0.75))
    painter.drawRoundedRect(box, box.width() / 5, box.width() / 5)
    inset = box.width() * 0.18
    ink = mixed(colour, QColor("black"), 0.75)
    paint_glyph(painter, box.adjusted(inset, inset, -inset, -inset), "note", ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
