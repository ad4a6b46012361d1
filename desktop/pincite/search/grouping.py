"""Hits as people look through them: by work, in an order, narrowed by what the works are."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pincite.search.engine.segment_file import Array
from pincite.search.ordering import Choice, Facet, Order


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What is known of a work.

    Attributes:
        year: of publication; None when unknown.
        author: folded names, to sort by; empty ones come last.
        values: of each facet.
    """

    id: str
    year: int | None
    author: str
    values: Mapping[Facet, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and how many of the hits have it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class _Column:
    """Pairs of works and values, by their numbers."""

    names: tuple[str, ...]
    works: Array
    values: Array


class WorkTable:
    """Facts about all works of a library as columns. Never changes; any thread.

    Args:
        works: in any order.
        documents: for each number of a document in the index the work that it belongs to.

    Attributes:
        ids: of the works; their places in it are their numbers.
    """

    def __init__(self, works: Iterable[WorkFacts], documents: Mapping[int, str]) -> None:
        # One after the other, so that 50 000 of them need not exist at once.
        ids, authors, years = list[str](), list[str](), array("q")
        columns = {facet: _GrowingColumn() for facet in Facet}
        for number, facts in enumerate(works):
            ids.append(facts.id)
            authors.append(facts.author)
            years.append(facts.year or 0)
            for facet, names in facts.values.items():
                columns[facet].add(number, names)
        self.ids = tuple(ids)
        self._numbers = {id: number for number, id in enumerate(self.ids)}
        self._of_all: dict[int, tuple[Sequence[str], Array]] = {}
        self._by_document = np.full(max(documents, default=0) + 1, -1, np.int64)
        for document, work in documents.items():
            self._by_document[document] = self._numbers.get(work, -1)
        self.years = np.array(years, np.int64)
        named = sorted(range(len(ids)), key=lambda n: (not authors[n], authors[n]))
        self.author_ranks = np.empty(len(ids), np.int64)
        self.author_ranks[named] = np.arange(len(ids))
        self.columns = {facet: column.done() for facet, column in columns.items()}

    def of_documents(self, documents: Array) -> Array:
        """The work of each document; -1 where there is none."""
        known = np.minimum(documents, len(self._by_document) - 1)
        return np.where(known == documents, self._by_document[known], -1)

    def of_ids(self, ids: Sequence[str]) -> Array:
        """The number of each work; -1 for unknown ones."""
        return np.array([self._numbers.get(id, -1) for id in ids], np.int64)

    def of_all(self, ids: Sequence[str]) -> Array:
        """As `of_ids`; remembered for this very sequence, which may not change."""
        known = self._of_all.get(id(ids))
        if known is None:
            # With the sequence, so that its place in memory is not taken by another.
            known = self._of_all[id(ids)] = (ids, self.of_ids(ids))
        return known[1]

    def allowed(self, facet: Facet, names: frozenset[str]) -> Array:
        """For each work whether it has one of some values of a facet."""
        column = self.columns[facet]
        wanted = np.array([name in names for name in column.names], np.bool_)
        has_any = np.zeros(len(self.ids), np.bool_)
        has_any[column.works[wanted[column.values]]] = True
        return has_any

    def counted(self, facet: Facet, weights: Array) -> tuple[FacetValue, ...]:
        """The values of a facet that works with a weight have, and the sum of their weights."""
        column = self.columns[facet]
        sums = np.bincount(column.values, weights[column.works], len(column.names))
        pairs = [(column.names[n], int(sums[n])) for n in np.flatnonzero(sums).tolist()]
        if facet is Facet.YEAR:
            pairs.sort(key=lambda pair: pair[0], reverse=True)
        else:
            pairs.sort(key=lambda pair: (-pair[1], pair[0].casefold()))
        return tuple(FacetValue(*pair) for pair in pairs)


class _GrowingColumn:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._works, self._values = array("q"), array("q")

    def add(self, work: int, names: Iterable[str]) -> None:
        """The values of one work."""
        for name in dict.fromkeys(names):
            self._works.append(work)
            self._values.append(self._numbers.setdefault(name, len(self._numbers)))

    def done(self) -> _Column:
        """The column of all that was added."""
        works, values = np.array(self._works, np.int64), np.array(self._values, np.int64)
        return _Column(tuple(self._numbers), works, values)


class GroupedHits:
    """Hits by work and, within one, in reading order. Never changes; any thread.

    Args:
        works: number of each hit's work; hits of no work (-1) are left out.
        scores: of the hits.
        places: what orders the hits of a work.
        numbers: by which the hits are known to others; their places in the columns when None.
        by_work: counts are those of works instead of hits.

    Attributes:
        table: of the works.
        hits: numbers of the hits, in the order above.
    """

    def __init__(
        self,
        table: WorkTable,
        works: Array,
        scores: Array,
        places: Array,
        numbers: Array | None = None,
        *,
        by_work: bool = False,
    ) -> None:
        self.table = table
        known = np.flatnonzero(works >= 0)
        order = known[np.lexsort((places[known], works[known]))]
        self.hits = order if numbers is None else numbers[order]
        own, scored = works[order], scores[order]
        self.starts = np.flatnonzero(np.diff(own, prepend=-1))
        self.counts = np.diff(np.append(self.starts, len(order)))
        self.works = own[self.starts]
        best = np.maximum.reduceat(scored, self.starts) if len(order) else np.empty(0)
        at_best = np.flatnonzero(scored == np.repeat(best, self.counts))
        self.best = at_best[np.searchsorted(at_best, self.starts)]
        self.scores = best
        self._weights = np.ones(len(self.counts)) if by_work else self.counts

    def of_work(self, id: str) -> tuple[int, int]:
        """How many hits a work has, and the number of the best of them; (0, -1) without any."""
        (work,) = self.table.of_ids([id]).tolist()
        at = int(np.searchsorted(self.works, work))
        if work < 0 or at == len(self.works) or int(self.works[at]) != work:
            return 0, -1
        return int(self.counts[at]), int(self.hits[self.best[at]])

    def arranged(
        self,
        order: Order = Order.RELEVANCE,
        choice: Choice | None = None,
        within: Sequence[str] | None = None,
    ) -> "Arranged":
        """The works in an order, those that the choice lets pass, with counts of all facets.

        The counts of a facet are those with all other facets' choices, so that more of its values
        can be chosen.

        Args:
            within: ids of the only works that count; None for all.
        """
        passed = {
            facet: self.table.allowed(facet, names)[self.works]
            for facet, names in (choice or {}).items()
            if names
        }
        inside = np.ones(len(self.works), np.bool_)
        if within is not None:
            inside = np.isin(self.works, self.table.of_ids(within))
        kept = np.flatnonzero(_all_of([inside, *passed.values()], len(self.works)))
        facets = {}
        for facet in Facet:
            others = [inside, *(mask for other, mask in passed.items() if other is not facet)]
            weights = np.zeros(len(self.table.ids))
            mine = _all_of(others, len(self.works))
            weights[self.works[mine]] = self._weights[mine]
            facets[facet] = self.table.counted(facet, weights)
        return Arranged(self, kept[self._sorted(kept, order)], facets)

    def _sorted(self, groups: Array, order: Order) -> Array:
        worst = -self.scores[groups]
        works = self.works[groups]
        years = self.table.years[works]
        if order is Order.NEWEST:
            return np.lexsort((worst, -years))
        if order is Order.OLDEST:
            return np.lexsort((worst, np.where(years == 0, 1 << 40, years)))
        if order is Order.AUTHOR:
            return np.lexsort((worst, self.table.author_ranks[works]))
        return np.argsort(worst, kind="stable")


def _all_of(masks: list[Array], count: int) -> Array:
    passed = np.ones(count, np.bool_)
    for mask in masks:
        passed &= mask
    return passed


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one work.

    Attributes:
        work: its id.
        first: how many hits stand before its first one in the whole arrangement.
        hits: numbers of its hits in reading order.
        best: the one of them that scores best, counted from 0 in `hits`.
    """

    work: str
    first: int
    hits: tuple[int, ...]
    best: int


@dataclass(frozen=True, slots=True)
class Arranged:
    """Works with hits in an order; see `GroupedHits.arranged`."""

    grouped: GroupedHits
    order: Array
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    _ends: Array = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", np.cumsum(self.grouped.counts[self.order]))

    @property
    def hit_count(self) -> int:
        """Hits of all works."""
        return int(self._ends[-1]) if len(self._ends) else 0

    @property
    def work_count(self) -> int:
        """Works with hits."""
        return len(self.order)

    def work_ids(self) -> tuple[str, ...]:
        """The works, in their order."""
        ids = self.grouped.table.ids
        return tuple(ids[n] for n in self.grouped.works[self.order].tolist())

    def group(self, number: int) -> Group:
        """The work at a place of the order, from 0."""
        grouped, at = self.grouped, int(self.order[number])
        start, count = int(grouped.starts[at]), int(grouped.counts[at])
        return Group(
            grouped.table.ids[int(grouped.works[at])],
            int(self._ends[number]) - count,
            tuple(grouped.hits[start : start + count].tolist()),
            int(grouped.best[at]) - start,
        )

    def place_of(self, position: int) -> tuple[int, int]:
        """Number of the group, and of the hit in it, for a hit of the whole arrangement."""
        group = int(np.searchsorted(self._ends, position, side="right"))
        count = int(self.grouped.counts[int(self.order[group])])
        return group, position - (int(self._ends[group]) - count)
