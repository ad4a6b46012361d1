"""The fields of a query, answered by the library and the index."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pincite.library.queries import Reader
from pincite.library.values import Filtered
from pincite.search.query import Among, Field, Node, resolved
from pincite.search.query_fields import QueryError, number_range
from pincite.search.query_parsing import parse_query

if TYPE_CHECKING:
    from pincite.search.index import IndexReader

_WORDS_IN = {
    "title": ("title", "title"),
    "author": ("title", "creators"),
    "note": ("note", "text"),
    "annotation": ("annotation", "text"),
}
"""Kind of record and the field of the index for each field that takes words."""
_DAYS = {"today": 1, "week": 7, "month": 30, "year": 365}
_NEVER = "9999"


def answered(
    tree: Node, reader: Reader, index: "IndexReader", within: frozenset[str] = frozenset()
) -> Node:
    """A query with what the library answers in place of its fields.

    Args:
        within: ids of the saved searches whose query this is part of: none contains itself.
    """
    return resolved(tree, lambda field: _answer(field, reader, index, within))


def _answer(field: Field, reader: Reader, index: "IndexReader", within: frozenset[str]) -> Node:
    if field.words is not None:
        return _with_words(field, reader, index)
    if field.name == "saved":
        return _saved(field.value, reader, index, within)
    if field.name == "year":
        return _among(reader.filtered_by_year(*number_range(field.value)))
    if field.name == "page":
        first, last = number_range(field.value)
        return Among(page_range=(first - 1, last - 1))
    if field.name == "added":
        return _among(reader.filtered_by_time(*_time_range(field.value, datetime.now(UTC))))
    return _among(reader.filtered(field.name, field.value))


def _saved(name: str, reader: Reader, index: "IndexReader", within: frozenset[str]) -> Node:
    """The query of a saved search; nothing where there is none, or only a part of itself."""
    saved = reader.saved_search_by_name(name)
    if saved is None or saved.id in within:
        return Among()
    try:
        tree = parse_query(saved.query).tree
    except QueryError:
        # Saved by a version that knows other fields.
        return Among()
    return Among() if tree is None else answered(tree, reader, index, within | {saved.id})


def _with_words(field: Field, reader: Reader, index: "IndexReader") -> Among:
    kind, text = _WORDS_IN[field.name]
    assert field.words is not None
    found = index.records_with(field.words, kind, text)
    ids = [hit.record_id or "" for hit in found]
    if kind == "title":
        return _among(reader.filtered_by_items(ids))
    if kind == "annotation":
        return _among(reader.filtered_by_annotations(ids))
    works = reader.filtered_by_items(hit.item_id for hit in found if hit.item_id)
    records = frozenset(f"note:{id}" for id in ids)
    titles = frozenset(f"title:{item}" for item in works.items)
    return Among(works.documents, records=records | titles)


def _among(found: Filtered) -> Among:
    records = frozenset(f"annotation:{id}" for id in found.annotations)
    return Among(found.documents, found.pages, items=found.items, records=records)


def _time_range(value: str, now: datetime) -> tuple[str, str]:
    """Begin and end of a span such as "week", or of a date such as "2024-05"."""
    if value not in _DAYS:
        # "~" comes after all that can follow a date in an ISO time.
        return value, value + "~"
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight - timedelta(days=_DAYS[value] - 1)
    return first.astimezone(UTC).isoformat(), _NEVER
