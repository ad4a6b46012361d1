"""Icons of one set (Phosphor, regular weight) in the theme's colours.

The set comes as a font with qtawesome. Only its two files are used, found without importing the
package: its own loader reads all twelve fonts' tables and pulls in a Qt shim at start.
"""

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPixmap,
    QRawFont,
    QTransform,
)

from pincite.ui.theme import Role, Theme

_UNIT_PX = 64.0


class _GlyphEngine(QIconEngine):
    """Paints one glyph in the colour its role has at the moment of painting."""

    def __init__(self, theme: Theme, name: str, role: Role | None, colour: QColor | None) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._role = role
        self._fixed = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # In a box that is wider than high the glyph stands left: the rest parts it from the text.
        side = min(rect.width(), rect.height())
        box = QRectF(rect.left(), rect.top(), side, rect.height())
        paint_glyph(painter, box, self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():
            # A button that a splitter gives no room for the moment.
            return QPixmap()
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._theme, self._name, self._role, self._fixed)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        if mode == QIcon.Mode.Disabled:
            colour = self._theme.colour(Role.MUTED)
            colour.setAlphaF(0.5)
            return colour
        return self._fixed or self._theme.colour(self._role or Role.TEXT)


def icon(theme: Theme, name: str, role: Role = Role.TEXT, *, colour: QColor | None = None) -> QIcon:
    """An icon that takes its colour from the theme whenever it is painted.

    Args:
        name: of a Phosphor glyph ("magnifying-glass", "books", "push-pin-fill"); a "ph." before it
            is ignored.
        colour: a fixed colour instead of a role's, such as an annotation's.

    Raises:
        KeyError: the set has no such glyph.
    """
    glyph = name.removeprefix("ph.")
    if glyph not in _glyph_codes():
        raise KeyError(f"no icon named {name}")
    return QIcon(_GlyphEngine(theme, glyph, role, colour))


def paint_glyph(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draw a glyph centred in `rect`, as large as its shorter side."""
    side = min(rect.width(), rect.height())
    scale = side / _UNIT_PX
    corner = rect.center() - QPointF(side / 2, side / 2)
    transform = QTransform.fromTranslate(corner.x(), corner.y()).scale(scale, scale)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(transform.map(_glyph_path(name.removeprefix("ph."))), colour)
    painter.restore()


def _folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The icons that belong to Pincite are missing. Install it again.")
    return Path(spec.origin).parent / "fonts"


@cache
def _glyph_codes() -> dict[str, int]:
    table = next(_folder().glob("phosphor-charmap-*.json"))
    return {name: int(code, 16) for name, code in json.loads(table.read_text()).items()}


@cache
def _font() -> QRawFont:
    return QRawFont(str(next(_folder().glob("phosphor-*.ttf"))), _UNIT_PX)


@cache
def _glyph_path(name: str) -> QPainterPath:
    """The outline in a square of `_UNIT_PX`; the font's glyphs fill their em square."""
    font = _font()
    glyph = font.glyphIndexesForString(chr(_glyph_codes()[name]))[0]
    path = font.pathForGlyph(glyph)
    return QTransform.fromTranslate(0, font.ascent()).map(path)
