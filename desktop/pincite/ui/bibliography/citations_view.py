"""The list of citations: select, open, edit, reorder, remove."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pincite.model.ids import CitationId
from pincite.services.cited_rows import CitedRow
from pincite.ui.bibliography.citation_card import CitationCard
from pincite.ui.bibliography.citations_model import CitationsModel
from pincite.ui.theme import Theme


class CitationsView(QListView):
    """Cards one below the other.

    Signals:
        opened: a `CitedRow` was double-clicked, or Enter was pressed on it.
        menu_wanted: at this place on the screen, over the selection.
    """

    opened = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, model: CitationsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._citations = model
        self._card = CitationCard(theme, self)
        self.setAccessibleName(self.tr("Citations"))
        self.setModel(model)
        self.setItemDelegate(self._card)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(self.viewport().mapToGlobal(point))
        )
        theme.changed.connect(self.viewport().update)

    def selected_rows(self) -> list[CitedRow]:
        """The selected citations from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._citations.row_at(row) for row in rows]

    def selected_ids(self) -> list[CitationId]:
        """The ids of the selected citations from top to bottom."""
        return [row.citation.id for row in self.selected_rows()]

    def edit_locator(self) -> None:
        """Open the field for the place of the current citation."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    def current_card(self) -> QRect:
        """The frame of the current card, in coordinates of the viewport."""
        index = self.currentIndex()
        row = self._citations.row_at(index.row())
        return self._card.parts(self.visualRect(index), row).frame

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return
        row = self._citations.row_at(index.row())
        if self._card.parts(self.visualRect(index), row).locator.contains(point):
            self.edit(index)
        else:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentIndex().isValid():
            self.opened.emit(self._citations.row_at(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)
