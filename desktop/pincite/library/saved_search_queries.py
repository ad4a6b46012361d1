"""Queries over saved searches."""

from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.library.folding import fold
from pincite.model.saved_searches import SavedSearch


def saved_searches(database: Database) -> list[SavedSearch]:
    """Live saved searches, by position and name."""
    rows = database.rows(
        "SELECT data FROM saved_searches WHERE trashed = '' ORDER BY position, sort_name, id"
    )
    return [decode(SavedSearch, row[0]) for row in rows]


def saved_search_by_name(database: Database, name: str) -> SavedSearch | None:
    """The saved search of this name: exactly, else accents and case aside."""
    known = saved_searches(database)
    exact = next((each for each in known if each.name == name), None)
    return exact or next((each for each in known if fold(each.name) == fold(name)), None)
