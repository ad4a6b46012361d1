"""Everything that belongs to an item or points to it, in the trash or not."""

from dataclasses import dataclass
from typing import TypeVar

from pincite.library import order_queries
from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.model.citations import Citation
from pincite.model.documents import Document
from pincite.model.ids import ItemId
from pincite.model.mentions import Mention, WorkName
from pincite.model.notes import Note
from pincite.model.related_works import RelatedWorks
from pincite.model.replacements import Replacement
from pincite.model.tasks import Task

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Belongings:
    """The records of an item, each kind oldest first."""

    documents: tuple[Document, ...]
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...]
    mentions: tuple[Mention, ...]
    names: tuple[WorkName, ...]
    replacements: tuple[Replacement, ...]
    tasks: tuple[Task, ...]
    related: tuple[RelatedWorks, ...]


def belongings_of(database: Database, item: ItemId) -> Belongings:
    """All that names the item."""

    def read(kind: type[T], table: str) -> tuple[T, ...]:
        sql = f"SELECT data FROM {table} WHERE item = ? ORDER BY rowid"
        return tuple(decode(kind, row[0]) for row in database.rows(sql, (item,)))

    return Belongings(
        read(Document, "documents"),
        read(Note, "notes"),
        read(Citation, "citations"),
        read(Mention, "mentions"),
        read(WorkName, "work_names"),
        read(Replacement, "replacements"),
        read(Task, "tasks"),
        tuple(order_queries.relations_of(database, item)),
    )
