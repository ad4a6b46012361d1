import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from pincite.ui.icons import icon
from pincite.ui.theme import Mode, Role, Theme
from pincite.ui.theme.palettes import colours_of, with_accent
from pincite.ui.theme.roles import DARK, LIGHT
from pincite.ui.theme.stylesheet import build_stylesheet


def contrast(a: QColor, b: QColor) -> float:
    """Contrast of two colours. Source: WCAG 2.2, relative luminance and contrast ratio."""

    def luminance(colour: QColor) -> float:
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("values", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (Role.TEXT, Role.WINDOW),
        (Role.TEXT, Role.SELECTION),
        (Role.MUTED, Role.WINDOW),
        (Role.MUTED, Role.SIDE),
        (Role.MUTED, Role.SURFACE),
        (Role.ACCENT, Role.WINDOW),
        (Role.ON_ACCENT, Role.ACCENT),
        (Role.TEXT, Role.MARK),
        (Role.OK, Role.SURFACE),
        (Role.WARN, Role.SURFACE),
        (Role.BAD, Role.SURFACE),
    ],
)
def test_text_can_be_read_on_its_ground(values: dict[Role, str], text: Role, ground: Role) -> None:
    assert contrast(QColor(values[text]), QColor(values[ground])) >= 4.5


def test_every_role_has_a_value_in_each_scheme() -> None:
    assert set(LIGHT) == set(DARK) == set(Role) == set(colours_of(QPalette()))


def test_style_sheet_takes_another_accent() -> None:
    colours = {role: QColor(value) for role, value in LIGHT.items()}
    sheet = build_stylesheet(with_accent(colours, QColor("#7700aa")), 13)
    assert "#7700aa" in sheet
    assert "$" not in sheet


def test_icon_follows_the_theme(qapp: QApplication) -> None:
    theme = Theme(qapp, Mode.LIGHT)
    books = icon(theme, "books")
    light = books.pixmap(16, 16).toImage()
    theme.set_mode(Mode.DARK)
    assert books.pixmap(16, 16).toImage() != light
    with pytest.raises(KeyError):
        icon(theme, "no such glyph")
    theme.deleteLater()
