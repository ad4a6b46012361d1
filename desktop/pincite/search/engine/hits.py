"""Entries of one segment that match a query, with their scores."""

from dataclasses import dataclass

import numpy as np

from pincite.search.engine.segment_file import Array

# Below this ratio of lengths, looking up each of the few beats going through the many.
_LOOK_UP_BELOW = 1 / 16


@dataclass(frozen=True, slots=True)
class Sparse:
    """Entries listed, ascending, with a score each."""

    entries: Array
    scores: Array

    def sparse(self) -> "Sparse":
        """Itself."""
        return self


@dataclass(frozen=True, slots=True)
class Dense:
    """For each entry of the segment whether it matches, and its score if it does."""

    matches: Array
    scores: Array

    def sparse(self) -> Sparse:
        """The same as a list."""
        entries = np.flatnonzero(self.matches)
        return Sparse(entries, self.scores[entries])


Hits = Sparse | Dense

NOTHING = Sparse(np.empty(0, np.uint16), np.empty(0, np.float64))


def is_empty(hits: Hits) -> bool:
    """True for a list without entries."""
    return isinstance(hits, Sparse) and not len(hits.entries)


def both(one: Hits, other: Hits) -> Hits:
    """Entries in both; scores are added."""
    if isinstance(one, Dense) and isinstance(other, Dense):
        return Dense(one.matches & other.matches, one.scores + other.scores)
    if isinstance(one, Dense):
        one, other = other, one
    assert isinstance(one, Sparse)
    if isinstance(other, Dense):
        kept = np.flatnonzero(other.matches[one.entries])
        entries = one.entries[kept]
        return Sparse(entries, one.scores[kept] + other.scores[entries])
    in_one, in_other = common(one.entries, other.entries)
    return Sparse(one.entries[in_one], one.scores[in_one] + other.scores[in_other])


def without(hits: Hits, unwanted: Hits, count: int) -> Hits:
    """Entries of `hits` that are not in `unwanted`.

    Args:
        count: entries of the segment.
    """
    if isinstance(unwanted, Dense):
        is_wanted = ~unwanted.matches
    else:
        is_wanted = np.ones(count, np.bool_)
        is_wanted[unwanted.entries] = False
    if isinstance(hits, Dense):
        return Dense(hits.matches & is_wanted, hits.scores)
    kept = np.flatnonzero(is_wanted[hits.entries])
    return Sparse(hits.entries[kept], hits.scores[kept])


def common(one: Array, other: Array) -> tuple[Array, Array]:
    """Where the numbers that are in both stand in each; both ascending, without repeats."""
    if len(one) > len(other):
        in_other, in_one = common(other, one)
        return in_one, in_other
    if not len(one):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    if len(one) < len(other) * _LOOK_UP_BELOW:
        place = np.searchsorted(other, one)
        place[place == len(other)] = 0
        in_one = np.flatnonzero(other[place] == one)
        return in_one, place[in_one]
    place = np.zeros(int(max(one[-1], other[-1])) + 1, np.int32)
    place[other] = np.arange(1, len(other) + 1, dtype=np.int32)
    found = place.take(one)
    in_one = np.flatnonzero(found)
    return in_one, found.take(in_one) - 1


def either(one: Sparse, other: Sparse) -> Sparse:
    """Entries in any of both; scores of those in both are added."""
    if not len(one.entries) or not len(other.entries):
        return one if len(one.entries) else other
    in_one, in_other = common(one.entries, other.entries)
    scores = one.scores.copy()
    scores[in_one] += other.scores[in_other]
    is_new = np.ones(len(other.entries), np.bool_)
    is_new[in_other] = False
    entries = np.append(one.entries, other.entries[is_new])
    order = np.argsort(entries, kind="stable")
    return Sparse(entries[order], np.append(scores, other.scores[is_new])[order])


def only(hits: Sparse, allowed: Array | None) -> Sparse:
    """Those of the hits that are allowed.

    Args:
        allowed: for each entry of the segment whether it is; None when all are.
    """
    if allowed is None:
        return hits
    kept = np.flatnonzero(allowed.take(hits.entries))
    return Sparse(hits.entries[kept], hits.scores[kept])
