"""Postings of a field as arrays: how they are packed for the file.

`PostingsEncoder` takes occurrences in the order word, page, position, any number at a time, and
gives the arrays that `postings` reads. What they mean is told in docs/postings-format.md.
"""

from collections.abc import Sequence

import numpy as np

from pincite.search.engine.segment_file import Array, SegmentFileWriter

MANY = 255
"""The greatest frequency of a word, if it is this or more."""

_FREQ_BITS = (2, 4, 8)
_HIGH_BITS = (0, 1, 2, 4, 8)
_PREFIX_DEPTH = 6
_FEW_POSTINGS = 4096


class PostingsEncoder:
    """Collects the postings of one field.

    Args:
        page_count: pages of the segment; numbers of pages are below.
        lengths: length codes of the pages, see `lengths`; None for a field that holds one value as
            it is: it has no frequencies and no positions.
    """

    def __init__(self, page_count: int, lengths: Array | None) -> None:
        self._page_count = page_count
        self._lengths = lengths
        self._words: list[bytes] = []
        self._counts: list[Array] = []
        self._token_counts: list[Array] = []
        self._pages: list[Array] = []
        self._freqs: list[Array] = []
        self._positions: list[Array] = []
        self._max_freqs: list[Array] = []
        self._min_lengths: list[Array] = []

    def add(
        self, words: Sequence[bytes], counts: Array, pages: Array, freqs: Array, positions: Array
    ) -> None:
        """Add words that come after all before, in order, each with at least one posting.

        Args:
            counts: postings of each word.
            pages: page of each posting, ascending within a word.
            freqs: occurrences of each posting.
            positions: of each occurrence, ascending within a posting.
        """
        if not len(words):
            return
        starts = np.cumsum(counts) - counts
        self._words.extend(words)
        self._counts.append(counts.astype(np.uint32))
        self._pages.append(pages.astype(page_type(self._page_count)))
        if self._lengths is None:
            return
        self._token_counts.append(np.add.reduceat(freqs, starts, dtype=np.uint32))
        self._freqs.append(freqs.astype(np.uint8 if freqs.max() <= 0xFF else np.uint32))
        small = positions.max() < 1 << 16
        self._positions.append(positions.astype(np.uint16 if small else np.uint32))
        self._max_freqs.append(np.minimum(np.maximum.reduceat(freqs, starts), MANY))
        self._min_lengths.append(np.minimum.reduceat(self._lengths[pages], starts))

    def write(self, file: SegmentFileWriter, field: str) -> None:
        """Write all arrays of the field."""
        lengths = np.fromiter(map(len, self._words), np.uint32, len(self._words))
        starts = _starts(_joined(self._counts, np.uint32))
        pages = _joined(self._pages, page_type(self._page_count))
        self._pages.clear()
        words = np.frombuffer(b"".join(self._words), np.uint8)
        word_starts = _starts(lengths)
        file.add(f"{field}/words", words)
        file.add(f"{field}/word_starts", word_starts)
        file.add(f"{field}/starts", starts)
        file.add(f"{field}/pages", pages)
        if self._lengths is not None:
            self._write_occurrences(file, field)
            _write_prefixes(file, field, (words, word_starts), starts, pages, self._page_count)

    def _write_occurrences(self, file: SegmentFileWriter, field: str) -> None:
        self._write_freqs(file, field)
        file.add(f"{field}/max_freqs", _joined(self._max_freqs, np.uint8).astype(np.uint8))
        file.add(f"{field}/min_lengths", _joined(self._min_lengths, np.uint8).astype(np.uint8))
        file.add(f"{field}/token_starts", _starts(_joined(self._token_counts, np.uint32)))
        self._write_positions(file, field)

    def _write_freqs(self, file: SegmentFileWriter, field: str) -> None:
        freqs = _joined(self._freqs, np.uint8)
        self._freqs.clear()
        bits = _cheapest(_FREQ_BITS, [freqs + np.uint8(1)], 0, 8)
        many = (1 << bits) - 1
        far = np.flatnonzero(freqs >= many).astype(np.uint32)
        file.add(f"{field}/freqs", pack_bits(np.minimum(freqs, many), bits))
        file.add(f"{field}/freq_bits", np.array([bits], np.uint8))
        if len(far):
            file.add(f"{field}/many_at", far)
            file.add(f"{field}/many", freqs[far].astype(np.uint32))

    def _write_positions(self, file: SegmentFileWriter, field: str) -> None:
        # Part by part: all together they are what takes most memory.
        parts = self._positions
        bits = _cheapest(_HIGH_BITS, parts, 8, 8)
        low = [part.astype(np.uint8) for part in parts]
        file.add(f"{field}/low", _joined(low, np.uint8))
        del low
        high = [(part >> 8).astype(np.uint8) for part in parts] if bits else []
        file.add(f"{field}/high", pack_bits(_joined(high, np.uint8), bits))
        file.add(f"{field}/high_bits", np.array([bits], np.uint8))
        del high
        far = [np.flatnonzero(part >> (8 + bits)) for part in parts]
        if any(map(len, far)):
            firsts = np.cumsum([0, *map(len, parts)])
            at = [which + first for which, first in zip(far, firsts, strict=False)]
            values = [part[which] for part, which in zip(parts, far, strict=True)]
            file.add(f"{field}/far_at", _joined(at, np.uint32).astype(np.uint32))
            file.add(f"{field}/far", _joined(values, np.uint32).astype(np.uint32))
        parts.clear()


def page_type(page_count: int) -> type[np.uint16] | type[np.uint32]:
    """The type of page numbers in a segment of so many pages."""
    return np.uint16 if page_count <= 1 << 16 else np.uint32


def pack_bits(values: Array, bits: int) -> Array:
    """The lowest `bits` of each value, packed into bytes from the lowest bit up."""
    if not bits:
        return np.empty(0, np.uint8)
    each = 8 // bits
    padded = np.zeros(-(-len(values) // each) * each, np.uint8)
    padded[: len(values)] = values & ((1 << bits) - 1)
    rows = padded.reshape(-1, each)
    packed = np.zeros(len(rows), np.uint8)
    for place in range(each):
        packed |= rows[:, place] << np.uint8(place * bits)
    return packed


def unpack_bits(packed: Array, bits: int, first: int, last: int) -> Array:
    """Values number `first` to `last`, exclusive, of what `pack_bits` packed."""
    if bits == 8:
        return packed[first:last]
    each = 8 // bits
    some = packed[first // each : -(-last // each)]
    values = _UNPACKED[bits].take(some).view(np.uint8)
    skipped = first % each
    return values[skipped : skipped + last - first]


def _unpacked(bits: int) -> Array:
    """For each byte the values that it holds, as the bytes of one number."""
    places = np.arange(0, 8, bits, dtype=np.uint8)
    values = (np.arange(256, dtype=np.uint8)[:, None] >> places) & np.uint8((1 << bits) - 1)
    return values.view(f"<u{8 // bits}").ravel()


# Looking a byte up is ten times faster than shifting it.
_UNPACKED = {bits: _unpacked(bits) for bits in (1, 2, 4)}


def _cheapest(choices: Sequence[int], parts: Sequence[Array], kept: int, aside: int) -> int:
    """How many bits beside the `kept` lowest ones cost least, with what does not fit put aside.

    Args:
        aside: bytes for each value that does not fit.
    """

    def cost(bits: int) -> float:
        unfit = sum(int(np.count_nonzero(part >> (kept + bits))) for part in parts)
        return sum(map(len, parts)) * bits / 8 + aside * unfit

    return min(choices, key=cost)


def _joined(parts: list[Array], kind: type[np.generic]) -> Array:
    if not parts:
        return np.empty(0, kind)
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _starts(counts: Array) -> Array:
    starts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts


def _write_prefixes(
    file: SegmentFileWriter,
    field: str,
    words: tuple[Array, Array],
    starts: Array,
    pages: Array,
    page_count: int,
) -> None:
    """Keep, for beginnings that many postings share, a bit for each page that has one of them.

    Without, a first keystroke on "co" would go through a twentieth of the index.
    """
    threshold = max(page_count, _FEW_POSTINGS)
    if starts[-1] <= threshold:
        return
    lows: list[int] = []
    highs: list[int] = []
    bitmaps: list[Array] = []
    shared = _shared_bytes(*words)
    for depth in range(1, _PREFIX_DEPTH + 1):
        firsts = np.flatnonzero(shared < depth)
        ends = np.append(firsts[1:], len(shared))
        many = starts[ends].astype(np.int64) - starts[firsts] > threshold
        if not many.any():
            break
        for low, high in zip(firsts[many].tolist(), ends[many].tolist(), strict=True):
            has_any = np.zeros(page_count, np.bool_)
            has_any[pages[starts[low] : starts[high]]] = True
            lows.append(low)
            highs.append(high)
            bitmaps.append(np.packbits(has_any, bitorder="little"))
    if not bitmaps:
        return
    file.add(f"{field}/prefix_lows", np.array(lows, np.uint32))
    file.add(f"{field}/prefix_highs", np.array(highs, np.uint32))
    file.add(f"{field}/prefix_pages", np.concatenate(bitmaps))


def _shared_bytes(words: Array, word_starts: Array) -> Array:
    """How many bytes each word shares with the word before, up to a few; none for the first."""
    begins = word_starts[:-1].astype(np.int64)
    sizes = np.diff(word_starts.astype(np.int64))
    shared = np.zeros(len(begins), np.uint8)
    same = np.ones(len(begins) - 1, np.bool_)
    for depth in range(_PREFIX_DEPTH):
        long_enough = (sizes[1:] > depth) & (sizes[:-1] > depth)
        at = np.minimum(begins + depth, len(words) - 1)
        same &= long_enough & (words[at[1:]] == words[at[:-1]])
        shared[1:] += same
    return shared
