"""The budget of page pictures."""

from dataclasses import dataclass

from pincite.ui.reader.pages.page_cache import PageBudget, PageCache, Tile
from pincite.ui.reader.pages.page_layout import Box

WHOLE = Box(0, 0, 100, 100)


@dataclass
class Sized:
    size: int

    def sizeInBytes(self) -> int:
        return self.size


def held(cache: PageCache[Sized], count: int) -> list[int]:
    """The pages among the first ones of which there is a whole picture."""
    return [index for index in range(count) if cache.page(index) is not None]


def test_the_page_unused_longest_goes_first() -> None:
    cache: PageCache[Sized] = PageCache(PageBudget(25))
    for index in (0, 1):
        cache.put_page(index, Sized(10))
    cache.page(0)
    cache.put_page(2, Sized(10))
    assert held(cache, 3) == [0, 2]
    assert cache.bytes_used == 20


def test_pages_that_are_seen_are_kept_over_budget() -> None:
    cache: PageCache[Sized] = PageCache(PageBudget(5))
    cache.seen = {0: WHOLE, 1: WHOLE}
    cache.put_page(0, Sized(10))
    cache.put_page(1, Sized(10))
    assert held(cache, 2) == [0, 1]


def test_tiles_of_another_scale_are_dropped() -> None:
    cache: PageCache[Sized] = PageCache()
    cache.put_tile(3, Tile(Sized(4), 2.0, Box(0, 0, 10, 10)))
    cache.put_tile(3, Tile(Sized(4), 3.0, Box(0, 0, 10, 10)))
    assert cache.tiles(3, 2.0) == []
    assert len(cache.tiles(3, 3.0)) == 1
    assert cache.bytes_used == 4


def test_tiles_out_of_view_go_and_those_in_view_stay() -> None:
    cache: PageCache[Sized] = PageCache(PageBudget(20))
    cache.seen = {0: Box(0, 0, 10, 10)}
    for x in (0, 10, 20):
        cache.put_tile(0, Tile(Sized(10), 2.0, Box(x, 0, 10, 10)))
    assert [tile.box.x for tile in cache.tiles(0, 2.0)] == [0, 20]


def test_a_glimpse_is_no_whole_picture_and_outlives_many_pages() -> None:
    cache: PageCache[Sized] = PageCache(PageBudget(80))
    cache.put_glimpse(0, Sized(1))
    for index in range(1, 20):
        cache.put_page(index, Sized(10))
    assert cache.page(0) is None
    assert cache.glimpse(0) is not None


def test_glimpses_take_a_small_part_of_the_budget() -> None:
    cache: PageCache[Sized] = PageCache(PageBudget(80))
    for index in range(20):
        cache.put_glimpse(index, Sized(1))
    assert cache.bytes_used == 10
    assert cache.glimpse(9) is None
    assert cache.glimpse(10) is not None


def test_a_document_not_looked_at_gives_up_its_pages_for_another() -> None:
    budget = PageBudget(30)
    old: PageCache[Sized] = PageCache(budget)
    new: PageCache[Sized] = PageCache(budget)
    for index in range(3):
        old.put_page(index, Sized(10))
    for index in range(2):
        new.put_page(index, Sized(10))
    assert held(old, 3) == [2]
    assert held(new, 2) == [0, 1]


def test_a_smaller_budget_is_kept_at_once() -> None:
    budget = PageBudget(30)
    cache: PageCache[Sized] = PageCache(budget)
    for index in range(3):
        cache.put_page(index, Sized(10))
    budget.set_total(10)
    assert held(cache, 3) == [2]
