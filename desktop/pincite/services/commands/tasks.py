"""Commands on the tasks of items."""

from dataclasses import dataclass, field, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.ids import ItemId, TaskId, fresh_id
from pincite.model.tasks import Task
from pincite.services.commands.items import live_item
from pincite.services.errors import NothingFoundError, ServiceError


def _fresh_task() -> TaskId:
    return TaskId(fresh_id())


@dataclass(frozen=True, slots=True)
class AddTask:
    """Note that something is still to be done with an item."""

    item_id: ItemId
    text: str
    id: TaskId = field(default_factory=_fresh_task)
    label: str = "Add task"

    def apply(self, tx: Transaction) -> None:
        """Put the task."""
        live_item(tx, self.item_id)
        tx.put(Task(self.id, self.item_id, _text(self.text), created=utc_now()))


@dataclass(frozen=True, slots=True)
class EditTask:
    """Say otherwise what is to be done."""

    id: TaskId
    text: str
    label: str = "Edit task"

    def apply(self, tx: Transaction) -> None:
        """Put the task with its new text."""
        tx.put(replace(_task(tx, self.id), text=_text(self.text)))


@dataclass(frozen=True, slots=True)
class FinishTasks:
    """Say that tasks are done, or open again."""

    ids: tuple[TaskId, ...]
    is_done: bool = True
    label: str = "Finish task"

    def apply(self, tx: Transaction) -> None:
        """Put each task that changes."""
        for id in self.ids:
            task = _task(tx, id)
            if bool(task.done) != self.is_done:
                tx.put(replace(task, done=utc_now() if self.is_done else ""))


@dataclass(frozen=True, slots=True)
class DeleteTasks:
    """Take tasks out."""

    ids: tuple[TaskId, ...]
    label: str = "Delete task"

    def apply(self, tx: Transaction) -> None:
        """Remove each."""
        for id in self.ids:
            tx.remove(Task, id)


def _text(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise ServiceError("A task needs words that say what is to be done.")
    return words


def _task(tx: Transaction, id: TaskId) -> Task:
    task = tx.get(Task, id)
    if task is None:
        raise NothingFoundError("This task is no longer in the library, so it was not changed.")
    return task
