"""All that a search found, by work; what is shown of it is loaded bit by bit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pincite.library.queries import ItemRow, Reader
from pincite.model.ids import ItemId
from pincite.search.grouping import Arranged, Group, GroupedHits, WorkTable
from pincite.search.hit_columns import RecordColumns, grouped_hits, matched_columns, record_columns
from pincite.search.matches import PageMatches, RecordMatches
from pincite.search.snippets import snippet
from pincite.services.hits import Hit, View, load_hit, load_page

FOLDED_MARKS = 5
"""Annotations and notes of a work that are shown before all of them are asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought. Never changes; any thread.

    Attributes:
        views: the hits of each view, by work; a view without any is there, too.
        load: a hit by its number; None when it is gone meanwhile.
        terms: the words to mark in a text.
        query: what was typed.
        title: what was looked for where that is not what was typed, such as "Pages like p. 23 of
            The Long Count"; else empty.
        message: what the user should know (a mistake in the query, a missing index); else empty.
        is_provisional: the index is missing or far behind; later there will be more.
        mistake: first and last+1 character of the query that `message` is about, if it cannot be
            searched for at all.
    """

    views: Mapping[View, GroupedHits] = field(default_factory=dict)
    load: Callable[[int], Hit | None] = lambda _number: None
    terms: tuple[str, ...] = ()
    query: str = ""
    title: str = ""
    message: str = ""
    mistake: tuple[int, int] | None = None
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class FoundWork:
    """A work with some of its hits.

    Attributes:
        number: its place in the arrangement, from 0.
        hits: place in the group, from 0, and the hit.
        pages: how many of its pages were found.
    """

    number: int
    row: ItemRow
    group: Group
    hits: tuple[tuple[int, Hit], ...]
    pages: int = 0


def found_by_index(
    reader: Reader,
    table: WorkTable,
    pages: PageMatches,
    records: RecordMatches | None,
    terms: tuple[str, ...],
    **facts: Any,
) -> Found:
    """What the index found: pages, and records of works, notes and annotations.

    Args:
        facts: further fields of `Found`.
    """
    page_count = len(pages)
    if records is None:
        views = _views(table, pages, None, None)
    else:
        marks = records.annotations()
        known = reader.mark_places(marks.values())
        places = {place: known[id] for place, id in marks.items() if id in known}
        columns = matched_columns(table, records, places, page_count)
        views = _views(table, pages, columns, columns.only(records.are_marks))

    def load(number: int) -> Hit | None:
        if number < page_count:
            pid, score = pages.page(number)
            return load_page(reader, pid, score, terms)
        assert records is not None
        return load_hit(reader, records.hit(number - page_count), terms)

    return Found(views, load, terms, **facts)


def found_titles(
    reader: Reader, table: WorkTable, ids: Sequence[ItemId], terms: tuple[str, ...], **facts: Any
) -> Found:
    """Works whose titles have the words, while there is no index. See `found_by_index`."""
    records = record_columns(table.of_ids(ids), [0.0] * len(ids), {})

    def load(number: int) -> Hit | None:
        (item,) = reader.items([ids[number]]) or (None,)
        if item is None:
            return None
        return Hit(item.id, item.title, "title", snippet(item.title, terms), 0.0)

    return Found(_views(table, None, records, None), load, terms, **facts)


def found_hits(
    table: WorkTable, hits: Sequence[Hit], documents: Mapping[str, int], **facts: Any
) -> Found:
    """Hits on pages that are all at hand.

    Args:
        documents: numbers in the index by sha256; facts: further fields of `Found`.
    """
    places = {
        number: (documents[hit.document.sha256], hit.page_index or 0, 0.0)
        for number, hit in enumerate(hits)
        if hit.document is not None
    }
    works = table.of_ids([hit.item for hit in hits])
    records = record_columns(works, [hit.score for hit in hits], places)
    views = _views(table, None, records, None) | {View.PAGES: grouped_hits(table, None, records)}
    return Found(views, lambda number: hits[number], **facts)


def _views(
    table: WorkTable,
    pages: PageMatches | None,
    records: RecordColumns | None,
    marks: RecordColumns | None,
) -> dict[View, GroupedHits]:
    return {
        View.PAGES: grouped_hits(table, pages),
        View.WORKS: grouped_hits(table, pages, records, by_work=True),
        View.MARKS: grouped_hits(table, None, marks),
    }


def load_works(
    reader: Reader, found: Found, view: View, arranged: Arranged, numbers: Iterable[int]
) -> list[FoundWork]:
    """Works at some places of an arrangement, each with the hits that are shown of it at first."""
    groups = {n: arranged.group(n) for n in numbers if n < arranged.work_count}
    rows = {row.id: row for row in reader.item_rows([ItemId(g.work) for g in groups.values()])}
    load = _work_with_best_page if view is View.WORKS else _work
    return [
        load(found, view, number, row, group)
        for number, group in groups.items()
        if (row := rows.get(ItemId(group.work))) is not None
    ]


def _work(found: Found, view: View, number: int, row: ItemRow, group: Group) -> FoundWork:
    return FoundWork(number, row, group, load_hits(found, group, folded_hits(view, group)))


def _work_with_best_page(
    found: Found, view: View, number: int, row: ItemRow, group: Group
) -> FoundWork:
    """A work with its best page, rather than its title, which is shown anyway."""
    pages, best = found.views[View.PAGES].of_work(group.work)
    hit = found.load(best) if best >= 0 else None
    if hit is None:
        return _work(found, view, number, row, group)
    return FoundWork(number, row, group, ((group.best, hit),), pages)


def folded_hits(view: View, group: Group) -> Iterable[int]:
    """Which hits of a work are shown before all of them are asked for."""
    if view is View.MARKS:
        return range(min(len(group.hits), FOLDED_MARKS))
    return (group.best,)


def load_hits(found: Found, group: Group, places: Iterable[int]) -> tuple[tuple[int, Hit], ...]:
    """Hits at some places of a group; those that are gone meanwhile are left out."""
    loaded = ((place, found.load(group.hits[place])) for place in places)
    return tuple((place, hit) for place, hit in loaded if hit is not None)
