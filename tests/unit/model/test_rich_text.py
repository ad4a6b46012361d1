"""Titles as people read them: CSL's marks taken off, everything else left."""

import pytest

from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.rich_text import plain_text


@pytest.mark.parametrize(
    ("rich", "plain"),
    [
        ('Who weighed the <span class="nocase">Bread</span>?', "Who weighed the Bread?"),
        ("<i>E. <b>coli</b></i> in H<sub>2</sub>O", "E. coli in H2O"),
        ("a < b and <i> alone", "a < b and <i> alone"),
        ("plain", "plain"),
    ],
)
def test_marks_are_taken_off(rich: str, plain: str) -> None:
    assert plain_text(rich) == plain
    assert Item(ItemId("x"), fields={"title": rich}).title == plain
