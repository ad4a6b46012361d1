"""Which pictures are asked for, and in which order."""

from dataclasses import dataclass, field

from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.render_plan import (
    Glimpse,
    Need,
    PagePart,
    Wanted,
    WholePage,
    tile_boxes,
    wanted_ahead,
    wanted_on_view,
)


@dataclass
class Shelf:
    """Pictures at hand: pages of which there is something, and those that are sharp."""

    some: set[int] = field(default_factory=set)
    sharp: set[int] = field(default_factory=set)

    def has_any(self, index: int) -> bool:
        return index in self.some or index in self.sharp

    def has_whole(self, page: WholePage) -> bool:
        return page.index in self.sharp

    def has_part(self, part: PagePart) -> bool:
        return part.index in self.sharp


def _layout(scale: float = 1.0, pages: int = 10) -> PageLayout:
    layout = PageLayout(((600.0, 800.0),) * pages)
    layout.set_scale(scale, gap_px=10, margin_px=10)
    return layout


def _page_4(layout: PageLayout) -> Box:
    return Box(0, layout.top_px(4), 620, 700)


def wanted_pictures(layout: PageLayout, need: Need, shelf: Shelf) -> list[Wanted]:
    """What is asked for first, and when there is nothing, what then."""
    return wanted_on_view(layout, need, shelf) or list(wanted_ahead(layout, need, shelf))


def test_a_page_without_any_picture_is_asked_for_small_and_then_sharply() -> None:
    layout = _layout()
    glimpse, whole = wanted_pictures(layout, Need(_page_4(layout)), Shelf())
    assert isinstance(glimpse, Glimpse)
    assert glimpse.width * glimpse.height <= 41_000
    assert whole == WholePage(4, 600, 800)


def test_a_page_with_some_picture_is_asked_for_sharply_only() -> None:
    layout = _layout()
    assert wanted_pictures(layout, Need(_page_4(layout)), Shelf(some={4})) == [
        WholePage(4, 600, 800)
    ]


def test_neighbours_follow_in_the_direction_of_movement() -> None:
    layout = _layout()
    shelf = Shelf(some=set(range(10)), sharp={4})
    down = wanted_pictures(layout, Need(_page_4(layout)), shelf)
    up = wanted_pictures(layout, Need(_page_4(layout), is_upward=True), shelf)
    assert [w.index for w in down] == [5, 6, 3]
    assert [w.index for w in up] == [3, 2, 5]


def test_small_pictures_of_further_pages_are_drawn_when_nothing_else_is_missing() -> None:
    layout = _layout(pages=30)
    wanted = wanted_pictures(layout, Need(_page_4(layout)), Shelf(sharp={3, 4, 5, 6}))
    assert all(isinstance(w, Glimpse) for w in wanted)
    assert [w.index for w in wanted] == [7, 8, 9, 10, 11, 12, 2, 1]


def test_failed_pages_are_not_asked_for_again() -> None:
    layout = _layout(pages=1)
    assert wanted_pictures(layout, Need(Box(0, 0, 620, 700), failed={0}), Shelf()) == []


def test_of_a_big_page_the_tiles_that_are_seen_are_drawn() -> None:
    layout = _layout(scale=10.0, pages=1)
    view = Box(2000, 3000, 1000, 800)
    _, *parts = wanted_pictures(layout, Need(view), Shelf())
    boxes = [part.box for part in parts if isinstance(part, PagePart) and part.scale == 10.0]
    page = layout.box(0, view.width)
    seen = view.moved(-page.x, -page.y)
    assert sum(_area(box.intersected(seen)) for box in boxes) == _area(seen)
    assert sum(_area(box) for box in boxes) < 6_500_000


def test_tiles_cover_a_page_without_gap_or_overlap() -> None:
    layout = _layout(scale=3.37, pages=1)
    width, height = layout.size_px(0)
    whole = Box(0, 0, width, height)
    boxes = tile_boxes(layout, 0, whole)
    assert all(whole.contains(box) for box in boxes)
    assert sum(_area(box) for box in boxes) == width * height
    assert not any(
        one.intersected(other) for i, one in enumerate(boxes) for other in boxes[i + 1 :]
    )


def test_a_slow_page_is_drawn_in_one_part() -> None:
    layout = _layout(scale=10.0, pages=1)
    view = Box(2000, 3000, 1500, 1500)
    (part,) = wanted_pictures(layout, Need(view, slow={0}), Shelf(some={0}))
    page = layout.box(0, view.width)
    assert isinstance(part, PagePart)
    assert part.box.contains(view.moved(-page.x, -page.y))


def test_the_part_of_a_big_page_that_comes_next_is_drawn_ahead() -> None:
    layout = _layout(scale=10.0, pages=1)
    view = Box(2000, 3000, 1000, 1000)

    class Seen(Shelf):
        def has_part(self, part: PagePart) -> bool:
            page = layout.box(0, view.width)
            return bool(part.box.intersected(view.moved(-page.x, -page.y)))

    down = wanted_pictures(layout, Need(view), Seen(some={0}))
    up = wanted_pictures(layout, Need(view, is_upward=True), Seen(some={0}))
    assert down
    assert up
    assert all(isinstance(w, PagePart) and w.box.y > 3000 for w in down)
    assert all(isinstance(w, PagePart) and w.box.y < 3000 for w in up)


def test_the_next_big_page_is_drawn_from_its_top_ahead() -> None:
    layout = _layout(scale=3.0, pages=3)
    view = Box(0, layout.top_px(0), 1800, 1000)
    wanted = wanted_pictures(layout, Need(view), Shelf(some={0, 1, 2}, sharp={0}))
    top = [w.box for w in wanted if isinstance(w, PagePart) and w.index == 1]
    assert sum(_area(box.intersected(Box(0, 0, 1800, 900))) for box in top) == 1800 * 900


def _area(box: Box) -> int:
    return box.width * box.height
