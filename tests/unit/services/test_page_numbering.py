"""Correcting printed page numbers from one page, several, from here on, or everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.services.pages import SHA, fill

from pincite.model.documents import PageMap
from pincite.services.errors import ServiceError
from pincite.services.page_numbering import NumberingScope, PageNumbering
from pincite.services.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    fill(space)
    yield space
    space.close()


def labels(workspace: Workspace) -> list[str]:
    return [entry.label for entry in workspace.read.page_map(SHA).labels()]


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        (PageNumbering(NumberingScope.PAGE, 1, "A-3"), ["12", "A-3", "14"]),
        (PageNumbering(NumberingScope.SELECTED, 0, "101", (0, 2)), ["101", "13", "103"]),
        (PageNumbering(NumberingScope.SELECTED, 2, "103", (0, 2)), ["101", "13", "103"]),
        (PageNumbering(NumberingScope.FROM_HERE, 1, "iv"), ["12", "iv", "v"]),
        (PageNumbering(NumberingScope.WHOLE, 2, "2"), ["i", "1", "2"]),
    ],
)
def test_a_number_counts_for_the_pages_that_were_meant(
    workspace: Workspace, numbering: PageNumbering, expected: list[str]
) -> None:
    page_map = workspace.read.page_map(SHA)
    foretold = numbering.outcome(page_map, 3)
    workspace.run_now(numbering.command(SHA, 3))
    assert labels(workspace) == expected
    assert [(i, expected[i]) for i, _ in foretold] == foretold
    workspace.undo().result()
    assert labels(workspace) == ["12", "13", "14"]


def test_automatic_numbers_return_for_these_pages_only(workspace: Workspace) -> None:
    workspace.run_now(PageNumbering(NumberingScope.WHOLE, 0, "1").command(SHA, 3))
    workspace.run_now(PageNumbering(NumberingScope.FROM_HERE, 1, "").command(SHA, 3))
    assert labels(workspace) == ["1", "13", "14"]
    workspace.run_now(PageNumbering(NumberingScope.WHOLE, 0, "").command(SHA, 3))
    assert labels(workspace) == ["12", "13", "14"]


@pytest.mark.parametrize(
    ("numbering", "words"),
    [
        (PageNumbering(NumberingScope.WHOLE, 0, "iv"), "digits"),
        (PageNumbering(NumberingScope.FROM_HERE, 0, "cover"), "no number to count on"),
        (PageNumbering(NumberingScope.SELECTED, 2, "1", (0, 2)), "below 1"),
    ],
)
def test_what_cannot_be_counted_is_said(numbering: PageNumbering, words: str) -> None:
    with pytest.raises(ServiceError, match=words):
        numbering.outcome(PageMap(SHA), 3)
