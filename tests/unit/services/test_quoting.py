"""Quotations as they are pasted into a text."""

import pytest

from pincite.model.anchors import Anchor
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.services.quoting import quotation_with_citation


def _item(*families: str) -> Item:
    creators = tuple(Creator(family=family) for family in families)
    fields = {"title": "Harbour Towns"}
    return Item(ItemId("i"), "report", "adler2014", fields, creators, {"issued": "2014-05"})


@pytest.mark.parametrize(
    ("families", "who"),
    [
        (("Adler",), "Adler"),
        (("Adler", "Okafor"), "Adler and Okafor"),
        (("Adler", "Okafor", "Lill"), "Adler et al."),
        ((), "“Harbour Towns”"),
    ],
)
def test_the_citation_names_author_year_and_page(families: tuple[str, ...], who: str) -> None:
    anchor = Anchor(0, quote="The scales were wrong.")
    text = quotation_with_citation(anchor, _item(*families), parse_locator("23"))
    assert text == f"“The scales were wrong.” ({who} 2014, p. 23)"


def test_a_mark_without_words_gives_only_the_citation() -> None:
    text = quotation_with_citation(Anchor(0), _item("Adler"), parse_locator("10-11"))
    assert text == "(Adler 2014, pp. 10–11)"
