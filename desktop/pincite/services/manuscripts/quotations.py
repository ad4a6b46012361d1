"""Quotations looked for in the files of the library, file by file."""

from pincite.citing.quotations.checking import Checker
from pincite.library.queries import Reader
from pincite.model.checks import Verdict
from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.locators import Locator
from pincite.services.text_indexes import TextIndexes

_MOST_KEPT = 24


class QuotationChecks:
    """Says where quotations stand; keeps what it learned of a document. For one thread."""

    def __init__(self, read: Reader, indexes: TextIndexes) -> None:
        self._read = read
        self._indexes = indexes
        self._checkers: dict[Sha256, Checker] = {}

    def verdict(self, document: Document, quotation: str, locator: Locator) -> Verdict:
        """Whether a quotation stands where a locator says; anywhere when that is empty."""
        if document.is_article and locator.kind == "page":
            # The pages of an article's reading copy are ours; nobody cites them.
            locator = Locator()
        return self._checker(document).check(quotation, locator)

    def _checker(self, document: Document) -> Checker:
        sha = document.sha256
        if sha not in self._checkers:
            if len(self._checkers) >= _MOST_KEPT:
                self._checkers.pop(next(iter(self._checkers)))
            paragraphs = self._read.paragraphs(sha) if document.is_article else None
            page_map = self._read.page_map(sha)
            self._checkers[sha] = Checker(self._indexes.of(sha), page_map, paragraphs)
        return self._checkers[sha]
