"""The list of findings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pincite.ui.manuscripts.finding_card import FindingCard
from pincite.ui.manuscripts.findings_model import FINDING_ROLE, FindingsModel, Index
from pincite.ui.theme import Theme


class FindingsView(QListView):
    """Cards one below the other.

    Signals:
        chosen: the current `Finding`; None when there is none.
        opened: a `Finding` was double-clicked, or Enter was pressed on it.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Citations of the manuscript"))
        self.setModel(model)
        self.setItemDelegate(FindingCard(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(FINDING_ROLE)))
        theme.changed.connect(self.viewport().update)

    def choose(self, row: int) -> None:
        """Make a row the current one, as near as there is one."""
        last = self.model().rowCount() - 1
        self.setCurrentIndex(self.model().index(min(row, last), 0))
        if last < 0:
            self.chosen.emit(None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.data(FINDING_ROLE) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(FINDING_ROLE))
        else:
            super().keyPressEvent(event)
