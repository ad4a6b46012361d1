"""Pictures of pages: asked for, received, recoloured, kept."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from pincite.ui.reader.pages.page_cache import DEFAULT_BUDGET, PageCache, Tile
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme, recoloured
from pincite.ui.reader.pages.render_plan import PagePart, Wanted, WholePage, wanted_pictures
from pincite.ui.reader.pages.rendering import DocumentFeed, PagePicture, PageTrouble
from pincite.ui.reader.pages.turned import turned_box, turned_image

_MOST_STALE = 5
"""Requests for pages no longer wanted that may wait before all are withdrawn."""


class PictureStore(QObject):
    """The pictures of one document, turned as the view is.

    Signals:
        page_arrived: index of a page with a new picture, or with a trouble.
        settled: all that is seen is at hand; what is less urgent may be asked for now.
    """

    page_arrived = Signal(int)
    settled = Signal()

    def __init__(
        self, feed: DocumentFeed, budget: int = DEFAULT_BUDGET, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._cache: PageCache[QImage] = PageCache(budget)
        self._theme = PageTheme.PAPER
        self._turn = 0
        self._layout = PageLayout(())
        self._pending: set[Wanted] = set()
        self._generation = 0
        self._troubles: dict[int, str] = {}
        self._outdated: set[int] = set()
        self._seen: range = range(0)
        feed.page_rendered.connect(self._on_rendered)
        feed.page_failed.connect(self._on_failed)
        feed.pages_outdated.connect(self.redraw)

    @property
    def theme(self) -> PageTheme:
        """The colours of the pictures."""
        return self._theme

    @property
    def bytes_used(self) -> int:
        """Bytes of all pictures held."""
        return self._cache.bytes_used

    def set_theme(self, theme: PageTheme) -> None:
        """Forget all pictures and have them in other colours."""
        if theme is not self._theme:
            self._theme = theme
            self._cache.clear()
            self._pending.clear()
            self._generation += 1

    def set_turn(self, turn: int) -> None:
        """Have pictures turned clockwise by so many degrees; those on view are turned at once."""
        by, self._turn = turn - self._turn, turn
        if by:
            seen = [(index, self._cache.page(index)) for index in self._seen]
            self._cache.clear()
            self.scale_changed()
            for index, image in seen:
                if image is not None:
                    self._cache.put_page(index, turned_image(image, by), keep=self._seen)

    def page(self, index: int) -> QImage | None:
        """The picture of a page in whatever size it is at hand."""
        return self._cache.page(index)

    def tiles(self, index: int, scale: float) -> list[Tile[QImage]]:
        """Sharp parts of a page at exactly this scale."""
        return self._cache.tiles(index, scale)

    def trouble(self, index: int) -> str:
        """Why a page cannot be shown; empty when it can."""
        return self._troubles.get(index, "")

    def retry(self, index: int) -> None:
        """Forget that a page failed; the next plan asks for it again."""
        self._troubles.pop(index, None)
        self._feed.retry(index)
        self.page_arrived.emit(index)

    def redraw(self, pages: Sequence[int]) -> None:
        """Have these pages drawn anew; their old pictures stay on view until then."""
        self._outdated.update(pages)
        self._pending = {p for p in self._pending if p.index not in self._outdated}
        self._cache.drop_tiles_of(self._outdated)
        for index in pages:
            self.page_arrived.emit(index)

    def scale_changed(self) -> None:
        """Withdraw what was asked for at another scale; old pictures stay until sharp ones come."""
        self._generation += 1
        self._pending.clear()

    def want(self, layout: PageLayout, view: Box) -> None:
        """Ask for what is missing of what is seen, then of its neighbours."""
        if not len(layout) or not view:
            return
        self._layout = layout
        self._seen = layout.pages_between(view.y, view.bottom)
        wanted = wanted_pictures(
            layout,
            view,
            has_whole=self._has_whole,
            has_part=lambda index, box: any(
                tile.box.contains(box) for tile in self.tiles(index, layout.scale)
            ),
            failed=self._troubles,
        )
        if len(self._pending - set(wanted)) > _MOST_STALE:
            self.scale_changed()
        # The session takes the newest first, so the most urgent is asked for last.
        for picture in reversed(wanted):
            if picture not in self._pending:
                self._ask(picture)
        if not any(picture.index in self._seen for picture in wanted):
            self.settled.emit()

    def _ask(self, wanted: Wanted) -> None:
        """Ask for a picture. The worker draws pages as the file has them; they are turned here."""
        self._pending.add(wanted)
        leaves_pictures = self._theme is not PageTheme.PAPER
        match wanted:
            case WholePage(index, width, height):
                if self._turn % 180:
                    width, height = height, width
                self._feed.request_page(
                    index,
                    width,
                    height,
                    generation=self._generation,
                    pictures=leaves_pictures,
                )
            case PagePart(index, scale, box):
                box = turned_box(box, self._layout.size_px(index), -self._turn)
                self._feed.request_tile(
                    index,
                    scale,
                    (box.x, box.y, box.width, box.height),
                    generation=self._generation,
                    pictures=leaves_pictures,
                )

    def _turned(self, picture: PagePicture) -> PagePicture:
        if not self._turn:
            return picture
        image = turned_image(picture.image, self._turn)
        if picture.part is None:
            return replace(picture, image=image)
        width, height = self._layout.sizes[picture.index]
        page = (round(width * picture.scale), round(height * picture.scale))
        box = Box(*picture.part, picture.image.width(), picture.image.height())
        box = turned_box(box, page, self._turn)
        return replace(picture, image=image, part=(box.x, box.y))

    def _has_whole(self, wanted: WholePage) -> bool:
        image = self._cache.page(wanted.index)
        if wanted.index in self._outdated:
            return False
        # Rounding in the worker may differ from ours by a pixel; asking again would never end.
        return (
            image is not None
            and abs(image.width() - wanted.width) <= 1
            and abs(image.height() - wanted.height) <= 1
        )

    def _on_rendered(self, picture: PagePicture) -> None:
        # 5 ms for a page of 2 megapixels; a thread would hold the interpreter just as long.
        image = recoloured(picture.image, self._theme, picture.pictures or ())
        picture = self._turned(replace(picture, image=image))
        self._forget(picture)
        self._keep(picture)
        is_whole = picture.part is None
        if is_whole and self._theme is not PageTheme.PAPER and picture.pictures is None:
            # Asked for before this theme was on: shown at once, and again with its pictures.
            self._ask(WholePage(picture.index, picture.image.width(), picture.image.height()))

    def _forget(self, picture: PagePicture) -> None:
        size = (picture.image.width(), picture.image.height())
        if picture.part is None:
            self._pending = {
                p
                for p in self._pending
                if not (isinstance(p, WholePage) and p.index == picture.index and _near(p, size))
            }
        else:
            self._pending = {
                p
                for p in self._pending
                if not (
                    isinstance(p, PagePart)
                    and p.index == picture.index
                    and (p.box.x, p.box.y) == picture.part
                )
            }

    def _keep(self, picture: PagePicture) -> None:
        keep = self._seen
        if picture.part is None:
            self._outdated.discard(picture.index)
            self._cache.put_page(picture.index, picture.image, keep=keep)
        else:
            x, y = picture.part
            box = Box(x, y, picture.image.width(), picture.image.height())
            tile = Tile(picture.image, picture.scale, box)
            self._cache.put_tile(picture.index, tile, keep=keep)
        self._troubles.pop(picture.index, None)
        self.page_arrived.emit(picture.index)

    def _on_failed(self, trouble: PageTrouble) -> None:
        self._pending = {p for p in self._pending if p.index != trouble.index}
        if self._cache.page(trouble.index) is None:
            self._troubles[trouble.index] = trouble.message
        self.page_arrived.emit(trouble.index)


def _near(wanted: WholePage, size: tuple[int, int]) -> bool:
    return abs(wanted.width - size[0]) <= 1 and abs(wanted.height - size[1]) <= 1
