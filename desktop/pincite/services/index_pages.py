"""The pages of a document as the index takes them."""

from dataclasses import dataclass

from pincite.library.queries import Reader
from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.items import Item
from pincite.search.languages import guessed_language


@dataclass(frozen=True, slots=True)
class IndexedPages:
    """What is searched of a document.

    Attributes:
        number: of the document in the index.
        texts: (pid, page index, text) of each page; empty when the document must not be found.
        lang: language of its item, or of its text, where known.
    """

    number: int
    texts: list[tuple[int, int, str]]
    lang: str = ""


def pages_of(reader: Reader, sha256: Sha256) -> IndexedPages:
    """The pages of a document; none when it, or its item, was trashed or removed."""
    document = reader.get(Document, sha256)
    item = reader.get(Item, document.item) if document else None
    number = reader.document_number(sha256)
    if document is None or document.trashed or item is None or item.trashed:
        return IndexedPages(number, [])
    texts = reader.page_numbers(sha256)
    return IndexedPages(number, texts, item.fields.get("language", "") or _guessed(texts))


def _guessed(texts: list[tuple[int, int, str]]) -> str:
    """The language of a document: of a page in its middle, past titles and contents."""
    return guessed_language(texts[len(texts) // 2][2]) if texts else ""
