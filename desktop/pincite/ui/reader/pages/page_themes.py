"""Colours of the page itself: paper, sepia, dark, black."""

from collections.abc import Sequence
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
class _Look:
    """What white becomes, and how much of the contrast between white and black is kept (of 256).

    Black becomes the ink that this leaves: one weight for all three channels lets Qt blend the page
    in a single fast pass, and misses the inks of the known themes by no more than 8 of 255.
    """

    paper: str
    contrast: float
    is_inverted: bool = False


_LOOKS = {
    PageTheme.PAPER: _Look("#ffffff", 1.0),
    # Inks: #5b4636, #d8dee9, #d0d0d0.
    PageTheme.SEPIA: _Look("#f4ecd8", 161 / 256),
    PageTheme.DARK: _Look("#2e3440", 170 / 256, is_inverted=True),
    PageTheme.BLACK: _Look("#000000", 209 / 256, is_inverted=True),
}


def paper_colour(theme: PageTheme) -> QColor:
    """The colour of an empty page."""
    return QColor(_LOOKS[theme].paper)


def is_dark_page(theme: PageTheme) -> bool:
    """True where marks must lighten the page instead of darkening it."""
    return paper_colour(theme).lightness() < 128


def recoloured(
    image: QImage, theme: PageTheme, pictures: Sequence[tuple[int, int, int, int]] = ()
) -> QImage:
    """The picture of a page in the colours of a theme; done once when it comes in.

    White becomes the theme's paper exactly: the margin of a page and an empty page look the same.

    Args:
        pictures: x0, y0, x1, y1 of what keeps its own colours, in pixels.
    """
    if theme is PageTheme.PAPER:
        return image
    look = _LOOKS[theme]
    result = QImage(image.size(), QImage.Format.Format_RGB32)
    result.fill(_under(look))
    painter = QPainter(result)
    painter.setOpacity(look.contrast)
    painter.drawImage(0, 0, image)
    painter.end()
    if look.is_inverted:
        result.invertPixels()
    if pictures:
        painter.begin(result)
        painter.setOpacity(1.0)
        for x0, y0, x1, y1 in pictures:
            painter.drawImage(x0, y0, image, x0, y0, x1 - x0, y1 - y0)
        painter.end()
    return result


def _under(look: _Look) -> QColor:
    """The colour on which the page is laid half transparent, so that white gives the paper."""
    paper = QColor(look.paper)
    wanted = [paper.red(), paper.green(), paper.blue()]
    if look.is_inverted:
        wanted = [255 - channel for channel in wanted]
    rest = 1 - look.contrast
    mixed = (min(max(round((c - look.contrast * 255) / rest), 0), 255) for c in wanted)
    return QColor(*mixed)
