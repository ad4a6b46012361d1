"""Checks of documents and of citations: what an item is used for, and what it is used with."""

from collections.abc import Callable, Iterator

from pincite.library.library import Library
from pincite.model.annotations import Annotation
from pincite.model.citations import Citation
from pincite.model.documents import Document
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.model.page_finder import PageFinder
from pincite.services.integrity.findings import ItemFinding
from pincite.services.reading import document_to_read


def check_documents(library: Library, check: Callable[[], None]) -> Iterator[ItemFinding]:
    """Every file is there and can be read.

    Args:
        check: called for each document; raises to stop.
    """
    names: dict[ItemId, Item | None] = {}
    for document in library.reader.live_documents():
        check()
        problem = _problem_of(library, document)
        if problem:
            if document.item not in names:
                names[document.item] = library.reader.get(Item, document.item)
            item = names[document.item]
            if item is not None:
                kind, sentence = problem
                yield _finding(kind, item, "document", document.name, sentence, document.sha256)


def check_citations(library: Library, check: Callable[[], None]) -> Iterator[ItemFinding]:
    """Every citation leads to a work, a file and a page that are there.

    Args:
        check: called for each citation; raises to stop.
    """
    uses = _Uses(library)
    for bibliography in library.reader.bibliographies():
        for citation in library.reader.citations_of(bibliography.id):
            check()
            yield from uses.of(citation, bibliography.name)


class _Uses:
    """Checks citations; what many of them share is read once."""

    def __init__(self, library: Library) -> None:
        self._read = library.reader
        self._items: dict[ItemId, tuple[Item | None, Document | None]] = {}
        self._finders: dict[Sha256, PageFinder] = {}

    def of(self, citation: Citation, bibliography: str) -> Iterator[ItemFinding]:
        item, document = self._item(citation.item)
        if item is None:
            return
        told = f"the bibliography “{bibliography}”"
        if item.trashed:
            text = f"It is cited in {told}, but in the trash; restore it or remove the citation."
            yield _finding("cited-trash", item, "citation", bibliography, text, citation.id)
            return
        if citation.annotation is not None:
            bound = self._read.get(Annotation, citation.annotation)
            if bound is None or bound.trashed:
                text = f"A citation in {told} takes its page from an annotation in the trash."
                yield _finding("cited-mark", item, "citation", bibliography, text, citation.id)
            return
        if citation.document:
            document = self._read.get(Document, citation.document) or document
        if document is None:
            if citation.quotation.strip():
                text = f"It is quoted in {told}, but has no document to check that against."
                yield _finding("quoted-no-file", item, "document", "", text)
            return
        for label in self._missing(citation, document):
            text = f"Page {label} is cited in {told}, but the document has no such page."
            yield _finding("cited-page", item, "citation", label, text, citation.id)

    def _missing(self, citation: Citation, document: Document) -> Iterator[str]:
        if citation.locator.kind != "page" or document.is_article or not document.pages:
            return
        if document.sha256 not in self._finders:
            self._finders[document.sha256] = PageFinder(self._read.page_map(document.sha256))
        finder = self._finders[document.sha256]
        for span in citation.locator.ranges:
            if finder.page(str(span).replace("–", "-")) is not None:
                continue
            for label in (span.first, span.last):
                if label and finder.page(label) is None:
                    yield label

    def _item(self, id: ItemId) -> tuple[Item | None, Document | None]:
        if id not in self._items:
            item = self._read.get(Item, id)
            self._items[id] = item, document_to_read(self._read, id) if item else None
        return self._items[id]


def _problem_of(library: Library, document: Document) -> tuple[str, str] | None:
    for name in filter(None, (document.name, document.reading_name)):
        if not library.files.exists(document.sha256, name):
            text = f"The file “{name}” is missing; put it back from a backup or import it again."
            return "file-missing", text
    if document.problem and not document.pages:
        return "file-unreadable", document.problem
    return None


def _finding(
    kind: str, item: Item, field: str, value: str, sentence: str, place: str = ""
) -> ItemFinding:
    return ItemFinding(kind, item.id, item.key, item.title, field, value, sentence, place=place)
