"""Queries over items, collections and tags."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from pincite.library.codec import decode
from pincite.library.database import Database, Value
from pincite.library.folding import fold, storable
from pincite.library.identifying import FORMER_KEY, normal_identifier
from pincite.library.order_queries import (
    READ_BY_ITEM,
    STATE_BY_ITEM,
    STATE_OF_ITEM,
    STATES,
)
from pincite.library.values import EVERYTHING, SECTIONS, SORTS, ItemQuery, ItemRow, TagCount
from pincite.model.ids import CollectionId, ItemId
from pincite.model.items import Collection, Item

_RECENT = 100
_MANY_IDS = 500
_SHORTEST_PREFIX = 8
_FORMERLY = f"SELECT item FROM item_identifiers WHERE name = '{FORMER_KEY}' AND value = ?"
_LISTED = "(SELECT value FROM json_each(?))"

_SHOWN = ("id", "title", "creators", "year", "type", "key", "container", "added", "modified")
_DOCUMENTS = "FROM documents d WHERE d.item = i.id AND d.trashed = ''"
# All in one question: while other threads work each further one waits for its turn among them.
_ROW = f"""{", ".join(f"i.{name}" for name in _SHOWN)}, i.is_draft,
    (SELECT count(*) {_DOCUMENTS}), (SELECT max(d.has_problem) {_DOCUMENTS}),
    (SELECT count(*) FROM documents d JOIN annotations a ON a.document = d.id AND a.trashed = ''
        WHERE d.item = i.id AND d.trashed = ''),
    (SELECT count(*) FROM tasks t WHERE t.item = i.id AND NOT t.is_done), {STATE_OF_ITEM},
    json((SELECT json_group_array(tag) FROM
        (SELECT tag FROM item_tags WHERE item = i.id ORDER BY position)))"""
# CROSS JOIN keeps SQLite to this order, in which two indexes hold all that is asked for.
_ANNOTATIONS_BY_ITEM = (
    "SELECT d.item, count(*) FROM documents d CROSS JOIN annotations a "
    "ON a.document = d.id AND a.trashed = '' WHERE d.trashed = '' GROUP BY d.item"
)
_ORDERS: dict[str, tuple[str, ...]] = {
    "title": ("sort_title", "id"),
    "creators": ("sort_creators", "sort_year", "id"),
    "year": ("sort_year", "sort_creators", "id"),
    "type": ("type", "sort_title", "id"),
    "container": ("sort_container", "sort_title", "id"),
    "added": ("added", "id"),
    "modified": ("modified", "id"),
    "key": ("sort_key", "id"),
}
_MEASURES: dict[str, tuple[str, int | str]] = {
    "annotations": (_ANNOTATIONS_BY_ITEM, 0),
    "read": (READ_BY_ITEM, ""),
    "reading": (STATE_BY_ITEM, 0),
}
"""Sorts by what other tables know of an item, and the value of an item that they do not know."""

_WITH_TAG = (
    "SELECT item FROM item_tags WHERE tag = ? UNION "
    "SELECT d.item FROM annotation_tags t JOIN annotations a ON a.id = t.annotation "
    "JOIN documents d ON d.id = a.document WHERE t.tag = ? AND a.trashed = '' AND d.trashed = ''"
)
# Counted over all items and corrected for the few that are in the trash: looking up each of
# 20 000 pairs takes 60 ms.
_TAG_COUNTS = (
    (1, "SELECT tag, count(*) FROM item_tags GROUP BY tag"),
    (
        -1,
        """SELECT tag, count(DISTINCT item) FROM item_tags
        WHERE item IN (SELECT id FROM items WHERE trashed <> '') GROUP BY tag""",
    ),
    (
        1,
        """SELECT t.tag, count(DISTINCT d.item) FROM annotation_tags t
        JOIN annotations a ON a.id = t.annotation AND a.trashed = ''
        JOIN documents d ON d.id = a.document AND d.trashed = ''
        JOIN items i ON i.id = d.item AND i.trashed = '' WHERE NOT EXISTS
        (SELECT 1 FROM item_tags o WHERE o.tag = t.tag AND o.item = d.item) GROUP BY t.tag""",
    ),
)
# From tag to tag in the index: reading all of its 50 000 entries takes 15 ms.
_AUTOMATIC_TAGS = """WITH RECURSIVE found (tag) AS (
    SELECT min(tag) FROM item_tags WHERE is_automatic UNION ALL
    SELECT (SELECT min(tag) FROM item_tags WHERE is_automatic AND tag > found.tag)
    FROM found WHERE found.tag IS NOT NULL)
    SELECT tag FROM found WHERE tag IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM item_tags t WHERE t.tag = found.tag AND NOT t.is_automatic)
    AND NOT EXISTS (SELECT 1 FROM annotation_tags a WHERE a.tag = found.tag)"""


def items(database: Database, ids: Iterable[ItemId]) -> list[Item]:
    """Items in the order of `ids`; unknown ids are left out."""
    wanted = list(ids)
    rows = database.rows(
        f"SELECT id, data FROM item_records WHERE id IN {_LISTED}", (json.dumps(wanted),)
    )
    found = {id: decode(Item, data) for id, data in rows}
    return [found[id] for id in wanted if id in found]


def item_ids(database: Database, query: ItemQuery, sort: str, *, descending: bool) -> list[ItemId]:
    """Ids of the items that `query` asks for, sorted."""
    if sort not in SORTS:
        raise ValueError(f"not a sort: {sort}")
    words = fold(query.text).split() if query.section != "trash" else []
    # Each question has an index that answers it; as one it takes 120 ms for 50 000 items. Many ids
    # are quicker picked out of all, too.
    among = set(query.ids) if query.ids is not None and len(query.ids) > _MANY_IDS else None
    asked = replace(query, text="" if words else query.text, ids=None if among else query.ids)
    condition, values = _condition(asked)
    direction = " DESC" if descending else ""
    order = ", ".join(f"{column}{direction}" for column in _ORDERS.get(sort, _ORDERS["title"]))
    sql = f"SELECT items.id AS text FROM items WHERE {condition} ORDER BY {order}"
    found = cast("list[ItemId]", database.texts(sql, values))
    if among is not None:
        found = [id for id in found if id in among]
    if words:
        matching = _with_words(database, words)
        found = [id for id in found if id in matching]
    if sort in _MEASURES:
        # Sorting here takes 12 ms for 10 000 items; joined and sorted by SQLite it takes 35.
        measure, unknown = _MEASURES[sort]
        values_by_item = dict(database.rows(measure))
        found.sort(key=lambda id: values_by_item.get(id, unknown), reverse=descending)
    return found


def _with_words(database: Database, words: list[str]) -> set[str]:
    """Live items that have all of the folded words."""
    has_all = " AND ".join(["instr(search_text, ?)"] * len(words))
    sql = f"SELECT id AS text FROM items INDEXED BY items_by_words WHERE trashed = '' AND {has_all}"
    return set(database.texts(sql, words))


def search_texts(database: Database, ids: Iterable[ItemId] | None = None) -> dict[ItemId, str]:
    """The folded texts of live items in which the filter looks for words; of all for None."""
    # Folding leaves no line break.
    selected = "SELECT id || ' ' || search_text AS text FROM items"
    if ids is None:
        lines = database.texts(f"{selected} INDEXED BY items_by_words WHERE trashed = ''")
    else:
        listed = json.dumps(list(ids))
        lines = database.texts(f"{selected} WHERE trashed = '' AND id IN {_LISTED}", (listed,))
    return cast("dict[ItemId, str]", dict(line.split(" ", 1) for line in lines))


def item_count(database: Database, query: ItemQuery) -> int:
    """How many items `query` asks for."""
    if query == EVERYTHING:
        # SQLite knows how many rows a table has; counting those with a condition reads them all.
        in_trash = database.value("SELECT count(*) FROM items WHERE trashed <> ''")
        return int(database.value("SELECT count(*) FROM items")) - int(in_trash)
    condition, values = _condition(query)
    return int(database.value(f"SELECT count(*) FROM items WHERE {condition}", values))


def item_rows(database: Database, ids: Sequence[ItemId]) -> list[ItemRow]:
    """Rows for a table of items, in the order of `ids`; unknown ids are left out."""
    found = {}
    for row in database.rows_at_once(_ROW, f"FROM items i WHERE id IN {_LISTED}", (_as_list(ids),)):
        *shown, is_draft, documents, problems, annotations, tasks, state, tags = row
        values = dict(zip(_SHOWN, shown, strict=True))
        found[row[0]] = ItemRow(
            **values,
            documents=documents,
            annotations=annotations,
            is_draft=bool(is_draft),
            tags=tuple(tags),
            has_problem=bool(problems),
            reading=STATES[state],
            tasks=tasks,
        )
    return [found[id] for id in ids if id in found]


def _as_list(ids: Iterable[ItemId]) -> str:
    return json.dumps(list(ids))


def item_by_key(database: Database, key: str) -> Item | None:
    """The item with this citation key, case kept; a live one rather than a trashed one."""
    data = database.value(
        "SELECT r.data FROM items JOIN item_records r USING (id) "
        "WHERE key = ? ORDER BY trashed <> '' LIMIT 1",
        (storable(key),),
    )
    return decode(Item, data) if data else None


def keys(database: Database) -> set[str]:
    """All citation keys in use, those of trashed items and those that items had before too."""
    sql = (
        "SELECT key FROM items WHERE key <> '' "
        "UNION ALL SELECT value FROM item_identifiers WHERE name = ?"
    )
    return {row[0] for row in database.rows(sql, (FORMER_KEY,))}


def item_by_identifier(database: Database, name: str, value: str) -> Item | None:
    """The live item with this identifier, however it is spelled; the oldest if there are more."""
    data = database.value(
        "SELECT r.data FROM item_identifiers n JOIN items i ON i.id = n.item "
        "JOIN item_records r ON r.id = i.id "
        "WHERE n.name = ? AND n.value = ? AND i.trashed = '' ORDER BY i.added, i.id LIMIT 1",
        (name, normal_identifier(name, value)),
    )
    return decode(Item, data) if data else None


def find_items(database: Database, reference: str) -> list[Item]:
    """Items that a person may mean by `reference`; see `Reader.find_items`."""
    text = storable(reference.strip())
    searches: list[tuple[str, str]] = [
        ("key = ?", text),
        ("items.id = ?", text.lower()),
        ("items.id IN (SELECT item FROM documents WHERE id = ?)", text.lower()),
        ("sort_key = ?", fold(text)),
        (f"items.id IN ({_FORMERLY})", text),
    ]
    if len(text) >= _SHORTEST_PREFIX and all(c in "0123456789abcdef" for c in text.lower()):
        pattern = f"{text.lower()}*"
        searches.append(("items.id GLOB ?", pattern))
        searches.append(("items.id IN (SELECT item FROM documents WHERE id GLOB ?)", pattern))
    if not text:
        return []
    for liveness in ("trashed = ''", "trashed <> ''"):
        for condition, value in searches:
            rows = database.rows(
                "SELECT r.data FROM items JOIN item_records r USING (id) "
                f"WHERE {liveness} AND {condition} ORDER BY added, id",
                (value,),
            )
            if rows:
                return [decode(Item, row[0]) for row in rows]
    return []


def collections(database: Database) -> list[Collection]:
    """Live collections, by position and name."""
    rows = database.rows(
        "SELECT data FROM collections WHERE trashed = '' ORDER BY position, sort_name, id"
    )
    return [decode(Collection, row[0]) for row in rows]


def collection_counts(database: Database) -> dict[CollectionId, int]:
    """Numbers of live items that are direct members; collections without any are left out."""
    counts = dict(
        database.rows("SELECT collection, count(*) FROM item_collections GROUP BY collection")
    )
    for collection, trashed in database.rows(
        "SELECT collection, count(*) FROM item_collections "
        "WHERE item IN (SELECT id FROM items WHERE trashed <> '') GROUP BY collection"
    ):
        counts[collection] -= trashed
    return {collection: count for collection, count in counts.items() if count}


def tags(database: Database) -> list[TagCount]:
    """Tags of live items, in the order of their folded names."""
    counts: dict[str, int] = {}
    for sign, sql in _TAG_COUNTS:
        for name, count in database.rows(sql):
            counts[name] = counts.get(name, 0) + sign * count
    automatic = {row[0] for row in database.rows(_AUTOMATIC_TAGS)}
    names = sorted(counts, key=lambda name: (fold(name), name))
    return [TagCount(name, counts[name], name in automatic) for name in names if counts[name]]


def _condition(query: ItemQuery) -> tuple[str, list[Value]]:
    if query.section not in SECTIONS:
        raise ValueError(f"not a section: {query.section}")
    parts = ["items.trashed <> ''" if query.section == "trash" else "items.trashed = ''"]
    values: list[Value] = []
    if query.section == "drafts":
        parts.append("is_draft")
    elif query.section == "tasks":
        parts.append("items.id IN (SELECT item FROM tasks WHERE NOT is_done)")
    elif query.section == "untagged":
        parts.append("items.id NOT IN (SELECT item FROM item_tags)")
    elif query.section == "recent":
        parts.append(
            f"items.id IN (SELECT r.item FROM ({READ_BY_ITEM}) r JOIN items i ON i.id = r.item "
            f"WHERE i.trashed = '' ORDER BY r.at DESC LIMIT {_RECENT})"
        )
    if query.collection is not None:
        parts.append("items.id IN (SELECT item FROM item_collections WHERE collection = ?)")
        values.append(query.collection)
    for tag in query.tags:
        parts.append(f"items.id IN ({_WITH_TAG})")
        values += [storable(tag), storable(tag)]
    if query.ids is not None:
        parts.append(f"items.id IN {_LISTED}")
        values.append(json.dumps(query.ids))
    if query.types:
        parts.append(f"items.type IN {_LISTED}")
        values.append(json.dumps(query.types))
    for word in fold(query.text).split():
        parts.append("instr(search_text, ?)")
        values.append(word)
    return " AND ".join(parts), values
