"""Page pictures kept for painting, within a budget of bytes that all documents share."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from weakref import ref

from pincite.ui.reader.pages.page_layout import Box

DEFAULT_BUDGET = 256 * 1024 * 1024
LARGEST_BUDGET = 512 * 1024 * 1024
"""The memory that a worker draws into has to hold them and what is being drawn."""
_GLIMPSES_SHARE = 8


class Picture(Protocol):
    """What the cache has to know about an image; `QImage` is one."""

    def sizeInBytes(self) -> int:
        """Bytes of its pixels."""
        ...


P = TypeVar("P", bound=Picture)
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Tile(Generic[P]):
    """A sharp part of a page: `box` in pixels of the page at `scale` pixels for a point."""

    image: P
    scale: float
    box: Box


class Shrinkable(Protocol):
    """A cache, as the budget sees it."""

    bytes_used: int

    def shrink(self, excess: int) -> None:
        """Give up so many bytes if that is possible without what is on view."""
        ...


class PageBudget:
    """How many bytes the pictures of all open documents may take together.

    The document that got a picture longest ago gives up its own first.
    """

    def __init__(self, total: int = DEFAULT_BUDGET) -> None:
        self._total = min(total, LARGEST_BUDGET)
        self._caches: list[ref[Shrinkable]] = []

    @property
    def total(self) -> int:
        """Bytes."""
        return self._total

    def set_total(self, total: int) -> None:
        """Allow more or less from now on; what is too much goes at once."""
        self._total = min(total, LARGEST_BUDGET)
        self._enforce()

    def use(self, cache: Shrinkable) -> None:
        """Count a cache that has got a picture; it is the last that has to give any up."""
        if not self._caches or self._caches[-1]() is not cache:
            self._caches = [each for each in self._caches if each() not in (None, cache)]
            self._caches.append(ref(cache))
        self._enforce()

    def _enforce(self) -> None:
        caches = [cache for each in self._caches if (cache := each()) is not None]
        for cache in caches:
            excess = sum(each.bytes_used for each in caches) - self._total
            if excess <= 0:
                return
            cache.shrink(excess)


class PageCache(Generic[P]):
    """The pictures of one document; the longest unused go first, those on view never.

    Of a page there may be one whole picture in some size, sharp tiles, and a glimpse: a small
    picture to show until another one is there.

    Attributes:
        bytes_used: of all pixels held.
        seen: what is on view: of each page on view, the box that is seen.
    """

    def __init__(self, budget: PageBudget | None = None) -> None:
        self.bytes_used = 0
        self.seen: Mapping[int, Box] = {}
        self._budget = budget or PageBudget()
        self._pages: OrderedDict[int, P] = OrderedDict()
        self._tiles: OrderedDict[tuple[int, int, int], Tile[P]] = OrderedDict()
        self._glimpses: OrderedDict[int, P] = OrderedDict()
        self._glimpse_bytes = 0

    def page(self, index: int) -> P | None:
        """The whole picture of a page, of whatever size it last came in."""
        image = self._pages.get(index)
        if image is not None:
            self._pages.move_to_end(index)
        return image

    def glimpse(self, index: int) -> P | None:
        """The small picture of a page."""
        image = self._glimpses.get(index)
        if image is not None:
            self._glimpses.move_to_end(index)
        return image

    def tiles(self, index: int, scale: float) -> list[Tile[P]]:
        """Tiles of a page that were drawn for exactly this scale."""
        return [tile for key, tile in self._tiles.items() if key[0] == index and _fits(tile, scale)]

    def has_tile(self, index: int, scale: float, box: Box) -> bool:
        """True when a sharp picture of a part of a page is there."""
        tile = self._tiles.get((index, box.x, box.y))
        if tile is not None and _fits(tile, scale) and tile.box.contains(box):
            self._tiles.move_to_end((index, box.x, box.y))
            return True
        return False

    def put_page(self, index: int, image: P) -> None:
        """Keep a picture in place of an older one."""
        self._drop_page(index)
        self._pages[index] = image
        self._count(image)

    def put_glimpse(self, index: int, image: P) -> None:
        """Keep a small picture in place of an older one."""
        self._drop_glimpse(index)
        self._glimpses[index] = image
        self._glimpse_bytes += image.sizeInBytes()
        while self._glimpse_bytes > self._budget.total // _GLIMPSES_SHARE:
            self._drop_glimpse(next(iter(self._glimpses)))
        self._count(image)

    def put_tile(self, index: int, tile: Tile[P]) -> None:
        """Keep a tile; those of the page at another scale go."""
        for key in [k for k, old in self._tiles.items() if k[0] == index]:
            old = self._tiles[key]
            if not _fits(old, tile.scale) or tile.box.contains(old.box):
                self._drop_tile(key)
        self._tiles[index, tile.box.x, tile.box.y] = tile
        self._count(tile.image)

    def drop_parts_of(self, pages: Collection[int]) -> None:
        """Forget the tiles and the small pictures of these pages."""
        for key in [key for key in self._tiles if key[0] in pages]:
            self._drop_tile(key)
        for index in pages:
            self._drop_glimpse(index)

    def clear(self) -> None:
        """Forget everything."""
        self._pages.clear()
        self._tiles.clear()
        self._glimpses.clear()
        self.bytes_used = self._glimpse_bytes = 0

    def shrink(self, excess: int) -> None:
        """Give up so many bytes: first tiles, then pages, that are not on view."""
        goal = self.bytes_used - excess
        for key in self._while_above(goal, self._tiles):
            part = self.seen.get(key[0])
            if part is None or not part.intersected(self._tiles[key].box):
                self._drop_tile(key)
        for index in self._while_above(goal, self._pages):
            if index not in self.seen:
                self._drop_page(index)
        for index in self._while_above(goal, self._glimpses):
            if index not in self.seen:
                self._drop_glimpse(index)

    def _while_above(self, goal: int, keys: Iterable[K]) -> Iterator[K]:
        """The keys one after the other, as long as there is more than `goal` bytes."""
        for key in list(keys):
            if self.bytes_used <= goal:
                return
            yield key

    def _count(self, image: P) -> None:
        self.bytes_used += image.sizeInBytes()
        self._budget.use(self)

    def _drop_page(self, index: int) -> None:
        image = self._pages.pop(index, None)
        self.bytes_used -= image.sizeInBytes() if image is not None else 0

    def _drop_glimpse(self, index: int) -> None:
        image = self._glimpses.pop(index, None)
        if image is not None:
            self.bytes_used -= image.sizeInBytes()
            self._glimpse_bytes -= image.sizeInBytes()

    def _drop_tile(self, key: tuple[int, int, int]) -> None:
        self.bytes_used -= self._tiles.pop(key).image.sizeInBytes()


def _fits(tile: Tile[P], scale: float) -> bool:
    return abs(tile.scale - scale) < 1e-6
