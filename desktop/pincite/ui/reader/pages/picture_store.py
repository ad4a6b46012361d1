"""Pictures of pages: asked for, received, recoloured, kept."""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from pincite.ui.reader.pages.page_cache import PageBudget, PageCache, Tile
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme, recoloured
from pincite.ui.reader.pages.render_plan import (
    Glimpse,
    Need,
    PagePart,
    Wanted,
    WholePage,
    seen_part,
    wanted_ahead,
    wanted_on_view,
)
from pincite.ui.reader.pages.rendering import DocumentFeed, PagePicture, PageTrouble
from pincite.ui.reader.pages.turned import turned_box, turned_image

_MOST_STALE = 5
"""Requests for pages no longer wanted that may wait before all are withdrawn."""
_HURRY_S = 0.025
"""The view is in a hurry when it moves on by its height in less time, again and again."""
_AGAIN_S = 0.1
_REST_MS = 60
"""What is seen is drawn sharply when a view that was in a hurry has rested so long."""
_AHEAD_MS = 8
_SLOW_S = 0.04
"""A page whose glimpse takes longer is slow whatever is drawn of it."""


class PictureStore(QObject):
    """The pictures of one document, turned as the view is.

    Signals:
        arrived: PagePicture that was taken in, for what shows the pages.
        page_arrived: index of a page with a new picture, or with a trouble.
        rested: what is seen moves fast no more: plan anew.
        settled: all that is seen is at hand; what is less urgent may be asked for now.
    """

    arrived = Signal(object)
    page_arrived = Signal(int)
    rested = Signal()
    settled = Signal()

    def __init__(
        self, feed: DocumentFeed, budget: PageBudget | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._cache: PageCache[QImage] = PageCache(budget)
        self._theme = PageTheme.PAPER
        self._turn = 0
        self._layout = PageLayout(())
        self._view = Box(0, 0, 0, 0)
        self._moved_at = 0.0
        self._is_upward = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.rested)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._want_ahead)
        self._pending: dict[Wanted, float] = {}
        self._last_arrival = 0.0
        self._generation = 0
        self._troubles: dict[int, str] = {}
        self._outdated: set[int] = set()
        self._slow: set[int] = set()
        feed.page_rendered.connect(self._on_rendered)
        feed.page_failed.connect(self._on_failed)
        feed.pages_outdated.connect(self.redraw)
        feed.replaced.connect(self._start_anew)

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
            self.scale_changed()

    def set_turn(self, turn: int) -> None:
        """Have pictures turned clockwise by so many degrees; those on view are turned at once."""
        by, self._turn = turn - self._turn, turn
        if by:
            seen = [(index, self.page(index)) for index in self._cache.seen]
            self._cache.clear()
            self.scale_changed()
            for index, image in seen:
                if image is not None:
                    self._cache.put_page(index, turned_image(image, by))

    def page(self, index: int) -> QImage | None:
        """The picture of a page in whatever size it is at hand; a small one if need be."""
        return self._cache.page(index) or self._cache.glimpse(index)

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
        self._pending = {w: t for w, t in self._pending.items() if w.index not in self._outdated}
        self._cache.drop_parts_of(self._outdated)
        for index in pages:
            self.page_arrived.emit(index)

    def scale_changed(self) -> None:
        """Withdraw what was asked for at another scale; old pictures stay until sharp ones come."""
        self._generation += 1
        self._pending.clear()

    def close(self) -> None:
        """Let all pictures go."""
        self._ahead.stop()
        self._rest.stop()
        self._cache.clear()

    def want(self, layout: PageLayout, view: Box) -> None:
        """Ask for what is missing of what is seen; a little later, for what may be seen next."""
        if not len(layout) or not view:
            return
        self._follow(layout, view)
        seen = layout.pages_between(view.y, view.bottom)
        self._cache.seen = {index: seen_part(layout, index, view) for index in seen}
        wanted = wanted_on_view(layout, self._need, self)
        if wanted:
            self._ahead.stop()
            self._ask_all(wanted)
        elif not self._rest.isActive():
            # Not before what is at hand has been painted.
            self._ahead.start()

    def _start_anew(self) -> None:
        """Another file is shown: nothing that was drawn or asked for is of use."""
        self._ahead.stop()
        self._cache.clear()
        self.scale_changed()
        for known in (self._troubles, self._outdated, self._slow):
            known.clear()

    def _want_ahead(self) -> None:
        self._ask_all(list(wanted_ahead(self._layout, self._need, self)))
        self.settled.emit()

    def _ask_all(self, wanted: list[Wanted]) -> None:
        if len(self._pending.keys() - set(wanted)) > _MOST_STALE:
            self.scale_changed()
        # The session takes the newest first, so the most urgent is asked for last.
        for picture in reversed(wanted):
            if picture not in self._pending:
                self._ask(picture)

    @property
    def _need(self) -> Need:
        is_hurried = self._rest.isActive()
        return Need(self._view, self._is_upward, is_hurried, self._troubles, self._slow)

    @property
    def is_waiting(self) -> bool:
        """True while something that was asked for is still to come."""
        return bool(self._pending)

    def _follow(self, layout: PageLayout, view: Box) -> None:
        """See which way the view moves, and whether it is in a hurry."""
        distance = view.y - self._view.y if layout is self._layout else 0
        self._layout, self._view = layout, view
        if not distance:
            return
        now = monotonic()
        self._is_upward = distance < 0
        elapsed, self._moved_at = now - self._moved_at, now
        if elapsed < _AGAIN_S and abs(distance) > view.height * elapsed / _HURRY_S:
            self._rest.start()

    def has_any(self, index: int) -> bool:
        """True when there is some picture of the whole page."""
        return self.page(index) is not None

    def has_whole(self, page: WholePage) -> bool:
        """True when there is this picture."""
        image = self._cache.page(page.index)
        return image is not None and page.index not in self._outdated and _is_near(page, image)

    def has_part(self, part: PagePart) -> bool:
        """True when there is this picture."""
        return self._cache.has_tile(part.index, part.scale, part.box)

    def _ask(self, wanted: Wanted) -> None:
        """Ask for a picture. The worker draws pages as the file has them; they are turned here."""
        self._pending[wanted] = monotonic()
        leaves_pictures = self._theme is not PageTheme.PAPER
        match wanted:
            case PagePart(index, scale, box):
                box = turned_box(box, self._layout.size_px(index), -self._turn)
                self._feed.request_tile(
                    index,
                    scale,
                    (box.x, box.y, box.width, box.height),
                    generation=self._generation,
                    pictures=leaves_pictures,
                )
            case WholePage(index, width, height) | Glimpse(index, width, height):
                if self._turn % 180:
                    width, height = height, width
                self._feed.request_page(
                    index,
                    width,
                    height,
                    generation=self._generation,
                    coarse=isinstance(wanted, Glimpse),
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

    def _on_rendered(self, picture: PagePicture) -> None:
        # 5 ms for a page of 2 megapixels; a thread would hold the interpreter just as long.
        image = recoloured(picture.image, self._theme, picture.pictures or ())
        picture = self._turned(replace(picture, image=image))
        self._forget(picture)
        self._keep(picture)
        is_whole = picture.part is None and not picture.is_coarse
        if is_whole and self._theme is not PageTheme.PAPER and picture.pictures is None:
            # Asked for before this theme was on: shown at once, and again with its pictures.
            self._ask(WholePage(picture.index, picture.image.width(), picture.image.height()))

    def _forget(self, picture: PagePicture) -> None:
        """What was asked for is here: wait for it no more, and see how long it took."""
        now = monotonic()
        for wanted in [w for w in self._pending if _is_answer(w, picture)]:
            began = max(self._pending.pop(wanted), self._last_arrival)
            if picture.is_coarse and now - began > _SLOW_S:
                self._slow.add(picture.index)
        self._last_arrival = now

    def _keep(self, picture: PagePicture) -> None:
        index, image = picture.index, picture.image
        if picture.is_coarse:
            self._cache.put_glimpse(index, image)
        elif picture.part is None:
            self._outdated.discard(index)
            self._cache.put_page(index, image)
        else:
            box = Box(*picture.part, image.width(), image.height())
            self._cache.put_tile(index, Tile(image, picture.scale, box))
        self._troubles.pop(index, None)
        self.arrived.emit(picture)
        self.page_arrived.emit(index)

    def _on_failed(self, trouble: PageTrouble) -> None:
        self._pending = {w: at for w, at in self._pending.items() if w.index != trouble.index}
        if self._cache.page(trouble.index) is None:
            self._troubles[trouble.index] = trouble.message
        self.page_arrived.emit(trouble.index)


def _is_answer(wanted: Wanted, picture: PagePicture) -> bool:
    if wanted.index != picture.index:
        return False
    match wanted:
        case PagePart(_, scale, box):
            return picture.part == (box.x, box.y) and abs(scale - picture.scale) < 1e-6
        case Glimpse():
            return picture.is_coarse
    return picture.part is None and not picture.is_coarse and _is_near(wanted, picture.image)


def _is_near(wanted: WholePage, image: QImage) -> bool:
    """Rounding in the worker may differ from ours by a pixel; asking again would never end."""
    return abs(wanted.width - image.width()) <= 1 and abs(wanted.height - image.height()) <= 1
