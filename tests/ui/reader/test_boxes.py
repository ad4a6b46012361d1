"""Moving and resizing boxes, and the lines of text marks."""

import pytest

from pincite.model.anchors import Quad
from pincite.ui.reader.annotations.line_marks import Run, runs_along, wave
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.tools.boxes import HANDLES, Handle, box_between, moved, resized

SHEET = Quad(0, 0, 600, 800)
BOX = Quad(100, 100, 200, 150)


def test_a_box_is_moved_to_the_edge_of_the_page_and_no_further() -> None:
    assert moved(BOX, 10, -20, SHEET) == Quad(110, 80, 210, 130)
    assert moved(BOX, 1000, -1000, SHEET) == Quad(500, 0, 600, 50)


def test_a_box_that_reaches_beyond_the_page_can_be_moved_back() -> None:
    outside = Quad(590, 790, 640, 810)
    assert moved(outside, -60, -30, SHEET) == Quad(530, 760, 580, 780)
    assert moved(outside, 10, 10, SHEET) == outside


def test_two_corners_make_a_box_on_the_page_in_any_order() -> None:
    assert box_between(300, 200, -50, 900, SHEET) == Quad(0, 200, 300, 800)


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        (Handle(1, 1), Quad(100, 100, 250, 180)),
        (Handle(-1, -1), Quad(194, 144, 200, 150)),
        (Handle(1, 0), Quad(100, 100, 250, 150)),
        (Handle(0, 1), Quad(100, 100, 200, 180)),
    ],
)
def test_a_handle_draws_its_edges_along(handle: Handle, expected: Quad) -> None:
    assert resized(BOX, handle, 250, 180, SHEET, least=6) == expected


def test_there_are_four_corners_and_four_edges() -> None:
    assert len(HANDLES) == 8
    assert sum(handle.is_corner for handle in HANDLES) == 4


def test_a_corner_keeps_the_proportions_of_a_drawing() -> None:
    wide = resized(BOX, Handle(1, 1), 300, 160, SHEET, least=6, keeps_shape=True)
    assert wide == Quad(100, 100, 300, 200)
    at_edge = resized(BOX, Handle(-1, -1), -900, 0, SHEET, least=6, keeps_shape=True)
    assert (at_edge.x0, at_edge.y0) == (0, 50)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_of_turned_pages_go_both_ways(turn: int) -> None:
    layout = PageLayout(((600, 800),), (turn,))
    shown = layout.displayed(0, Quad(30, 40, 130, 90))
    assert layout.unrotated_box(0, shown) == Quad(30, 40, 130, 90)
    whole = layout.unrotated_box(0, layout.sheet(0))
    assert sorted((whole.x1, whole.y1)) == [600, 800]


def test_a_line_stands_at_the_foot_of_its_text() -> None:
    line = Box(10, 20, 100, 12)
    assert runs_along([line], 0, 1.0) == [Run(10, 32, 110, 32)]
    assert runs_along([line], 180, 1.0) == [Run(10, 20, 110, 20)]
    upright = Box(10, 20, 12, 100)
    assert runs_along([upright], 90, 1.0) == [Run(10, 20, 10, 120)]
    assert runs_along([upright], 270, 1.0) == [Run(22, 20, 22, 120)]


def test_a_wave_swings_about_its_line_and_ends_with_it() -> None:
    curves = wave(Run(10, 50, 110, 50), 3.0, 3.0)
    assert len(curves) == 33
    assert {cy for _, cy, _, _ in curves} == {47.0, 53.0}
    assert curves[-1][2:] == pytest.approx((110, 50))
