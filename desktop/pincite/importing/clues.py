"""What a PDF says about itself, as the document reader hands it over."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class LineClue(Protocol):
    """A line of print on one of the first pages."""

    @property
    def text(self) -> str:
        """The words of the line."""

    @property
    def size_pt(self) -> float:
        """Type size."""

    @property
    def y_fraction(self) -> float:
        """Middle of the line, 0 at the top of the page and 1 at its bottom."""

    @property
    def page_index(self) -> int:
        """Page, from 0."""

    @property
    def is_rotated(self) -> bool:
        """True for lines that do not run from left to right."""


class PdfClues(Protocol):
    """The metadata of a file and the print of its first pages, in reading order."""

    @property
    def info(self) -> Mapping[str, str]:
        """The document information dictionary: "Title", "Author", "CreationDate"… or lower case."""

    @property
    def xmp(self) -> str:
        """The XMP packet as XML; empty when there is none."""

    @property
    def first_lines(self) -> Sequence[LineClue]:
        """Lines of the first pages."""

    @property
    def first_text(self) -> str:
        """Text of the first two pages."""
