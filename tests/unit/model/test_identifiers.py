"""DOI, arXiv and ISBN in running text."""

import pytest

from pincite.model import identifiers


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("See https://doi.org/10.5555/Example.1998.1123.", "10.5555/example.1998.1123"),
        ("(doi:10.1000/a(b)c)", "10.1000/a(b)c"),
        ("10.1000/xyz123], and", "10.1000/xyz123"),
    ],
)
def test_a_doi_is_found_without_what_surrounds_it(text: str, doi: str) -> None:
    assert identifiers.find_doi(text) == doi


def test_text_without_a_doi_has_none() -> None:
    assert identifiers.find_doi("Section 10.12 / page 4") is None


def test_arxiv_numbers_lose_their_version() -> None:
    assert identifiers.find_arxiv("arXiv:1706.03762v7 [cs.CL]") == "1706.03762"
    assert identifiers.find_arxiv("arXiv:hep-th/9901001") == "hep-th/9901001"


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("ISBN 0-306-40615-2", "9780306406157"),
        ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("ISBN 0-306-40615-3", None),
        ("0-306-40615-2", None),
    ],
)
def test_an_isbn_needs_its_word_and_a_right_check_digit(text: str, isbn: str | None) -> None:
    assert identifiers.find_isbn(text) == isbn
