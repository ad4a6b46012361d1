"""Hits of pages and of records put together as columns, to be grouped by work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pincite.search.engine.segment_file import Array
from pincite.search.grouping import GroupedHits, WorkTable
from pincite.search.matches import PageMatches, RecordMatches

RecordPlace = tuple[int, int, float]
"""Number of the document, page index, and height on the page, in points."""

_WITHOUT_PLACE = 1 << 62


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """Records as columns of equal length.

    Attributes:
        works: their numbers in a table of works.
        places: what orders the records of a work; as they are read.
        numbers: by which the hits are known to others.
    """

    works: Array
    scores: Array
    places: Array
    numbers: Array

    def only(self, chosen: Array) -> "RecordColumns":
        """Those where a mask is true."""
        return RecordColumns(
            self.works[chosen], self.scores[chosen], self.places[chosen], self.numbers[chosen]
        )


def record_columns(
    works: Array,
    scores: Sequence[float] | Array,
    places: Mapping[int, RecordPlace],
    first: int = 0,
) -> RecordColumns:
    """Columns of records.

    Args:
        works: numbers of the works that they belong to.
        places: of those that have one, by their places in the columns; the others come last.
        first: the number of the first record.
    """
    ordered = np.full(len(works), _WITHOUT_PLACE, np.int64)
    if places:
        ordered[list(places)] = [_place_number(*place) for place in places.values()]
    numbers = np.arange(first, first + len(works))
    return RecordColumns(works, np.asarray(scores, np.float64), ordered, numbers)


def matched_columns(
    table: WorkTable, records: RecordMatches, places: Mapping[int, RecordPlace], first: int
) -> RecordColumns:
    """Columns of what the index found; see `record_columns`."""
    works = [table.of_all(each.items)[each.entries] for each in records.segments]
    every = np.concatenate([table.of_ids(()), *works])
    return record_columns(every, records.scores, places, first)


def grouped_hits(
    table: WorkTable,
    pages: PageMatches | None,
    records: RecordColumns | None = None,
    *,
    by_work: bool = False,
) -> GroupedHits:
    """Pages and records by work; a page is known by its place among the pages.

    Args:
        by_work: counts are those of works.
    """
    if records is None:
        records = record_columns(table.of_ids(()), (), {})
    if pages is None:
        return GroupedHits(
            table, records.works, records.scores, records.places, records.numbers, by_work=by_work
        )
    where = pages.documents.astype(np.int64) << 40 | pages.pages.astype(np.int64) << 16
    return GroupedHits(
        table,
        np.append(table.of_documents(pages.documents), records.works),
        np.append(pages.scores, records.scores),
        np.append(where, records.places),
        np.append(np.arange(len(pages)), records.numbers),
        by_work=by_work,
    )


def _place_number(document: int, page: int, y: float) -> int:
    """What orders records of one work as they are read."""
    return document << 40 | page << 16 | min(max(int(y * 8), 0), 0xFFFF)
