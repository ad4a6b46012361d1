"""Colours of the page itself: paper, sepia, dark, black."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QImage, QPainter


class PageTheme(StrEnum):
    """How pages are coloured, whatever the window's colours are."""

    PAPER = "paper"
    SEPIA = "sepia"
    DARK = "dark"
    BLACK = "black"


@dataclass(frozen=True, slots=True)
class PageColours:
    """The colours that white and black of a page become."""

    paper: str
    ink: str


_COLOURS = {
    PageTheme.PAPER: PageColours("#ffffff", "#000000"),
    PageTheme.SEPIA: PageColours("#f4ecd8", "#5b4636"),
    PageTheme.DARK: PageColours("#2e3440", "#d8dee9"),
    PageTheme.BLACK: PageColours("#000000", "#d0d0d0"),
}


def paper_colour(theme: PageTheme) -> QColor:
    """The colour of an empty page."""
    return QColor(_COLOURS[theme].paper)


def is_dark_page(theme: PageTheme) -> bool:
    """True where marks must lighten the page instead of darkening it."""
    return paper_colour(theme).lightness() < 128


def recoloured(image: QImage, theme: PageTheme) -> QImage:
    """The picture of a page in the colours of a theme; done once when the picture comes in.

    Each channel is mapped in a straight line so that black becomes the ink and white the paper.
    """
    if theme is PageTheme.PAPER:
        return image
    colours = _COLOURS[theme]
    paper, ink = QColor(colours.paper), QColor(colours.ink)
    result = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(result)
    low, high = ink, paper
    if is_dark_page(theme):
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.fillRect(result.rect(), QColor("white"))
        low, high = paper, ink
    span = QColor(*(max(0, h - x) for h, x in zip(_rgb(high), _rgb(low), strict=True)))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(result.rect(), span)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    painter.fillRect(result.rect(), low)
    painter.end()
    return result


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
