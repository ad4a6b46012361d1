"""Search over pages, titles, notes and annotations, with names and lines for people."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pincite.library.queries import ItemQuery, Reader
from pincite.model.annotations import Annotation
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, ItemId
from pincite.model.items import Item
from pincite.model.notes import Note
from pincite.search.errors import IndexBrokenError, SearchFailedError, SearchIndexError
from pincite.search.query import Query
from pincite.search.query_fields import QueryError
from pincite.search.query_parsing import parse_query
from pincite.search.snippets import Snippet, line_around, mark_spans, snippet
from pincite.services import search_filters
from pincite.services.reading import place_label
from pincite.services.workspace import Workspace

if TYPE_CHECKING:
    from pincite.search.index import IndexHit, IndexReader

logger = logging.getLogger(__name__)

_FAR_BEHIND = 100

EVERYWHERE = frozenset({"text", "title", "note", "annotation"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand.

    Attributes:
        where: "text", "title", "note" or "annotation".
        page_index, page_label: of the page; None and "" for titles and notes.
        annotation: the annotation found, when it is one.
    """

    item: ItemId
    title: str
    where: str
    snippet: Snippet
    score: float
    document: Document | None = None
    page_index: int | None = None
    page_label: str = ""
    annotation: AnnotationId | None = None


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
        hits = [_hit(reader, found, result.terms) for found in result.hits]
        shown = tuple(hit for hit in hits if hit is not None)
        total = result.total - (len(hits) - len(shown))
        message = result.message or self._what_is_missing(index)
        return FoundPlaces(total, shown, result.terms, message)

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


def _hit(reader: Reader, found: "IndexHit", terms: tuple[str, ...]) -> Hit | None:
    if found.where == "text" and found.pid is not None:
        return _page_hit(reader, found, terms)
    if found.where == "annotation" and found.record_id:
        return _annotation_hit(reader, found, terms)
    if found.where == "note" and found.record_id:
        note = reader.get(Note, found.record_id)
        item = reader.get(Item, note.item) if note and note.item else None
        if note is None or note.trashed or item is None or item.trashed:
            return None
        return Hit(item.id, item.title, "note", snippet(note.text, terms), found.score)
    item = reader.get(Item, found.record_id or "")
    if item is None or item.trashed:
        return None
    return Hit(item.id, item.title, "title", snippet(item.title, terms), found.score)


def _page_hit(reader: Reader, found: "IndexHit", terms: tuple[str, ...]) -> Hit | None:
    place = reader.pages_by_number([found.pid or 0]).get(found.pid or 0)
    if place is None:
        return None
    document = reader.get(Document, place[0])
    item = reader.get(Item, document.item) if document else None
    if document is None or document.trashed or item is None or item.trashed:
        return None
    text = reader.page_text(*place) or ""
    spans = mark_spans(text, terms)
    return Hit(
        item.id,
        item.title,
        "text",
        line_around(text, spans),
        found.score,
        document,
        place[1],
        place_label(reader, document, place[1], spans[0][0] if spans else -1),
    )


def _annotation_hit(reader: Reader, found: "IndexHit", terms: tuple[str, ...]) -> Hit | None:
    annotation = reader.get(Annotation, found.record_id or "")
    document = reader.get(Document, annotation.document) if annotation else None
    item = reader.get(Item, document.item) if document else None
    if annotation is None or annotation.trashed or document is None or item is None or item.trashed:
        return None
    text = "\n".join(t for t in (annotation.comment, annotation.anchor.quote) if t)
    page = annotation.anchor.page_index
    return Hit(
        item.id,
        item.title,
        "annotation",
        snippet(text, terms),
        found.score,
        document,
        page,
        place_label(reader, document, page, annotation.anchor.start),
        annotation.id,
    )
