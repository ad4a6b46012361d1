"""Names of pages as the page box shows and takes them."""

import pytest

from pincite.model.anchors import Anchor, PageQuads
from pincite.model.documents import LabelSource, PageLabel, PageMap, Paragraph
from pincite.model.ids import Sha256
from pincite.ui.reader.history import History, Place
from pincite.ui.reader.page_names import NamedPlace, PageNames, names_for

SHA = Sha256("0" * 64)


def _names() -> PageNames:
    labels = ("i", "ii", "1", "2", "3")
    found = (*(PageLabel(label, LabelSource.OBSERVED) for label in labels),)
    extra = (PageLabel("4", LabelSource.EXTRAPOLATED),)
    return names_for(PageMap(SHA, found + extra), 6, (), is_article=False)


def test_the_file_page_stands_beside_a_label_that_differs() -> None:
    assert (_names().page(2), _names().rest(2)) == ("p. 1", "· 3 of 6")
    loose = PageNames.by_file_page(6)
    assert (loose.page(2), loose.rest(2)) == ("p. 3", "of 6")


def test_a_reckoned_label_is_shown_as_doubtful() -> None:
    assert _names().page(5) == "p. [4]?"


@pytest.mark.parametrize(
    ("typed", "index"),
    [("2", 3), ("p. 2", 3), ("II", 1), ("6", 5), ("[4]?", 5), ("p. [4]?", 5)],
)
def test_a_label_comes_before_a_file_page(typed: str, index: int) -> None:
    assert _names().find(typed) == NamedPlace(index)


def test_a_name_that_is_none_leads_nowhere() -> None:
    assert _names().find("99") is None


def test_articles_are_named_by_paragraph() -> None:
    paragraphs = (Paragraph(1, 0, 0), Paragraph(2, 0, 50), Paragraph(3, 1, 10))
    names = names_for(PageMap(SHA), 2, paragraphs, is_article=True)
    assert (names.page(1), names.rest(1)) == ("¶ 3", "of 3")
    assert names.find("¶ 2") == NamedPlace(0, 50)
    assert names.of_anchor(Anchor(0, (PageQuads(0, ()),), start=60)) == "¶ 2"


def test_a_passage_over_two_pages_is_named_by_both() -> None:
    anchor = Anchor(2, (PageQuads(2, ()), PageQuads(3, ())))
    assert _names().of_anchor(anchor) == "pp. 1–2"


def test_back_returns_and_forward_goes_again() -> None:
    history = History()
    history.leave(Place(1))
    assert history.back(Place(8)) == Place(1)
    assert history.forward(Place(1)) == Place(8)
    history.leave(Place(3))
    assert history.forward(Place(9)) is None
