"""Finding words, phrases and beginnings of words that stand close to each other.

A place is one number, the entry above the position in it, so that all places of a segment are one
ascending array and no distance reaches from one entry into the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pincite.search.engine.postings import FieldPostings
from pincite.search.engine.segment_file import Array

_ENTRY_SHIFT = 32


@dataclass(frozen=True, slots=True)
class Places:
    """Where something stands: first and last word of each place, in order of the first."""

    firsts: Array
    lasts: Array

    @property
    def entries(self) -> Array:
        """The entry of each place."""
        return self.firsts >> _ENTRY_SHIFT

    def where(self, is_wanted: Array) -> "Places":
        """Only the places for which `is_wanted`."""
        return Places(self.firsts[is_wanted], self.lasts[is_wanted])


NOWHERE = Places(np.empty(0, np.int64), np.empty(0, np.int64))


def places_of_word(postings: FieldPostings, number: int) -> Places:
    """All places of a word."""
    counts, positions = postings.positions(number)
    found = _places(postings.pages(number), counts, positions)
    return Places(found, found)


def places_of_range(postings: FieldPostings, low: int, high: int) -> Places:
    """All places of the words from `low` to `high`, exclusive."""
    pages, counts = postings.range_postings(low, high)
    found = np.sort(_places(pages, counts, postings.range_tokens(low, high)))
    return Places(found, found)


def places_of_phrase(postings: FieldPostings, words: Sequence[int]) -> Places:
    """All places of words side by side."""
    found = places_of_word(postings, words[0]).firsts
    for step, word in enumerate(words[1:], 1):
        found = np.intersect1d(found, places_of_word(postings, word).firsts - step, True)
    return Places(found, found + len(words) - 1)


def any_place(parts: Sequence[Places]) -> Places:
    """The places of all parts."""
    if len(parts) == 1:
        return parts[0]
    firsts = np.concatenate([NOWHERE.firsts, *(part.firsts for part in parts)])
    order = np.argsort(firsts, kind="stable")
    lasts = np.concatenate([NOWHERE.lasts, *(part.lasts for part in parts)])
    return Places(firsts[order], lasts[order])


def entries_with_near(one: Places, other: Places, distance: int) -> Array:
    """Entries in which the two stand at most `distance` words apart and do not overlap."""
    found = [_followed(one, other, distance), _followed(other, one, distance)]
    return np.unique(np.concatenate(found))


def _followed(earlier: Places, later: Places, distance: int) -> Array:
    """Entries in which a place of `later` begins soon after one of `earlier` has ended."""
    after = np.searchsorted(later.firsts, earlier.lasts, side="right")
    within = np.searchsorted(later.firsts, earlier.lasts + distance, side="right")
    return earlier.entries[after < within]


def _places(pages: Array, counts: Array, positions: Array) -> Array:
    return np.repeat(pages.astype(np.int64) << _ENTRY_SHIFT, counts) + positions.astype(np.int64)
