"""Searching the index."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from pincite.search.collector import BestHits, Found
from pincite.search.compiling import compile_query
from pincite.search.errors import IndexBrokenError, SearchIndexError
from pincite.search.manifest import Manifest, read_manifest
from pincite.search.query import Node, parse_query
from pincite.search.schema import RECORD_TEXTS

KINDS = frozenset({"title", "note", "annotation"})
EVERYWHERE = KINDS | {"text"}
_PAGE_TEXTS: Mapping[str, float] = {"text": 1.0}
_TOO_LONG = "The search took too long and was cut short; add a word to narrow it."


@dataclass(frozen=True, slots=True)
class IndexHit:
    """A page or a record that was found.

    Attributes:
        where: "text" for a page, else the kind of record: "title", "note", "annotation".
        pid, document, page_index: of a page: number of its text, of its document, index from 0.
        record_id, item_id: the record and the item it belongs to (records).
    """

    where: str
    score: float
    pid: int | None = None
    document: int | None = None
    page_index: int | None = None
    record_id: str | None = None
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    Attributes:
        total: number of all hits; `hits` is the part that was asked for, best first.
        terms: what to mark, for `snippets`: "word", "pre*", "two words".
        message: what was odd about the query or the search, one sentence; mostly empty.
    """

    total: int
    hits: tuple[IndexHit, ...]
    terms: tuple[str, ...] = ()
    message: str = ""


class IndexReader:
    """The search index in `folder` as of its last commit; any thread, one search at a time.

    Raises:
        IndexMissingError: nothing was indexed yet.
        IndexBrokenError: it must be built anew; IndexOutdatedError when by another version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._manifest, self._pages, self._records = self._open()

    @property
    def seq(self) -> int:
        """The number of the last change of the library that this reader sees."""
        return self._manifest.seq

    @property
    def page_count(self) -> int:
        """Number of pages in the index."""
        return int(self._pages.doc_count())

    def is_current(self) -> bool:
        """True while nothing was committed since this reader was opened."""
        try:
            return read_manifest(self.folder) == self._manifest
        except SearchIndexError:
            return False

    def reopen(self) -> None:
        """See the last commit. Raises as the constructor does; then the old state stays in use."""
        opened = self._open()
        with self._lock:
            old = self._pages, self._records
            self._manifest, self._pages, self._records = opened
        for searcher in old:
            searcher.close()

    def _open(self) -> tuple[Manifest, Any, Any]:
        manifest = read_manifest(self.folder)
        build = self.folder / manifest.build
        pages = _open_searcher(build / "pages")
        try:
            records = _open_searcher(build / "records")
        except SearchIndexError:
            pages.close()
            raise
        return manifest, pages, records

    def search(
        self,
        query: str,
        *,
        where: frozenset[str] = EVERYWHERE,
        limit: int = 20,
        offset: int = 0,
        documents: frozenset[int] | None = None,
        items: frozenset[str] | None = None,
        prefix_last: bool = False,
        time_limit_s: float = 5.0,
    ) -> SearchResult:
        """Find pages and records.

        Args:
            query: as typed, see `query`.
            where: any of "text", "title", "note", "annotation".
            limit, offset: the hits from number `offset` on, best first.
            documents: only pages of these documents; None for all.
            items: only records of these items; None for all.
            prefix_last: the last word may be unfinished.

        Raises:
            IndexBrokenError: a file of the index is damaged.
        """
        parsed = parse_query(query, prefix_last=prefix_last)
        if parsed.tree is None:
            return SearchResult(0, (), (), parsed.message)
        with self._lock:
            try:
                total, hits, complete = self._find(
                    parsed.tree, where, offset + limit, documents, items, time_limit_s
                )
            except (KeyboardInterrupt, MemoryError):
                raise
            except Exception as error:  # A damaged file can make Whoosh raise anything.
                raise IndexBrokenError(
                    "The search failed because the search index is damaged; build it anew."
                ) from error
        message = parsed.message or ("" if complete else _TOO_LONG)
        return SearchResult(total, tuple(hits[offset : offset + limit]), parsed.terms, message)

    def _find(
        self,
        tree: Node,
        where: frozenset[str],
        most: int,
        documents: frozenset[int] | None,
        items: frozenset[str] | None,
        time_limit_s: float,
    ) -> tuple[int, list[IndexHit], bool]:
        total, complete = 0, True
        hits: list[IndexHit] = []
        if "text" in where:
            best = BestHits(most, filter_of=_documents_filter(documents), time_limit_s=time_limit_s)
            self._pages.search_with_collector(compile_query(tree, _PAGE_TEXTS), best)
            total, complete = best.total, best.is_complete
            hits = [_page_hit(found) for found in best.results()]
        kinds = where & KINDS
        if kinds:
            best = BestHits(
                most, filter_of=_records_filter(kinds, items), time_limit_s=time_limit_s
            )
            self._records.search_with_collector(compile_query(tree, RECORD_TEXTS), best)
            total, complete = total + best.total, complete and best.is_complete
            hits += [_record_hit(found) for found in best.results()]
            hits.sort(key=lambda hit: hit.score, reverse=True)
        return total, hits, complete

    def close(self) -> None:
        """Let go of the files; no search afterwards."""
        with self._lock:
            self._pages.close()
            self._records.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _open_searcher(folder: Path) -> Any:
    if not folder.is_dir():
        raise IndexBrokenError(
            "The search index cannot be read because a part of it is missing; build it anew."
        )
    try:
        # Always a new searcher: `Searcher.refresh` shows deleted pages again in later versions.
        return whoosh_index.FileIndex(FileStorage(str(folder))).searcher()
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception as error:  # Whoosh unpickles: a damaged file can raise anything.
        raise IndexBrokenError(
            "The search index cannot be read because its files are damaged; build it anew."
        ) from error


def _documents_filter(
    documents: frozenset[int] | None,
) -> Callable[[Any], Callable[[int], bool]] | None:
    if documents is None:
        return None

    def filter_of(reader: Any) -> Callable[[int], bool]:
        column = reader.column_reader("doc")
        return lambda number: column[number] in documents

    return filter_of


def _records_filter(
    kinds: frozenset[str], items: frozenset[str] | None
) -> Callable[[Any], Callable[[int], bool]] | None:
    # Not with a query: in Whoosh 2.7.4 `Require` gives the hits that are *not* of the second query,
    # and a constant score of nought counts as one.
    if kinds == KINDS and items is None:
        return None

    def filter_of(reader: Any) -> Callable[[int], bool]:
        allowed = _numbers_with(reader, "kind", kinds)
        if items is not None:
            allowed &= _numbers_with(reader, "item", items)
        return allowed.__contains__

    return filter_of


def _numbers_with(reader: Any, name: str, values: frozenset[str]) -> set[int]:
    numbers: set[int] = set()
    for value in values:
        term = value.encode()
        if (name, term) in reader:
            numbers.update(reader.postings(name, term).all_ids())
    return numbers


def _page_hit(found: Found) -> IndexHit:
    def value(name: str) -> int:
        return int(found.reader.column_reader(name)[found.number])

    return IndexHit(
        "text", found.score, pid=value("pid"), document=value("doc"), page_index=value("page")
    )


def _record_hit(found: Found) -> IndexHit:
    stored = found.reader.stored_fields(found.number)
    kind, _, record_id = str(stored["key"]).partition(":")
    return IndexHit(kind, found.score, record_id=record_id, item_id=stored.get("item") or None)
