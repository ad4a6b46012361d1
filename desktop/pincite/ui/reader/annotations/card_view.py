"""The list view of the cards: keys, several at once, and heights that settle as one scrolls."""

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pincite.model.annotations import Annotation, Colour
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_cards import CardDelegate
from pincite.ui.reader.annotations.annotation_model import AnnotationModel
from pincite.ui.theme import Theme

_SETTLE_AT_ONCE = 40
_LIKELY_SEEN = 8
_SLICE_MS = 5
_UNMODIFIED = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_TAKEN_KEYS = (
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Delete,
)


class CardView(QListView):
    """A list of cards as wide as the panel.

    Qt wants the heights of all rows at once. They are guessed from the length of the texts, and
    those of cards on view are made exact before these are painted; the rest follows little by
    little, so that neither opening nor filtering waits for thousands of texts to be laid out.

    Signals:
        colour_pressed: Colour of a digit.
        delete_pressed, copy_pressed: Del; Ctrl+C.
        opened: the index on which Enter was pressed or that was clicked.
    """

    colour_pressed = Signal(object)
    delete_pressed = Signal()
    copy_pressed = Signal()
    opened = Signal(QModelIndex)

    def __init__(self, theme: Theme, model: AnnotationModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._is_settling = False
        self._has_resettled = False
        self._next_row = 0
        self._kept: tuple[list[AnnotationId], AnnotationId | None] = ([], None)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._settle_some)
        self.cards = CardDelegate(theme, model, self)
        self.setItemDelegate(self.cards)
        self.setModel(model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.verticalScrollBar().setSingleStep(theme.spacing(6))
        self.clicked.connect(self._on_clicked)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        for signal in (theme.changed, theme.colour_names.changed):
            signal.connect(self.scheduleDelayedItemsLayout)

    @property
    def selected(self) -> list[Annotation]:
        """The selected annotations, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [a for a in map(self._model.annotation, rows) if a is not None]

    def select_ids(self, ids: list[AnnotationId], current: AnnotationId | None = None) -> None:
        """Select these cards only; those that are not shown are left out."""
        rows = sorted(row for row in map(self._model.row_of, ids) if row >= 0)
        selection = self.selectionModel()
        flags = selection.SelectionFlag
        if not rows:
            selection.clear()
            return
        place = self._model.row_of(current) if current is not None else rows[0]
        selection.setCurrentIndex(
            self._model.index(max(place, 0)), flags.ClearAndSelect if place in rows else flags.Clear
        )
        for row in rows:
            selection.select(self._model.index(row), flags.Select)

    # --- Qt

    def startDrag(self, supported: Qt.DropAction) -> None:
        from pincite.ui.widgets.drag_label import drag_with_label

        indexes = self.selectedIndexes()
        if indexes:
            several = self.tr("%1 annotations").replace("%1", str(len(indexes)))
            words = str(indexes[0].data()) if len(indexes) == 1 else several
            drag_with_label(self, self._theme, self._model.mimeData(indexes), words, supported)

    def doItemsLayout(self) -> None:
        top = max(self.indexAt(QPoint(self.viewport().width() // 2, 1)).row(), 0)
        # Most often this is what will be seen, and the list is laid out only once.
        for row in range(top, min(top + _LIKELY_SEEN, self._count)):
            found = self._model.row(row)
            if found is not None:
                self.cards.layouts.settle(found)
        super().doItemsLayout()
        self._settle_visible()
        self._next_row = 0
        if not self._is_settling:
            self._idle.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._settle_visible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Room for the bar whether it is there or not: heights would depend on it, and it on them.
        self.cards.layouts.set_width(self.width() - self.verticalScrollBar().sizeHint().width())
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def event(self, event: QEvent) -> bool:
        # The tab has meanings of its own for these keys; here they are for the cards.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and any(event.matches(key) for key in _TAKEN_KEYS)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if event.modifiers() in _UNMODIFIED and 1 <= digit <= len(Colour):
            self.colour_pressed.emit(tuple(Colour)[digit - 1])
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.delete_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        # A click that puts a card to others or takes it away leaves the pages where they are.
        if len(self.selectedIndexes()) == 1:
            self.opened.emit(index)

    # --- the selection over a reset

    def _keep_selection(self) -> None:
        current = self._model.annotation(self.currentIndex().row())
        self._kept = ([a.id for a in self.selected], current.id if current else None)

    def _restore_selection(self) -> None:
        ids, current = self._kept
        if ids:
            self.select_ids(ids, current)

    # --- heights

    def _settle_visible(self) -> None:
        """Make the heights of all cards on view exact."""
        if self._is_settling or not self._model.rowCount():
            return
        self._is_settling = True
        try:
            # Cards that turn out lower let others come on view.
            for _ in range(4):
                if not self._settle_rows_on_view():
                    break
                super().doItemsLayout()
        finally:
            self._is_settling = False

    def _settle_rows_on_view(self) -> bool:
        port = self.viewport().rect()
        first = self.indexAt(QPoint(port.width() // 2, 1)).row()
        has_changed = False
        for row in range(max(first, 0), min(max(first, 0) + _SETTLE_AT_ONCE, self._count)):
            found = self._model.row(row)
            has_changed |= found is not None and self.cards.layouts.settle(found)
            if self.visualRect(self._model.index(row)).top() > port.bottom():
                break
        return has_changed

    @property
    def _count(self) -> int:
        return self._model.rowCount()

    def _settle_some(self) -> None:
        """A few cards more while nothing else is to be done; at the end the list is laid out."""
        layouts = self.cards.layouts
        clock = QElapsedTimer()
        clock.start()
        while self._next_row < self._count and clock.elapsed() < _SLICE_MS:
            row = self._model.row(self._next_row)
            self._next_row += 1
            if row is not None and layouts.settle(row):
                self._has_resettled = True
        if self._next_row >= self._count:
            self._idle.stop()
            if self._has_resettled:
                self._has_resettled = False
                self._lay_out_in_place()

    def _lay_out_in_place(self) -> None:
        """Lay out anew without moving what is on view."""
        top = self.indexAt(QPoint(self.viewport().width() // 2, 1))
        before = self.visualRect(top).top()
        self._is_settling = True
        super().doItemsLayout()
        if top.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(top).top() - before)
        self._is_settling = False
