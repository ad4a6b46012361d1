"""Postings of one field of one segment, as they lie in the mapped file.

The layout is told in docs/postings-format.md. Words have numbers in the order of their bytes, so
all words with one beginning are one range of numbers, and their postings one range of the arrays.
"""

from bisect import bisect_left
from itertools import pairwise

import numpy as np

from pincite.search.engine.encoding import MANY, unpack_bits
from pincite.search.engine.segment_file import Array, SegmentFile

_REMEMBERED_WORDS = 2048
# Of more than this share of a word's postings, all positions are unpacked in one go.
_WHOLE_FROM = 0.4


class FieldPostings:
    """The postings of a field; any thread may read them.

    Attributes:
        word_count: different words.
        page_count: pages of the segment, with deleted ones.
        has_positions: False for a field that holds one value as it is.
    """

    def __init__(self, file: SegmentFile, field: str) -> None:
        self._file = file
        self._field = field
        self._arrays: dict[str, Array] = {}
        self.page_count = int(file.facts["pages"])
        self.has_positions = f"{field}/freqs" in file
        self._words = file.array(f"{field}/words").data
        self._word_starts = file.array(f"{field}/word_starts").data
        self._freq_bits = int(self._array("freq_bits")[0]) if self.has_positions else 0
        self.starts = file.array(f"{field}/starts")
        self._starts = self.starts.data
        self._pages = file.array(f"{field}/pages")
        self.word_count = len(self._word_starts) - 1
        self._found: dict[bytes, int] = {}

    def _array(self, name: str) -> Array:
        found = self._arrays.get(name)
        if found is None:
            found = self._arrays[name] = self._file.array(f"{self._field}/{name}")
        return found

    def __len__(self) -> int:
        return self.word_count

    def __getitem__(self, number: int) -> bytes:
        """The word of this number."""
        return bytes(self._words[self._word_starts[number] : self._word_starts[number + 1]])

    def find(self, word: bytes) -> int:
        """The number of a word; -1 when it does not occur."""
        number = self._found.get(word)
        if number is None:
            number = bisect_left(self, word)
            if number == self.word_count or self[number] != word:
                number = -1
            if len(self._found) >= _REMEMBERED_WORDS:
                self._found.clear()
            self._found[word] = number
        return number

    def range_of(self, prefix: bytes) -> tuple[int, int]:
        """First and, exclusive, last number of the words that begin so."""
        low = bisect_left(self, prefix)
        # No UTF-8 text has the byte 0xFF.
        return low, bisect_left(self, prefix + b"\xff", low)

    def words(self, low: int, high: int) -> list[bytes]:
        """The words with numbers from `low` to `high`, exclusive."""
        starts = self._word_starts[low : high + 1].tolist()
        first = starts[0]
        data = bytes(self._words[first : starts[-1]])
        return [data[a - first : b - first] for a, b in pairwise(starts)]

    def page_frequency(self, number: int) -> int:
        """In how many pages a word occurs, deleted ones included."""
        return self._starts[number + 1] - self._starts[number]

    def page_frequencies(self, low: int, high: int) -> Array:
        """The same for all words from `low` to `high`, exclusive."""
        return self.starts[low + 1 : high + 1] - self.starts[low:high]

    def token_count(self, number: int) -> int:
        """How often a word occurs in all pages, deleted ones included."""
        if not self.has_positions:
            return self.page_frequency(number)
        starts = self._array("token_starts")
        return int(starts[number + 1]) - int(starts[number])

    def pages(self, number: int) -> Array:
        """The pages of a word, ascending."""
        return self._pages[self._starts[number] : self._starts[number + 1]]

    def freqs(self, number: int) -> Array:
        """How often a word occurs in each of its `pages`, for fields with positions."""
        start, end = self._starts[number], self._starts[number + 1]
        freqs = unpack_bits(self._array("freqs"), self._freq_bits, start, end)
        if self._array("max_freqs")[number] < (1 << self._freq_bits) - 1:
            return freqs
        return self._with_many(freqs, start, end)

    def _with_many(self, freqs: Array, start: int, end: int) -> Array:
        """The frequencies of a range of postings, with those that stand aside put in."""
        if f"{self._field}/many_at" not in self._file:
            return freqs
        at = self._array("many_at")
        first, last = np.searchsorted(at, np.array((start, end), np.uint32))
        many = self._array("many")[first:last]
        wide = freqs.astype(np.uint8 if many.max(initial=0) <= 0xFF else np.uint32)
        wide[at[first:last] - np.uint32(start)] = many
        return wide

    def max_freq(self, number: int) -> int:
        """The greatest of `freqs`."""
        if not self.has_positions:
            return 1
        most = int(self._array("max_freqs")[number])
        return most if most < MANY else int(self.freqs(number).max())

    def min_length_code(self, number: int) -> int:
        """The code of the shortest text in which a word occurs, for fields with positions."""
        return int(self._array("min_lengths")[number])

    def lengths(self) -> Array:
        """The length code of each page, for fields with positions."""
        return self._array("lengths")

    def positions(self, number: int, which: Array | None = None) -> tuple[Array, Array]:
        """Where a word stands in its pages.

        Args:
            which: indices into `pages(number)`, ascending; None for all.

        Returns:
            Occurrences of each posting, and all their positions, one posting after the other.
        """
        freqs = self.freqs(number)
        first = int(self._array("token_starts")[number])
        if which is None or len(which) > _WHOLE_FROM * len(freqs):
            last = int(self._array("token_starts")[number + 1])
            positions = self.token_positions(first, last)
            if which is None or len(which) == len(freqs):
                return freqs, positions
            is_wanted = np.zeros(len(freqs), np.bool_)
            is_wanted[which] = True
            return freqs[which], positions[np.repeat(is_wanted, freqs)]
        counts = freqs[which].astype(np.int64)
        starts = np.cumsum(freqs, dtype=np.int64)[which] - counts
        return counts, self._positions_at(first + expanded(starts, counts))

    def token_positions(self, first: int, last: int) -> Array:
        """Positions of the occurrences with these numbers, all words counted through."""
        bits = int(self._array("high_bits")[0])
        positions = self._array("low")[first:last].astype(np.uint32)
        if bits:
            high = unpack_bits(self._array("high"), bits, first, last)
            positions |= high.astype(np.uint32) << 8
        if f"{self._field}/far_at" in self._file:
            at = self._array("far_at")
            begin, end = np.searchsorted(at, np.array((first, last), np.uint32))
            positions[at[begin:end] - np.uint32(first)] = self._array("far")[begin:end]
        return positions

    def _positions_at(self, tokens: Array) -> Array:
        bits = int(self._array("high_bits")[0])
        positions = self._array("low")[tokens].astype(np.uint32)
        if bits:
            each = 8 // bits
            shifts = ((tokens % each) * bits).astype(np.uint8)
            high = (self._array("high")[tokens // each] >> shifts) & np.uint8((1 << bits) - 1)
            positions |= high.astype(np.uint32) << 8
        if f"{self._field}/far_at" in self._file:
            at = self._array("far_at")
            place = np.searchsorted(at, tokens.astype(np.uint32))
            is_far = at[np.minimum(place, len(at) - 1)] == tokens
            positions[is_far] = self._array("far")[place[is_far]]
        return positions

    def has_any(self, low: int, high: int) -> Array:
        """For each page, whether any word with a number from `low` to `high`, exclusive, is in it.

        Costs little for the range of a beginning, however common.
        """
        kept = self._kept_pages(low, high)
        if kept is not None:
            return kept
        has_any = np.zeros(self.page_count, np.bool_)
        has_any[self._pages[self._starts[low] : self._starts[high]]] = True
        return has_any

    def _kept_pages(self, low: int, high: int) -> Array | None:
        if f"{self._field}/prefix_lows" not in self._file:
            return None
        same = (self._array("prefix_lows") == low) & (self._array("prefix_highs") == high)
        rows = np.flatnonzero(same)
        if not len(rows):
            return None
        size = -(-self.page_count // 8)
        row = int(rows[0])
        bits = self._array("prefix_pages")[row * size : (row + 1) * size]
        unpacked = np.unpackbits(bits, count=self.page_count, bitorder="little")
        return unpacked.view(np.bool_)

    def range_postings(self, low: int, high: int) -> tuple[Array, Array]:
        """Pages and frequencies of all words from `low` to `high`, exclusive, word by word."""
        start, end = self._starts[low], self._starts[high]
        pages = self._pages[start:end]
        if not self.has_positions:
            return pages, np.ones(len(pages), np.uint8)
        freqs = unpack_bits(self._array("freqs"), self._freq_bits, start, end)
        return pages, self._with_many(freqs, start, end)

    def range_tokens(self, low: int, high: int) -> Array:
        """Positions that belong to `range_postings`."""
        starts = self._array("token_starts")
        return self.token_positions(int(starts[low]), int(starts[high]))


def expanded(starts: Array, counts: Array) -> Array:
    """The numbers of runs, one run after the other: starts 5 9, counts 2 3 give 5 6 9 10 11."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)
