"""Keeping the best of many hits."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pincite.search.engine.hits import Sparse
from pincite.search.engine.segment_file import Array


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hits in order, best first; of equal ones the earlier entry first.

    Attributes:
        segments, entries: which segment each hit is in, and its entry there.
        counts: hits that each of them stands for; 1 when they are not grouped.
    """

    scores: Array
    segments: Array
    entries: Array
    counts: Array

    def rows(self) -> Iterator[tuple[float, int, int, int]]:
        """Score, segment, entry, count of each."""
        columns = (self.scores, self.segments, self.entries, self.counts)
        return zip(*(column.tolist() for column in columns), strict=True)


class Best:
    """Keeps the best `most` hits of all segments.

    Attributes:
        least: the score a further hit must reach to count; 0.0 while there is room.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[int, Sparse, Array]] = []
        self._scores = np.empty(0)
        self.least = 0.0

    def add(self, segment: int, hits: Sparse, counts: Array | None = None) -> None:
        """Offer the hits of a segment; segments come in order."""
        # What scores no more than the last one kept comes after it.
        better = np.flatnonzero(hits.scores > self.least) if self.least else None
        scores = hits.scores if better is None else hits.scores[better]
        chosen = best_of(scores, self._most)
        if not len(chosen):
            return
        self._scores = np.concatenate([self._scores, scores[chosen]])
        if better is not None:
            chosen = better[chosen]
        counts = np.ones(len(chosen), np.int64) if counts is None else counts[chosen]
        self._kept.append((segment, Sparse(hits.entries[chosen], hits.scores[chosen]), counts))
        if len(self._scores) >= self._most:
            self._scores = np.partition(self._scores, -self._most)[-self._most :]
            self.least = float(self._scores[0])

    def ranked(self) -> Ranked:
        """What was kept."""
        scores = np.concatenate([np.empty(0), *(hits.scores for _, hits, _ in self._kept)])
        # Stable: what came earlier stays before what scores the same.
        order = np.argsort(-scores, kind="stable")[: self._most]
        none = np.empty(0, np.int64)
        segments = (np.full(len(hits.entries), n) for n, hits, _ in self._kept)
        entries = (hits.entries.astype(np.int64) for _, hits, _ in self._kept)
        return Ranked(
            scores[order],
            np.concatenate([none, *segments])[order],
            np.concatenate([none, *entries])[order],
            np.concatenate([none, *(counts for *_, counts in self._kept)])[order],
        )


def best_of(scores: Array, most: int) -> Array:
    """Indices of the `most` best scores, ascending; of equal ones the first."""
    if len(scores) <= most:
        return np.arange(len(scores))
    if not most:
        return np.empty(0, np.int64)
    least = np.partition(scores, len(scores) - most)[len(scores) - most]
    better = np.flatnonzero(scores > least)
    equal = np.flatnonzero(scores == least)[: most - len(better)]
    return np.sort(np.append(better, equal))


def grouped(hits: Sparse, groups: Array) -> tuple[Sparse, Array]:
    """The best entry of each group, and how many entries of the group there are.

    Args:
        groups: the group of each entry of the segment; entries of one group stand together.
    """
    if not len(hits.entries):
        return hits, np.empty(0, np.int64)
    mine = groups[hits.entries]
    starts = np.flatnonzero(np.append(True, mine[1:] != mine[:-1]))
    counts = np.diff(np.append(starts, len(mine)))
    best = np.maximum.reduceat(hits.scores, starts)
    is_best = hits.scores == np.repeat(best, counts)
    at_best = np.flatnonzero(is_best)
    # The first entry that scores best in each group.
    first = at_best[np.searchsorted(at_best, starts)]
    return Sparse(hits.entries[first], best), counts
