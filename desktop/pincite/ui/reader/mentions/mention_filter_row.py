"""The row over the list of citations: words, and the states with their counts."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pincite.services.mention_views import MentionFilter, Standing
from pincite.services.mentions import MentionRow
from pincite.ui.icons import icon
from pincite.ui.reader.mentions.words import standing_look
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button
from pincite.ui.widgets.flow import FlowLayout


class MentionFilterRow(QWidget):
    """Sets a filter; a state that no citation has is not offered.

    Signals:
        changed: the filter is another.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.filter = MentionFilter()
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter"))
        self.field.setAccessibleName(self.tr("Filter citations by their words and works"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(
            icon(theme, "magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.field.textChanged.connect(self._on_typed)
        self.chips: dict[Standing, Button] = {}
        states = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        states.setSizePolicy(policy)
        flow = FlowLayout(theme.spacing(1), states)
        for standing in Standing:
            self.chips[standing] = self._chip(standing)
            flow.addWidget(self.chips[standing])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.spacing(1.5))
        box.addWidget(self.field)
        box.addWidget(states)

    def clear(self) -> None:
        """Show all citations again."""
        self.field.clear()
        self._set(MentionFilter())

    def show_counts(self, rows: Sequence[MentionRow]) -> list[MentionRow]:
        """Show how many there are of each kind.

        Returns:
            Those that meet the filter.
        """
        counts = self.filter.counts(rows)
        gone = {s for s in self.filter.standings if not counts[s] and not self.filter.text}
        if gone:
            # What was filtered for has been dealt with.
            self.filter = replace(self.filter, standings=self.filter.standings - gone)
        for standing, chip in self.chips.items():
            look, is_on = standing_look(standing), standing in self.filter.standings
            chip.setText(f"{look.word}  {self.locale().toString(counts[standing])}")
            chip.setChecked(is_on)
            is_only = counts[standing] == len(rows)
            chip.setVisible(is_on or (counts[standing] > 0 and not is_only))
        return self.filter.chosen(rows)

    def _chip(self, standing: Standing) -> Button:
        look = standing_look(standing)
        chip = Button(self._theme, look.word, partial(self._toggle, standing), kind="toggle")
        chip.setCheckable(True)
        chip.setIcon(icon(self._theme, look.glyph, look.role))
        chip.setIconSize(QSize(14, 14))
        chip.setToolTip(self.tr("Show only these"))
        return chip

    def _toggle(self, standing: Standing) -> None:
        self._set(replace(self.filter, standings=self.filter.standings ^ {standing}))

    def _on_typed(self, text: str) -> None:
        self._set(replace(self.filter, text=text))

    def _set(self, wanted: MentionFilter) -> None:
        if wanted != self.filter:
            self.filter = wanted
            self.changed.emit()
