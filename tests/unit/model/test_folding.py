"""What does not matter to a comparison of texts."""

import pytest

from pincite.library import folding as filters
from pincite.model.folding import fold, fold_with_origins
from pincite.search.analysis import tokens


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Søren", "soren"),
        ("ŁÓDŹ", "lodz"),
        ("Đorđe", "dorde"),
        ("Ħal Saflieni", "halsaflieni"),
        ("IŞIK ışık", "isikisik"),
        ("Æneas", "aeneas"),
        ("Œdipe", "oedipe"),
        ("Straße", "strasse"),
        ("Þórður", "thordur"),
        ("ﬁne co\u00f6peration", "finecooperation"),
    ],
)
def test_letters_become_plain_the_same_way_everywhere(text: str, plain: str) -> None:
    assert fold(text) == plain
    assert "".join(tokens(text)) == plain
    assert filters.fold(text).replace(" ", "") == plain


def test_both_letters_of_a_joined_one_come_from_it() -> None:
    assert fold_with_origins("xæy") == ("xaey", [0, 1, 1, 2])
