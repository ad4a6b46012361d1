"""What a citation is read as, before its work is looked for."""

from dataclasses import dataclass

from pincite.model.locators import Locator
from pincite.model.mentions import GUESS, MentionKind


@dataclass(frozen=True, slots=True)
class Found:
    """A citation in a text.

    Attributes:
        start, end: offsets in the text searched, end exclusive.
        work: as written, spaces made single; empty when none is named.
        confidence: from 0 to 1.
        note: number of the note that "supra note 3" leads to; 0 for none.
        is_narrative: the name belongs to the sentence: "Smith (2009, p. 23) says".
    """

    start: int
    end: int
    kind: MentionKind
    work: str = ""
    locator: Locator = Locator()
    confidence: float = 0.9
    note: int = 0
    is_narrative: bool = False

    @property
    def is_guess(self) -> bool:
        """True for what may be no citation at all."""
        return self.confidence < GUESS


class Spans:
    """What has been found so far; a later find does not overlap an earlier one."""

    def __init__(self) -> None:
        self._found: list[Found] = []
        self._taken: set[int] = set()

    def add(self, found: Found | None) -> bool:
        """Keep it unless a part of it is taken; true when it was kept."""
        if found is None or not self._taken.isdisjoint(range(found.start, found.end)):
            return False
        self._taken.update(range(found.start, found.end))
        self._found.append(found)
        return True

    def is_taken(self, start: int, end: int) -> bool:
        """True when something was found in this stretch."""
        return not self._taken.isdisjoint(range(start, end))

    def in_order(self) -> list[Found]:
        """All, in reading order."""
        return sorted(self._found, key=lambda found: found.start)
