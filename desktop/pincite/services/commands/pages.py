"""Commands that correct the printed numbers of pages."""

from dataclasses import dataclass, replace

from pincite.library.transaction import Transaction
from pincite.model import roman
from pincite.model.documents import PageMap
from pincite.model.ids import Sha256
from pincite.services.errors import NothingFoundError, ServiceError


def _page_map(tx: Transaction, document: Sha256) -> PageMap:
    page_map = tx.get(PageMap, document)
    if page_map is None:
        raise NothingFoundError("This document is no longer in the library.")
    return page_map


def _check_page(page_map: PageMap, index: int) -> None:
    if not 0 <= index < len(page_map.found):
        raise ServiceError(
            f"The document has {len(page_map.found)} pages, so there is no page {index + 1}."
        )


@dataclass(frozen=True, slots=True)
class SetPageLabel:
    """Say what is printed on one page."""

    document: Sha256
    index: int
    page_label: str
    label: str = "Set page number"

    def apply(self, tx: Transaction) -> None:
        """Put the page map with the correction."""
        page_map = _page_map(tx, self.document)
        _check_page(page_map, self.index)
        corrected = {**page_map.corrected, self.index: self.page_label.strip()}
        tx.put(replace(page_map, corrected=corrected))


@dataclass(frozen=True, slots=True)
class SetPageLabelsOf:
    """Say what is printed on the first of some pages; the others are counted from it.

    Numbers follow the pages between: "101" for file page 35 makes file page 37 "103".
    """

    document: Sha256
    indexes: tuple[int, ...]
    page_label: str
    label: str = "Set page numbers"

    def apply(self, tx: Transaction) -> None:
        """Put the page map with a correction for each of the pages."""
        page_map = _page_map(tx, self.document)
        corrected = dict(page_map.corrected)
        first = min(self.indexes)
        for index in self.indexes:
            _check_page(page_map, index)
            corrected[index] = counted_on(self.page_label.strip(), index - first)
        tx.put(replace(page_map, corrected=corrected))


@dataclass(frozen=True, slots=True)
class SetPageLabelsFrom:
    """Say what is printed on a page and count on from there: "iv", "v", "vi"; "1123", "1124"."""

    document: Sha256
    index: int
    page_label: str
    label: str = "Set page numbers from here"

    def apply(self, tx: Transaction) -> None:
        """Put the page map with a correction for this page and each after it."""
        page_map = _page_map(tx, self.document)
        _check_page(page_map, self.index)
        corrected = dict(page_map.corrected)
        for step, index in enumerate(range(self.index, len(page_map.found))):
            corrected[index] = counted_on(self.page_label.strip(), step)
        tx.put(replace(page_map, corrected=corrected))


@dataclass(frozen=True, slots=True)
class OffsetPageLabels:
    """Number the whole document by its file pages and an offset: label = file page + offset.

    Pages that this would number 0 or below get roman numerals from i.
    """

    document: Sha256
    offset: int
    label: str = "Set page numbers"

    def apply(self, tx: Transaction) -> None:
        """Put the page map with a correction for every page."""
        page_map = _page_map(tx, self.document)
        pages = range(len(page_map.found))
        corrected = {index: self.label_at(index, self.offset) for index in pages}
        tx.put(replace(page_map, corrected=corrected))

    @staticmethod
    def label_at(index: int, offset: int) -> str:
        """What the page at `index` (from 0) is called then."""
        number = index + 1 + offset
        return str(number) if number > 0 else roman.numeral(index + 1)


@dataclass(frozen=True, slots=True)
class ResetPageLabels:
    """Drop the user's corrections: back to what was found in the file.

    Attributes:
        indexes: only the corrections of these pages; None for all.
    """

    document: Sha256
    indexes: tuple[int, ...] | None = None
    label: str = "Automatic page numbers"

    def apply(self, tx: Transaction) -> None:
        """Put the page map without the corrections."""
        page_map, dropped = _page_map(tx, self.document), self.indexes
        kept = {
            index: text
            for index, text in page_map.corrected.items()
            if dropped is not None and index not in dropped
        }
        tx.put(replace(page_map, corrected=kept))


def offset_for(index: int, page_label: str) -> int:
    """The offset that gives the page at `index` (from 0) this number.

    Raises:
        ServiceError: the label is not a number in digits.
    """
    text = page_label.strip()
    if not text.isdecimal():
        raise ServiceError(
            f"A whole document is numbered by a number in digits, and “{text}” is none; "
            "number from one page on instead."
        )
    return int(text) - (index + 1)


def counted_on(label: str, steps: int) -> str:
    """The label that comes `steps` pages after `label`: digits at its end, or a roman numeral.

    Args:
        steps: may be negative.

    Raises:
        ServiceError: the label has nothing to count, or it would come to less than 1.
    """
    if steps == 0:
        return label
    digits = len(label) - len(label.rstrip("0123456789"))
    value = int(label[-digits:]) if digits else roman.value(label)
    if value is None:
        raise ServiceError(f"“{label}” has no number to count on from; set it for this page only.")
    if value + steps < 1:
        raise ServiceError(
            f"Counted from “{label}”, the first of these pages would be numbered below 1."
        )
    if digits:
        stem, number = label[:-digits], label[-digits:]
        return f"{stem}{value + steps:0{digits if number.startswith('0') else 1}d}"
    numeral = roman.numeral(value + steps)
    return numeral.upper() if label.isupper() else numeral
