"""Where a quotation stands in a document: what the check of a manuscript asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pincite.documents.passages import find_parts
from pincite.library.queries import Reader
from pincite.model.anchors import Anchor
from pincite.model.citations import CitationState
from pincite.model.documents import Document


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a quotation stands on the pages it should.

    Attributes:
        pages: where it, or what is like it, stands: file pages from 0.
        found_text: what the document says there.
    """

    state: CitationState
    pages: tuple[int, ...] = ()
    found_text: str = ""
    passage: Anchor | None = None


class QuotationChecks(Protocol):
    """Looks for quotations in documents."""

    def standing(self, document: Document, quotation: str, pages: Sequence[int]) -> Standing:
        """Where a quotation stands.

        Args:
            pages: where it should stand, file pages from 0; anywhere when empty.
        """
        ...


class ExactChecks:
    """Looks for the letters of a quotation; knows no near matches."""

    def __init__(self, read: Reader) -> None:
        self._read = read

    def standing(self, document: Document, quotation: str, pages: Sequence[int]) -> Standing:
        texts = dict(self._read.page_texts(document.sha256))
        if not any(t.strip() for t in texts.values()):
            return Standing(CitationState.NO_TEXT)
        indexes = list(texts)
        expected = indexes.index(pages[0]) if pages and pages[0] in indexes else None
        parts = find_parts(list(texts.values()), quotation, expected=expected)
        if not parts:
            return Standing(CitationState.NOT_FOUND)
        found = tuple(dict.fromkeys(indexes[p.place] for p in parts))
        said = " ".join(texts[indexes[p.place]][p.start : p.end] for p in parts)
        is_there = not pages or set(found) <= set(pages)
        return Standing(
            CitationState.VERIFIED if is_there else CitationState.MOVED,
            found,
            " ".join(said.split()),
        )
