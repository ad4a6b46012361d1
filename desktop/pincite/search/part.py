"""One of the two indexes while it is written: its segments, and what is to become the next."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pincite.search.engine.builder import SegmentBuilder
from pincite.search.engine.merge import merge
from pincite.search.engine.segment_file import Array
from pincite.search.engine.segments import without_entries
from pincite.search.engine.store import OpenSegment, SegmentStore
from pincite.search.manifest import sync_folder
from pincite.search.schema import FieldKind, Layout
from pincite.search.segment import Segment

# Some 150 MB while the segment is written.
MOST_TOKENS = 5_000_000


class Part:
    """The pages, or the records.

    Args:
        key: the field by which entries are replaced; a number, or a value that is looked up.

    Raises:
        IndexBrokenError: a segment cannot be opened.

    Attributes:
        segments: all that is written, whether the manifest names it already or not.
    """

    def __init__(
        self, folder: Path, layout: Layout, key: str, segments: tuple[Segment, ...]
    ) -> None:
        self.folder = folder
        self.segments = segments
        self._layout = layout
        self._key = key
        folder.mkdir(parents=True, exist_ok=True)
        self._store = SegmentStore(folder)
        for segment in segments:
            self._store.segment(segment)
        self._builder: SegmentBuilder | None = None
        self._added: set[int | str] = set()

    def sweep(self) -> None:
        """Remove files that no segment has: of a killed writer, or given up."""
        names = {segment.name for segment in self.segments}
        for path in self.folder.iterdir():
            if path.name not in names:
                remove(path)

    def replace(self, key: int | str, entries: Iterable[Mapping[str, Any]]) -> None:
        """Put entries in place of all that have this key."""
        if key in self._added:
            # Entries can be deleted only once they are written.
            self.flush()
        self._delete([key])
        for entry in entries:
            self._builder = self._builder or SegmentBuilder(self.folder, self._layout)
            self._builder.add(entry)
            self._added.add(key)
        if self._builder is not None and self._builder.token_count > MOST_TOKENS:
            self.flush()

    def adopt(self, segment: Segment | None, keys: Collection[int]) -> None:
        """Take a segment that another process built, in place of all that has these keys."""
        self._delete(keys)
        self.segments += (segment,) if segment else ()

    def _delete(self, keys: Collection[int | str]) -> None:
        kept = []
        for segment in self.segments if keys else ():
            numbers = self._entries_of(self._store.segment(segment), keys)
            kept.append(without_entries(segment, numbers) if len(numbers) else segment)
        self.segments = tuple(kept) if keys else self.segments

    def _entries_of(self, opened: OpenSegment, keys: Collection[int | str]) -> Array:
        if self._layout[self._key] is FieldKind.NUMBER:
            numbers = opened.numbers(self._key)
            (first, *more) = keys
            is_meant = np.isin(numbers, list(keys)) if more else numbers == first
            return np.flatnonzero(is_meant)
        postings = opened.postings(self._key)
        found = [postings.find(str(key).encode()) for key in keys] if postings else []
        if postings is None or max(found, default=-1) < 0:
            return np.empty(0, np.int64)
        return np.concatenate([postings.pages(number) for number in found if number >= 0])

    def flush(self) -> None:
        """Write what is pending as a segment, on the disk for good; the manifest comes later."""
        builder, self._builder = self._builder, None
        self._added.clear()
        if builder is not None:
            self.segments += (builder.finish(),)
        self.segments = tuple(s for s in self.segments if s.alive_count)
        sync_folder(self.folder)

    def merge(self, chosen: tuple[Segment, ...], check: Callable[[], None]) -> None:
        """Put one segment in place of several. Raises what `check` raises."""
        merged = merge(self._store, self.folder, self._layout, chosen, check)
        first = self.segments.index(chosen[0])
        others = tuple(s for s in self.segments if s not in chosen)
        self.segments = (*others[:first], *((merged,) if merged.count else ()), *others[first:])
        sync_folder(self.folder)

    def forget(self, gone: Iterable[Segment]) -> None:
        """Remove the files of segments that the manifest does not name any more."""
        self._store.forget_all_but(self.segments)
        names = {segment.name for segment in self.segments}
        for segment in gone:
            if segment.name not in names:
                remove(self.folder / segment.name)

    def count(self) -> int:
        """Entries that are written and count."""
        return sum(segment.alive_count for segment in self.segments)

    def has(self, key: int | str) -> bool:
        """True when entries with this key are written and count."""
        return self._place_of(key) is not None

    def value(self, key: int | str, name: str) -> int | bytes | None:
        """A column's value of an entry with this key that counts; None when there is none."""
        place = self._place_of(key)
        return None if place is None else place[0].value(name, place[1])

    def _place_of(self, key: int | str) -> tuple[OpenSegment, int] | None:
        for segment in self.segments:
            opened = self._store.segment(segment)
            for number in self._entries_of(opened, [key]).tolist():
                if not _is_deleted(segment, number):
                    return opened, number
        return None


def _is_deleted(segment: Segment, number: int) -> bool:
    return any(first <= number < end for first, end in segment.deleted)


def remove(path: Path) -> None:
    """Remove a file; where a reader still has it open and that hinders, the next sweep does."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
