"""The line over the cards that offers what stands in the file."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pincite.ui.reader.annotations.external_marks import ExternalMarks
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, Label
from pincite.ui.words import counted


class ExternalBanner(QWidget):
    """How many there are, and the act that takes them over; hidden while there are none."""

    def __init__(self, theme: Theme, marks: ExternalMarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self.label = Label("", "muted", wraps=True)
        self.button = Button(theme, self.tr("Take over"), marks.take_over)
        self.button.setToolTip(self.tr("Add them to your library; the file stays as it is"))
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.spacing(3), theme.spacing(2), theme.spacing(3), theme.spacing(0.5)
        )
        row.setSpacing(theme.spacing(2))
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        marks.changed.connect(self._show_count)
        self._show_count()

    def _show_count(self) -> None:
        count = self._marks.offered_count
        self.setVisible(count > 0)
        text = counted(
            count, self.tr("%n annotation in the file"), self.tr("%n annotations in the file")
        )
        self.label.setText(text)
        self.button.setAccessibleName(self.tr("Take over %1").replace("%1", text))
