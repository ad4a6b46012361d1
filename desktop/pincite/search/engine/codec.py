"""Segments as Whoosh reads them, so that any query and collector of Whoosh works on the index.

Our own collector goes past most of this; what it does not know falls back to these classes.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import ColumnReader
from whoosh.reading import TermInfo, TermNotFound

from pincite.search.engine.lengths import LENGTH_OF_CODE
from pincite.search.engine.matcher import PostingsMatcher
from pincite.search.engine.postings import FieldPostings
from pincite.search.engine.segments import WhooshSegment
from pincite.search.engine.store import OpenSegment, SegmentStore
from pincite.search.segment import Segment


class PinciteCodec(base.Codec):  # type: ignore[misc]  # Whoosh has no types.
    """Reads our segments. Writing is not done through Whoosh: see `builder`, `merge`.

    Args:
        boosts: weight of each text field, as in the schema.
    """

    def __init__(self, boosts: dict[str, float]) -> None:
        self._boosts = boosts

    def terms_reader(self, storage: SegmentStore, segment: WhooshSegment) -> "TermsOfSegment":
        """The words of a segment."""
        return TermsOfSegment(storage.segment(segment.segment), self._boosts)

    def per_document_reader(
        self, storage: SegmentStore, segment: WhooshSegment
    ) -> "EntriesOfSegment":
        """The entries of a segment."""
        return EntriesOfSegment(storage.segment(segment.segment), segment.segment)


class TermsOfSegment(base.TermsReader):  # type: ignore[misc]  # Whoosh has no types.
    """Words and postings of all fields of a segment."""

    def __init__(self, opened: OpenSegment, boosts: dict[str, float]) -> None:
        self._opened = opened
        self._boosts = boosts

    def _find(self, fieldname: str, text: bytes) -> tuple[FieldPostings, int]:
        postings = self._opened.postings(fieldname)
        number = postings.find(text) if postings else -1
        if postings is None or number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return postings, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        postings = self._opened.postings(term[0])
        return postings is not None and postings.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        """Fields with words."""
        return self._opened.field_names()

    def cursor(self, fieldname: str, fieldobj: Any) -> "WordCursor":
        """A place in the words of a field."""
        return WordCursor(self._opened.postings(fieldname), fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All words of all fields."""
        for name in sorted(self.indexed_field_names()):
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The words of a field from `prefix` on."""
        postings = self._opened.postings(fieldname)
        if postings is not None:
            for number in range(bisect_left(postings, prefix), postings.word_count):
                yield fieldname, postings[number]

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """All words with their figures."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """The words of a field from `prefix` on, with their figures."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """Figures of a word. Raises TermNotFound."""
        postings, number = self._find(fieldname, text)
        boost = self._boosts.get(fieldname, 1.0)
        pages = postings.pages(number)
        shortest = longest = 0
        if postings.has_positions:
            lengths = LENGTH_OF_CODE[postings.lengths()[pages]]
            shortest, longest = int(lengths.min()), int(lengths.max())
        return TermInfo(
            weight=postings.token_count(number) * boost,
            df=len(pages),
            minlength=shortest,
            maxlength=longest,
            maxweight=postings.max_freq(number) * boost,
            minid=int(pages[0]),
            maxid=int(pages[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Weight of all occurrences of a word. Raises TermNotFound."""
        postings, number = self._find(fieldname, text)
        return postings.token_count(number) * self._boosts.get(fieldname, 1.0)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many entries a word occurs, deleted ones included."""
        postings = self._opened.postings(fieldname)
        number = postings.find(text) if postings else -1
        return postings.page_frequency(number) if postings and number >= 0 else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """The postings of a word, one by one. Raises TermNotFound."""
        postings, number = self._find(fieldname, text)
        boost = self._boosts.get(fieldname, 1.0)
        return PostingsMatcher(postings, number, (fieldname, text), format_, scorer, boost)


class WordCursor(base.FieldCursor):  # type: ignore[misc]  # Whoosh has no types.
    """A place in the words of a field, in order."""

    def __init__(self, postings: FieldPostings | None, field: Any) -> None:
        self._postings = postings
        self._field = field
        self._number = 0

    def first(self) -> Any:
        """Go to the first word."""
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> Any:
        """Go to the first word that is not before `string`."""
        word = string if isinstance(string, bytes) else self._field.to_bytes(string)
        self._number = bisect_left(self._postings, word) if self._postings else 0
        return self.text()

    def next(self) -> Any:
        """Go on by one word."""
        self._number += 1
        return self.text()

    def is_valid(self) -> bool:
        """False behind the last word."""
        return self._postings is not None and self._number < self._postings.word_count

    def text(self) -> Any:
        """The word here; None behind the last."""
        if self._postings is None or not self.is_valid():
            return None
        return self._field.from_bytes(self._postings[self._number])

    term = text


class EntriesOfSegment(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types.
    """Columns, lengths and deletions of the entries of a segment."""

    def __init__(self, opened: OpenSegment, segment: Segment) -> None:
        self._opened = opened
        self._segment = segment

    def doc_count(self) -> int:
        """Entries that count."""
        return self._segment.count - self._segment.deleted_count

    def doc_count_all(self) -> int:
        """Entries, deleted ones included."""
        return self._segment.count

    def has_deletions(self) -> bool:
        """True when some entries do not count any more."""
        return bool(self._segment.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """True when this entry does not count any more."""
        return any(first <= docnum < end for first, end in self._segment.deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Entries that do not count any more."""
        return (n for first, end in self._segment.deleted for n in range(first, end))

    def supports_columns(self) -> bool:
        """True: entries have columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """True when this is the name of one."""
        return self._opened.has_column(fieldname)

    def column_reader(self, fieldname: str, column: Any) -> Any:
        """The values of a column."""
        del column
        return StoredColumn(self._opened, fieldname, self._segment.count)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Words of a field of an entry, rounded."""
        postings = self._opened.postings(fieldname)
        if postings is None or not postings.has_positions:
            return default
        return int(LENGTH_OF_CODE[postings.lengths()[docnum]])

    def field_length(self, fieldname: str) -> int:
        """Words of a field of all entries, deleted ones included."""
        return self._opened.total_length(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        """Words of the shortest text."""
        return self._extreme_length(fieldname, np.min)

    def max_field_length(self, fieldname: str) -> int:
        """Words of the longest text."""
        return self._extreme_length(fieldname, np.max)

    def _extreme_length(self, fieldname: str, extreme: Any) -> int:
        postings = self._opened.postings(fieldname)
        if postings is None or not postings.has_positions or not self._segment.count:
            return 0
        return int(LENGTH_OF_CODE[int(extreme(postings.lengths()))])

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Nothing: what comes back with a hit is in columns."""
        del docnum
        return {}


class StoredColumn(ColumnReader):  # type: ignore[misc]  # Whoosh has no types.
    """The values of a column, one for each entry: numbers, or texts as UTF-8."""

    def __init__(self, opened: OpenSegment, name: str, count: int) -> None:
        self._opened = opened
        self._name = name
        self._doccount = count

    def __getitem__(self, docnum: int) -> int | bytes:
        return self._opened.value(self._name, docnum)
