"""Geometry of the continuous view."""

import pytest

from pincite.model.anchors import Quad
from pincite.ui.reader.pages.page_layout import Box, PageLayout

A4 = (595.0, 842.0)


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
    ("top", "bottom", "pages"),
    [(0, 5, []), (0, 30, [0]), (120, 130, []), (0, 131, [0, 1]), (119, 131, [0, 1])],
)
def test_only_pages_in_the_rows_asked_for_are_visible(
    top: int, bottom: int, pages: list[int]
) -> None:
    layout = PageLayout(((50.0, 100.0),) * 3)
    layout.set_scale(1.0, gap_px=10, margin_px=20)
    assert list(layout.pages_between(top, bottom)) == pages


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_point_comes_back_from_the_displayed_page(turn: int) -> None:
    layout = PageLayout(((300.0, 500.0),), (turn,))
    shown = layout.displayed(0, Quad(30, 40, 30, 40))
    assert layout.unrotated(0, shown.x0, shown.y0) == pytest.approx((30, 40))


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
