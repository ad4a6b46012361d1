"""What a reader shows where somebody arrives from another document."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrival:
    """A passage to be shown for a moment, and the way back.

    Attributes:
        page_index: where it begins, from 0; None where only the document is meant.
        pages: where the quotation may stand, the page itself included.
        quotation: words of the passage; the whole page is shown where they do not stand there.
        start, length: the passage in the text of the page, where it is known; -1 for the page.
        back: what "Back" does until one goes elsewhere.
        asks_number: ask what is printed on the page, for the numbers need to be corrected.
    """

    page_index: int | None = None
    pages: tuple[int, ...] = ()
    quotation: str = ""
    start: int = -1
    length: int = 0
    back: Callable[[], object] | None = None
    asks_number: bool = False
