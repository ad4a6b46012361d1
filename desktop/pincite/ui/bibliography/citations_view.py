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
        verdict_wanted: of this `CitedRow`; its chip was clicked.
    """

    opened = Signal(object)
    menu_wanted = Signal(QPoint)
    verdict_wanted = Signal(object)

    def __init__(self, theme: Theme, model: CitationsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._citations = model
        self._card = CitationCard(theme, self)
        self._pressed_chip: int | None = None
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

    def chip_box(self, row: int) -> QRect:
        """The chip of a row, on the screen."""
        index = self._citations.index(row)
        chip = self._card.parts(self.visualRect(index), self._citations.row_at(row)).chip
        return QRect(self.viewport().mapToGlobal(chip.topLeft()), chip.size())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_on_chip = self._chip_row(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_on_chip else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._chip_row(event.position().toPoint())
        self._pressed_chip = row if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_chip = self._pressed_chip, None
        super().mouseReleaseEvent(event)
        if pressed is not None and pressed == self._chip_row(event.position().toPoint()):
            self.verdict_wanted.emit(self._citations.row_at(pressed))

    def _chip_row(self, point: QPoint) -> int | None:
        """The row whose chip is at a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        parts = self._card.parts(self.visualRect(index), self._citations.row_at(index.row()))
        return index.row() if parts.chip.contains(point) else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return
        row = self._citations.row_at(index.row())
        parts = self._card.parts(self.visualRect(index), row)
        if parts.chip.contains(point):
            # The first of the two clicks has shown the verdict.
            return
        if parts.locator.contains(point):
            self.edit(index)
        else:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentIndex().isValid():
            self.opened.emit(self._citations.row_at(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)
