"""Manuscripts that are checked: what is found, in the order in which it needs attention."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pincite.model.checks import Verdict
from pincite.model.citations import CitationState
from pincite.model.documents import Document
from pincite.model.items import Item
from pincite.model.locators import Locator


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a manuscript.

    Attributes:
        number: line of a plain file, or paragraph of a word processor's, from 1.
        note: number of the footnote or endnote that it stands in; empty in the text itself.
        file: the part that it stands in, relative to the manuscript's folder; empty in the
            manuscript's own file.
    """

    number: int
    is_line: bool = False
    note: str = ""
    file: str = ""

    @property
    def described(self) -> str:
        """For people: "paragraph 12", "line 34", "note 5, paragraph 12", "ch1.tex, line 3"."""
        word = f"{'line' if self.is_line else 'paragraph'} {self.number}"
        note = f"note {self.note}" if self.note else ""
        return ", ".join(part for part in (self.file, note, word) if part)


class FindingState(StrEnum):
    """How a citation of a manuscript stands, what needs attention most first.

    The words are those of `CitationState` where it has one.
    """

    MISSING = "missing item"
    AMBIGUOUS = "ambiguous item"
    NOT_FOUND = CitationState.NOT_FOUND.value
    NO_PAGE = "no such page"
    CLOSE = CitationState.CLOSE.value
    MOVED = CitationState.MOVED.value
    NO_LOCATOR = "no locator"
    NO_TEXT = CitationState.NO_TEXT.value
    NO_FILE = CitationState.NO_FILE.value
    UNCHECKED = CitationState.UNCHECKED.value
    VERIFIED = CitationState.VERIFIED.value

    @property
    def needs_attention(self) -> bool:
        """False where the manuscript is right as far as can be told."""
        return self not in (FindingState.VERIFIED, FindingState.UNCHECKED)


STATES: tuple[FindingState, ...] = tuple(FindingState)
_RANKS = {state: rank for rank, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Finding:
    """A work cited in a manuscript, with one quotation or none.

    Attributes:
        written, sentence: the citation as it stands there, and the text around it.
        name: what the manuscript calls the work: its key, or author and title.
        candidates: items that it could be, where `item` is not certain.
        document: the file that was looked in; None when there is none.
        page_index: file page of the locator, from 0; None when it names none.
        verdict: where the quotation stands; None when it was not looked for.
        remark: a sentence for people about what is wrong; empty when nothing is.
    """

    place: Place
    written: str
    sentence: str
    name: str
    state: FindingState
    locator: Locator = Locator()
    quotation: str = ""
    item: Item | None = None
    candidates: tuple[Item, ...] = ()
    document: Document | None = None
    page_index: int | None = None
    verdict: Verdict | None = None
    remark: str = ""

    @property
    def found_on(self) -> tuple[str, ...]:
        """What the places are called where the quotation, or what is like it, stands."""
        return self.verdict.labels if self.verdict else ()

    @property
    def found_text(self) -> str:
        """What the work says there; empty when nothing is like it."""
        return self.verdict.found if self.verdict else ""


@dataclass(frozen=True, slots=True)
class Report:
    """A manuscript that was checked.

    Attributes:
        findings: in reading order.
        remarks: sentences on what could not be read.
    """

    path: Path
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()
    counts: dict[FindingState, int] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path, findings: Sequence[Finding], remarks: Sequence[str]) -> "Report":
        """A report with its findings counted."""
        return cls(path, tuple(findings), tuple(remarks), dict(Counter(f.state for f in findings)))

    @property
    def by_need(self) -> list[Finding]:
        """What needs attention most first; otherwise in reading order."""
        return sorted(self.findings, key=lambda finding: _RANKS[finding.state])

    @property
    def attention(self) -> int:
        """How many findings need attention."""
        return sum(count for state, count in self.counts.items() if state.needs_attention)
