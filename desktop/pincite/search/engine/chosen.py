"""Entries of a segment that the library has chosen."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from pincite.search.engine.segment_file import Array
from pincite.search.engine.store import OpenSegment
from pincite.search.query import Among

# From so many values on, reading all values of a segment beats looking for each.
_MANY = 256


def chosen_entries(opened: OpenSegment, among: Among) -> Array:
    """For each entry of a segment of pages or of records, whether it is chosen."""
    if among.is_everything:
        return np.ones(int(opened.file.facts["pages"]), np.bool_)
    if opened.postings("key") is None:
        return _pages(opened, among)
    return numbers_with(opened, "item", _encoded(among.items)) | numbers_with(
        opened, "key", _encoded(among.records)
    )


def _pages(opened: OpenSegment, among: Among) -> Array:
    documents = opened.numbers("doc")
    chosen = is_one_of(documents, among.documents)
    if among.page_range is not None:
        first, last = among.page_range
        index = opened.numbers("page")
        chosen |= (index >= first) & (index <= last)
    if among.pages:
        wanted = _places(among.pages)
        place = documents.astype(np.int64) << 32 | opened.numbers("page").astype(np.int64)
        at = np.minimum(np.searchsorted(wanted, place), len(wanted) - 1)
        chosen |= wanted[at] == place
    return chosen


@lru_cache(maxsize=16)
def _places(pages: frozenset[tuple[int, int]]) -> Array:
    """Document and page as one number each, ascending; the same for each segment."""
    return np.sort(np.array([document << 32 | page for document, page in pages], np.int64))


def is_one_of(numbers: Array, wanted: frozenset[int]) -> Array:
    """For each of `numbers` whether it is wanted; those wanted are small."""
    listed = np.fromiter(wanted, np.int64, len(wanted))
    is_wanted = np.zeros(int(listed.max(initial=0)) + 2, np.bool_)
    is_wanted[listed] = True
    # All beyond the last one fall on the last place, which is not wanted.
    found: Array = is_wanted[np.minimum(numbers, len(is_wanted) - 1)]
    return found


def _encoded(values: Iterable[str]) -> list[bytes]:
    return [value.encode() for value in values]


def numbers_with(opened: OpenSegment, field: str, values: Sequence[bytes]) -> Array:
    """For each entry, whether its field has one of these values."""
    matches = np.zeros(int(opened.file.facts["pages"]), np.bool_)
    postings = opened.postings(field)
    if postings is None:
        return matches
    if len(values) > _MANY:
        known = {word: number for number, word in enumerate(postings.words(0, len(postings)))}
        numbers = [known.get(value, -1) for value in values]
    else:
        numbers = [postings.find(value) for value in values]
    for number in numbers:
        if number >= 0:
            matches[postings.pages(number)] = True
    return matches
