"""Where marks stand in the text of their pages."""

import pytest
from tests.unit.services.pages import TEXTS, anchor

from pincite.model.anchors import Anchor
from pincite.services.stretches import anchor_of, stretches_of, united

PAGES = dict(enumerate(TEXTS))


@pytest.mark.parametrize(
    "place",
    [
        anchor("The towns did not starve"),
        anchor("for want of ships at all."),
        anchor("at all. They starved because"),
        anchor("13", 1),
        anchor("the scales|for years.", 0, 1),
        anchor("Prices fell|in May.", 1, 2),
    ],
)
def test_a_mark_is_found_again_in_the_text_and_made_anew(place: Anchor) -> None:
    found = stretches_of(place, PAGES)
    assert anchor_of(united(found, PAGES), PAGES) == place
    quads = [quad for stretch in found for quad in stretch.quads]
    assert quads == [quad for part in place.places for quad in part.quads]


def test_words_that_are_not_on_the_page_have_no_place() -> None:
    elsewhere = Anchor(0, anchor("The towns").places, "The villages", start=17)
    assert stretches_of(elsewhere, PAGES) == []
    assert stretches_of(anchor("The towns"), {}) == []
