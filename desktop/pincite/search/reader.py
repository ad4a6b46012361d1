"""Searching the index."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np

from pincite.model.errors import PinciteError
from pincite.search.collector import BestHits, Filter
from pincite.search.compiling import compile_query
from pincite.search.engine.chosen import is_one_of, numbers_with
from pincite.search.engine.index import SegmentedIndex
from pincite.search.engine.segment_file import Array
from pincite.search.engine.store import OpenSegment, SegmentStore
from pincite.search.errors import SearchFailedError, SearchIndexError
from pincite.search.forms import Forms
from pincite.search.index_hit import IndexHit
from pincite.search.manifest import NAME, Manifest, read_manifest
from pincite.search.matches import PageMatches, RecordMatches, RecordsOfSegment, every_hit, votes
from pincite.search.query import Node, Query, terms_of
from pincite.search.query_parsing import parse_query
from pincite.search.schema import PAGE_LAYOUT, RECORD_LAYOUT, RECORD_TEXTS, Layout
from pincite.search.segment import Segment

KINDS = frozenset({"title", "note", "annotation"})
EVERYWHERE = KINDS | {"text"}
_PAGE_TEXTS: Mapping[str, float] = {"text": 1.0}
_MARK_KINDS = (b"note", b"annotation")
_RECORDS_LIMIT_S = 5.0
_TOO_LONG = "The search took too long and was cut short; add a word to narrow it."


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    Attributes:
        total: number of all hits; `hits` is the part that was asked for, best first.
        document_total: number of different documents among them, in a search by document.
        terms: what to mark, for `snippets`: "word", "pre*", "two words".
        message: what was odd about the query or the search, one sentence; mostly empty.
    """

    total: int
    hits: tuple[IndexHit, ...]
    terms: tuple[str, ...] = ()
    message: str = ""
    document_total: int = 0


class _Opened:
    """The index as of one commit: a searcher of Whoosh on its pages, another on its records."""

    page_store: SegmentStore
    record_store: SegmentStore
    is_in_order = False

    def __init__(self, folder: Path, manifest: Manifest, older: "_Opened | None") -> None:
        self.manifest = manifest
        build = folder / manifest.build
        if older is not None and older.manifest.build == manifest.build:
            self.page_store, self.record_store = older.page_store, older.record_store
        else:
            self.page_store = SegmentStore(build / "pages")
            self.record_store = SegmentStore(build / "records")
        # Always new searchers: `Searcher.refresh` shows deleted pages again in later versions.
        self.pages = _searcher(self.page_store, PAGE_LAYOUT, manifest.pages, manifest)
        self.records = _searcher(self.record_store, RECORD_LAYOUT, manifest.records, manifest)

    def leave_others(self) -> None:
        """Let go of segments that this commit does not have."""
        self.page_store.forget_all_but(self.manifest.pages)
        self.record_store.forget_all_but(self.manifest.records)

    def opened(self, segment: Segment, *, is_page: bool) -> OpenSegment:
        """A segment of the pages, or of the records."""
        store = self.page_store if is_page else self.record_store
        return store.segment(segment)

    @cached_property
    def forms(self) -> Forms:
        """The other forms of words in what this commit has."""
        pages = [self.page_store.segment(segment) for segment in self.manifest.pages]
        records = [self.record_store.segment(segment) for segment in self.manifest.records]
        fields = [
            *(opened.postings("text") for opened in pages),
            *(opened.postings(name) for opened in records for name in RECORD_TEXTS),
        ]
        languages = {code for opened in (*pages, *records) for code in opened.languages()}
        return Forms((field for field in fields if field is not None), languages)

    def verify(self) -> None:
        """Compare all files with their checksums. Raises IndexBrokenError."""
        self.is_in_order = False
        for segments, is_page in ((self.manifest.pages, True), (self.manifest.records, False)):
            for segment in segments:
                self.opened(segment, is_page=is_page).file.verify()
        self.is_in_order = True


def _searcher(
    store: SegmentStore, layout: Layout, segments: tuple[Segment, ...], manifest: Manifest
) -> Any:
    return SegmentedIndex(store, layout, segments, manifest.generation).searcher()


class IndexReader:
    """The search index in `folder` as of its last commit; any thread, one search at a time.

    Raises:
        IndexMissingError: nothing was indexed yet.
        IndexBrokenError: it must be built anew; IndexOutdatedError when by another version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._now = self._open(None)

    @property
    def seq(self) -> int:
        """The number of the last change of the library that this reader sees."""
        return self._now.manifest.seq

    @property
    def page_count(self) -> int:
        """Number of pages in the index."""
        return sum(segment.alive_count for segment in self._now.manifest.pages)

    def is_current(self) -> bool:
        """True while nothing was committed since this reader was opened."""
        return self._seen is not None and _identity(self.folder / NAME) == self._seen

    def reopen(self) -> None:
        """See the last commit. Raises as the constructor does; then the old state stays in use."""
        opened = self._open(self._now)
        with self._lock:
            self._now = opened
            opened.leave_others()

    def _open(self, older: _Opened | None) -> _Opened:
        while True:
            seen = _identity(self.folder / NAME)
            manifest = read_manifest(self.folder)
            try:
                opened = _Opened(self.folder, manifest, older)
            except SearchIndexError:
                if read_manifest(self.folder) == manifest:
                    raise
                # A commit came in between and removed files that the older one names.
                continue
            self._seen = seen
            return opened

    def verify(self) -> None:
        """Compare every byte of the index with its checksum.

        Raises:
            IndexBrokenError: something is not as it was written.
        """
        self._now.verify()

    def search(
        self,
        query: str | Query,
        *,
        where: frozenset[str] = EVERYWHERE,
        limit: int = 20,
        offset: int = 0,
        documents: frozenset[int] | None = None,
        items: frozenset[str] | None = None,
        prefix_last: bool = False,
        by_document: bool = False,
        time_limit_s: float = 5.0,
    ) -> SearchResult:
        """Find pages and records.

        Args:
            query: as typed, see `query`; or a query understood, with its fields `resolved`.
            where: any of "text", "title", "note", "annotation".
            limit, offset: the hits from number `offset` on, best first.
            documents: only pages of these documents; None for all.
            items: only records of these items; None for all.
            prefix_last: the last word may be unfinished.
            by_document: of each document only the best page, with the number of its pages found.

        Raises:
            IndexBrokenError: a file of the index is damaged.
            SearchFailedError: it is in order, but the program fails to answer.
            QueryError: the query, as typed, has a mistake.
        """
        parsed = query if isinstance(query, Query) else parse_query(query, prefix_last=prefix_last)
        if parsed.tree is None:
            return SearchResult(0, (), (), parsed.message)
        wanted = _Wanted(where, offset + limit, documents, items, by_document, time_limit_s)
        with self._lock, self._failure_told():
            tree = self._now.forms.expanded(parsed.tree)
            found = self._find(tree, wanted)
        return replace(
            found,
            hits=found.hits[offset : offset + limit],
            terms=terms_of(tree),
            message=parsed.message or found.message,
        )

    def records_with(self, words: Node, kind: str, field: str) -> list[IndexHit]:
        """All records of a kind that have the words in one field; see `schema.RECORD_TEXTS`."""
        with self._lock, self._failure_told():
            allowed = _records_filter(frozenset({kind}), None)
            best = BestHits(self._record_total, allowed=allowed, time_limit_s=_RECORDS_LIMIT_S)
            wanted = compile_query(self._now.forms.expanded(words), {field: 1.0})
            self._now.records.search_with_collector(wanted, best)
            return self._record_hits(best)

    def works_with(self, tree: Node) -> tuple[frozenset[int], frozenset[str]]:
        """All that a query finds: numbers of documents with such a page, and items and records.

        Args:
            tree: with its fields `resolved`.

        Returns:
            Documents, and ids of items that a record belongs to.
        """
        with self._lock, self._failure_told():
            wanted = compile_query(self._now.forms.expanded(tree), _PAGE_TEXTS)
            pages = BestHits(self._page_total, group_by="doc", time_limit_s=_RECORDS_LIMIT_S)
            self._now.pages.search_with_collector(wanted, pages)
            documents = self._documents_of(pages)
        return documents, frozenset(self.record_matches(tree).items())

    def _documents_of(self, best: BestHits) -> frozenset[int]:
        """Numbers of the documents of many pages; quicker than a hit for each."""
        found, numbers = best.results(), set[int]()
        for number, segment in enumerate(self._now.manifest.pages):
            entries = found.entries[found.segments == number]
            documents = self._now.opened(segment, is_page=True).numbers("doc")
            numbers.update(documents[entries].tolist())
        return frozenset(numbers)

    @property
    def _page_total(self) -> int:
        return sum(segment.count for segment in self._now.manifest.pages)

    @property
    def _record_total(self) -> int:
        return sum(segment.count for segment in self._now.manifest.records)

    def page_matches(
        self, tree: Node, *, with_forms: bool = False, time_limit_s: float = 5.0
    ) -> PageMatches:
        """Every page that a query matches, in the order of the index. Raises as `search`.

        Args:
            with_forms: other forms of its words match, too.
        """
        nothing = np.empty(0, np.uint32)
        columns = [(np.empty(0), nothing, nothing, nothing)]
        with self._lock, self._failure_told():
            query = compile_query(
                self._now.forms.expanded(tree) if with_forms else tree, _PAGE_TEXTS
            )
            for number, hits in every_hit(self._now.pages, query, time_limit_s):
                opened = self._now.opened(self._now.manifest.pages[number], is_page=True)
                pids, documents, pages = (opened.numbers(n) for n in ("pid", "doc", "page"))
                at = hits.entries
                columns.append((hits.scores, pids[at], documents[at], pages[at]))
        scores, pids, documents, pages = (np.concatenate(c) for c in zip(*columns, strict=True))
        return PageMatches(scores, pids, documents, pages)

    def record_matches(self, tree: Node, *, time_limit_s: float = 5.0) -> RecordMatches:
        """Every title, note and annotation that a query matches. Raises as `search`."""
        segments = []
        scores, are_marks = [np.empty(0)], [np.empty(0, np.bool_)]
        with self._lock, self._failure_told():
            query = compile_query(self._now.forms.expanded(tree), RECORD_TEXTS)
            for number, hits in every_hit(self._now.records, query, time_limit_s):
                opened = self._now.opened(self._now.manifest.records[number], is_page=False)
                keys, items = opened.texts("key"), opened.texts("item")
                segments.append(RecordsOfSegment(keys, items, hits.entries))
                scores.append(hits.scores)
                are_marks.append(numbers_with(opened, "kind", _MARK_KINDS)[hits.entries])
        return RecordMatches(segments, np.concatenate(scores), np.concatenate(are_marks))

    def terms(self, tree: Node) -> tuple[str, ...]:
        """What to mark in a text that a query matches; see `SearchResult`. Raises as `search`."""
        with self._lock, self._failure_told():
            return terms_of(self._now.forms.expanded(tree))

    def page_votes(self, parts: Iterable[Node]) -> PageMatches:
        """Pages that match any of some queries; the rarer each of these is, the more it counts."""
        pages = max(self.page_count, 1)
        return votes([self.page_matches(part) for part in parts], pages)

    def page_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many pages each word stands, deleted ones included."""
        with self._lock, self._failure_told():
            fields = [
                self._now.opened(segment, is_page=True).postings("text")
                for segment in self._now.manifest.pages
            ]
            found = {}
            for word in words:
                numbers = [(field, field.find(word.encode())) for field in fields if field]
                found[word] = sum(f.page_frequency(n) for f, n in numbers if n >= 0)
            return found

    def _find(self, tree: Node, wanted: "_Wanted") -> SearchResult:
        total, document_total, complete = 0, 0, True
        hits: list[IndexHit] = []
        if "text" in wanted.where:
            best = wanted.collect(_documents_filter(wanted.documents), by_document=True)
            self._now.pages.search_with_collector(compile_query(tree, _PAGE_TEXTS), best)
            total, document_total, complete = best.total, best.group_count, best.is_complete
            hits = self._page_hits(best)
        kinds = wanted.where & KINDS
        if kinds:
            best = wanted.collect(_records_filter(kinds, wanted.items), by_document=False)
            self._now.records.search_with_collector(compile_query(tree, RECORD_TEXTS), best)
            total, complete = total + best.total, complete and best.is_complete
            hits += self._record_hits(best)
            hits.sort(key=lambda hit: hit.score, reverse=True)
        message = "" if complete else _TOO_LONG
        return SearchResult(total, tuple(hits), (), message, document_total)

    def _page_hits(self, best: BestHits) -> list[IndexHit]:
        hits = []
        for score, segment, entry, count in best.results().rows():
            opened = self._now.opened(self._now.manifest.pages[segment], is_page=True)
            pid, document, page = (int(opened.numbers(n)[entry]) for n in ("pid", "doc", "page"))
            hits.append(IndexHit("text", score, pid, document, page, count=count))
        return hits

    def _record_hits(self, best: BestHits) -> list[IndexHit]:
        hits = []
        for score, segment, entry, _ in best.results().rows():
            opened = self._now.opened(self._now.manifest.records[segment], is_page=False)
            key, item = (_text(opened.value(name, entry)) for name in ("key", "item"))
            kind, _, record_id = key.partition(":")
            hits.append(IndexHit(kind, score, record_id=record_id, item_id=item or None))
        return hits

    @contextmanager
    def _failure_told(self) -> Iterator[None]:
        try:
            yield
        except (PinciteError, MemoryError):
            raise
        except Exception as error:
            # A damaged file can make anything go wrong; so can a fault in here. The checksums tell.
            if not self._now.is_in_order:
                self._now.verify()
            raise SearchFailedError(
                "This search failed because of a fault in the program; the search index is in "
                "order. Put it in other words, or report the fault."
            ) from error

    def close(self) -> None:
        """Let go of the files; no search afterwards."""
        self._seen = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a search is for, beside the query."""

    where: frozenset[str]
    most: int
    documents: frozenset[int] | None
    items: frozenset[str] | None
    by_document: bool
    time_limit_s: float

    def collect(self, allowed: Filter | None, *, by_document: bool) -> BestHits:
        group_by = "doc" if by_document and self.by_document else ""
        return BestHits(
            self.most, allowed=allowed, group_by=group_by, time_limit_s=self.time_limit_s
        )


def _identity(path: Path) -> tuple[int, int, int] | None:
    """What changes with each commit, which puts a new file in place of the old."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _text(value: int | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _documents_filter(documents: frozenset[int] | None) -> Filter | None:
    if documents is None:
        return None

    def allowed(_: Segment, opened: OpenSegment) -> Array:
        return is_one_of(opened.numbers("doc"), documents)

    return allowed


def _records_filter(kinds: frozenset[str], items: frozenset[str] | None) -> Filter | None:
    if kinds == KINDS and items is None:
        return None

    def allowed(_: Segment, opened: OpenSegment) -> Array:
        found = numbers_with(opened, "kind", [kind.encode() for kind in kinds])
        if items is not None:
            found &= numbers_with(opened, "item", [item.encode() for item in items])
        return found

    return allowed
