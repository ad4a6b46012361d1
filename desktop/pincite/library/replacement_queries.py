"""Queries over replacements of files and the marks that move with them."""

from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.model.ids import ItemId, ReplacementId
from pincite.model.replacements import Decision, ReplacedMark, Replacement


def replacements_of(database: Database, item: ItemId) -> list[Replacement]:
    """Replacements of files of an item, the newest first."""
    rows = database.rows(
        "SELECT data FROM replacements WHERE item = ? ORDER BY created DESC, id", (item,)
    )
    return [decode(Replacement, row[0]) for row in rows]


def replaced_marks(database: Database, id: ReplacementId) -> list[ReplacedMark]:
    """The marks of a replacement, in the reading order of the old file."""
    rows = database.rows(
        "SELECT data FROM replaced_marks WHERE replacement = ? ORDER BY position, id", (id,)
    )
    return [decode(ReplacedMark, row[0]) for row in rows]


def open_mark_count(database: Database, id: ReplacementId) -> int:
    """How many marks of a replacement nobody has decided about."""
    return int(
        database.value(
            "SELECT count(*) FROM replaced_marks WHERE replacement = ? AND decision = ?",
            (id, Decision.OPEN.value),
        )
        or 0
    )
