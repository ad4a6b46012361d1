"""Finding words that stand side by side."""

from collections.abc import Sequence

import numpy as np

from pincite.search.engine.hits import common
from pincite.search.engine.postings import FieldPostings
from pincite.search.engine.segment_file import Array

# From so many places on, a bit map of all places is faster than searching in a list.
_MAP_FROM = 20_000
_MAP_UP_TO = 1 << 28


def entries_with_all(postings: FieldPostings, words: Sequence[int]) -> tuple[Array, list[Array]]:
    """Entries that have all words, and where each word's postings have them.

    Args:
        words: numbers of different words, at least one.
    """
    order = sorted(range(len(words)), key=lambda i: postings.page_frequency(words[i]))
    entries = postings.pages(words[order[0]])
    places = {order[0]: np.arange(len(entries))}
    for i in order[1:]:
        kept, there = common(entries, postings.pages(words[i]))
        entries = entries.take(kept)
        places = {earlier: at.take(kept) for earlier, at in places.items()}
        places[i] = there
    return entries, [places[i] for i in range(len(words))]


def entries_with_phrase(
    postings: FieldPostings,
    words: Sequence[int],
    entries: Array,
    places: dict[int, Array],
    room: Array,
) -> Array:
    """Which of `entries` have the words side by side.

    Args:
        words: numbers of the words in their order; may repeat.
        entries: entries that have all words.
        places: for each word the indices of `entries` in its postings.
        room: for each of `entries` a number that is not below the words of its text.

    Returns:
        Indices into `entries`, ascending.
    """
    if not len(entries):
        return np.empty(0, np.int64)
    # Each text gets a stretch of one long line, with room for a phrase across its edges.
    stretch = room.astype(np.int64) + len(words)
    begins = np.cumsum(stretch) - stretch
    size = int(begins[-1] + stretch[-1])
    starts: dict[int, Array] = {}
    for word in set(words):
        counts, positions = postings.positions(word, places[word])
        starts[word] = np.repeat(begins, counts) + positions
    order = sorted(range(len(words)), key=lambda i: len(starts[words[i]]))
    found = starts[words[order[0]]] - order[0]
    for i in order[1:]:
        found = _shared(found, starts[words[i]] - i, size)
    which = np.searchsorted(begins, found, side="right") - 1
    is_first = np.ones(len(which), np.bool_)
    is_first[1:] = which[1:] != which[:-1]
    return np.asarray(which[is_first])


def _shared(few: Array, many: Array, size: int) -> Array:
    """Numbers of `few` that are in `many`; both ascending, many may go a little below zero."""
    if not len(few):
        return few
    if len(few) < _MAP_FROM or size > _MAP_UP_TO:
        place = np.searchsorted(many, few)
        place[place == len(many)] = 0
        is_shared = many[place] == few
    else:
        is_shared = _marks(many, size)[few]
    shared: Array = few[is_shared]
    return shared


def _marks(many: Array, size: int) -> Array:
    marked = np.zeros(size + 1, np.bool_)
    # A number below zero marks the far end, where no text begins.
    marked[many] = True
    return marked
