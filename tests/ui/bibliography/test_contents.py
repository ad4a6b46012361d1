"""Moves, marks of pages and the page's HTML, without a window."""

import pytest

from pincite.citing.csl_engine import CslResult
from pincite.model.ids import CitationId
from pincite.services.commands.bibliographies import MoveCitations
from pincite.ui.bibliography.contents import moved_before, moved_down, moved_up
from pincite.ui.bibliography.formatting import Formatted, PageWords, Part, page_html, page_text
from pincite.ui.bibliography.page_marks import PageMarks

ORDER = [CitationId(name) for name in "abcde"]
WORDS = PageWords("Bibliography", "Citations", "gray")


def _ids(names: str) -> tuple[CitationId, ...]:
    return tuple(CitationId(name) for name in names)


@pytest.mark.parametrize(
    ("chosen", "up", "down"),
    [
        ("a", None, ("a", "c")),
        ("c", ("c", "b"), ("c", "e")),
        ("e", ("e", "d"), None),
        ("bd", ("bd", "a"), ("bd", None)),
        ("ab", None, ("ab", "d")),
        ("ac", ("ac", "a"), ("ac", "e")),
    ],
)
def test_one_step_up_and_down(
    chosen: str, up: tuple[str, str] | None, down: tuple[str, str | None] | None
) -> None:
    def command(expected: tuple[str, str | None] | None) -> MoveCitations | None:
        if expected is None:
            return None
        before = CitationId(expected[1]) if expected[1] else None
        return MoveCitations(_ids(expected[0]), before)

    assert moved_down(ORDER, _ids(chosen)) == command(down)
    if chosen != "ac":
        assert moved_up(ORDER, _ids(chosen)) == command(up)


@pytest.mark.parametrize(
    ("chosen", "row", "expected"),
    [
        ("ab", 4, MoveCitations(_ids("ab"), CitationId("e"))),
        ("b", -1, MoveCitations(_ids("b"), None)),
        ("b", 1, None),
        ("b", 2, None),
        ("de", 5, None),
        ("ac", 0, MoveCitations(_ids("ac"), CitationId("b"))),
    ],
)
def test_dropping_before_a_row(chosen: str, row: int, expected: MoveCitations | None) -> None:
    assert moved_before(ORDER, _ids(chosen), row) == expected


def test_marks_find_their_page_at_any_width() -> None:
    wide = PageMarks(100, (2, 50), 1000)
    assert wide.cell_count == 100
    assert [cell for cell, (_, _, cited) in enumerate(wide.cells()) if cited] == [2, 50]
    assert wide.page_at(25) == 2
    assert wide.page_at(35) == 2
    assert wide.page_at(200) is None
    narrow = PageMarks(1000, (999,), 200)
    assert narrow.cell_count == 50
    assert narrow.page_at(199) == 999


def test_a_work_without_pages_has_no_strip() -> None:
    assert list(PageMarks(0, (), 500).cells()) == []
    assert PageMarks(0, (3,), 500).page_at(10) is None


def test_numbered_entries_stand_in_two_columns() -> None:
    entry = (
        '<div class="csl-entry"><div class="csl-left-margin">[1]</div>'
        '<div class="csl-right-inline">R. Adler, <i>Towns</i>.</div></div>'
    )
    formatted = Formatted((), CslResult(("[1, p. 3]",), (entry,)))
    html = page_html(formatted, Part.BOTH, WORDS, 28)
    assert "<td" in html
    assert "<div" not in html
    text = page_text(formatted, Part.BOTH, WORDS)
    assert text == "[1, p. 3]\n\nBibliography\n\n[1] R. Adler, Towns."


def test_hanging_entries_are_indented() -> None:
    entry = '<div class="csl-entry">Adler. <i>Towns</i>.</div>'
    hanging = Formatted((), CslResult(("a",), (entry,), is_hanging=True), is_note=True)
    assert "text-indent:-28px" in page_html(hanging, Part.ENTRIES, WORDS, 28)
    assert "<sup>1</sup>" in page_html(hanging, Part.CITATIONS, WORDS, 28)
