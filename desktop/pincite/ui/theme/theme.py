"""The theme: one object that knows every colour, font and distance of the window."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from pincite.ui.theme import palettes
from pincite.ui.theme.colour_names import ColourNames
from pincite.ui.theme.roles import DARK, LIGHT, Role
from pincite.ui.theme.stylesheet import build_stylesheet

FontScale = Literal["small", "body", "title", "head"]

_GRID_PX = 4
_BODY_PX = 13
_SCALES: Mapping[str, float] = {"small": 0.88, "body": 1.0, "title": 1.23, "head": 1.5}
# What fontconfig falls back to where no desktop names a font, and what reads better if installed.
_FALLBACK_FAMILIES = ("DejaVu Sans", "Bitstream Vera Sans")
_BETTER_FAMILIES = ("Inter", "Noto Sans", "Source Sans 3", "Cantarell", "Open Sans", "Ubuntu")


class Mode(StrEnum):
    """Which scheme the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours by role, the type scale and the spacing grid; built once and handed on.

    It sets the application's palette, font and style sheet, and follows the system's scheme
    at run time unless the user chose one.

    Attributes:
        colour_names: what annotation colours are called, which the user may change.

    Signals:
        changed: after colours or fonts changed; widgets that paint themselves update on it.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self.colour_names = ColourNames(self)
        self._uses_system_accent = False
        app.setStyle("Fusion")
        self._system_palette = QPalette(app.palette())
        self._body = _body_font(app.font())
        app.setFont(self._body)
        self._colours: dict[Role, QColor] = {}
        self._is_applying = False
        self.stylesheet = ""
        hints = app.styleHints()
        if mode is not Mode.SYSTEM:
            hints.setColorScheme(_SCHEMES[mode])
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        # QAccessibilityHints came with Qt 6.10.
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def mode(self) -> Mode:
        """The user's choice."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """True when light text stands on a dark window."""
        return self._colours[Role.WINDOW].lightnessF() < 0.5

    @property
    def is_high_contrast(self) -> bool:
        """True when the system asks for high contrast; its own palette is shown then."""
        hints = self._app.styleHints()
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is None:
            return False
        return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)

    def set_mode(self, mode: Mode) -> None:
        """Choose light, dark, or as the system says."""
        if mode is self._mode:
            return
        self._mode = mode
        # Told to Qt as well, so that window frames and native dialogs match.
        self._app.styleHints().setColorScheme(_SCHEMES[mode])
        self._apply()

    def use_system_accent(self, *, wanted: bool) -> None:
        """Take the system's accent colour instead of our own."""
        if wanted != self._uses_system_accent:
            self._uses_system_accent = wanted
            self._apply()

    def colour(self, role: Role) -> QColor:
        """The colour of a role in the present scheme."""
        return QColor(self._colours[role])

    def spacing(self, steps: float) -> int:
        """A distance of the grid: 4 px a step, in device-independent pixels."""
        return round(_GRID_PX * steps)

    def font(self, scale: FontScale = "body", *, bold: bool = False) -> QFont:
        """A font of the type scale, from the system's own."""
        font = QFont(self._body)
        font.setPixelSize(round(self._body.pixelSize() * _SCALES[scale]))
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _on_scheme_changed(self) -> None:
        if not self._is_applying:
            self._apply()

    def _wants_dark(self) -> bool:
        if self._mode is Mode.SYSTEM:
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    def _apply(self) -> None:
        self._is_applying = True
        try:
            if self.is_high_contrast:
                self._colours = palettes.colours_of(self._system_palette)
                self._app.setPalette(self._system_palette)
            else:
                values = DARK if self._wants_dark() else LIGHT
                colours = {role: QColor(value) for role, value in values.items()}
                if self._uses_system_accent:
                    accent = self._system_palette.color(QPalette.ColorRole.Accent)
                    colours = palettes.with_accent(colours, accent)
                self._colours = colours
                self._app.setPalette(palettes.palette_of(colours))
            self.stylesheet = build_stylesheet(self._colours, self._body.pixelSize())
            self._app.setStyleSheet(self.stylesheet)
        finally:
            self._is_applying = False
        self.changed.emit()


_SCHEMES = {
    Mode.SYSTEM: Qt.ColorScheme.Unknown,
    Mode.LIGHT: Qt.ColorScheme.Light,
    Mode.DARK: Qt.ColorScheme.Dark,
}


def _body_font(system: QFont) -> QFont:
    """The system's font, at least 13 px; a better family where the desktop names none."""
    font = QFont(system)
    if QFontInfo(system).family() in _FALLBACK_FAMILIES:
        installed = set(QFontDatabase.families())
        family = next((name for name in _BETTER_FAMILIES if name in installed), None)
        if family:
            font.setFamily(family)
    font.setPixelSize(max(_BODY_PX, QFontInfo(system).pixelSize()))
    return font
