"""What is still to be done with an item."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.tasks import Task
from pincite.services.commands.tasks import AddTask, DeleteTasks, EditTask, FinishTasks
from pincite.ui.context import AppContext
from pincite.ui.library.panel.field_edits import FieldEdit
from pincite.ui.widgets import IconButton, SectionHead


class TasksSection(QWidget):
    """A box to tick, the text, and a cross for each task; a line for a new one below."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: ItemId | None = None
        self._shown: list[Task] = []
        theme = context.theme
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.spacing(3.5), theme.spacing(4), theme.spacing(2), 0)
        box.setSpacing(0)
        box.addWidget(SectionHead(self.tr("Tasks")))
        self._rows = QVBoxLayout()
        box.addLayout(self._rows)
        self._new = QLineEdit()
        self._new.setProperty("kind", "quiet")
        self._new.setAccessibleName(self.tr("New task"))
        self._new.setPlaceholderText(self.tr("New task: check quotation, get the file…"))
        self._new.returnPressed.connect(self._add)
        box.addWidget(self._new)

    def show_item(self, item: Item) -> None:
        """Show the tasks of an item, open ones first."""
        tasks = self._context.workspace.read.tasks_of(item.id)
        if self._item != item.id:
            self._new.clear()
        elif tasks == self._shown:
            return
        self._item, self._shown = item.id, tasks
        while taken := self._rows.takeAt(0):
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for task in tasks:
            self._rows.addWidget(self._row(task))

    def _row(self, task: Task) -> QWidget:
        theme, run = self._context.theme, self._context.bridge.run
        tick = QCheckBox()
        tick.setAccessibleName(self.tr("Done: %1").replace("%1", task.text))
        tick.setChecked(bool(task.done))
        tick.toggled.connect(lambda is_on: run(FinishTasks((task.id,), is_done=is_on)))
        edit = FieldEdit(self.tr("Task"))
        edit.show_value(task.text)
        edit.setEnabled(not task.done)
        edit.finished.connect(lambda text: run(_edit_of(task, text)))
        remove = IconButton(
            theme, "x", self.tr("Delete task"), partial(run, DeleteTasks((task.id,)))
        )
        remove.setFixedSize(*(theme.spacing(6),) * 2)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(tick)
        row.addWidget(edit, 1)
        row.addWidget(remove)
        return holder

    def _add(self) -> None:
        text = self._new.text().strip()
        if self._item is not None and text:
            self._new.clear()
            self._context.bridge.run(AddTask(self._item, text))


def _edit_of(task: Task, text: str) -> EditTask | DeleteTasks:
    return EditTask(task.id, text) if text else DeleteTasks((task.id,))
