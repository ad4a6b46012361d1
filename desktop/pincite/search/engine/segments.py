"""Deleting entries of segments, and segments as Whoosh sees them."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from whoosh.codec import base

from pincite.search.engine.segment_file import Array
from pincite.search.segment import Segment

SUFFIX = ".segment"


def new_segment_name() -> str:
    """A file name that no other segment has."""
    return secrets.token_hex(6) + SUFFIX


def without_entries(segment: Segment, numbers: Array) -> Segment:
    """The segment with these entries deleted, too."""
    gone = np.zeros(segment.count + 2, np.int8)
    gone[1:-1] = ~alive_entries(segment)
    gone[numbers.astype(np.int64) + 1] = 1
    edges = np.flatnonzero(np.diff(gone)).tolist()
    return replace(segment, deleted=tuple(zip(edges[::2], edges[1::2], strict=True)))


def alive_entries(segment: Segment) -> Array:
    """For each entry, whether it counts."""
    alive = np.ones(segment.count, np.bool_)
    for first, end in segment.deleted:
        alive[first:end] = False
    return alive


class WhooshSegment(base.Segment):  # type: ignore[misc]  # Whoosh has no types.
    """A segment as Whoosh wants it."""

    def __init__(self, segment: Segment, codec: Any) -> None:
        super().__init__("MAIN")
        self.segment = segment
        self._codec = codec

    def codec(self) -> Any:
        """The codec that reads it."""
        return self._codec

    def segment_id(self) -> str:
        """Its name."""
        return self.segment.name

    def doc_count_all(self) -> int:
        """Entries, deleted ones included."""
        return self.segment.count

    def deleted_count(self) -> int:
        """Entries that do not count any more."""
        return self.segment.deleted_count

    def deleted_docs(self) -> Iterator[int]:
        """Their numbers."""
        return (n for first, end in self.segment.deleted for n in range(first, end))

    def is_deleted(self, docnum: int) -> bool:
        """True when this entry does not count any more."""
        return any(first <= docnum < end for first, end in self.segment.deleted)
