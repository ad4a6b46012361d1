"""The search index of a library, as other layers see it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from pincite.search.bulk import BuiltPages, PagesBuilder
from pincite.search.errors import (
    IndexBrokenError,
    IndexBusyError,
    IndexMissingError,
    IndexNotWritableError,
    IndexOutdatedError,
    SearchIndexError,
)
from pincite.search.index_hit import IndexHit
from pincite.search.manifest import NAME, Manifest, read_manifest
from pincite.search.reader import EVERYWHERE, IndexReader, SearchResult
from pincite.search.segment import Segment
from pincite.search.writer import IndexWriter, RecordEntry


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """The folder `index/` of a library: a cache, made anew from the library at any time."""

    path: Path

    def manifest(self) -> Manifest:
        """What is in the index. Raises IndexMissingError, IndexBrokenError, IndexOutdatedError."""
        return read_manifest(self.path)

    def open_reader(self) -> IndexReader:
        """A reader of the last commit. Raises as `manifest`."""
        return IndexReader(self.path)

    def open_writer(self) -> IndexWriter:
        """The writer, on an empty index when there is none. Raises also IndexBusyError."""
        return IndexWriter(self.path)

    def rebuild(self) -> IndexWriter:
        """A writer on an empty index that replaces the old one with `publish`."""
        return IndexWriter.rebuild(self.path)

    def size(self) -> int:
        """Bytes of all files."""
        return sum(p.stat().st_size for p in self.path.rglob("*") if p.is_file())

    def discard(self) -> None:
        """Say that the index is no good: from now on there is none, until it is built anew."""
        (self.path / NAME).unlink(missing_ok=True)

    def remove(self) -> None:
        """Delete the index; no writer may be open."""
        shutil.rmtree(self.path, ignore_errors=True)


__all__ = [
    "EVERYWHERE",
    "BuiltPages",
    "IndexBrokenError",
    "IndexBusyError",
    "IndexFolder",
    "IndexHit",
    "IndexMissingError",
    "IndexNotWritableError",
    "IndexOutdatedError",
    "IndexReader",
    "IndexWriter",
    "Manifest",
    "PagesBuilder",
    "RecordEntry",
    "SearchIndexError",
    "SearchResult",
    "Segment",
]
