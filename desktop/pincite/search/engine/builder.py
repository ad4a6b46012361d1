"""Building a segment from texts.

Words go straight into arrays of numbers; there is no object per word or posting. What is held
until `finish` is four bytes a word beside the vocabulary, and it is turned into postings a slice
of the vocabulary at a time, so that 5 million words need about 150 MB.
"""

from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pincite.search.analysis import utf8_tokens
from pincite.search.engine.encoding import PostingsEncoder
from pincite.search.engine.lengths import length_codes
from pincite.search.engine.segment_file import Array, SegmentFileWriter
from pincite.search.engine.segments import new_segment_name
from pincite.search.schema import FieldKind, Layout
from pincite.search.segment import Segment

_TOKENS_PER_SLICE = 250_000
_MOST_WORDS = 1 << 16


class SegmentBuilder:
    """Takes the entries of one segment, then writes its file.

    Args:
        layout: the fields; an entry may leave any of them out.
    """

    def __init__(self, folder: Path, layout: Layout) -> None:
        self._folder = folder
        self._layout = layout
        self.count = 0
        self._texts = {
            name: _TextField(positions=kind is FieldKind.WORDS)
            for name, kind in layout.items()
            if kind in (FieldKind.WORDS, FieldKind.KEY)
        }
        self._columns: dict[str, list[Any]] = {
            name: [] for name, kind in layout.items() if kind is not FieldKind.WORDS
        }

    @property
    def token_count(self) -> int:
        """Words taken so far: what the memory grows with."""
        return sum(len(field.ids) for field in self._texts.values())

    def add(self, entry: Mapping[str, Any]) -> int:
        """Take an entry; returns its number in the segment."""
        number = self.count
        for name, field in self._texts.items():
            value = entry.get(name)
            if value:
                field.add(number, utf8_tokens(value) if field.has_positions else [value.encode()])
        for name, values in self._columns.items():
            values.append(entry.get(name))
        self.count += 1
        return number

    def finish(self) -> Segment:
        """Write the segment and flush it to the disk; nothing can be added any more.

        Raises:
            OSError: no room, or no permission; nothing is left behind.
        """
        name = new_segment_name()
        file = SegmentFileWriter(self._folder / name)
        try:
            totals = {
                field: self._texts.pop(field).write(file, field, self.count)
                for field in list(self._texts)
            }
            for column, values in self._columns.items():
                write_column(file, column, self._layout[column], values)
            size = file.finish({"pages": self.count, "total_lengths": totals})
        except BaseException:
            file.abandon()
            raise
        return Segment(name, self.count, size)


class _TextField:
    """The words of one field, in the order in which they came.

    Attributes:
        ids: for each occurrence the number of its word, counted in order of first appearance.
    """

    def __init__(self, *, positions: bool) -> None:
        self.has_positions = positions
        self.ids = array("I")
        self._vocabulary = _Vocabulary()
        self._pages = array("I")
        self._lengths = array("I")

    def add(self, page: int, words: list[bytes]) -> None:
        self.ids.extend(map(self._vocabulary.__getitem__, words))
        self._pages.append(page)
        self._lengths.append(len(words))

    def write(self, file: SegmentFileWriter, name: str, page_count: int) -> int:
        """Write postings and lengths; returns the number of all words."""
        lengths = np.zeros(page_count, np.uint32)
        if len(self._pages):
            lengths[np.frombuffer(self._pages, np.uint32)] = np.frombuffer(self._lengths, np.uint32)
        codes = length_codes(lengths)
        encoder = PostingsEncoder(page_count, codes if self.has_positions else None)
        if len(self.ids):
            self._encode(encoder, lengths)
        encoder.write(file, name)
        if self.has_positions:
            file.add(f"{name}/lengths", codes)
        return int(lengths.sum(dtype=np.int64))

    def _encode(self, encoder: PostingsEncoder, lengths: Array) -> None:
        words, ranks = self._ranked()
        page_type = np.uint16 if len(lengths) <= 1 << 16 else np.uint32
        pages = np.repeat(np.arange(len(lengths), dtype=page_type), lengths)
        first_tokens = np.cumsum(lengths, dtype=np.int64) - lengths
        counts = np.bincount(ranks, minlength=len(words))
        for low, high in slices(counts, _TOKENS_PER_SLICE):
            occurrences = np.flatnonzero((ranks >= low) & (ranks < high))
            # Two bytes: numbers so short are sorted five times faster, without comparing.
            which = (ranks[occurrences] - np.uint32(low)).astype(np.uint16)
            order = np.argsort(which, kind="stable")
            which, occurrences = which[order], occurrences[order]
            page = pages[occurrences]
            positions = occurrences - first_tokens[page]
            encode_occurrences(encoder, words[low:high], which, page, positions)

    def _ranked(self) -> tuple[list[bytes], Array]:
        """All words in order, and for each occurrence the place of its word in them."""
        in_order = sorted(self._vocabulary)
        ranks = np.empty(len(in_order), np.uint32)
        ranks[np.fromiter(map(self._vocabulary.__getitem__, in_order), np.int64)] = np.arange(
            len(in_order), dtype=np.uint32
        )
        self._vocabulary.clear()
        places = ranks[np.frombuffer(self.ids, np.uint32)]
        self.ids = array("I")
        return in_order, places


class _Vocabulary(dict[bytes, int]):
    """Gives a new word the next number."""

    def __missing__(self, word: bytes) -> int:
        number = self[word] = len(self)
        return number


def slices(counts: Array, most: int) -> list[tuple[int, int]]:
    """Ranges of words that together have at most so many occurrences, or are one word.

    No range has more than 65 536 words.
    """
    ends = np.cumsum(counts, dtype=np.int64)
    found: list[tuple[int, int]] = []
    low, before = 0, 0
    while low < len(ends):
        high = max(int(np.searchsorted(ends, before + most, side="right")), low + 1)
        high = min(high, low + _MOST_WORDS)
        found.append((low, high))
        low, before = high, int(ends[high - 1])
    return found


def encode_occurrences(
    encoder: PostingsEncoder, words: list[bytes], which: Array, pages: Array, positions: Array
) -> None:
    """Give occurrences, sorted by word, page, position, to the encoder as postings.

    Args:
        which: for each occurrence the index of its word in `words`; every word occurs.
    """
    is_first = np.empty(len(which), np.bool_)
    is_first[0] = True
    is_first[1:] = (which[1:] != which[:-1]) | (pages[1:] != pages[:-1])
    firsts = np.flatnonzero(is_first)
    freqs = np.diff(np.append(firsts, len(which)))
    counts = np.bincount(which[firsts], minlength=len(words))
    encoder.add(words, counts, pages[firsts], freqs, positions)


def write_column(file: SegmentFileWriter, name: str, kind: FieldKind, values: list[Any]) -> None:
    """Write one value for each entry: numbers, or texts that may be missing."""
    if kind is FieldKind.NUMBER:
        file.add(f"column/{name}", np.array([value or 0 for value in values], np.uint32))
        return
    texts = [(value or "").encode(errors="replace") for value in values]
    starts = np.zeros(len(texts) + 1, np.uint32)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=starts[1:])
    file.add(f"column/{name}", np.frombuffer(b"".join(texts), np.uint8))
    file.add(f"column/{name}/starts", starts)
