"""The text indexes of documents: made once, kept in the library, and at hand for what compares."""

import logging
import threading
from collections import OrderedDict
from dataclasses import replace

from pincite.documents.errors import DocumentError
from pincite.documents.reading import DocumentReader
from pincite.documents.text_index import VERSION, build_index
from pincite.documents.workbench import Workbench
from pincite.library.library import Library
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import Sha256
from pincite.model.recognition import Recognition
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText
from pincite.services.errors import MissingFileError
from pincite.services.jobs import JobContext
from pincite.services.reading import shown_path

logger = logging.getLogger(__name__)

_MOST_KEPT = 8


def make_text_index(
    library: Library, sha256: Sha256, workbench: Workbench | None = None
) -> TextIndex:
    """Make the text index of a document anew and keep it, if the library can be written.

    Takes some milliseconds a page; not for the GUI thread. Boxes of words come from the file; when
    it cannot be read, the index is made of the stored texts alone and not kept.

    Args:
        workbench: whose worker reads the file; one of its own is started when None.
    """
    read = library.reader
    recognised = read.get(Recognition, sha256)
    pages = _stored_pages(library, sha256)
    placed = _placed_pages(library, sha256, workbench)
    if placed is not None:
        # The library's text counts; another version of the reader may see another one.
        pages = [
            replace(page, words=other.words, raised=other.raised)
            if (other := placed.get(page.index)) and other.text == page.text
            else page
            for page in pages
        ]
    index = build_index(pages)
    if placed is not None and not library.is_read_only:
        known = recognised.pages if recognised is not None else {}
        own = (p for p in pages if p.words and p.index not in known)
        with library.transaction(durable=False) as tx:
            if tx.get(Recognition, sha256) == recognised:
                tx.put_text_index(sha256, VERSION, index, own)
    return index


def make_missing_indexes(library: Library, context: JobContext) -> int:
    """Make the text indexes that documents lack; how many those were.

    Raises:
        Cancelled: the job was stopped; what was made stays.
    """
    documents = library.reader.unindexed_documents(VERSION)
    if not documents:
        return 0
    with Workbench() as bench:
        for number, sha256 in enumerate(documents):
            try:
                make_text_index(library, sha256, bench)
            except PinciteError:
                logger.info("A text index was not made", exc_info=True)
            context.progress(number + 1, len(documents), "Indexing texts")
    return len(documents)


def stored_index(library: Library, sha256: Sha256, workbench: Workbench | None = None) -> TextIndex:
    """The text index of a document, made if the library has none. Not for the GUI thread."""
    index = library.reader.text_index(sha256, VERSION)
    return make_text_index(library, sha256, workbench) if index is None else index


class TextIndexes:
    """The text indexes of a library; the last few stay at hand. Any thread may ask."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: OrderedDict[Sha256, TextIndex] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, sha256: Sha256) -> TextIndex:
        """The index of a document; it is made when the library has none yet, which takes long.

        Not for the GUI thread.
        """
        with self._lock:
            known = self._kept.get(sha256)
            if known is not None:
                self._kept.move_to_end(sha256)
                return known
        index = stored_index(self._library, sha256)
        with self._lock:
            self._kept[sha256] = index
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return index

    def forget(self, documents: frozenset[Sha256]) -> None:
        """The texts of these documents have changed."""
        with self._lock:
            for sha256 in documents:
                self._kept.pop(sha256, None)


def _stored_pages(library: Library, sha256: Sha256) -> list[PageText]:
    """Texts of all pages, recognised ones with their words."""
    read = library.reader
    stored = dict(read.page_texts(sha256))
    recognised = read.get(Recognition, sha256)
    known = recognised.pages if recognised is not None else {}
    pages = []
    for index in range(max(stored, default=-1) + 1):
        page = read.recognised_page(sha256, index) if index in known else None
        pages.append(page or PageText(index, stored.get(index, "")))
    return pages


def _placed_pages(
    library: Library, sha256: Sha256, workbench: Workbench | None
) -> dict[int, PageText] | None:
    """The pages as the file has them, with words and raised marks; None when it cannot be read."""
    document = library.reader.get(Document, sha256)
    if document is None:
        return None
    try:
        path = shown_path(library.files, document)
        with DocumentReader(path, workbench=workbench) as reader:
            return {page.index: page for page in reader.texts(raised=True)}
    except (DocumentError, MissingFileError):
        logger.info("The words of a document were not placed", exc_info=True)
        return None
