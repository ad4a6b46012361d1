"""Tasks: what is still to be done with a work."""

from dataclasses import dataclass

from pincite.model.ids import ItemId, TaskId


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: "check quotation".

    Attributes:
        done: when it was done, ISO 8601 in UTC; empty while it is open.
    """

    id: TaskId
    item: ItemId
    text: str
    created: str = ""
    done: str = ""
