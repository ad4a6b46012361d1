"""EDTF dates."""

import pytest

from pincite.model import dates


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2019", [[2019]]),
        ("2019-05", [[2019, 5]]),
        ("2019-05-28", [[2019, 5, 28]]),
        ("1988/1992", [[1988], [1992]]),
        ("../1990", [[1990]]),
        ("199X", [[1990]]),
        ("-0044", [[-44]]),
        ("1723~", [[1723]]),
        ("2004-XX", [[2004]]),
        ("2004-21", [[2004]]),
        ("2019-05-28T10:30:00Z", [[2019, 5, 28]]),
    ],
)
def test_edtf_becomes_date_parts(text: str, parts: list[list[int]]) -> None:
    assert dates.date_parts(text) == parts


@pytest.mark.parametrize("text", ["", "May 2019", "2019-13", "2019-05-40", "forthcoming"])
def test_what_is_no_edtf_has_no_parts(text: str) -> None:
    assert dates.date_parts(text) == []
    assert dates.year(text) is None


def test_approximate_dates_are_known_as_such() -> None:
    assert dates.is_uncertain("1723~")
    assert not dates.is_uncertain("1723")
