"""Moves, marks of pages and the page's HTML, without a window."""

import pytest

from pincite.citing.csl_engine import CslResult
from pincite.model.ids import CitationId, HeadingId, ItemId
from pincite.services.commands.entries import MoveEntries
from pincite.ui.bibliography.formatting import (
    CitedText,
    EntryText,
    Formatted,
    Group,
    Part,
    Remarks,
)
from pincite.ui.bibliography.moves import Order, moved_before, moved_down, moved_up
from pincite.ui.bibliography.page import PageLook, PageWords, page_html, page_text
from pincite.ui.bibliography.page_marks import PageMarks

H, G = HeadingId("H"), HeadingId("G")
ORDER = Order(tuple(CitationId(name) for name in "abcde"))
GROUPS = Order(
    (CitationId("a"), H, CitationId("b"), CitationId("c"), G, CitationId("d")), frozenset({H, G})
)
WORDS = PageWords("Bibliography", "Citations", "gray")
LOOK = PageLook(WORDS, 28)


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
    def command(expected: tuple[str, str | None] | None) -> MoveEntries | None:
        if expected is None:
            return None
        before = CitationId(expected[1]) if expected[1] else None
        return MoveEntries(_ids(expected[0]), before)

    assert moved_down(ORDER, _ids(chosen)) == command(down)
    if chosen != "ac":
        assert moved_up(ORDER, _ids(chosen)) == command(up)


@pytest.mark.parametrize(
    ("chosen", "before", "expected"),
    [
        ("ab", "e", MoveEntries(_ids("ab"), CitationId("e"))),
        ("b", None, MoveEntries(_ids("b"), None)),
        ("b", "b", None),
        ("b", "c", None),
        ("de", None, None),
        ("ac", "a", MoveEntries(_ids("ac"), CitationId("b"))),
    ],
)
def test_dropping_before_an_entry(
    chosen: str, before: str | None, expected: MoveEntries | None
) -> None:
    place = CitationId(before) if before else None
    assert moved_before(ORDER, _ids(chosen), place) == expected


def test_a_heading_moves_with_its_group_over_the_group_beside_it() -> None:
    assert moved_down(GROUPS, (H,)) == MoveEntries((H, *_ids("bc")), None)
    assert moved_up(GROUPS, (G,)) == MoveEntries((G, *_ids("d")), H)
    assert moved_up(GROUPS, (H,)) is None


def test_a_citation_passes_a_heading_into_the_next_group() -> None:
    assert moved_down(GROUPS, _ids("c")) == MoveEntries(_ids("c"), CitationId("d"))
    assert moved_up(GROUPS, _ids("b")) == MoveEntries(_ids("b"), H)


def test_a_drop_on_a_heading_ends_up_last_in_its_group() -> None:
    assert GROUPS.end_of_group(H) == G
    assert GROUPS.end_of_group(G) is None


def test_ordered_by_style_only_the_group_can_be_chosen() -> None:
    by_style = Order(GROUPS.entries, GROUPS.headings, is_by_style=True)
    assert by_style.fitting(CitationId("c")) == G
    assert by_style.fitting(CitationId("d")) is None
    assert GROUPS.fitting(CitationId("c")) == "c"


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


def _formatted(
    citation: str, entry: str, *, is_note: bool = False, is_hanging: bool = False, title: str = ""
) -> Formatted:
    remarks = Remarks("the words", "think again", "p. 3")
    cited = CitedText(CitationId("c"), ItemId("w"), citation, remarks if title else Remarks())
    return Formatted(
        (),
        CslResult((citation,), (entry,), is_hanging=is_hanging),
        (Group(title, (cited,)),),
        (Group(title, (EntryText(entry, (ItemId("w"),)),)),),
        is_note,
    )


def test_numbered_entries_stand_in_two_columns() -> None:
    entry = (
        '<div class="csl-entry"><div class="csl-left-margin">[1]</div>'
        '<div class="csl-right-inline">R. Adler, <i>Towns</i>.</div></div>'
    )
    formatted = _formatted("[1, p. 3]", entry)
    html = page_html(formatted, Part.BOTH, LOOK)
    assert "<td" in html
    assert "<div" not in html
    text = page_text(formatted, Part.BOTH, WORDS)
    assert text == "[1, p. 3]\n\nBibliography\n\n[1] R. Adler, Towns."


def test_hanging_entries_are_indented() -> None:
    entry = '<div class="csl-entry">Adler. <i>Towns</i>.</div>'
    hanging = _formatted("a", entry, is_note=True, is_hanging=True)
    assert "text-indent:-28px" in page_html(hanging, Part.ENTRIES, LOOK)
    assert "<sup>1</sup>" in page_html(hanging, Part.CITATIONS, LOOK)


def test_the_page_has_headings_quotations_and_notes() -> None:
    entry = '<div class="csl-entry">Adler. <i>Towns</i>.</div>'
    formatted = _formatted("(Adler, p. 3)", entry, title="Towns & trade")
    assert "Towns &amp; trade" in page_html(formatted, Part.BOTH, LOOK)
    assert page_text(formatted, Part.CITATIONS, WORDS) == (
        "Towns & trade\n\n(Adler, p. 3)\n    “the words” (p. 3)\n    think again"
    )
    assert page_text(formatted, Part.ENTRIES, WORDS) == (
        "Towns & trade\n\nAdler. Towns.\n    “the words” (p. 3)\n    think again"
    )
