"""Checks of quotations: whether the words stand in the cited work, where, and how they differ."""

from dataclasses import dataclass
from enum import StrEnum

from pincite.model.citations import CitationState
from pincite.model.locators import Locator


class Remark(StrEnum):
    """What is to be said about a quotation that does not make it a wrong one.

    `INSERTION`: words in brackets are not in the source. `RUNS_ON`: it goes on after the cited
    pages. `PLACE_UNKNOWN`: the locator (a chapter, a time) cannot be compared with pages.
    """

    PUNCTUATION = "punctuation"
    CAPITALS = "capitals"
    SPACES = "spaces"
    ACCENTS = "accents"
    INSERTION = "insertion"
    RUNS_ON = "runs on"
    PLACE_UNKNOWN = "place unknown"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a quotation beside the same part of the source; either may be empty.

    Attributes:
        is_same: in letters and numbers.
    """

    quoted: str
    found: str
    is_same: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the folded text of a document, end exclusive; see `model.text_index`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a quotation found.

    Attributes:
        state: see `CitationState`; it is `VERIFIED` only for words that stand there letter for
            letter, after folding.
        stands: where the words stand, as one would cite it; empty when they stand nowhere.
        pages: the file pages that they stand on, from 0.
        labels: what these places are called: "23", "24", or "¶ 4".
        found: what stands there, in one line; a similar text for `CLOSE`.
        before, after: the text around it.
        chunks: both texts, cut where they differ.
        spans: the places in the text index.
    """

    state: CitationState
    stands: Locator = Locator()
    pages: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    found: str = ""
    before: str = ""
    after: str = ""
    chunks: tuple[Chunk, ...] = ()
    remarks: tuple[Remark, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def page_index(self) -> int | None:
        """The file page where the words begin; None when they stand nowhere."""
        return self.pages[0] if self.pages else None


class CheckKind(StrEnum):
    """What a checked quotation belongs to."""

    CITATION = "citation"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What a list shows of a check, and what tells whether it still holds.

    Attributes:
        quotation, document: what was compared.
        pages: the file pages that the words stand on, from 0.
    """

    state: CitationState
    quotation: str
    document: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """A check as the library keeps it.

    Attributes:
        source: id of the citation or mention.
        document: sha256 of the file that it was checked against; empty without one.
        quotation, locator: as they were then.
        at: ISO 8601 time in UTC.
    """

    source: str
    kind: CheckKind
    document: str
    quotation: str
    locator: Locator
    verdict: Verdict
    at: str = ""
