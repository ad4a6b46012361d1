"""Open tasks of the whole library, oldest first."""

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from pincite.model.creators import short_names
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.tasks import Task
from pincite.services.workspace import Workspace
from pincite.ui.library.columns import short_date
from pincite.ui.library.items_model import Index
from pincite.ui.widgets.headed_model import HeadedModel
from pincite.ui.widgets.tips import plain_tip

TASK, WORK, NOTED = range(3)


class TasksModel(HeadedModel):
    """Task, work, day; the task can be ticked and edited.

    Signals:
        ticked: the `Task` that is done.
        retyped: `(Task, str)` as one tuple: other words for it.
    """

    ticked = Signal(object)
    retyped = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__((self.tr("Task"), self.tr("Work"), self.tr("Noted")), parent)
        self._workspace = workspace
        self._tasks: list[Task] = []
        self._works: dict[ItemId, str] = {}

    def refresh(self) -> None:
        """Read the tasks again."""
        tasks = self._workspace.read.open_tasks()
        items = self._workspace.read.items(dict.fromkeys(task.item for task in tasks))
        works = {item.id: _words(item) for item in items}
        if (tasks, works) == (self._tasks, self._works):
            return
        self.beginResetModel()
        self._tasks, self._works = tasks, works
        self.endResetModel()

    def task(self, row: int) -> Task:
        """The task in a row."""
        return self._tasks[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._tasks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(index))
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TASK:
            return Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        task = self._tasks[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            self.ticked.emit(task)
        elif role == Qt.ItemDataRole.EditRole and str(value).strip() not in ("", task.text):
            self.retyped.emit((task, str(value).strip()))
        # Both come back as a change of the library.
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == TASK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return flags

    def _text(self, index: Index) -> str:
        task = self._tasks[index.row()]
        if index.column() == WORK:
            return self._works.get(task.item, "")
        return task.text if index.column() == TASK else short_date(task.created)


def _words(item: Item) -> str:
    byline = " ".join(part for part in (short_names(item.creators), item.year) if part)
    return " · ".join(part for part in (byline, item.title) if part)
