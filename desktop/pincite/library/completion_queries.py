"""Values that the items of a library have, with their numbers; for completion."""

from pincite.library.database import Database

_VALUES = {
    "type": "SELECT type, count(*) FROM items WHERE trashed = '' GROUP BY type",
    "year": (
        "SELECT CAST(sort_year AS TEXT), count(*) FROM items "
        "WHERE trashed = '' AND sort_year IS NOT NULL GROUP BY sort_year"
    ),
    "lang": (
        "SELECT json_extract(r.data, '$.fields.language') AS spoken, count(*) FROM item_records r "
        "JOIN items i ON i.id = r.id AND i.trashed = '' WHERE spoken <> '' GROUP BY spoken"
    ),
    "author": (
        "SELECT trim(coalesce(json_extract(c.value, '$.literal'), "
        "coalesce(json_extract(c.value, '$.non_dropping_particle') || ' ', '') "
        "|| json_extract(c.value, '$.family'))) AS name, count(*) "
        "FROM item_records r JOIN items i ON i.id = r.id AND i.trashed = '', "
        "json_each(r.data, '$.creators') c WHERE name <> '' GROUP BY name"
    ),
}


def counted_values(database: Database, field: str) -> list[tuple[str, int]]:
    """All values of "type", "year", "lang" or "author" in live items, with numbers of items."""
    return [(row[0], row[1]) for row in database.rows(_VALUES[field])]


def keys_with_titles(database: Database) -> list[tuple[str, str]]:
    """Citation keys of live items, with their titles."""
    rows = database.rows("SELECT key, title FROM items WHERE trashed = '' AND key <> ''")
    return [(row[0], row[1]) for row in rows]
