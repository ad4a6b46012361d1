"""Which pictures are asked for, and in which order."""

from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.render_plan import PagePart, WholePage, wanted_pictures


def _layout(scale: float = 1.0, pages: int = 10) -> PageLayout:
    layout = PageLayout(((600.0, 800.0),) * pages)
    layout.set_scale(scale, gap_px=10, margin_px=10)
    return layout


def test_pages_that_are_seen_come_before_their_neighbours() -> None:
    layout = _layout()
    view = Box(0, layout.top_px(4), 620, 700)
    first = wanted_pictures(layout, view, has_whole=lambda _: False, has_part=lambda _i, _b: False)
    assert first == [WholePage(4, 600, 800)]
    then = wanted_pictures(
        layout, view, has_whole=lambda w: w.index == 4, has_part=lambda _i, _b: False
    )
    assert [w.index for w in then] == [5, 6, 3]


def test_failed_pages_are_not_asked_for_again() -> None:
    layout = _layout(pages=1)
    view = Box(0, 0, 620, 700)
    wanted = wanted_pictures(
        layout, view, has_whole=lambda _: False, has_part=lambda _i, _b: False, failed={0}
    )
    assert wanted == []


def test_a_very_big_page_is_drawn_coarsely_and_its_visible_part_sharply() -> None:
    layout = _layout(scale=10.0, pages=1)
    view = Box(2000, 3000, 1000, 800)
    whole, part = wanted_pictures(
        layout, view, has_whole=lambda _: False, has_part=lambda _i, _b: False
    )
    assert isinstance(whole, WholePage)
    assert whole.width * whole.height < 1_300_000
    assert isinstance(part, PagePart)
    assert part.scale == 10.0
    page = layout.box(0, view.width)
    seen = Box(view.x - page.x, view.y - page.y, view.width, view.height)
    assert part.box.contains(seen)
