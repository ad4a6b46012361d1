"""Locators as people type them."""

import pytest

from pincite.model.locators import Locator, LocatorRange, page_locator, parse_locator


@pytest.mark.parametrize(
    ("text", "kind", "described"),
    [
        ("23", "page", "p. 23"),
        ("pp. 3, 10-11", "page", "pp. 3, 10–11"),
        ("p. xii", "page", "p. xii"),
        ("xii--xv", "page", "pp. xii–xv"),
        ("A-3", "page", "p. A-3"),
        ("¶ 4", "paragraph", "¶ 4"),
        ("8:33-9:09", "timestamp", "8:33–9:09"),
        ("ch. 4", "chapter", "chapter 4"),
        ("§ 3.2", "section", "section 3.2"),
        ("1123", "page", "p. 1123"),
    ],
)
def test_a_typed_locator_is_understood(text: str, kind: str, described: str) -> None:
    locator = parse_locator(text)
    assert locator.kind == kind
    assert locator.described == described


def test_a_kind_that_is_given_overrules_the_text() -> None:
    assert parse_locator("4", "chapter") == Locator("chapter", (LocatorRange("4"),))


def test_no_text_is_no_locator() -> None:
    assert not parse_locator("  ")
    assert Locator().described == ""


def test_a_passage_over_a_page_end_is_a_range() -> None:
    assert page_locator(["23", "24"]).described == "pp. 23–24"
    assert page_locator(["23", "23"]).described == "p. 23"
