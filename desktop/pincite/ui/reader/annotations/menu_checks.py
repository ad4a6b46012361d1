"""Entries of menus that are on or off, with icons."""

from PySide6.QtGui import QAction, QColor

from pincite.model.annotations import Colour
from pincite.ui.icons import icon
from pincite.ui.theme import Theme


def set_checked(
    theme: Theme, action: QAction, *, is_on: bool, colour: Colour | None = None
) -> None:
    """Make an entry one that is on or off.

    Qt shows no check mark beside an icon, so that the icon gives way to one.

    Args:
        colour: of the check mark, for the entries of colours.
    """
    action.setCheckable(True)
    action.setChecked(is_on)
    if is_on and colour is not None:
        action.setIcon(icon(theme, "check-circle-fill", colour=QColor(colour.hex)))
    elif is_on and not action.icon().isNull():
        action.setIcon(icon(theme, "check"))
