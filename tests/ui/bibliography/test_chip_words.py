"""What a chip says of a quotation."""

import pytest

from pincite.model.citations import CitationState
from pincite.ui.verdicts.words import chip_word


@pytest.mark.parametrize(
    ("state", "places", "word"),
    [
        (CitationState.VERIFIED, ("23",), "verified"),
        (CitationState.MOVED, (), "moved"),
        (CitationState.MOVED, ("24",), "moved to p. 24"),
        (CitationState.MOVED, ("24", "25"), "moved to pp. 24–25"),
        (CitationState.MOVED, ("¶ 4",), "moved to ¶ 4"),
    ],
)
def test_a_moved_quotation_says_where_it_stands(
    state: CitationState, places: tuple[str, ...], word: str
) -> None:
    assert chip_word(state, places) == word
