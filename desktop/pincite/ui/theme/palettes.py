"""Qt palettes from colour roles, and colour roles from the system's palette."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

from pincite.ui.theme.roles import Role

_ROLES: Mapping[QPalette.ColorRole, Role] = {
    QPalette.ColorRole.Window: Role.WINDOW,
    QPalette.ColorRole.WindowText: Role.TEXT,
    QPalette.ColorRole.Base: Role.SURFACE,
    QPalette.ColorRole.AlternateBase: Role.WINDOW,
    QPalette.ColorRole.Text: Role.TEXT,
    QPalette.ColorRole.PlaceholderText: Role.MUTED,
    QPalette.ColorRole.Button: Role.SURFACE,
    QPalette.ColorRole.ButtonText: Role.TEXT,
    QPalette.ColorRole.BrightText: Role.BAD,
    QPalette.ColorRole.ToolTipBase: Role.SURFACE,
    QPalette.ColorRole.ToolTipText: Role.TEXT,
    QPalette.ColorRole.Highlight: Role.SELECTION,
    QPalette.ColorRole.HighlightedText: Role.TEXT,
    QPalette.ColorRole.Accent: Role.ACCENT,
    QPalette.ColorRole.Link: Role.ACCENT,
    QPalette.ColorRole.LinkVisited: Role.ACCENT,
    QPalette.ColorRole.Light: Role.SURFACE,
    QPalette.ColorRole.Midlight: Role.LINE,
    QPalette.ColorRole.Mid: Role.LINE,
    QPalette.ColorRole.Dark: Role.MUTED,
    QPalette.ColorRole.Shadow: Role.TEXT,
}


def palette_of(colours: Mapping[Role, QColor]) -> QPalette:
    """A Qt palette in our colours, so that unstyled widgets match."""
    palette = QPalette()
    for qt_role, role in _ROLES.items():
        palette.setColor(qt_role, colours[role])
    for qt_role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, qt_role, _faded(colours))
    return palette


def colours_of(system: QPalette) -> dict[Role, QColor]:
    """Our roles in the system's own colours: for high contrast, where the user's choice rules."""
    colour = system.color
    text, window = colour(QPalette.ColorRole.WindowText), colour(QPalette.ColorRole.Window)
    highlight = colour(QPalette.ColorRole.Highlight)
    found = dict.fromkeys(Role, text)
    for role in (Role.WINDOW, Role.SIDE, Role.HOVER, Role.ACCENT_SOFT, Role.DESK):
        found[role] = window
    found[Role.SURFACE] = found[Role.PAGE] = colour(QPalette.ColorRole.Base)
    found[Role.ACCENT] = found[Role.SELECTION] = highlight
    found[Role.ON_ACCENT] = colour(QPalette.ColorRole.HighlightedText)
    found[Role.MARK] = highlight
    return found


def with_accent(colours: Mapping[Role, QColor], accent: QColor) -> dict[Role, QColor]:
    """The same colours around another accent; soft tones are mixed from it and the window."""
    changed = dict(colours)
    changed[Role.ACCENT] = accent
    changed[Role.ACCENT_SOFT] = mixed(colours[Role.WINDOW], accent, 0.14)
    changed[Role.SELECTION] = mixed(colours[Role.WINDOW], accent, 0.26)
    changed[Role.ON_ACCENT] = QColor("#FFFFFF" if accent.lightnessF() < 0.55 else "#101416")
    return changed


def mixed(under: QColor, over: QColor, part: float) -> QColor:
    """`over` laid upon `under`.

    Args:
        part: how much of `over` is seen, 0 to 1.
    """
    channels = zip(under.getRgb()[:3], over.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * part) for a, b in channels))


def _faded(colours: Mapping[Role, QColor]) -> QColor:
    return mixed(colours[Role.WINDOW], colours[Role.TEXT], 0.4)
