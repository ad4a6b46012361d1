"""Queries over what keeps a library in order: tags' bearers, reading states, tasks, relations."""

from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.library.folding import storable
from pincite.model.annotations import Annotation
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.reading_states import ReadingState
from pincite.model.related_works import RelatedWorks
from pincite.model.tasks import Task

_LISTED = "(SELECT value FROM json_each(?))"
_OPEN = "FROM tasks t JOIN items i ON i.id = t.item AND i.trashed = '' WHERE NOT t.is_done"
READ_BY_ITEM = (
    "SELECT d.item, max(p.at) AS at FROM reading_places p "
    "JOIN documents d ON d.id = p.document AND d.trashed = '' GROUP BY d.item"
)
"""Item and the time when one of its files was last read."""
# The same rule as in `model.reading_states.state_of`.
_STATE = (
    "CASE i.reading WHEN 'read' THEN 2 WHEN 'reading' THEN 1 "
    "ELSE coalesce({at} > i.reading_since, 0) END"
)
_LAST_READ = (
    "(SELECT max(p.at) FROM documents d JOIN reading_places p ON p.document = d.id "
    "WHERE d.item = i.id AND d.trashed = '')"
)
STATE_OF_ITEM = _STATE.format(at=_LAST_READ)
"""0 for unread, 1 for being read, 2 for read, of the item `i` of a query."""
STATE_BY_ITEM = (
    f"WITH r AS MATERIALIZED ({READ_BY_ITEM}) "
    f"SELECT i.id, {_STATE.format(at='r.at')} AS state FROM items i LEFT JOIN r ON r.item = i.id "
    "WHERE i.reading <> '' UNION ALL SELECT r.item, 1 FROM r "
    "WHERE r.item NOT IN (SELECT id FROM items WHERE reading <> '')"
)
"""Item and 0 for unread, 1 for being read, 2 for read; what is left out is unread."""
STATES = tuple(ReadingState)


def last_read(database: Database, item: ItemId) -> str:
    """When a file of the item was last read; empty for never."""
    sql = (
        "SELECT max(p.at) FROM documents d JOIN reading_places p ON p.document = d.id "
        "WHERE d.trashed = '' AND d.item = ?"
    )
    return database.value(sql, (item,)) or ""


def items_with_tag(database: Database, tag: str) -> list[Item]:
    """Items that have the tag themselves, those in the trash too."""
    rows = database.rows(
        "SELECT data FROM item_records WHERE id IN (SELECT item FROM item_tags WHERE tag = ?)",
        (storable(tag),),
    )
    return [decode(Item, row[0]) for row in rows]


def items_with_automatic_tags(database: Database) -> list[Item]:
    """Items that have a tag that nobody chose, those in the trash too."""
    rows = database.rows(
        "SELECT data FROM item_records WHERE id IN (SELECT item FROM item_tags WHERE is_automatic)"
    )
    return [decode(Item, row[0]) for row in rows]


def annotations_with_tag(database: Database, tag: str) -> list[Annotation]:
    """Annotations that have the tag, those in the trash too."""
    rows = database.rows(
        "SELECT data FROM annotations "
        "WHERE id IN (SELECT annotation FROM annotation_tags WHERE tag = ?)",
        (storable(tag),),
    )
    return [decode(Annotation, row[0]) for row in rows]


def tasks_of(database: Database, item: ItemId) -> list[Task]:
    """Tasks of an item, oldest first, the done ones after the open ones."""
    rows = database.rows(
        "SELECT data FROM tasks WHERE item = ? ORDER BY is_done, created, rowid", (item,)
    )
    return [decode(Task, row[0]) for row in rows]


def open_tasks(database: Database) -> list[Task]:
    """Open tasks of live items, oldest first."""
    rows = database.rows(f"SELECT t.data {_OPEN} ORDER BY t.created, t.rowid")
    return [decode(Task, row[0]) for row in rows]


def open_task_count(database: Database) -> int:
    """How many tasks of live items are open."""
    all_open = int(database.value("SELECT count(*) FROM tasks WHERE NOT is_done"))
    return all_open - int(
        database.value(
            "SELECT count(*) FROM tasks WHERE NOT is_done "
            "AND item IN (SELECT id FROM items WHERE trashed <> '')"
        )
    )


def relations_of(database: Database, item: ItemId) -> list[RelatedWorks]:
    """Relations of an item, whichever end it is, oldest first; to trashed items too."""
    rows = database.rows(
        "SELECT data FROM related_works WHERE one = ? OR other = ? ORDER BY rowid", (item, item)
    )
    return sorted((decode(RelatedWorks, row[0]) for row in rows), key=lambda r: r.created)
