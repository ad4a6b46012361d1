"""Roman numerals."""

from hypothesis import given
from hypothesis import strategies as st

from pincite.model import roman


@given(st.integers(1, 3999))
def test_a_numeral_reads_back(number: int) -> None:
    assert roman.value(roman.numeral(number)) == number


def test_other_words_are_no_numerals() -> None:
    assert [roman.value(text) for text in ("", "iiii", "vx", "chapter", "12")] == [None] * 5
