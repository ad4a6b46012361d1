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
        numbers = [index + 1 + self.offset for index in range(len(page_map.found))]
        corrected = {
            index: str(number) if number > 0 else roman.numeral(index + 1)
            for index, number in enumerate(numbers)
        }
        tx.put(replace(page_map, corrected=corrected))


@dataclass(frozen=True, slots=True)
class ResetPageLabels:
    """Drop the user's corrections: back to what was found in the file."""

    document: Sha256
    label: str = "Automatic page numbers"

    def apply(self, tx: Transaction) -> None:
        """Put the page map without corrections."""
        tx.put(replace(_page_map(tx, self.document), corrected={}))


def counted_on(label: str, steps: int) -> str:
    """The label that comes `steps` pages after `label`: digits at its end, or a roman numeral.

    Raises:
        ServiceError: the label has nothing to count.
    """
    if steps == 0:
        return label
    digits = len(label) - len(label.rstrip("0123456789"))
    if digits:
        stem, number = label[:-digits], label[-digits:]
        return f"{stem}{int(number) + steps:0{digits if number.startswith('0') else 1}d}"
    value = roman.value(label)
    if value is None:
        raise ServiceError(f"“{label}” has no number to count on from; set it for this page only.")
    numeral = roman.numeral(value + steps)
    return numeral.upper() if label.isupper() else numeral
