"""Lines drawn by hand: smoothed, met, stretched and rubbed out."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.model.anchors import Quad
from pincite.model.annotations import Stroke
from pincite.ui.reader.tools.strokes import (
    MOST_NUMBERS,
    bounds_of,
    distance_to,
    fitted,
    numbers_in,
    rubbed,
    stroke_from,
)

LINE = Stroke(2.0, (0.0, 0.0, 100.0, 0.0))


def test_a_straight_drag_becomes_its_two_ends() -> None:
    raw = [value for x in range(101) for value in (float(x), 5.0)]
    assert stroke_from(raw, 2.0) == Stroke(2.0, (0.0, 5.0, 100.0, 5.0))


def test_a_curve_keeps_its_shape_with_fewer_points() -> None:
    raw = [
        value
        for step in range(400)
        for value in (50 * math.cos(step / 60), 50 * math.sin(step / 60))
    ]
    stroke = stroke_from(raw, 1.0)
    assert len(stroke.points) < len(raw) / 4
    for x, y in zip(stroke.points[0::2], stroke.points[1::2], strict=True):
        assert math.hypot(x, y) == pytest.approx(50, abs=0.3)


def test_an_endless_scribble_stays_small_enough_to_be_kept() -> None:
    raw = [value for i in range(3000) for value in ((i * 37 % 500) + 0.5, (i * 91 % 700) + 0.5)]
    assert numbers_in([stroke_from(raw, 1.0)]) <= MOST_NUMBERS / 2


def test_a_click_is_a_dot() -> None:
    dot = stroke_from([10.0, 20.0], 4.0)
    assert dot == Stroke(4.0, (10.0, 20.0))
    assert bounds_of([dot]) == Quad(8.0, 18.0, 12.0, 22.0)
    assert distance_to(dot, 10, 23) == 1.0


def test_distance_is_counted_from_the_painted_line() -> None:
    assert distance_to(LINE, 50, 0.5) == 0.0
    assert distance_to(LINE, 50, 4) == 3.0
    assert distance_to(LINE, 104, 0) == 3.0


def test_rubbing_across_a_line_cuts_it_in_two() -> None:
    left, right = rubbed([LINE], [(50, -20), (50, 20)], 5)
    assert left.points == pytest.approx((0, 0, 44, 0))
    assert right.points == pytest.approx((56, 0, 100, 0))
    assert left.width_pt == right.width_pt == LINE.width_pt


def test_rubbing_along_a_line_leaves_nothing() -> None:
    assert rubbed([LINE], [(0, 0), (100, 0)], 5) == ()
    assert rubbed([Stroke(2, (10, 10))], [(12, 10)], 5) == ()


def test_rubbing_beside_a_line_leaves_it_as_it_was() -> None:
    assert rubbed([LINE], [(0, 7), (100, 7)], 5) == (LINE,)


def test_a_bent_line_is_cut_in_the_segment_that_was_met() -> None:
    bent = Stroke(2.0, (0.0, 0.0, 50.0, 0.0, 50.0, 50.0))
    first, last = rubbed([bent], [(50, 25)], 4)
    assert first.points == pytest.approx((0, 0, 50, 0, 50, 20))
    assert last.points == pytest.approx((50, 30, 50, 50))


@given(
    st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=2, max_size=30, unique=True),
    st.tuples(st.floats(0, 500), st.floats(0, 500)),
    st.floats(2, 40),
)
def test_what_is_left_lies_outside_the_eraser(
    points: list[tuple[float, float]], place: tuple[float, float], radius: float
) -> None:
    stroke = Stroke(2.0, tuple(value for point in points for value in point))
    for part in rubbed([stroke], [place], radius):
        assert len(part.points) >= 4
        assert distance_to(part, *place) >= radius - 0.05


def test_a_drawing_is_stretched_into_its_new_box() -> None:
    before = bounds_of([LINE, Stroke(2.0, (0.0, 0.0, 0.0, 50.0))])
    (long, _) = fitted([LINE, Stroke(2.0, (0.0, 0.0, 0.0, 50.0))], before, Quad(9, 9, 211, 61))
    assert long == Stroke(2.0, (10.0, 10.0, 210.0, 10.0))


def test_a_flat_drawing_is_moved_without_being_torn() -> None:
    before = bounds_of([LINE])
    after = Quad(before.x0 + 5, before.y0 + 7, before.x1 + 5, before.y1 + 7)
    assert fitted([LINE], before, after) == (Stroke(2.0, (5.0, 7.0, 105.0, 7.0)),)
