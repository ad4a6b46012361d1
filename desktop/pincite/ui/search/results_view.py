"""The list of results."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pincite.ui.search.results_delegate import ResultsDelegate
from pincite.ui.search.results_model import Index, ResultsModel
from pincite.ui.search.rows import ResultRow, RowKind
from pincite.ui.theme import Theme
from pincite.ui.widgets.drag_label import drag_with_label

_NEAR_END_PX = 600
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ResultsView(QListView):
    """Up and Down go from hit to hit, Right and Left show more and fewer of a work, Enter opens.

    Signals:
        chosen: the ResultRow that is current now; None when there is none.
        opened: the ResultRow that is to be read.
        unfolded: number of the work of which more is to be shown, or only the best when False.
        end_near: the list is scrolled to its end, nearly.
        menu_wanted: the ResultRow, and the place on the screen.
    """

    chosen = Signal(object)
    opened = Signal(object)
    unfolded = Signal(object, bool)
    end_near = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._theme = theme
        self.setModel(model)
        self.setDragEnabled(True)
        self.setItemDelegate(ResultsDelegate(theme, self))
        self.setAccessibleName(self.tr("Results"))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(60)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._look_for_end())
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self.viewport().update)

    def current_row(self) -> ResultRow | None:
        """The row that has the focus."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def select_row(self, number: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self._rows.index(number)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def startDrag(self, supported: Qt.DropAction) -> None:
        chosen = [i for i in self.selectedIndexes() if self._rows.row(i.row()).source]
        if chosen:
            row = self._rows.row(chosen[0].row())
            label = row.hit.page_label if row.hit is not None else ""
            words = f"{row.work.title}, {label}" if label else row.work.title
            drag_with_label(self, self._theme, self._rows.mimeData(chosen), words)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self._rows.row(current.row()) if current.isValid() else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt makes the first row current then, but does not select it.
        if self.currentIndex().isValid() and not self.selectedIndexes():
            self.select_row(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if row is not None and event.key() in _OPENING:
            self._act_on(row)
        elif row is not None and event.key() == Qt.Key.Key_Right:
            self._show_more(row)
        elif row is not None and event.key() == Qt.Key.Key_Left:
            self.unfolded.emit(row.group, False)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        place = self.visualRect(index).center() if is_by_key else event.pos()
        self.menu_wanted.emit(self._rows.row(index.row()), self.viewport().mapToGlobal(place))

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row.kind in (RowKind.MORE, RowKind.FEWER):
            self._act_on(row)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row.kind in (RowKind.HIT, RowKind.WORK):
            self._act_on(row)

    def _act_on(self, row: ResultRow) -> None:
        if row.kind in (RowKind.MORE, RowKind.FEWER):
            self.unfolded.emit(row.group, row.kind is RowKind.MORE)
        else:
            self.opened.emit(row)

    def _show_more(self, row: ResultRow) -> None:
        last = self._rows.last_of(row.group)
        if last >= 0 and self._rows.row(last).kind is RowKind.MORE:
            self.unfolded.emit(row.group, True)

    def _look_for_end(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < _NEAR_END_PX:
            self.end_near.emit()
