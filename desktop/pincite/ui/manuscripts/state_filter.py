"""The choice of what the list shows: what needs attention, all, or one state, with counts."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pincite.model.manuscripts import STATES, FindingState
from pincite.ui.manuscripts.words import state_word
from pincite.ui.theme import Theme
from pincite.ui.widgets import ComboBox

_ATTENTION, _ALL = "attention", "all"


class StateFilter(ComboBox):
    """Keeps the choice while the counts change.

    Signals:
        states_changed: a tuple of the `FindingState`s to be shown.
    """

    states_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Citations shown"), parent=parent)
        self._chosen: str | None = None
        self.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._on_activated)

    @property
    def states(self) -> tuple[FindingState, ...]:
        """The states chosen."""
        match self.currentData():
            case None | "all":
                return STATES
            case "attention":
                return tuple(state for state in STATES if state.needs_attention)
            case word:
                return (FindingState(word),)

    def _on_activated(self, _row: int) -> None:
        self._chosen = self.currentData()
        self.states_changed.emit(self.states)

    def set_counts(self, counts: Mapping[FindingState, int]) -> None:
        """Name the states there are, with how many findings are in each."""
        attention = sum(n for state, n in counts.items() if state.needs_attention)
        self.clear()
        self._add(self.tr("Needs attention"), attention, _ATTENTION)
        self._add(self.tr("All citations"), sum(counts.values()), _ALL)
        if counts:
            self.insertSeparator(2)
        for state in STATES:
            if counts.get(state):
                word = state_word(state)
                self._add(word[:1].upper() + word[1:], counts[state], state.value)
        row = self.findData(self._chosen) if self._chosen is not None else -1
        self.setCurrentIndex(row if row >= 0 else (0 if attention else 1))

    def _add(self, text: str, count: int, data: str) -> None:
        self.addItem(self.tr("%1 · %2").replace("%1", text).replace("%2", str(count)), data)
