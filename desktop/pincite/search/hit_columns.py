"""Hits of pages and of records put together as columns, to be grouped by work."""

from collections.abc import Sequence

import numpy as np

from pincite.search.engine.segment_file import Array
from pincite.search.grouping import GroupedHits, WorkTable
from pincite.search.matches import PageMatches

RecordPlace = tuple[str, float, tuple[int, int, float] | None]
"""Work, score, and number of the document, page and height on it of a record that has a place."""

_WITHOUT_PLACE = 1 << 62


def grouped_hits(
    table: WorkTable,
    pages: PageMatches | None,
    records: Sequence[RecordPlace],
    *,
    chosen: Sequence[bool] | None = None,
    first: int = 0,
    by_work: bool = False,
) -> GroupedHits:
    """Pages and records by work.

    The hits have the numbers of the pages; records follow, from `first` on where there are none.

    Args:
        chosen: which records count; None for all.
        by_work: counts are those of works.
    """
    works, scores, places = _of_records(table, records)
    numbers = np.arange(first, first + len(records))
    if chosen is not None:
        kept = np.flatnonzero(np.array(chosen, np.bool_))
        works, scores, places, numbers = works[kept], scores[kept], places[kept], numbers[kept]
    if pages is not None:
        works = np.append(table.of_documents(pages.documents), works)
        scores = np.append(pages.scores, scores)
        where = pages.documents.astype(np.int64) << 40 | pages.pages.astype(np.int64) << 16
        places = np.append(where, places)
        numbers = np.append(np.arange(len(pages)), numbers + len(pages))
    return GroupedHits(table, works, scores, places, numbers, by_work=by_work)


def _of_records(table: WorkTable, records: Sequence[RecordPlace]) -> tuple[Array, Array, Array]:
    works = table.of_ids([work for work, _, _ in records])
    scores = np.array([score for _, score, _ in records], np.float64)
    places = np.array([_place(place) for _, _, place in records], np.int64)
    return works, scores, places


def _place(place: tuple[int, int, float] | None) -> int:
    """What orders records of one work as they are read; notes come last."""
    if place is None:
        return _WITHOUT_PLACE
    document, page, y = place
    return document << 40 | page << 16 | min(max(int(y * 8), 0), 0xFFFF)
