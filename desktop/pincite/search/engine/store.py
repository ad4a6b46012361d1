"""Open segments of one index, shared by all its readers.

A reader that is opened after a commit finds the segments that are still there open, with what was
worked out about them.
"""

from itertools import pairwise
from pathlib import Path
from threading import Lock

import numpy as np
from whoosh.filedb.filestore import FileStorage

from pincite.search.engine.cache import BoundedCache
from pincite.search.engine.postings import FieldPostings
from pincite.search.engine.segment_file import Array, SegmentFile
from pincite.search.errors import IndexBrokenError
from pincite.search.languages import language_code
from pincite.search.segment import Segment

_CACHE_BYTES = 64 << 20


class OpenSegment:
    """A segment's file with its fields and columns; any thread may read it."""

    def __init__(self, file: SegmentFile) -> None:
        self.file = file
        self._postings: dict[str, FieldPostings | None] = {}
        self._norms: dict[str, tuple[float, Array]] = {}
        self._texts: dict[str, list[str]] = {}
        self._languages: dict[str, Array] | None = None

    def field_names(self) -> list[str]:
        """Fields that have words, or single values that can be looked up."""
        return list(self.file.facts["total_lengths"])

    def postings(self, field: str) -> FieldPostings | None:
        """The postings of a field; None when this segment has no such field."""
        if field not in self._postings:
            has_field = f"{field}/words" in self.file
            self._postings[field] = FieldPostings(self.file, field) if has_field else None
        return self._postings[field]

    def total_length(self, field: str) -> int:
        """Words of a field of all entries, deleted ones included."""
        return int(self.file.facts["total_lengths"].get(field, 0))

    def has_column(self, name: str) -> bool:
        """True when entries have a value of this name."""
        return f"column/{name}" in self.file

    def numbers(self, name: str) -> Array:
        """A column of numbers."""
        return self.file.array(f"column/{name}")

    def value(self, name: str, entry: int) -> int | bytes:
        """One value of a column: a number, or a text as UTF-8."""
        values = self.file.array(f"column/{name}")
        if f"column/{name}/starts" not in self.file:
            return int(values[entry])
        starts = self.file.array(f"column/{name}/starts")
        return values[starts[entry] : starts[entry + 1]].tobytes()

    def texts(self, name: str) -> list[str]:
        """All values of a column of texts; remembered, since one at a time is slow for many."""
        if name not in self._texts:
            values = self.file.array(f"column/{name}").tobytes()
            starts = self.file.array(f"column/{name}/starts").tolist()
            self._texts[name] = [values[a:b].decode() for a, b in pairwise(starts)]
        return self._texts[name]

    def languages(self) -> dict[str, Array]:
        """For each language of `language_code` that texts are in, which entries may be in it.

        Under "" are those of no known language, which are among those of each language, too.
        """
        if self._languages is None:
            self._languages = entries_by_language(self) if self.has_column("lang") else {}
        return self._languages

    def entries_in(self, language: str) -> Array | None:
        """Which entries may be in a language; None when none is."""
        languages = self.languages()
        found = languages.get(language)
        return languages.get("") if found is None else found

    def norms(self, field: str, by_code: Array, key: float) -> Array:
        """For each entry what its length makes of a score; remembered under `key`.

        Args:
            by_code: the value for each length code.
        """
        found = self._norms.get(field)
        if found is None or found[0] != key:
            postings = self.postings(field)
            codes = postings.lengths() if postings else np.empty(0, np.uint8)
            found = self._norms[field] = (key, by_code[codes])
        return found[1]


def entries_by_language(opened: OpenSegment) -> dict[str, Array]:
    """See `OpenSegment.languages`."""
    count = int(opened.file.facts["pages"])
    begins = np.arange(count)
    if opened.has_column("doc"):
        # All pages of a document are in one language.
        documents = opened.numbers("doc")
        begins = np.flatnonzero(np.append(True, documents[1:] != documents[:-1]))[:count]
    spoken = opened.texts("lang")
    known = {name: language_code(name) for name in set(spoken)}
    codes = [known[spoken[entry]] for entry in begins.tolist()]
    sizes = np.diff(np.append(begins, count))
    return {
        code: np.repeat(np.array([each in (code, "") for each in codes], np.bool_), sizes)
        for code in sorted(set(codes))
    }


class SegmentStore(FileStorage):  # type: ignore[misc]  # Whoosh has no types.
    """The folder of an index for Whoosh, and the segments in it that are open.

    Attributes:
        cache: for what searches may work out again at any time.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._path = folder
        self._lock = Lock()
        self._open: dict[str, OpenSegment] = {}
        self.cache = BoundedCache(_CACHE_BYTES)

    def segment(self, segment: Segment) -> OpenSegment:
        """The segment, opened the first time.

        Raises:
            IndexBrokenError: its file is missing, damaged, or not the one that was written.
        """
        with self._lock:
            found = self._open.get(segment.name)
            if found is None:
                found = OpenSegment(SegmentFile(self._path / segment.name))
                if (found.file.size, found.file.facts["pages"]) != (segment.size, segment.count):
                    raise IndexBrokenError(
                        "The search index cannot be read because its parts do not belong "
                        "together; build it anew."
                    )
                self._open[segment.name] = found
            return found

    def forget_all_but(self, segments: tuple[Segment, ...]) -> None:
        """Let go of segments that are not in use any more."""
        names = {segment.name for segment in segments}
        with self._lock:
            for name in set(self._open) - names:
                del self._open[name]
        self.cache.drop(lambda key: key[0] not in names)
