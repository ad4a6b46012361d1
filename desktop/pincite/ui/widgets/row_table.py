"""Tables of whole rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from pincite.ui.theme import Theme

_ROW_STEPS = 7.5


class RowTable(QTableView):
    """Rows of one line without grid or numbers, selected whole; Tab leaves the table.

    Args:
        name: for screen readers.
        row_steps: the height of a row, in steps of the grid.
    """

    def __init__(
        self, theme: Theme, name: str, row_steps: float = _ROW_STEPS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.spacing(row_steps))
        self.horizontalHeader().setHighlightSections(False)
