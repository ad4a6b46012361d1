"""Finding a passage in a document by its words."""

from pincite.documents.passages import find_passage
from pincite.documents.reading import DocumentReader
from pincite.library.library import Library
from pincite.model.anchors import Anchor
from pincite.model.documents import Document
from pincite.services.errors import NothingFoundError
from pincite.services.reading import shown_path
from pincite.services.reading_copies import ReadingCopies


def passage_anchor(
    library: Library, document: Document, quote: str, page_index: int | None = None
) -> Anchor:
    """The anchor of the words in a document, with their boxes on the page.

    The stored texts tell the page; only the pages that hold the passage are read again for boxes.

    Args:
        page_index: the page to prefer when the words stand on several.

    Raises:
        NothingFoundError: the words stand nowhere in it.
        MissingFileError, DocumentError: its file cannot be read.
    """
    if not quote.strip():
        raise NothingFoundError("There are no words to look for; quote the passage.")
    texts = [text for _, text in library.reader.page_texts(document.sha256)]
    found = find_passage(texts, quote, page_index=page_index)
    if found is None:
        raise NothingFoundError(
            f"These words stand nowhere in “{document.name}”: “{_short(quote)}”. "
            "Check their spelling; `pincite text` prints what the document says."
        )
    first, last = found.page_index, found.last_page_index
    read = library.reader
    with DocumentReader(shown_path(library.files, document)) as reader:
        pages = [
            read.recognised_page(document.sha256, index) or reader.page_text(index, edges=True)
            for index in range(first, last + 1)
        ]
    anchor = find_passage(pages, quote) or found
    if not document.reading_name:
        return anchor
    return ReadingCopies(library.files, library.reader).with_text_range(document, anchor)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:77]}…"
