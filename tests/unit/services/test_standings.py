"""The state of a citation with its reason."""

import pytest

from pincite.model.citations import Citation, CitationState
from pincite.model.documents import Document
from pincite.model.ids import BibliographyId, CitationId, ItemId, Sha256
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.services.cited_rows import CitedRow
from pincite.services.standings import Standing, needs_a_look, standing_of

FILE = Document(Sha256("f" * 64), ItemId("w"), "w.pdf", "application/pdf", pages=9)


def row(
    quotation: str = "",
    state: CitationState = CitationState.UNCHECKED,
    *,
    place: str = "3",
    page_index: int | None = 2,
    missing: tuple[str, ...] = (),
    trashed: str = "",
) -> CitedRow:
    item = Item(ItemId("w"), trashed=trashed)
    locator = parse_locator(place)
    citation = Citation(CitationId("c"), BibliographyId("b"), item.id, locator)
    return CitedRow(
        citation, item, locator, FILE, page_index, quotation, state, missing_pages=missing
    )


@pytest.mark.parametrize(
    ("cited", "standing", "wants_a_look"),
    [
        (row("words", CitationState.VERIFIED), Standing.VERIFIED, False),
        (row("words", CitationState.MOVED), Standing.MOVED, True),
        (row("words"), Standing.UNCHECKED, False),
        (row("words", CitationState.NOT_FOUND), Standing.NOT_FOUND, True),
        (row("words", CitationState.NO_FILE), Standing.NO_FILE, True),
        (row(), Standing.PAGE_FOUND, False),
        (row(page_index=None), Standing.NOT_QUOTED, False),
        (row(place="", page_index=None), Standing.NO_PLACE, False),
        (row(missing=("512",), page_index=None), Standing.NO_SUCH_PAGE, True),
        (row("words", CitationState.NOT_FOUND, missing=("512",)), Standing.NO_SUCH_PAGE, True),
        (row("words", CitationState.MOVED, missing=("512",)), Standing.MOVED, True),
        (row("words", CitationState.VERIFIED, trashed="2026"), Standing.IN_TRASH, True),
    ],
)
def test_a_citation_is_in_one_state_and_may_need_a_look(
    cited: CitedRow, standing: Standing, *, wants_a_look: bool
) -> None:
    assert (standing_of(cited), needs_a_look(cited)) == (standing, wants_a_look)
