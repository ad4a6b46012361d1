"""Queries over what is in the trash, of every kind."""

from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.library.tables import table_of
from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document
from pincite.model.items import Collection, Item
from pincite.model.notes import Note
from pincite.model.saved_searches import SavedSearch

TrashRecord = (
    Item | Document | Annotation | Note | Collection | Bibliography | Citation | SavedSearch
)
TRASH_KINDS: tuple[type[TrashRecord], ...] = (
    Item,
    Document,
    Annotation,
    Note,
    Collection,
    Bibliography,
    Citation,
    SavedSearch,
)


def trashed_records(database: Database) -> list[TrashRecord]:
    """Every record in the trash by itself; what lies there with another one is left out."""
    found: list[TrashRecord] = []
    for kind in TRASH_KINDS:
        table = table_of(kind)
        rows = database.rows(
            f"SELECT r.data FROM {table.name} t JOIN {table.holds_data} r ON r.id = t.id "
            "WHERE t.trashed <> '' ORDER BY t.trashed DESC, t.id"
        )
        found += [decode(kind, row[0]) for row in rows]
    return found
