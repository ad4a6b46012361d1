"""Entries of a segment that the library has chosen."""

from collections.abc import Iterable, Sequence

import numpy as np

from pincite.search.engine.segment_file import Array
from pincite.search.engine.store import OpenSegment
from pincite.search.query import Among


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
        place = documents.astype(np.int64) << 32 | opened.numbers("page").astype(np.int64)
        wanted = [document << 32 | page for document, page in among.pages]
        chosen |= np.isin(place, np.array(wanted, np.int64))
    return chosen


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
    for value in values if postings is not None else ():
        number = postings.find(value) if postings is not None else -1
        if postings is not None and number >= 0:
            matches[postings.pages(number)] = True
    return matches
