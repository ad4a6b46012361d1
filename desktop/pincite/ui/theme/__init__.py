"""Colours, fonts, sizes and the style sheet of the window."""

from pincite.ui.theme.roles import Role
from pincite.ui.theme.theme import Mode, Theme

__all__ = ["Mode", "Role", "Theme"]
