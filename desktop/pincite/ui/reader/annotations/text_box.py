"""Text boxes: how their text is broken into lines, and how they look on the page."""

from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from pincite.documents.geometry import box_from_display, box_to_display
from pincite.model.anchors import PageQuads, Quad
from pincite.model.annotations import Annotation
from pincite.ui.reader.pages.page_layout import PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme, is_dark_page, paper_colour
from pincite.ui.theme.palettes import mixed

USUAL_FONT_PT = 12.0
PAD_PT = 3.0
"""Room between the edge of the box and its text."""

_UNIT_PX = 64
"""Size of the font in which lines are laid out; the painter scales it to that of the box.

So lines break at the same places at every zoom.
"""


class TextLines:
    """A text in lines, measured in points."""

    def __init__(self, text: str, font_pt: float, width_pt: float) -> None:
        self._factor = font_pt / _UNIT_PX
        self._layout = QTextLayout(text.replace("\n", "\u2028"), box_font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self.height_pt = self._break(max(width_pt - 2 * PAD_PT, font_pt)) + 2 * PAD_PT

    @property
    def natural_width_pt(self) -> float:
        """How wide the longest line is as it was broken, with the room beside it."""
        # A line that fills its width exactly would be broken anew by rounding.
        lines = (self._layout.lineAt(i) for i in range(self._layout.lineCount()))
        widest = max((line.naturalTextWidth() for line in lines), default=0.0)
        return widest * self._factor + 2 * PAD_PT + 0.5

    def paint(self, painter: QPainter, at: QPointF, scale: float, ink: QColor) -> None:
        """Draw it with its box's corner at a place, `scale` pixels to the point."""
        painter.save()
        painter.translate(at + QPointF(PAD_PT, PAD_PT) * scale)
        painter.scale(self._factor * scale, self._factor * scale)
        painter.setPen(ink)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self._layout.draw(painter, QPointF(0, 0))
        painter.restore()

    def _break(self, width_pt: float) -> float:
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width_pt / self._factor)
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        return height * self._factor


@lru_cache(maxsize=256)
def lines_of(text: str, font_pt: float, width_pt: float) -> TextLines:
    """The text broken for a box of this width."""
    return TextLines(text, font_pt, width_pt)


def box_font() -> QFont:
    """The font of text boxes in the size of layout."""
    font = QFont(QApplication.font().family())
    font.setPixelSize(_UNIT_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def font_pt_of(annotation: Annotation) -> float:
    """The size of its letters."""
    return annotation.font_pt or USUAL_FONT_PT


def natural_size(text: str, font_pt: float, most_pt: float) -> tuple[float, float]:
    """Width and height in points of a box that holds a text in lines no longer than `most_pt`."""
    lines = lines_of(text or " ", font_pt, most_pt)
    width = min(most_pt, max(lines.natural_width_pt, 2 * font_pt + 2 * PAD_PT))
    return width, lines.height_pt


def height_of(text: str, font_pt: float, width_pt: float) -> float:
    """The height in points that a text takes in a box of this width."""
    return lines_of(text or " ", font_pt, round(width_pt, 2)).height_pt


def box_ink(colour: QColor, theme: PageTheme) -> QColor:
    """The colour of the letters: the box's own, as dark or light as reading needs."""
    if is_dark_page(theme):
        return mixed(colour, QColor("white"), 0.55)
    return mixed(colour, QColor("black"), 0.62)


def box_fill(colour: QColor, theme: PageTheme) -> QColor:
    """The ground of the letters."""
    return mixed(paper_colour(theme), colour, 0.16)


def fitted_to_text(annotation: Annotation, layout: PageLayout) -> Annotation:
    """A text box as high as its text is in letters of its size; its top and width stay.

    Text runs as the file shows the page, however the view turns it.
    """
    anchor = annotation.anchor
    if not anchor.places or not anchor.places[0].quads:
        return annotation
    box, index = anchor.places[0].quads[0], anchor.page_index
    page = (*layout.sizes[index], layout.rotation(index))
    x0, y0, x1, _ = box_to_display((box.x0, box.y0, box.x1, box.y1), *page)
    y1 = y0 + height_of(annotation.comment, font_pt_of(annotation), x1 - x0)
    fitted = Quad(*box_from_display((x0, y0, x1, y1), *page))
    return replace(annotation, anchor=replace(anchor, places=(PageQuads(index, (fitted,)),)))


def paint_text_box(
    painter: QPainter,
    annotation: Annotation,
    box: QRectF,
    scale: float,
    theme: PageTheme,
    *,
    turn: int = 0,
) -> None:
    """Draw a text box; a text that does not fit makes it longer.

    Args:
        box: in pixels of the painter, `scale` to the point.
        turn: degrees clockwise by which the view turns the page.
    """
    colour = QColor(annotation.colour.hex)
    painter.save()
    painter.translate(box.center())
    painter.rotate(turn)
    size = box.size().transposed() if turn % 180 else box.size()
    lines = lines_of(annotation.comment, font_pt_of(annotation), round(size.width() / scale, 2))
    corner = QPointF(-size.width() / 2, -size.height() / 2)
    size.setHeight(max(size.height(), lines.height_pt * scale))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(box_fill(colour, theme))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(QRectF(corner, size), 2 * scale, 2 * scale)
    lines.paint(painter, corner, scale, box_ink(colour, theme))
    painter.restore()
