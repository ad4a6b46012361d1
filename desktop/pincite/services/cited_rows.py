"""Citations with what they point to, and how their quotations stand there now."""

from collections.abc import Iterable
from dataclasses import dataclass

from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.checks import CheckSummary
from pincite.model.citations import Citation, CitationState
from pincite.model.documents import Document
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.model.locators import Locator
from pincite.model.page_finder import PageFinder
from pincite.services.reading import citable_locator, document_to_read


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A citation with what it points to.

    Attributes:
        locator: the effective one: of the bound annotation's pages, else as typed.
        document: the file that the place is in; None when the item has none.
        page_index: file page from 0; None when the locator names no page of the document.
        quotation: the words cited; of the bound annotation when the citation has none.
        state: how the quotation stands to the cited place, by its last check.
        stands_on: the printed numbers of the pages that it stands on instead, when it has moved.
        missing_pages: those of the locator that the document does not have.
        note: what was noted at the bound annotation.
    """

    citation: Citation
    item: Item
    locator: Locator
    document: Document | None
    page_index: int | None
    quotation: str
    state: CitationState = CitationState.UNCHECKED
    stands_on: tuple[str, ...] = ()
    missing_pages: tuple[str, ...] = ()
    note: str = ""


def cited_rows(
    reader: Reader, citations: Iterable[Citation], *, with_trashed: bool = False
) -> list[CitedRow]:
    """Rows of live citations, in order.

    Args:
        with_trashed: also those of works in the trash, which are not formatted.
    """
    citations = list(citations)
    checks = reader.check_summaries(citation.id for citation in citations)
    rows = _Rows(reader, checks)
    found = (rows.of(citation) for citation in citations)
    return [row for row in found if row is not None and (with_trashed or not row.item.trashed)]


class _Rows:
    """Makes rows; what many citations share is read once."""

    def __init__(self, reader: Reader, checks: dict[str, CheckSummary]) -> None:
        self._reader = reader
        self._checks = checks
        self._items: dict[ItemId, tuple[Item | None, Document | None]] = {}
        self._documents: dict[Sha256, Document | None] = {}
        self._finders: dict[Sha256, PageFinder] = {}

    def of(self, citation: Citation) -> CitedRow | None:
        item, first = self._item(citation.item)
        if item is None:
            return None
        locator, quotation = citation.locator, citation.quotation
        document = (
            self._document(Sha256(citation.document)) if citation.document else None
        ) or first
        page_index = self._place(document, locator) if document else None
        bound = self._reader.get(Annotation, citation.annotation) if citation.annotation else None
        own = self._document(bound.document) if bound is not None else None
        if bound is not None and own is not None:
            # In an article there are several ways to say where; one may have been chosen.
            chosen = citation.locator if own.is_article else Locator()
            locator = chosen or citable_locator(self._reader, own, bound.anchor)
            document, page_index = own, bound.anchor.page_index
            quotation = quotation or bound.anchor.quote
        state, stands_on = self._state(citation, document, locator, quotation)
        missing = self._missing_pages(document, locator)
        note = bound.comment if bound is not None else ""
        return CitedRow(
            citation, item, locator, document, page_index, quotation, state, stands_on, missing,
            note,
        )  # fmt: skip

    def _missing_pages(self, document: Document | None, locator: Locator) -> tuple[str, ...]:
        if document is None or not document.pages or document.is_article:
            return ()
        if locator.kind != "page":
            return ()
        finder = self._finder(document.sha256)
        missing = []
        for r in locator.ranges:
            # "4-12" may be one page of chapter 4, and "112-8" a short form of "112-118".
            is_one = bool(r.last) and finder.page(f"{r.first}-{r.last}") is not None
            is_short = len(r.last) < len(r.first)
            ends = () if is_one else (r.first,) if is_short else (r.first, r.last)
            missing += [end for end in ends if finder.page(end) is None]
        return tuple(missing)

    def _place(self, document: Document, locator: Locator) -> int | None:
        """The file page that a locator points to."""
        if not locator.ranges:
            return None
        first = locator.ranges[0].first
        if locator.kind == "page" and not document.is_article:
            return self._finder(document.sha256).page(first)
        if locator.kind == "paragraph":
            numbered = self._reader.paragraphs(document.sha256)
            return next((p.page_index for p in numbered if str(p.number) == first), None)
        return None

    def _state(
        self, citation: Citation, document: Document | None, locator: Locator, quotation: str
    ) -> tuple[CitationState, tuple[str, ...]]:
        """The last check as it holds now.

        Where the words stand was found then; whether these are the cited pages is asked of the page
        map as it is now, so that a corrected number shows at once.
        """
        if not quotation.strip():
            return CitationState.UNCHECKED, ()
        if document is None or not document.pages:
            return CitationState.NO_FILE, ()
        check = self._checks.get(citation.id)
        if check is None or (check.quotation, check.document) != (quotation, document.sha256):
            return CitationState.UNCHECKED, ()
        stands = (CitationState.VERIFIED, CitationState.MOVED)
        if check.state not in stands or document.is_article or locator.kind != "page":
            return check.state, ()
        if self._is_cited(document.sha256, locator, check.pages):
            return CitationState.VERIFIED, ()
        page_map = self._finder(document.sha256).page_map
        return CitationState.MOVED, tuple(page_map.label(page).label for page in check.pages)

    def _is_cited(self, document: Sha256, locator: Locator, pages: tuple[int, ...]) -> bool:
        if not locator.ranges:
            return True
        ranges = self._finder(document).ranges(locator)
        return any(first <= page <= last for first, last in ranges for page in pages)

    def _item(self, id: ItemId) -> tuple[Item | None, Document | None]:
        if id not in self._items:
            item = self._reader.get(Item, id)
            self._items[id] = (item, document_to_read(self._reader, id) if item else None)
        return self._items[id]

    def _document(self, sha256: Sha256) -> Document | None:
        if sha256 not in self._documents:
            self._documents[sha256] = self._reader.get(Document, sha256)
        return self._documents[sha256]

    def _finder(self, sha256: Sha256) -> PageFinder:
        if sha256 not in self._finders:
            self._finders[sha256] = PageFinder(self._reader.page_map(sha256))
        return self._finders[sha256]
