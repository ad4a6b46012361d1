"""What annotation colours are called: by the user, else as everybody calls them."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from pincite.model.annotations import Colour


class ColourNames(QObject):
    """The names of the eight colours.

    Signals:
        changed: the user has named one otherwise.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own: dict[Colour, str] = {}

    def set_names(self, names: Mapping[Colour, str]) -> None:
        """Use these names of the user's; the other colours have their usual ones."""
        if dict(names) != self._own:
            self._own = dict(names)
            self.changed.emit()

    @property
    def own_names(self) -> Mapping[Colour, str]:
        """The names that the user gave."""
        return dict(self._own)

    def own(self, colour: Colour) -> str:
        """The user's name, "Evidence"; empty where there is none."""
        return self._own.get(colour, "")

    def usual(self, colour: Colour) -> str:
        """The usual name in the user's language, "Yellow"."""
        return {
            Colour.YELLOW: self.tr("Yellow"),
            Colour.RED: self.tr("Red"),
            Colour.GREEN: self.tr("Green"),
            Colour.BLUE: self.tr("Blue"),
            Colour.PURPLE: self.tr("Purple"),
            Colour.MAGENTA: self.tr("Magenta"),
            Colour.ORANGE: self.tr("Orange"),
            Colour.GREY: self.tr("Grey"),
        }[colour]

    def name(self, colour: Colour) -> str:
        """The user's name, else the usual one."""
        return self.own(colour) or self.usual(colour)

    def full(self, colour: Colour) -> str:
        """Both where the user named it, "Evidence (yellow)"; for menus and screen readers."""
        own = self.own(colour)
        if not own:
            return self.usual(colour)
        text = self.tr("%1 (%2)").replace("%2", self.usual(colour).lower())
        return text.replace("%1", own)
