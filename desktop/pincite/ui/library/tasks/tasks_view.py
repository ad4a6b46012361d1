"""The list of what is still to be done in the library."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from pincite.model.changes import Changes
from pincite.model.tasks import Task
from pincite.services.commands.tasks import DeleteTasks, EditTask, FinishTasks
from pincite.ui.context import AppContext
from pincite.ui.library.tasks.tasks_model import NOTED, TASK, WORK, TasksModel
from pincite.ui.widgets.row_table import RowTable


class TasksView(RowTable):
    """A tick finishes a task, F2 edits it, Del deletes it; Enter reads the work.

    Signals:
        item_chosen: ItemId of the task that is current now.
        opened: a task was double-clicked or Enter was pressed.
    """

    item_chosen = Signal(object)
    opened = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Tasks"), parent=parent)
        self._context = context
        self.tasks = TasksModel(context.workspace, self)
        self.setModel(self.tasks)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(TASK, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(WORK, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(NOTED, context.theme.spacing(28))
        self.tasks.ticked.connect(self._finish)
        self.tasks.retyped.connect(self._retype)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        context.events.changed.connect(self._on_changed)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # any event of Qt
        self.tasks.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = Qt.Key(event.key())
        if index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif index.isValid() and key == Qt.Key.Key_Delete:
            self._context.bridge.run(DeleteTasks((self.tasks.task(index.row()).id,)))
        elif index.isValid() and key == Qt.Key.Key_F2:
            self.edit(self.tasks.index(index.row(), TASK))
        elif index.isValid() and key == Qt.Key.Key_Space:
            self._finish(self.tasks.task(index.row()))
        else:
            super().keyPressEvent(event)

    def _on_current_changed(self, current: object, _previous: object) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.item_chosen.emit(self.tasks.task(index.row()).item)

    def _finish(self, task: Task) -> None:
        self._context.bridge.run(FinishTasks((task.id,)))

    def _retype(self, change: tuple[Task, str]) -> None:
        task, text = change
        self._context.bridge.run(EditTask(task.id, text))

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self.isVisible() and (changes.tasks or changes.items):
            row = self.currentIndex().row()
            self.tasks.refresh()
            last = self.tasks.rowCount() - 1
            if row >= 0 and last >= 0 and not self.currentIndex().isValid():
                self.setCurrentIndex(self.tasks.index(min(row, last), TASK))
