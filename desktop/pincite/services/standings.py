"""How a citation stands: whether what it says can be found, and if not, why."""

from collections.abc import Iterable
from enum import StrEnum

from pincite.model.citations import CitationState
from pincite.services.cited_rows import CitedRow


class Standing(StrEnum):
    """The state of a citation with its reason.

    The first seven are those of its quotation, see `CitationState`. The others: the work is in the
    trash; a page is cited that the file does not have; the cited page is there and nothing is
    quoted; nothing can be looked up, since no file or no page is known; no place is named at all.
    """

    VERIFIED = "verified"
    MOVED = "moved"
    CLOSE = "close"
    NOT_FOUND = "not found"
    UNCHECKED = "unchecked"
    NO_TEXT = "no text"
    NO_FILE = "no file"
    IN_TRASH = "in trash"
    NO_SUCH_PAGE = "no such page"
    PAGE_FOUND = "page found"
    NOT_QUOTED = "not quoted"
    NO_PLACE = "no place"


_NEEDS_A_LOOK = frozenset(
    {
        Standing.MOVED,
        Standing.CLOSE,
        Standing.NOT_FOUND,
        Standing.NO_TEXT,
        Standing.NO_FILE,
        Standing.IN_TRASH,
        Standing.NO_SUCH_PAGE,
    }
)
_PAGE_IS_KNOWN = (CitationState.VERIFIED, CitationState.MOVED, CitationState.CLOSE)
"""Words that stand somewhere tell more than a wrong number does."""


def standing_of(row: CitedRow) -> Standing:
    """How a citation stands."""
    is_quoting = bool(row.quotation.strip())
    if row.item.trashed:
        return Standing.IN_TRASH
    if row.missing_pages and not (is_quoting and row.state in _PAGE_IS_KNOWN):
        return Standing.NO_SUCH_PAGE
    if is_quoting:
        return Standing(row.state.value)
    if not row.locator:
        return Standing.NO_PLACE
    return Standing.PAGE_FOUND if row.page_index is not None else Standing.NOT_QUOTED


def needs_a_look(row: CitedRow) -> bool:
    """True when somebody should mend something."""
    return standing_of(row) in _NEEDS_A_LOOK


def rows_to_mend(rows: Iterable[CitedRow]) -> list[CitedRow]:
    """The citations that need a look, in their order."""
    return [row for row in rows if needs_a_look(row)]
