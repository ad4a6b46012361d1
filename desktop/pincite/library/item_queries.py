"""Queries over items, collections and tags."""

import json
from collections.abc import Iterable, Sequence

from pincite.library.codec import decode
from pincite.library.database import Database, Value
from pincite.library.folding import fold, storable
from pincite.library.identifying import normal_identifier
from pincite.library.values import SECTIONS, ItemQuery, ItemRow, TagCount
from pincite.model.ids import CollectionId, ItemId
from pincite.model.items import Collection, Item

_RECENT = 100
_SHORTEST_PREFIX = 8
_LISTED = "(SELECT value FROM json_each(?))"

_ROW_FIELDS = (
    "id", "title", "creators", "year", "type", "key", "container", "added", "modified", "is_draft",
)  # fmt: skip
_ROW_COLUMNS = ", ".join(_ROW_FIELDS)

_LIVE_ANNOTATIONS = (
    "annotations a JOIN documents d ON d.id = a.document AND d.trashed = '' WHERE a.trashed = ''"
)
_ANNOTATIONS_BY_ITEM = f"(SELECT d.item, count(*) AS n FROM {_LIVE_ANNOTATIONS} GROUP BY d.item)"
_READ_BY_ITEM = (
    "(SELECT d.item, max(p.at) AS at FROM reading_places p "
    "JOIN documents d ON d.id = p.document AND d.trashed = '' GROUP BY d.item)"
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
    "annotations": ("coalesce(c.n, 0)", "sort_title", "id"),
    "read": ("coalesce(c.at, '')", "added", "id"),
}
_JOINED = {"annotations": _ANNOTATIONS_BY_ITEM, "read": _READ_BY_ITEM}
_TAGGED = (
    "SELECT item, tag FROM item_tags UNION "
    "SELECT d.item, t.tag FROM annotation_tags t JOIN annotations a ON a.id = t.annotation "
    "JOIN documents d ON d.id = a.document WHERE a.trashed = '' AND d.trashed = ''"
)


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
    condition, values = _condition(query)
    direction = " DESC" if descending else ""
    order = ", ".join(f"{column}{direction}" for column in _ORDERS[sort])
    joined = f"LEFT JOIN {_JOINED[sort]} c ON c.item = items.id" if sort in _JOINED else ""
    sql = f"SELECT id FROM items {joined} WHERE {condition} ORDER BY {order}"
    return [row[0] for row in database.rows(sql, values)]


def item_count(database: Database, query: ItemQuery) -> int:
    """How many items `query` asks for."""
    condition, values = _condition(query)
    return int(database.value(f"SELECT count(*) FROM items WHERE {condition}", values))


def item_rows(database: Database, ids: Sequence[ItemId]) -> list[ItemRow]:
    """Rows for a table of items, in the order of `ids`; unknown ids are left out."""
    listed = (json.dumps(list(ids)),)
    counts = dict(
        database.rows(
            f"SELECT d.item, count(*) FROM {_LIVE_ANNOTATIONS} AND d.item IN {_LISTED} "
            "GROUP BY d.item",
            listed,
        )
    )
    documents = {
        item: (count, bool(problems))
        for item, count, problems in database.rows(
            "SELECT item, count(*), max(has_problem) FROM documents "
            f"WHERE trashed = '' AND item IN {_LISTED} GROUP BY item",
            listed,
        )
    }
    tags: dict[str, list[str]] = {}
    for item, tag in database.rows(
        f"SELECT item, tag FROM item_tags WHERE item IN {_LISTED} ORDER BY item, position", listed
    ):
        tags.setdefault(item, []).append(tag)
    rows = database.rows(f"SELECT {_ROW_COLUMNS} FROM items WHERE id IN {_LISTED}", listed)
    found = {}
    for values in rows:
        row = dict(zip(_ROW_FIELDS, values, strict=True))
        count, has_problem = documents.get(row["id"], (0, False))
        row |= {"documents": count, "has_problem": has_problem}
        row["annotations"] = counts.get(row["id"], 0)
        row["tags"] = tuple(tags.get(row["id"], ()))
        row["is_draft"] = bool(row["is_draft"])
        found[row["id"]] = ItemRow(**row)
    return [found[id] for id in ids if id in found]


def item_by_key(database: Database, key: str) -> Item | None:
    """The item with this citation key, case kept; a live one rather than a trashed one."""
    data = database.value(
        "SELECT r.data FROM items JOIN item_records r USING (id) "
        "WHERE key = ? ORDER BY trashed <> '' LIMIT 1",
        (storable(key),),
    )
    return decode(Item, data) if data else None


def keys(database: Database) -> set[str]:
    """All citation keys in use, those of trashed items too."""
    return {row[0] for row in database.rows("SELECT key FROM items WHERE key <> ''")}


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
    return dict(
        database.rows(
            "SELECT c.collection, count(*) FROM item_collections c "
            "JOIN items i ON i.id = c.item AND i.trashed = '' GROUP BY c.collection"
        )
    )


def tags(database: Database) -> list[TagCount]:
    """Tags of live items, in the order of their folded names."""
    rows = database.rows(
        f"SELECT t.tag, count(*) FROM ({_TAGGED}) t JOIN items i ON i.id = t.item "
        "WHERE i.trashed = '' GROUP BY t.tag"
    )
    return [TagCount(*row) for row in sorted(rows, key=lambda row: (fold(row[0]), row[0]))]


def _condition(query: ItemQuery) -> tuple[str, list[Value]]:
    if query.section not in SECTIONS:
        raise ValueError(f"not a section: {query.section}")
    parts = ["items.trashed <> ''" if query.section == "trash" else "items.trashed = ''"]
    values: list[Value] = []
    if query.section == "drafts":
        parts.append("is_draft")
    elif query.section == "untagged":
        parts.append("items.id NOT IN (SELECT item FROM item_tags)")
    elif query.section == "recent":
        parts.append(
            f"items.id IN (SELECT r.item FROM {_READ_BY_ITEM} r JOIN items i ON i.id = r.item "
            f"WHERE i.trashed = '' ORDER BY r.at DESC LIMIT {_RECENT})"
        )
    if query.collection is not None:
        parts.append("items.id IN (SELECT item FROM item_collections WHERE collection = ?)")
        values.append(query.collection)
    for tag in query.tags:
        parts.append(f"items.id IN (SELECT item FROM ({_TAGGED}) WHERE tag = ?)")
        values.append(storable(tag))
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
