"""Page pictures kept for painting, within a budget of bytes."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pincite.ui.reader.pages.page_layout import Box

DEFAULT_BUDGET = 256 * 1024 * 1024


class Picture(Protocol):
    """What the cache has to know about an image; `QImage` is one."""

    def sizeInBytes(self) -> int:
        """Bytes of its pixels."""
        ...


P = TypeVar("P", bound=Picture)


@dataclass(frozen=True, slots=True)
class Tile(Generic[P]):
    """A sharp part of a page: `box` in pixels of the page at `scale` pixels for a point."""

    image: P
    scale: float
    box: Box


class PageCache(Generic[P]):
    """One whole picture for each page, and sharp tiles of a few; the longest unused go first.

    Pages named in `keep` are never dropped, however small the budget is.
    """

    def __init__(self, budget: int = DEFAULT_BUDGET) -> None:
        self.budget = budget
        self._pages: OrderedDict[int, P] = OrderedDict()
        self._tiles: OrderedDict[int, list[Tile[P]]] = OrderedDict()
        self._bytes = 0

    @property
    def bytes_used(self) -> int:
        """Bytes of all pixels held."""
        return self._bytes

    def page(self, index: int) -> P | None:
        """The whole picture of a page, of whatever size it last came in."""
        image = self._pages.get(index)
        if image is not None:
            self._pages.move_to_end(index)
        return image

    def put_page(self, index: int, image: P, *, keep: Collection[int] = ()) -> None:
        """Keep a picture in place of an older one."""
        old = self._pages.pop(index, None)
        self._bytes += image.sizeInBytes() - (old.sizeInBytes() if old is not None else 0)
        self._pages[index] = image
        self._shrink(keep)

    def tiles(self, index: int, scale: float) -> list[Tile[P]]:
        """Tiles of a page that were drawn for exactly this scale."""
        return [tile for tile in self._tiles.get(index, ()) if abs(tile.scale - scale) < 1e-6]

    def put_tile(self, index: int, tile: Tile[P], *, keep: Collection[int] = ()) -> None:
        """Keep a tile; those of another scale and those it covers go."""
        kept = [
            old
            for old in self._tiles.pop(index, [])
            if abs(old.scale - tile.scale) < 1e-6 and not tile.box.contains(old.box)
        ]
        self._tiles[index] = [*kept[-3:], tile]
        self._recount()
        self._shrink(keep)

    def drop_tiles_of(self, pages: Collection[int]) -> None:
        """Forget the tiles of these pages."""
        self.drop_tiles(keep=[index for index in self._tiles if index not in pages])

    def drop_tiles(self, keep: Collection[int] = ()) -> None:
        """Forget the tiles of all pages but those in `keep`."""
        for index in [i for i in self._tiles if i not in keep]:
            del self._tiles[index]
        self._recount()

    def clear(self) -> None:
        """Forget everything."""
        self._pages.clear()
        self._tiles.clear()
        self._bytes = 0

    def _recount(self) -> None:
        tiles = (tile for several in self._tiles.values() for tile in several)
        self._bytes = sum(i.sizeInBytes() for i in self._pages.values()) + sum(
            t.image.sizeInBytes() for t in tiles
        )

    def _shrink(self, keep: Collection[int]) -> None:
        for index in [i for i in self._tiles if i not in keep]:
            if self._bytes <= self.budget:
                return
            self._bytes -= sum(t.image.sizeInBytes() for t in self._tiles.pop(index))
        for index in [i for i in self._pages if i not in keep]:
            if self._bytes <= self.budget:
                return
            self._bytes -= self._pages.pop(index).sizeInBytes()
