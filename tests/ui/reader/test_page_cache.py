"""The budget of page pictures."""

from dataclasses import dataclass

from pincite.ui.reader.pages.page_cache import PageCache, Tile
from pincite.ui.reader.pages.page_layout import Box


@dataclass
class Sized:
    size: int

    def sizeInBytes(self) -> int:
        return self.size


def test_the_page_unused_longest_goes_first() -> None:
    cache: PageCache[Sized] = PageCache(budget=25)
    for index in (0, 1):
        cache.put_page(index, Sized(10))
    cache.page(0)
    cache.put_page(2, Sized(10))
    assert [cache.page(i) is not None for i in (0, 1, 2)] == [True, False, True]
    assert cache.bytes_used == 20


def test_pages_that_are_seen_are_kept_over_budget() -> None:
    cache: PageCache[Sized] = PageCache(budget=5)
    cache.put_page(0, Sized(10), keep=(0, 1))
    cache.put_page(1, Sized(10), keep=(0, 1))
    assert cache.page(0) is not None
    assert cache.page(1) is not None


def test_tiles_of_another_scale_are_dropped() -> None:
    cache: PageCache[Sized] = PageCache()
    cache.put_tile(3, Tile(Sized(4), 2.0, Box(0, 0, 10, 10)))
    cache.put_tile(3, Tile(Sized(4), 3.0, Box(0, 0, 10, 10)))
    assert cache.tiles(3, 2.0) == []
    assert len(cache.tiles(3, 3.0)) == 1
    assert cache.bytes_used == 4
