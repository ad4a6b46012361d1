"""Names for annotation colours."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from pincite.model.annotations import Colour
from pincite.services.settings import Settings
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.swatches import swatch
from pincite.ui.widgets import Label

_LONGEST = 40


class ColoursPage(QWidget):
    """A field for each colour; what is typed counts as soon as the field is left.

    Args:
        save: keeps changed settings.
    """

    def __init__(
        self,
        context: AppContext,
        save: Callable[[Settings], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._save = save
        theme = context.theme
        self.fields: dict[Colour, QLineEdit] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(3))
        text = self.tr(
            "Say what a colour means to you, such as “Evidence” or “Disagree”. The name is shown "
            "on annotations, in menus and filters, and in what you export as Markdown."
        )
        box.addWidget(Label(text, "muted", wraps=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(2))
        grid.setVerticalSpacing(theme.spacing(2))
        for row, colour in enumerate(Colour):
            self._add_colour(grid, row, colour)
        self.setFocusProxy(self.fields[Colour.YELLOW])
        across = QHBoxLayout()
        across.addLayout(grid, 2)
        across.addStretch(1)
        box.addLayout(across)
        box.addStretch(1)

    def _add_colour(self, grid: QGridLayout, row: int, colour: Colour) -> None:
        names = self._context.theme.colour_names
        patch = QLabel()
        patch.setPixmap(swatch(colour).pixmap(QSize(16, 16)))
        field = QLineEdit(names.own(colour))
        field.setMaxLength(_LONGEST)
        field.setPlaceholderText(names.usual(colour))
        label = Label(f"{names.usual(colour)} · {row + 1}")
        label.setBuddy(field)
        field.setAccessibleName(
            self.tr("Name of the colour %1").replace("%1", names.usual(colour).lower())
        )
        field.editingFinished.connect(self._keep)
        self.fields[colour] = field
        grid.addWidget(patch, row, 0)
        grid.addWidget(label, row, 1)
        grid.addWidget(field, row, 2)
        grid.setColumnStretch(2, 1)

    def _keep(self) -> None:
        typed = {c.value: " ".join(f.text().split()) for c, f in self.fields.items()}
        names = {value: name for value, name in typed.items() if name}
        settings = self._context.settings
        if names != dict(settings.colour_names):
            self._save(replace(settings, colour_names=names))
