"""The colours of what stands on a page, which may be light in a dark window and dark in a light."""

from PySide6.QtGui import QColor

from pincite.ui.reader.pages.page_themes import PageTheme, is_dark_page
from pincite.ui.theme import Role, Theme
from pincite.ui.theme.palettes import mixed
from pincite.ui.theme.roles import DARK, LIGHT

PASSAGE_TINT = 0.7
"""How much of the accent lies under a cited passage."""


def accent_on(page: PageTheme, theme: Theme) -> QColor:
    """The accent, as it can be seen on a page."""
    return ink_on(page, theme, Role.ACCENT)


def tint_on(page: PageTheme, theme: Theme, share: float) -> QColor:
    """The accent thinned for a tint under text: 0.0 for none of it, 1.0 for all."""
    paper = QColor("black" if is_dark_page(page) else "white")
    return mixed(paper, accent_on(page, theme), share)


def ink_on(page: PageTheme, theme: Theme, role: Role) -> QColor:
    """The colour of a role, as it can be seen on a page."""
    if is_dark_page(page) == theme.is_dark:
        return theme.colour(role)
    return QColor((DARK if is_dark_page(page) else LIGHT)[role])
