"""How pages are arranged: one or two in a row, flowing or page by page, turned, cropped. Pure."""

from dataclasses import dataclass
from enum import Enum


class Spread(Enum):
    """Which pages stand side by side."""

    ONE = "one"
    TWO = "two"
    COVER = "cover"
    """The first page alone, then two by two, as in a bound book."""

    @property
    def columns(self) -> int:
        """The most pages in a row."""
        return 1 if self is Spread.ONE else 2


@dataclass(frozen=True, slots=True)
class ViewMode:
    """What the user chose for the arrangement of the pages.

    Attributes:
        is_paged: one row of pages is shown at a time; otherwise all rows follow each other.
        turn: degrees clockwise by which the whole document is turned: 0, 90, 180 or 270.
        is_cropped: white margins are cut off.
        is_right_to_left: the first page of a spread stands at the right.
    """

    spread: Spread = Spread.ONE
    is_paged: bool = False
    turn: int = 0
    is_cropped: bool = False
    is_right_to_left: bool = False

    def row_of(self, index: int) -> int:
        """The row in which a page stands."""
        if self.spread is Spread.ONE:
            return index
        return (index + (self.spread is Spread.COVER)) // 2

    def pages_in(self, row: int, page_count: int) -> range:
        """The pages of a row, in reading order."""
        if self.spread is Spread.ONE:
            return range(row, min(row + 1, page_count))
        first = 2 * row - (self.spread is Spread.COVER)
        return range(max(0, first), min(first + 2, page_count))

    def rows(self, page_count: int) -> int:
        """How many rows so many pages take."""
        return self.row_of(page_count - 1) + 1 if page_count else 0

    def to_text(self) -> str:
        """A short text that `from_text` reads; without the names of what is as usual."""
        words = [self.spread.value]
        words += ["paged"] * self.is_paged + [f"turn={self.turn}"] * bool(self.turn)
        words += ["cropped"] * self.is_cropped + ["rtl"] * self.is_right_to_left
        return " ".join(words)

    @classmethod
    def from_text(cls, text: str) -> "ViewMode":
        """The mode in a text of `to_text`; what is not known there is as usual."""
        words = text.split()
        spread = next((s for s in Spread if s.value in words), Spread.ONE)
        turn = next((t for t in (90, 180, 270) if f"turn={t}" in words), 0)
        return cls(spread, "paged" in words, turn, "cropped" in words, "rtl" in words)


USUAL = ViewMode()
"""One page below the other, as the file has them."""
