"""What the fields of a search mean: sets of items, annotations, documents and pages."""

import json
from collections.abc import Callable, Iterable, Mapping

from pincite.library.database import Database, Value
from pincite.library.folding import fold, storable
from pincite.library.item_queries import collections, find_items
from pincite.library.order_queries import STATE_BY_ITEM, STATES
from pincite.library.values import Filtered
from pincite.model.reading_states import ReadingState

_LIVE = "SELECT id FROM items WHERE trashed = '' AND "
_LISTED = "(SELECT value FROM json_each(?))"
_MARKS = (
    "SELECT a.id, n.number, a.page_index FROM annotations a "
    "JOIN documents d ON d.id = a.document AND d.trashed = '' "
    "JOIN document_numbers n ON n.sha256 = d.id WHERE a.trashed = '' AND "
)
_CITED = (
    "id IN (SELECT c.item FROM citations c "
    "JOIN bibliographies b ON b.id = c.bibliography AND b.trashed = '' WHERE c.trashed = '')"
)
_CITED_BY = (
    "id IN (SELECT m.item FROM mentions m JOIN documents d ON d.id = m.document "
    "AND d.trashed = '' WHERE m.state <> 'dismissed' AND d.item = ?)"
)
_CITES = (
    "id IN (SELECT d.item FROM mentions m JOIN documents d ON d.id = m.document "
    "AND d.trashed = '' WHERE m.state <> 'dismissed' AND m.item = ?)"
)
_HAS = {
    "notes": "id IN (SELECT item FROM notes WHERE trashed = '')",
    "annotations": (
        "id IN (SELECT d.item FROM annotations a JOIN documents d ON d.id = a.document "
        "AND d.trashed = '' WHERE a.trashed = '')"
    ),
    "files": "id IN (SELECT item FROM documents WHERE trashed = '')",
    "tags": "id IN (SELECT item FROM item_tags)",
    "tasks": "id IN (SELECT item FROM tasks WHERE NOT is_done)",
    "related": ("id IN (SELECT one FROM related_works UNION SELECT other FROM related_works)"),
    "doi": "id IN (SELECT item FROM item_identifiers WHERE name = 'DOI')",
    "abstract": (
        "id IN (SELECT id FROM item_records WHERE json_extract(data, '$.fields.abstract') <> '')"
    ),
}
_BEYOND_ANY_PAGE = 1 << 31
# The record leaves out what is as usual.
_COLOUR = "coalesce(json_extract(a.data, '$.colour'), 'yellow') = ?"
_KIND = "coalesce(json_extract(a.data, '$.quotation_kind'), 'direct') = ?"


def of_items(database: Database, items: Iterable[str]) -> Filtered:
    """These items, with their documents."""
    found = frozenset(items)
    numbers = database.rows(
        "SELECT n.number FROM documents d JOIN document_numbers n ON n.sha256 = d.id "
        f"WHERE d.trashed = '' AND d.item IN {_LISTED}",
        (json.dumps(sorted(found)),),
    )
    return Filtered(items=found, documents=frozenset(row[0] for row in numbers))


def of_annotations(database: Database, ids: Iterable[str]) -> Filtered:
    """These annotations, with the pages they begin on."""
    return _marks(database, f"a.id IN {_LISTED}", json.dumps(sorted(ids)))


def with_year(database: Database, first: int, last: int) -> Filtered:
    """Items published in these years, the last included."""
    return _items(database, "sort_year BETWEEN ? AND ?", first, last)


def with_type(database: Database, name: str) -> Filtered:
    """Items of a type, as CSL or as people say it: "article-journal" or "journal article".

    "article" is all that begin so, too.
    """
    words = fold(name).replace("-", " ").replace("_", " ").split()
    wanted = {"-".join(words), "-".join(reversed(words)), "_".join(words), "".join(words)} - {""}
    known = (row[0] for row in database.rows("SELECT DISTINCT type FROM items"))
    types = [type_ for type_ in known if any(_is_kind_of(type_, each) for each in wanted)]
    return _items(database, f"type IN {_LISTED}", json.dumps(types))


def _is_kind_of(type_: str, wanted: str) -> bool:
    return type_ == wanted or type_.startswith(f"{wanted}-")


def with_tag(database: Database, name: str) -> Filtered:
    """Items and annotations with a tag, accents and case aside."""
    stored = database.rows("SELECT tag FROM item_tags UNION SELECT tag FROM annotation_tags")
    names = json.dumps([row[0] for row in stored if fold(row[0]) == fold(name)])
    items = _items(database, f"id IN (SELECT item FROM item_tags WHERE tag IN {_LISTED})", names)
    marks = _marks(
        database, f"a.id IN (SELECT annotation FROM annotation_tags WHERE tag IN {_LISTED})", names
    )
    return Filtered(items.documents, marks.pages, items.items, marks.annotations)


def in_collection(database: Database, name: str) -> Filtered:
    """Items of the collections of this name, and of those below them."""
    known = collections(database)
    wanted = {entry.id for entry in known if fold(entry.name) == fold(name)}
    while more := {entry.id for entry in known if entry.parent in wanted} - wanted:
        wanted |= more
    return _items(
        database,
        f"id IN (SELECT item FROM item_collections WHERE collection IN {_LISTED})",
        json.dumps(sorted(wanted)),
    )


def in_language(database: Database, name: str) -> Filtered:
    """Items whose language is this one, or a kind of it: "en" is "en-GB", too."""
    wanted = fold(name)
    rows = database.rows(
        "SELECT id, json_extract(data, '$.fields.language') AS spoken FROM item_records "
        "WHERE spoken <> ''"
    )
    found = [row[0] for row in rows if _is_kind_of(fold(row[1]).replace("_", "-"), wanted)]
    return _items(database, f"id IN {_LISTED}", json.dumps(found))


def added_between(database: Database, first: str, end: str) -> Filtered:
    """Items added at or after `first` and before `end`, both ISO 8601 in UTC."""
    return _items(database, "added >= ? AND added < ?", first, end)


def with_page_label(database: Database, label: str) -> Filtered:
    """Pages with this printed number; where none are known their place in the file is it."""
    wanted = storable(label.strip())
    rows = database.rows(
        "SELECT l.document, l.page_index FROM page_labels l "
        "JOIN document_numbers n ON n.number = l.document "
        "JOIN documents d ON d.id = n.sha256 AND d.trashed = '' WHERE l.label = lower(?)",
        (wanted,),
    )
    if wanted.isascii() and wanted.isdigit() and wanted == str(int(wanted)):
        place = min(int(wanted), _BEYOND_ANY_PAGE)
        rows += database.rows(
            "SELECT n.number, ? FROM documents d JOIN document_numbers n ON n.sha256 = d.id "
            "WHERE d.trashed = '' AND d.pages >= ? AND ? > 0 "
            "AND NOT EXISTS (SELECT 1 FROM page_maps m WHERE m.id = d.id)",
            (place - 1, place, place),
        )
    return Filtered(pages=frozenset((row[0], row[1]) for row in rows))


def _cited(database: Database, value: str) -> Filtered:
    return _items(database, _CITED if value == "yes" else f"NOT {_CITED}")


def _with_reference(database: Database, key: str, condition: str) -> Filtered:
    found = find_items(database, key)
    return _items(database, condition, found[0].id) if found else Filtered()


BY_VALUE: Mapping[str, Callable[[Database, str], Filtered]] = {
    "type": with_type,
    "tag": with_tag,
    "collection": in_collection,
    "lang": in_language,
    "label": with_page_label,
    "cited": _cited,
    "cites": lambda database, key: _with_reference(database, key, _CITES),
    "citedby": lambda database, key: _with_reference(database, key, _CITED_BY),
    "color": lambda database, value: _marks(database, _COLOUR, value),
    "kind": lambda database, value: _marks(database, _KIND, value),
    "state": lambda database, value: _in_state(database, value),
    "has": lambda database, value: _items(database, _HAS[value]),
}
"""Conditions on one value as it is typed, by the name of the field."""


def _in_state(database: Database, value: str) -> Filtered:
    state = STATES.index(ReadingState(value))
    known = f"SELECT id FROM ({STATE_BY_ITEM}) WHERE "
    if state:
        return _items(database, f"id IN ({known} state = ?)", state)
    return _items(database, f"id NOT IN ({known} state > 0)")


def _items(database: Database, condition: str, *values: Value) -> Filtered:
    return of_items(database, (row[0] for row in database.rows(_LIVE + condition, values)))


def _marks(database: Database, condition: str, *values: Value) -> Filtered:
    rows = database.rows(_MARKS + condition, values)
    return Filtered(
        pages=frozenset((number, index) for _, number, index in rows),
        annotations=frozenset(row[0] for row in rows),
    )
