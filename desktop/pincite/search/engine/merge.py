"""Joining segments, a range of words at a time, so that memory stays bounded."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pincite.search.engine.builder import encode_occurrences, slices, write_column
from pincite.search.engine.encoding import PostingsEncoder
from pincite.search.engine.lengths import LENGTH_OF_CODE
from pincite.search.engine.postings import FieldPostings, expanded
from pincite.search.engine.segment_file import Array, SegmentFileWriter
from pincite.search.engine.segments import alive_entries, new_segment_name
from pincite.search.engine.store import OpenSegment, SegmentStore
from pincite.search.schema import FieldKind, Layout
from pincite.search.segment import Segment

MOST_ENTRIES = 1 << 15
"""Segments are never merged beyond this: memory grows with the segment that is written."""

_FAN_IN = 8
_MOST_DELETED = 0.2
_TOKENS_PER_SLICE = 300_000


def worth_merging(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Which segments to join next, in their order; empty when all is well.

    Segments of like size are joined when there are eight of them, or enough for a segment as large
    as can be, so that each page is written again a few times only, however many come; and a segment
    is written anew when a fifth of it was deleted.
    """
    tiers: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.deleted_count > segment.count * _MOST_DELETED:
            return (segment,)
        if segment.alive_count <= MOST_ENTRIES // 2:
            tiers.setdefault(max(segment.alive_count, 1).bit_length() // 3, []).append(segment)
    for _, alike in sorted(tiers.items()):
        chosen = _up_to_limit(alike)
        if len(alike) >= _FAN_IN or 1 < len(chosen) < len(alike):
            return chosen
    return ()


def all_together(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Which segments to join next to have as few as can be; empty when it is done."""
    small = [s for s in segments if s.alive_count <= MOST_ENTRIES // 2 or s.deleted]
    chosen = _up_to_limit(small)
    return chosen if len(chosen) > 1 or any(s.deleted for s in chosen) else ()


def _up_to_limit(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    chosen: list[Segment] = []
    total = 0
    for segment in segments:
        total += segment.alive_count
        if total > MOST_ENTRIES and chosen:
            break
        chosen.append(segment)
    return tuple(chosen)


def merge(
    store: SegmentStore,
    folder: Path,
    layout: Layout,
    segments: Sequence[Segment],
    check: Callable[[], None],
) -> Segment:
    """Write one segment with the entries of several, in their order, without deleted ones.

    Args:
        check: called between slices; what it raises stops the merge, and nothing is left behind.

    Raises:
        IndexBrokenError: a segment is damaged.
        OSError: no room, or no permission.
    """
    sources = _sources(store, segments)
    count = sum(source.count for source in sources)
    name = new_segment_name()
    file = SegmentFileWriter(folder / name)
    try:
        totals: dict[str, int] = {}
        for field, kind in layout.items():
            if kind in (FieldKind.WORDS, FieldKind.KEY):
                totals[field] = _merge_field(file, field, kind, sources, count, check)
            if kind is not FieldKind.WORDS:
                _merge_column(file, field, kind, sources)
            check()
        size = file.finish({"pages": count, "total_lengths": totals})
    except BaseException:
        file.abandon()
        raise
    return Segment(name, count, size)


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment to be merged.

    Attributes:
        alive: numbers of the entries that count.
        moved: for each entry its new number; -1 for deleted ones.
    """

    opened: OpenSegment
    alive: Array
    moved: Array

    @property
    def count(self) -> int:
        return len(self.alive)


def _sources(store: SegmentStore, segments: Sequence[Segment]) -> list[_Source]:
    sources = []
    base = 0
    for segment in segments:
        opened = store.segment(segment)
        opened.file.verify()
        opened.file.release()
        alive = np.flatnonzero(alive_entries(segment))
        moved = np.full(segment.count, -1, np.int64)
        moved[alive] = np.arange(base, base + len(alive))
        base += len(alive)
        sources.append(_Source(opened, alive, moved))
    return sources


def _merge_column(
    file: SegmentFileWriter, name: str, kind: FieldKind, sources: Sequence[_Source]
) -> None:
    if kind is FieldKind.NUMBER:
        parts = [source.opened.numbers(name)[source.alive] for source in sources]
        file.add(f"column/{name}", np.concatenate(parts))
        return
    texts: list[Any] = []
    for source in sources:
        values = (source.opened.value(name, entry) for entry in source.alive.tolist())
        texts += [value.decode() for value in values if isinstance(value, bytes)]
    write_column(file, name, kind, texts)


def _merge_field(
    file: SegmentFileWriter,
    field: str,
    kind: FieldKind,
    sources: Sequence[_Source],
    count: int,
    check: Callable[[], None],
) -> int:
    """Merge postings and lengths of a field; returns the number of all its words."""
    parts = [(s, p) for s in sources if (p := s.opened.postings(field)) is not None]
    codes = np.zeros(count, np.uint8)
    for source, postings in parts:
        if postings.has_positions:
            codes[source.moved[source.alive]] = postings.lengths()[source.alive]
    encoder = PostingsEncoder(count, codes if kind is FieldKind.WORDS else None)
    for words, which, pages, positions in _merged_slices(parts):
        if len(which):
            encode_occurrences(encoder, words, which, pages, positions)
        for source, _ in parts:
            source.opened.file.release()
        check()
    encoder.write(file, field)
    if kind is FieldKind.WORDS:
        file.add(f"{field}/lengths", codes)
    return sum(_total_length(source, field) for source, _ in parts)


def _total_length(source: _Source, field: str) -> int:
    total = source.opened.total_length(field)
    postings = source.opened.postings(field)
    if source.count == len(source.moved) or postings is None or not postings.has_positions:
        return total
    # Of what is left, only the rounded lengths are known.
    return int(LENGTH_OF_CODE[postings.lengths()[source.alive]].sum())


def _merged_slices(
    parts: Sequence[tuple[_Source, FieldPostings]],
) -> Iterator[tuple[list[bytes], Array, Array, Array]]:
    """Occurrences of ranges of words, sorted by word, page, position."""
    for low_word, high_word in _word_ranges([postings for _, postings in parts]):
        ranges = [_range(postings, low_word, high_word) for _, postings in parts]
        names = [postings.words(*each) for (_, postings), each in zip(parts, ranges, strict=True)]
        words = sorted(set().union(*names))
        numbered = {word: number for number, word in enumerate(words)}
        which, pages, freqs, positions = _gathered(parts, ranges, names, numbered)
        order = np.argsort(which << 32 | pages, kind="stable")
        counts = freqs[order]
        starts = (np.cumsum(freqs) - freqs)[order]
        tokens = expanded(starts, counts)
        which = np.repeat(which[order], counts)
        present = np.flatnonzero(np.bincount(which, minlength=len(words)))
        if len(present) < len(words):
            # All pages of a word were deleted.
            words = [words[n] for n in present.tolist()]
            which = np.searchsorted(present, which)
        yield words, which, np.repeat(pages[order], counts), positions[tokens]


def _gathered(
    parts: Sequence[tuple[_Source, FieldPostings]],
    ranges: Sequence[tuple[int, int]],
    names: Sequence[list[bytes]],
    numbered: dict[bytes, int],
) -> tuple[Array, Array, Array, Array]:
    """Word, page and frequency of each posting that counts, and all positions."""
    gathered: list[tuple[Array, Array, Array, Array]] = []
    for (source, postings), (low, high), words in zip(parts, ranges, names, strict=True):
        page, freq = postings.range_postings(low, high)
        numbers = np.fromiter(map(numbered.__getitem__, words), np.int64, len(words))
        word = np.repeat(numbers, postings.page_frequencies(low, high))
        moved = source.moved[page]
        place = (
            postings.range_tokens(low, high)
            if postings.has_positions
            else np.zeros(len(page), np.uint32)
        )
        if source.count < len(source.moved):
            kept = moved >= 0
            place = place[np.repeat(kept, freq)]
            word, moved, freq = word[kept], moved[kept], freq[kept]
        gathered.append((word, moved, freq.astype(np.int64), place))
    which, pages, freqs, positions = map(np.concatenate, zip(*gathered, strict=True))
    return which, pages, freqs, positions


def _range(postings: FieldPostings, low_word: bytes, high_word: bytes | None) -> tuple[int, int]:
    low = bisect_left(postings, low_word)
    high = postings.word_count if high_word is None else bisect_left(postings, high_word, low)
    return low, high


def _word_ranges(all_postings: Sequence[FieldPostings]) -> list[tuple[bytes, bytes | None]]:
    """Ranges of words with few occurrences each; the last one is open."""
    most = max(1, _TOKENS_PER_SLICE // max(len(all_postings), 1))
    cuts: set[bytes] = set()
    for postings in all_postings:
        counts = postings.page_frequencies(0, postings.word_count)
        cuts.update(postings[low] for low, _ in slices(counts, most)[1:])
    # Cuts of all segments together would make slices too small; every so-many-th is enough.
    every = max(1, len(all_postings))
    edges = [b"", *sorted(cuts)[::every]]
    ends: list[bytes | None] = [*edges[1:], None]
    return list(zip(edges, ends, strict=True))
