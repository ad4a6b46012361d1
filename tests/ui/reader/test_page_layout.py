"""Geometry of the pages in every arrangement."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.model.anchors import Quad
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.view_mode import Spread, ViewMode

A4 = (595.0, 842.0)
TURNS = (0, 90, 180, 270)
TWO, COVER = ViewMode(Spread.TWO), ViewMode(Spread.COVER)
MODES = st.builds(
    ViewMode, st.sampled_from(Spread), st.booleans(), st.sampled_from(TURNS), st.booleans(),
    st.booleans(),
)  # fmt: skip
SIDES = st.floats(100, 1500)


@st.composite
def laid_out(draw: st.DrawFn) -> PageLayout:
    """Some pages of mixed sizes, turned and cropped, at some scale."""
    sizes = draw(st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=9))
    rotations = draw(st.lists(st.sampled_from(TURNS), min_size=len(sizes), max_size=len(sizes)))
    shares = draw(st.lists(st.floats(0.05, 0.4), min_size=len(sizes), max_size=len(sizes)))
    crops = [
        Quad(w * share, h * share / 2, w * (1 - share / 3), h * (1 - share))
        for (w, h), share in zip(sizes, shares, strict=True)
    ]
    layout = PageLayout(tuple(sizes), tuple(rotations), draw(MODES), crops)
    layout.set_scale(draw(st.floats(0.2, 5)), gap_px=12, margin_px=20, view_height_px=700)
    return layout


def test_pages_stand_below_each_other_with_a_gap() -> None:
    layout = PageLayout((A4, A4))
    layout.set_scale(1.0, gap_px=10, margin_px=20)
    assert layout.box(0, 0) == Box(20, 20, 595, 842)
    assert layout.box(1, 0) == Box(20, 20 + 842 + 10, 595, 842)
    assert layout.height_px == 20 + 842 + 10 + 842 + 20


def test_narrow_pages_are_centred_on_the_widest() -> None:
    layout = PageLayout(((600.0, 100.0), (200.0, 100.0)))
    layout.set_scale(1.0, gap_px=10, margin_px=0)
    assert layout.box(1, 0).x == 200


@pytest.mark.parametrize(
    ("mode", "rows"),
    [
        (ViewMode(), [[0], [1], [2], [3], [4]]),
        (TWO, [[0, 1], [2, 3], [4]]),
        (COVER, [[0], [1, 2], [3, 4]]),
    ],
)
def test_pages_are_paired(mode: ViewMode, rows: list[list[int]]) -> None:
    layout = PageLayout((A4,) * 5, mode=mode)
    assert [list(layout.pages_in_row(row)) for row in range(layout.rows)] == rows
    assert [mode.row_of(i) for i in range(5)] == [r for r, pages in enumerate(rows) for _ in pages]


def test_a_spread_stands_side_by_side_in_the_middle() -> None:
    layout = PageLayout(((100.0, 100.0),) * 3, mode=COVER)
    layout.set_scale(1.0, gap_px=20, margin_px=30)
    assert layout.width_px == 30 + 100 + 10 + 100 + 30
    assert layout.shown(0, 300) == Box(100, 30, 100, 100)
    assert layout.shown(1, 300) == Box(45, 150, 100, 100)
    assert layout.shown(2, 300) == Box(155, 150, 100, 100)


def test_right_to_left_the_first_page_of_a_spread_stands_at_the_right() -> None:
    layout = PageLayout(((100.0, 100.0),) * 2, mode=ViewMode(Spread.TWO, is_right_to_left=True))
    assert layout.shown(0, 0).x > layout.shown(1, 0).right


def test_pages_of_other_heights_stand_in_the_middle_of_their_row() -> None:
    layout = PageLayout(((100.0, 300.0), (100.0, 100.0), (100.0, 300.0)), mode=TWO)
    layout.set_scale(1.0, gap_px=10, margin_px=0)
    assert (layout.top_px(0), layout.top_px(1), layout.top_px(2)) == (0, 100, 310)


def test_page_by_page_a_row_fills_the_view_and_stands_in_its_middle() -> None:
    layout = PageLayout(((100.0, 300.0), (100.0, 900.0)), mode=ViewMode(is_paged=True))
    layout.set_scale(1.0, gap_px=10, margin_px=20, view_height_px=500)
    assert layout.scroll_range(0) == (0, 0)
    assert layout.top_px(0) == 100
    first, last = layout.scroll_range(1)
    assert last - first == 900 + 2 * 20 - 500
    assert layout.top_px(1) == first + 20


@given(laid_out())
def test_page_by_page_only_one_row_is_seen(layout: PageLayout) -> None:
    if layout.mode.is_paged:
        for row in range(layout.rows):
            for top in layout.scroll_range(row):
                assert layout.pages_between(top, top + 700) == layout.pages_in_row(row)


@given(laid_out())
def test_what_is_shown_of_pages_never_overlaps(layout: PageLayout) -> None:
    boxes = [layout.shown(i, 900) for i in range(len(layout))]
    assert not any(a.intersected(b) for a, b in pairwise(boxes))
    assert all(b.x >= 0 and b.right <= max(900, layout.width_px) for b in boxes)
    assert all(b.y >= 0 and b.bottom <= layout.height_px + 1 for b in boxes)


@given(laid_out())
def test_the_page_near_a_point_of_a_page_is_that_page(layout: PageLayout) -> None:
    for index in range(len(layout)):
        box = layout.shown(index, 900)
        centre = (box.x + box.width // 2, box.y + box.height // 2)
        assert layout.page_near(*centre, 900) == index
        assert index in layout.pages_between(box.y, box.bottom)


@given(laid_out(), st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_points_come_back_from_every_arrangement(layout: PageLayout, x: float, y: float) -> None:
    for index, (width, height) in enumerate(layout.sizes):
        if layout.rotation(index) % 180:
            width, height = height, width
        quad = Quad(x * width, y * height, x * width, y * height)
        shown = layout.displayed(index, quad)
        assert layout.unrotated(index, shown.x0, shown.y0) == pytest.approx((quad.x0, quad.y0))
        pixels = layout.quad_px(index, quad)
        assert pixels.x == int(shown.x0 * layout.scale)
        page = Box(0, 0, *layout.size_px(index))
        assert page.contains(pixels.intersected(page))


@given(laid_out(), st.floats(0.0, 1.0))
def test_places_come_back_where_they_are_shown(layout: PageLayout, fraction: float) -> None:
    for index in range(len(layout)):
        y = layout.place_px(index, fraction)
        shown = layout.shown(index, 900)
        if shown.y < y < shown.bottom:
            assert layout.fraction_at(index, y) == pytest.approx(
                fraction, abs=1 / layout.size_px(index)[1]
            )


@given(laid_out())
def test_what_is_shown_is_the_part_of_the_page_that_is_not_cut(layout: PageLayout) -> None:
    for index in range(len(layout)):
        page, shown = layout.box(index, 900), layout.shown(index, 900)
        slack = Box(page.x - 1, page.y - 1, page.width + 2, page.height + 2)
        assert slack.contains(shown)
        if not layout.mode.is_cropped:
            assert shown == page


def test_margins_are_cut_from_the_side_where_they_are_seen() -> None:
    crop = Quad(10.0, 20.0, 70.0, 180.0)
    mode = ViewMode(turn=90, is_cropped=True)
    layout = PageLayout(((100.0, 200.0),), mode=mode, crops=[crop])
    assert layout.size_pt(0) == (200.0, 100.0)
    assert layout.shown_pt(0) == Quad(20.0, 10.0, 180.0, 70.0)


def test_crops_count_only_in_a_mode_that_crops() -> None:
    layout = PageLayout((A4,), mode=ViewMode(), crops=[Quad(50, 50, 100, 100)])
    assert layout.shown_px(0) == layout.size_px(0)


def test_pages_without_a_crop_are_shown_whole() -> None:
    layout = PageLayout((A4, A4), mode=ViewMode(is_cropped=True), crops=[Quad(50, 50, 100, 100)])
    assert layout.shown_pt(1) == Quad(0, 0, *A4)
    assert layout.shown_px(1) == layout.size_px(1)


@pytest.mark.parametrize(("own", "turn"), list(product(TURNS, TURNS)))
def test_the_turns_of_file_and_view_add_up(own: int, turn: int) -> None:
    layout = PageLayout(((300.0, 500.0),), (own,), ViewMode(turn=turn))
    assert layout.turn(0) == (own + turn) % 360
    assert layout.size_pt(0) == ((500.0, 300.0) if turn % 180 else (300.0, 500.0))


@pytest.mark.parametrize(
    ("top", "bottom", "pages"),
    [(0, 5, []), (0, 30, [0]), (120, 130, []), (0, 131, [0, 1]), (119, 131, [0, 1])],
)
def test_only_pages_in_the_rows_asked_for_are_visible(
    top: int, bottom: int, pages: list[int]
) -> None:
    layout = PageLayout(((50.0, 100.0),) * 3)
    layout.set_scale(1.0, gap_px=10, margin_px=20)
    assert list(layout.pages_between(top, bottom)) == pages


def test_pages_around_are_those_of_whole_rows() -> None:
    layout = PageLayout((A4,) * 9, mode=COVER)
    assert layout.pages_around(range(3, 5), 1, 2) == (range(1, 3), range(5, 9))
    assert layout.pages_around(range(1), 1, 2) == (range(0), range(1, 5))
    assert layout.pages_around(range(7, 9), 1, 2) == (range(5, 7), range(9, 9))


def test_a_page_turned_right_shows_its_top_left_at_the_top_right() -> None:
    layout = PageLayout(((300.0, 500.0),), (90,))
    assert layout.displayed(0, Quad(0, 0, 10, 20)) == Quad(280, 0, 300, 10)


@pytest.mark.parametrize("scale", [0.25, 1.0, 2.99])
def test_the_last_of_ten_thousand_pages_ends_at_the_bottom(scale: float) -> None:
    layout = PageLayout((A4,) * 10_000)
    layout.set_scale(scale, gap_px=16, margin_px=16)
    last = layout.box(9_999, 0)
    assert layout.page_at(layout.height_px) == 9_999
    assert last.y + last.height == layout.height_px - 16


def test_fit_width_fills_the_width() -> None:
    layout = PageLayout((A4,))
    layout.margin_px = 16
    scale = layout.fit_width(0, 1000)
    assert round(595 * scale) == 1000 - 32


@pytest.mark.parametrize("mode", [ViewMode(), TWO, COVER, ViewMode(Spread.TWO, turn=90)])
def test_what_fits_is_wholly_seen(mode: ViewMode) -> None:
    layout = PageLayout((A4,) * 4, mode=mode)
    for index in range(4):
        scale = layout.fit_page(index, 1000, 700)
        layout.set_scale(scale, gap_px=16, margin_px=16)
        assert layout.width_px <= 1001
        assert layout.row_height_px(mode.row_of(index)) <= 700 - 32 + 1


def test_a_cover_is_as_large_as_the_pages_after_it() -> None:
    layout = PageLayout((A4,) * 5, mode=COVER)
    assert layout.fit_width(0, 1000) == layout.fit_width(1, 1000)


@given(MODES)
def test_a_mode_comes_back_from_its_text(mode: ViewMode) -> None:
    assert ViewMode.from_text(mode.to_text()) == mode
    assert ViewMode.from_text(mode.to_text() + " fit=page") == mode


def test_the_mode_of_an_unknown_text_is_the_usual_one() -> None:
    assert ViewMode.from_text("") == ViewMode.from_text("turn=45 x") == ViewMode()
