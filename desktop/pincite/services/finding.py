"""Search over pages, titles, notes and annotations, with names and lines for people."""

import contextlib
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pincite.library.queries import ItemQuery
from pincite.model.documents import Document
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.pacing import Check, unhurried
from pincite.search.errors import IndexBrokenError, SearchFailedError, SearchIndexError
from pincite.search.query import Query
from pincite.search.query_fields import QueryError
from pincite.search.query_parsing import parse_query
from pincite.search.snippets import snippet
from pincite.services import search_filters
from pincite.services.hits import Hit, load_hit
from pincite.services.reading import place_label
from pincite.services.workspace import Workspace

if TYPE_CHECKING:
    from pincite.search.grouping import WorkTable
    from pincite.search.index import IndexReader
    from pincite.services.repeated_passages import Place
    from pincite.services.results import Found
    from pincite.services.work_tables import WorkTables

logger = logging.getLogger(__name__)

_FAR_BEHIND = 100

_TITLE_WORDS = 8
_NO_WORDS = "This page has no words that would tell it from other pages."
_NOTHING_LIKE = "No page of another work is like this one."
_NOWHERE_ELSE = (
    "No other page has this passage, or nearly the same; at least {} words are looked for."
)

EVERYWHERE = frozenset({"text", "title", "note", "annotation"})


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """What a search brought.

    Attributes:
        total: number of matching places, of which `hits` are the best.
        terms: the words to mark in a text.
        message: what the user should know (a mistake in the query, a missing index); else empty.
        mistake: first and last+1 character of the query that `message` is about, if it cannot be
            searched for at all.
    """

    total: int = 0
    hits: tuple[Hit, ...] = ()
    terms: tuple[str, ...] = ()
    message: str = ""
    mistake: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class FoundWorks:
    """The works that a search finds, in no order.

    Attributes:
        seq: number of the last change of the library that the answer knows.
        message: why nothing could be found; empty when all is well.
    """

    works: frozenset[ItemId] = frozenset()
    seq: int = 0
    message: str = ""


class Finder:
    """Answers searches; any thread, one after the other."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index: IndexReader | None = None
        self._turn = Lock()
        self._tables: WorkTables | None = None

    def search(
        self,
        query: str,
        *,
        where: frozenset[str] = EVERYWHERE,
        limit: int = 20,
        offset: int = 0,
        is_typing: bool = False,
    ) -> FoundPlaces:
        """The places that match best.

        Args:
            query: as typed; `query_fields.SYNTAX` says what it may hold.
            where: any of "text", "title", "note", "annotation".
            is_typing: the last word may be unfinished.
        """
        if not query.strip():
            return FoundPlaces()
        try:
            parsed = parse_query(query, prefix_last=is_typing)
        except QueryError as error:
            return FoundPlaces(message=str(error), mistake=(error.start, error.end))
        if parsed.tree is None and is_typing:
            # Nothing to look for yet.
            return FoundPlaces()
        with self._turn:
            return self._places(parsed, where=where, limit=limit, offset=offset)

    def works(self, query: str, *, is_typing: bool = False) -> FoundWorks:
        """All works with a place of any kind; those of `search`, without the places."""
        if not query.strip():
            return FoundWorks()
        try:
            parsed = parse_query(query, prefix_last=is_typing)
            with self._turn:
                index = self._open()
                tree = self._with_answers(parsed, index).tree
                if tree is None:
                    return FoundWorks(seq=index.seq, message=parsed.message)
                documents, items = index.works_with(tree)
        except QueryError as error:
            return FoundWorks(message=str(error))
        except SearchIndexError as error:
            self._give_up_if_damaged(error)
            return FoundWorks(message=str(error))
        reader = self._workspace.read
        works = reader.items_of_documents(documents)
        works |= set(reader.item_ids(ItemQuery(ids=tuple(map(ItemId, items)))))
        return FoundWorks(frozenset(works), index.seq, parsed.message)

    def _places(
        self, parsed: Query, *, where: frozenset[str], limit: int, offset: int
    ) -> FoundPlaces:
        try:
            index = self._open()
            parsed = self._with_answers(parsed, index)
            result = index.search(parsed, where=where, limit=limit, offset=offset)
        except SearchIndexError as error:
            self._give_up_if_damaged(error)
            return self._titles(parsed.terms, str(error), where=where, limit=limit, offset=offset)
        reader = self._workspace.read
        hits = [load_hit(reader, found, result.terms) for found in result.hits]
        shown = tuple(hit for hit in hits if hit is not None)
        total = result.total - (len(hits) - len(shown))
        message = result.message or self._what_is_missing(index)
        return FoundPlaces(total, shown, result.terms, message)

    def prepare(self, check: Check) -> None:
        """Load what a search needs, so that the first one does not have to wait for it."""
        # A search tells what is wrong with the index.
        with self._turn, contextlib.suppress(SearchIndexError):
            self._open()
            self._table(check)

    def find(self, query: str, *, is_typing: bool = False, check: Check = unhurried) -> "Found":
        """All that matches, by work, to be looked through. See `search`."""
        # Here, not above: NumPy and Whoosh take 0.25 s to load, and the window opens without them.
        from pincite.services.results import Found

        if not query.strip():
            return Found()
        try:
            parsed = parse_query(query, prefix_last=is_typing)
        except QueryError as error:
            return Found(message=str(error), mistake=(error.start, error.end))
        if parsed.tree is None and is_typing:
            # Nothing to look for yet.
            return Found()
        with self._turn:
            try:
                return replace(self._find(parsed, check), query=query)
            except SearchIndexError as error:
                self._give_up_if_damaged(error)
                return replace(self._found_titles(parsed, str(error)), query=query)

    def similar(self, document: Document, page_index: int) -> "Found":
        """Pages of other works that are like a page."""
        from pincite.services.results import Found, found_by_index
        from pincite.services.similar_pages import pages_like

        reader = self._workspace.read
        item = reader.get(Item, document.item)
        place = place_label(reader, document, page_index)
        name = place if place.startswith("¶") else f"p. {place}"
        title = f"Like {name} of {item.title if item else document.name}"
        with self._turn:
            try:
                like = pages_like(self._open(), reader, document, page_index)
                if like is None:
                    return Found(title=title, message=_NO_WORDS)
                pages, words = like
                message = "" if len(pages) else _NOTHING_LIKE
                return found_by_index(
                    reader, self._table(), pages, None, words, title=title, message=message
                )
            except SearchIndexError as error:
                self._give_up_if_damaged(error)
                return Found(title=title, message=str(error))

    def elsewhere(self, passage: str, known: "Place | None" = None) -> "Found":
        """Where a passage stands, or nearly the same, the nearest first.

        Args:
            known: where it was selected.
        """
        from pincite.services.repeated_passages import LEAST_WORDS, passages_like
        from pincite.services.results import Found, found_hits

        words = passage.split()
        title = f"“{' '.join(words[:_TITLE_WORDS])}{' …' if len(words) > _TITLE_WORDS else ''}”"
        reader = self._workspace.read
        with self._turn:
            try:
                documents = reader.documents_by_number()
                index = self._open()
                hits = list(passages_like(index, reader, documents, passage, known))
            except SearchIndexError as error:
                self._give_up_if_damaged(error)
                return Found(title=title, message=str(error))
            table = self._table()
        message = "" if hits else _NOWHERE_ELSE.format(LEAST_WORDS)
        numbers = {str(sha256): number for number, sha256 in documents.items()}
        return found_hits(table, hits, numbers, title=title, message=message)

    def _find(self, parsed: Query, check: Check) -> "Found":
        from pincite.services.results import Found, found_by_index

        index = self._open()
        parsed = self._with_answers(parsed, index)
        if parsed.tree is None:
            return Found(message=parsed.message)
        check()
        pages = index.page_matches(parsed.tree, with_forms=True)
        check()
        records = index.record_matches(parsed.tree)
        check()
        missing = self._what_is_missing(index)
        return found_by_index(
            self._workspace.read, self._table(check), pages, records, index.terms(parsed.tree),
            message=parsed.message or missing, is_provisional=bool(missing),
        )  # fmt: skip

    def _found_titles(self, parsed: Query, message: str) -> "Found":
        from pincite.services.results import Found, found_titles

        reader, words = self._workspace.read, " ".join(parsed.terms).replace("*", "")
        if not words:
            return Found(message=message, is_provisional=True)
        ids = reader.item_ids(ItemQuery(text=words))
        sentence = f"{message} Only titles are searched for now."
        return found_titles(
            reader, self._table(), ids, parsed.terms, message=sentence, is_provisional=True
        )

    def _with_answers(self, query: Query, index: "IndexReader") -> Query:
        """The query with what the library answers in place of its fields."""
        if query.tree is None:
            return query
        return replace(query, tree=search_filters.answered(query.tree, self._workspace.read, index))

    def _what_is_missing(self, index: "IndexReader") -> str:
        """A sentence when the index is far behind; one change or two are in it in a moment."""
        behind = self._workspace.library.last_seq() - index.seq
        if behind < _FAR_BEHIND:
            return ""
        return "The search index is being brought up to date; not everything is found yet."

    def _give_up_if_damaged(self, error: SearchIndexError) -> None:
        """Let go of a damaged index, and mark it, so that it is built anew."""
        if isinstance(error, SearchFailedError):
            logger.error("A search failed", exc_info=error)
            return
        self.close()
        if type(error) is IndexBrokenError:
            from pincite.search.index import IndexFolder

            IndexFolder(index_folder(self._workspace.library.folder)).discard()

    def _titles(
        self,
        terms: tuple[str, ...],
        message: str,
        *,
        where: frozenset[str],
        limit: int,
        offset: int,
    ) -> FoundPlaces:
        """Works with the words in their title, creators, year or key, by the library alone."""
        if "title" not in where or not terms:
            return FoundPlaces(message=message)
        reader = self._workspace.read
        ids = reader.item_ids(ItemQuery(text=" ".join(terms).replace("*", "")))
        hits = tuple(
            Hit(item.id, item.title, "title", snippet(item.title, terms), 0.0)
            for item in reader.items(ids[offset : offset + limit])
        )
        return FoundPlaces(len(ids), hits, terms, f"{message} Only titles are searched for now.")

    def _table(self, check: Check = unhurried) -> "WorkTable":
        from pincite.services.work_tables import WorkTables

        if self._tables is None:
            self._tables = WorkTables(self._workspace.library)
        return self._tables.now(check)

    def close(self) -> None:
        """Let go of the index's files."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _open(self) -> "IndexReader":
        # Here, not above: Whoosh takes 0.15 s to load, and the window opens without a search.
        from pincite.search.index import IndexReader

        if self._index is None:
            self._index = IndexReader(index_folder(self._workspace.library.folder))
        elif not self._index.is_current():
            self._index.reopen()
        return self._index


def index_folder(library_folder: Path) -> Path:
    """Where a library keeps its search index."""
    return library_folder / "index"
