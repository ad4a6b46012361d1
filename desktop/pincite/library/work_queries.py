"""What works are grouped, narrowed and ordered by in the results of a search."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pincite.library.database import Database
from pincite.library.values import WorkRow
from pincite.model.creators import Creator
from pincite.model.ids import Sha256
from pincite.model.pacing import Check, paced

_ITEM = "i.id, i.type, i.sort_year, i.sort_creators, json_extract(r.data, '$.creators')"
_ITEMS = "FROM items i JOIN item_records r USING (id) WHERE i.trashed = ''"
_TAGS = (
    "FROM (SELECT item, tag FROM item_tags UNION "
    "SELECT d.item, t.tag FROM annotation_tags t JOIN annotations a ON a.id = t.annotation "
    "AND a.trashed = '' JOIN documents d ON d.id = a.document AND d.trashed = '')"
)
_MEMBERS = "FROM item_collections"
_LISTED = "(SELECT value FROM json_each(?))"


def work_rows(database: Database, ids: Iterable[str] | None, check: Check) -> Iterator[WorkRow]:
    """Live works, all or those with these ids."""
    among = of_item = ""
    values: tuple[str, ...] = ()
    if ids is not None:
        values = (json.dumps(sorted(ids)),)
        among, of_item = f" AND i.id IN {_LISTED}", f" WHERE item IN {_LISTED}"
    items = database.rows_at_once(_ITEM, _ITEMS + among, values)
    tags = database.rows_at_once("item, tag", _TAGS + of_item, values)
    members = database.rows_at_once("item, collection", _MEMBERS + of_item, values)
    tags_of, collections_of = _by_item(paced(tags, check)), _by_item(paced(members, check))
    for id, kind, year, author, creators in paced(items, check):
        authors = _authors(creators)
        yield WorkRow(id, kind, year, author, authors, tags_of[id], collections_of[id])


def works_of_documents(database: Database) -> dict[int, str]:
    """For each number of a live document in the search index the work that it belongs to."""
    return dict(
        database.rows(
            "SELECT n.number, d.item FROM documents d JOIN document_numbers n ON n.sha256 = d.id "
            "WHERE d.trashed = ''"
        )
    )


def documents_by_number(database: Database) -> dict[int, Sha256]:
    """Live documents by their number in the search index."""
    return dict(
        database.rows(
            "SELECT n.number, d.id FROM documents d JOIN document_numbers n ON n.sha256 = d.id "
            "WHERE d.trashed = ''"
        )
    )


def mark_places(database: Database, ids: Iterable[str]) -> dict[str, tuple[int, int, float]]:
    """Number of the document, page and height of live annotations, by their ids."""
    rows = database.rows(
        "SELECT a.id, n.number, a.page_index, a.y FROM annotations a "
        f"JOIN document_numbers n ON n.sha256 = a.document WHERE a.id IN {_LISTED}",
        (json.dumps(sorted(ids)),),
    )
    return {id: (number, page, y) for id, number, page, y in rows}


def _by_item(rows: Iterable[list[str]]) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for item, value in rows:
        found[item] += (value,)
    return found


def _authors(stored: list[dict[str, str]] | None) -> tuple[str, ...]:
    """Authors by full name; whoever made the work where it has none."""
    creators = [Creator(**values) for values in stored or ()]
    authors = [c.full for c in creators if c.role == "author"] or [c.full for c in creators]
    return tuple(authors)
