"""The list of citations: select, open, edit, fold, reorder, drop into, remove."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from pincite.model.ids import CitationId
from pincite.services.cited_rows import CitedRow
from pincite.services.commands.entries import EntryId
from pincite.ui.bibliography.citation_card import CardParts
from pincite.ui.bibliography.citation_editor import CitationEditor
from pincite.ui.bibliography.citations_model import CitationsModel, Index
from pincite.ui.bibliography.contents import HeadingRow
from pincite.ui.bibliography.drop_place import DropPlace, paint_drop_line
from pincite.ui.bibliography.entry_delegate import EntryDelegate
from pincite.ui.bibliography.standing_words import mend_words, reason
from pincite.ui.theme import Theme
from pincite.ui.widgets.drag_label import drag_with_label
from pincite.ui.widgets.tips import plain_tip


class CitationsView(QListView):
    """Cards one below the other, with headings between them.

    Signals:
        opened: a `CitedRow` was double-clicked, or Enter was pressed on it.
        folded: the `HeadingRow` whose group is to be folded or unfolded.
        menu_wanted: at this place on the screen, over the selection.
        state_wanted: of this `CitedRow`; its chip was clicked.
        chosen: the id of the citation that the user made the current one; empty for none.
    """

    opened = Signal(object)
    folded = Signal(object)
    menu_wanted = Signal(QPoint)
    state_wanted = Signal(object)
    chosen = Signal(str)

    def __init__(self, theme: Theme, model: CitationsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._citations = model
        self._delegate = EntryDelegate(theme, model, self)
        self._pressed_chip: int | None = None
        self._drop: DropPlace | None = None
        self.setAccessibleName(self.tr("Citations"))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(self.viewport().mapToGlobal(point))
        )
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    # --- what is selected

    def selected_keys(self) -> list[EntryId]:
        """The ids of the selected citations and headings from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._citations.key(row) for row in rows]

    def selected_rows(self) -> list[CitedRow]:
        """The selected citations from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = (self._citations.entry(row) for row in rows)
        return [row for row in found if isinstance(row, CitedRow)]

    def selected_ids(self) -> list[CitationId]:
        """The ids of the selected citations from top to bottom."""
        return [row.citation.id for row in self.selected_rows()]

    def select_key(self, key: str) -> None:
        """Make an entry the current and only selected one; nothing happens when it is not shown."""
        row = self._citations.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._citations.index(row))
            self.scrollTo(self.currentIndex())

    def select_keys(self, keys: set[str]) -> None:
        """Select these entries, as far as they are shown."""
        selection = QItemSelection()
        rows = [row for row in map(self._citations.row_of, keys) if row >= 0]
        for row in rows:
            selection.select(self._citations.index(row), self._citations.index(row))
        if rows:
            flags = QItemSelectionModel.SelectionFlag
            first = self._citations.index(min(rows))
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.selectionModel().select(selection, flags.ClearAndSelect)
            self.scrollTo(first)

    # --- editing

    def edit_locator(self) -> None:
        """Open the fields of the current citation, or the field of a heading."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())
            self.scrollTo(self.currentIndex())

    def edit_affixes(self) -> None:
        """Open the fields of the current citation with the cursor in the text before it."""
        self.edit_locator()
        editor = self.editor()
        if editor is not None:
            editor.begin_at_affixes()

    def editor(self) -> CitationEditor | None:
        """The fields that are open."""
        found = self.viewport().findChildren(CitationEditor)
        return next((editor for editor in found if not editor.is_done), None)

    def chip_box(self, row: int) -> QRect:
        """The chip of a row, on the screen."""
        chip = self._parts(row).chip
        return QRect(self.viewport().mapToGlobal(chip.topLeft()), chip.size())

    # --- mouse and keys

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._chip_row(event.pos())
            if row is not None:
                cited = self._citations.row_at(row)
                tip = self.tr("%1 %2").replace("%1", reason(cited)).replace("%2", mend_words(cited))
                QToolTip.showText(event.globalPos(), plain_tip(tip), self.viewport())
                return True
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        is_active = self._chip_row(point) is not None or self._caret_row(point) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_active else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        heading = self._caret_row(point)
        if heading is not None and event.button() == Qt.MouseButton.LeftButton:
            self.folded.emit(heading)
            return
        row = self._chip_row(point)
        self._pressed_chip = row if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_chip = self._pressed_chip, None
        super().mouseReleaseEvent(event)
        if pressed is not None and pressed == self._chip_row(event.position().toPoint()):
            self.state_wanted.emit(self._citations.row_at(pressed))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return
        row = self._citations.entry(index.row())
        if isinstance(row, HeadingRow):
            if self._caret_row(point) is None:
                self.edit(index)
            return
        parts = self._parts(index.row())
        if parts.chip.contains(point):
            # The first of the two clicks has shown the verdict.
            return
        if parts.locator.contains(point):
            self.setCurrentIndex(index)
            self.edit_locator()
        else:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        entry = self._citations.entry(row) if row >= 0 else None
        wanted = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry is not None:
            signal = self.folded if isinstance(entry, HeadingRow) else self.opened
            signal.emit(entry)
        elif isinstance(entry, HeadingRow) and wanted is not None and wanted is not entry.is_open:
            self.folded.emit(entry)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        entry = self._citations.entry(current.row()) if current.isValid() else None
        self.chosen.emit(entry.citation.id if isinstance(entry, CitedRow) else "")

    # --- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self._citations.canDropMimeData(
            event.mimeData(), event.proposedAction(), -1, -1, QModelIndex()
        ):
            event.ignore()
            return
        # The base class scrolls at the edges.
        super().dragMoveEvent(event)
        self._show_drop(DropPlace.at(self, self._citations, event.position().toPoint()))
        event.setDropAction(self._action(event))
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        place = DropPlace.at(self, self._citations, event.position().toPoint())
        self._show_drop(None)
        action = self._action(event)
        parent = self._citations.index(place.heading) if place.heading >= 0 else QModelIndex()
        self._citations.dropMimeData(event.mimeData(), action, place.row, 0, parent)
        event.setDropAction(action)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)

    def startDrag(self, supported: Qt.DropAction) -> None:
        indexes = self.selectedIndexes()
        if not indexes:
            return
        several = self.tr("%1 entries").replace("%1", str(len(indexes)))
        words = str(indexes[0].data()) if len(indexes) == 1 else several
        data = self._citations.mimeData(indexes)
        drag_with_label(self, self._theme, data, words, supported, Qt.DropAction.MoveAction)
        self._show_drop(None)

    def _action(self, event: QDropEvent) -> Qt.DropAction:
        """Citations move, and are copied with Ctrl; everything else is copied."""
        is_copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        can_move = bool(event.possibleActions() & Qt.DropAction.MoveAction)
        return Qt.DropAction.CopyAction if is_copy or not can_move else Qt.DropAction.MoveAction

    def _show_drop(self, place: DropPlace | None) -> None:
        if place != self._drop:
            self._drop = place
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is not None:
            painter = QPainter(self.viewport())
            paint_drop_line(painter, self._theme, self._drop, self.viewport().width())
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    # --- where things are

    def _parts(self, row: int) -> CardParts:
        return self._delegate.parts(self.visualRect(self._citations.index(row)), row)

    def _chip_row(self, point: QPoint) -> int | None:
        """The row whose chip is at a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid() or isinstance(self._citations.entry(index.row()), HeadingRow):
            return None
        return index.row() if self._parts(index.row()).chip.contains(point) else None

    def _caret_row(self, point: QPoint) -> HeadingRow | None:
        """The heading whose arrow is at a point of the viewport."""
        index = self.indexAt(point)
        entry = self._citations.entry(index.row()) if index.isValid() else None
        if not isinstance(entry, HeadingRow):
            return None
        box = self._delegate.heading.caret_box(self.visualRect(index))
        return entry if box.contains(point) else None
