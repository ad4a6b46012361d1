"""Page maps: printed numbers and file pages."""

from pincite.model.documents import LabelSource, PageLabel, PageMap
from pincite.model.ids import Sha256

FRONT = tuple(PageLabel(label, LabelSource.OBSERVED) for label in ("i", "ii", "1", "2", "3"))
PAGES = PageMap(Sha256("a" * 64), FRONT, {4: "3a"})


def test_a_label_comes_before_a_file_page() -> None:
    assert PAGES.index_of("2") == 3
    assert PAGES.index_of("II") == 1
    assert PAGES.index_of("5") == 4


def test_a_correction_comes_before_what_was_found() -> None:
    assert PAGES.label(4) == PageLabel("3a", LabelSource.USER)
    assert PAGES.index_of("3a") == 4


def test_unknown_labels_name_no_page() -> None:
    assert PAGES.index_of("99") is None
    assert PAGES.index_of("xx") is None


def test_a_printed_number_comes_before_the_place_of_an_unnumbered_page() -> None:
    front = tuple(PageLabel(str(place)) for place in (1, 2, 3))
    printed = tuple(PageLabel(str(n), LabelSource.OBSERVED) for n in (1, 2, 3))
    pages = PageMap(Sha256("a" * 64), front + printed)
    assert pages.index_of("2") == 4
    assert pages.printed() == ("", "", "", "1", "2", "3")
    assert PageMap(Sha256("a" * 64), front).printed() == ("1", "2", "3")
