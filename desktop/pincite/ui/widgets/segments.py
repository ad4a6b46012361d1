"""A choice of one out of a few, side by side."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets.sub_tabs import Pill


class Segments(QFrame):
    """Buttons of which one is on; the arrow keys go to its neighbours.

    Signals:
        chosen: the name of the one that was switched on by the user.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._names: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._names[number]))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.spacing(0.5))

    def add(self, name: str, text: str) -> None:
        """Add a choice; the first one is on."""
        button = Pill(text)
        button.setChecked(not self._names)
        self._group.addButton(button, len(self._names))
        self._names.append(name)
        self._row.addWidget(button)

    def set_text(self, name: str, text: str) -> None:
        """Change what a choice says."""
        self._group.button(self._names.index(name)).setText(text)

    def set_current(self, name: str) -> None:
        """Switch a choice on, without a signal."""
        with QSignalBlocker(self._group):
            self._group.button(self._names.index(name)).setChecked(True)

    @property
    def current(self) -> str:
        """The name of the choice that is on."""
        return self._names[self._group.checkedId()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        button = self._group.button((self._group.checkedId() + step) % len(self._names))
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()
