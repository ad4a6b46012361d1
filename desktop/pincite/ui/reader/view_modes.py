"""How one document is looked at: arrangement, zoom, margins; found again the next time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pincite.documents.protocol import DocumentInfo
from pincite.model.anchors import Quad
from pincite.model.annotations import Annotation
from pincite.ui.context import AppContext
from pincite.ui.reader.pages.cropping import Cropping
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.pages.rendering import DocumentFeed
from pincite.ui.reader.pages.view_mode import Spread, ViewMode
from pincite.ui.reader.pages.zooming import ZoomMode

if TYPE_CHECKING:
    from pincite.library.values import ReadingPlace

_FIT = "fit="


class ViewModes(QObject):
    """Changes the view of one document as the user asks, and says how it is to be kept."""

    def __init__(
        self, view: PageView, feed: DocumentFeed, context: AppContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._context = context
        self._first: tuple[str, float] | None = None
        self._cropping = Cropping(feed, self)
        self._cropping.changed.connect(view.set_crops)
        feed.opened.connect(self._on_sizes)
        feed.sizes_ready.connect(self._on_sizes)

    @property
    def mode(self) -> ViewMode:
        """The arrangement of the pages."""
        return self._view.view_mode

    @property
    def zoom_mode(self) -> ZoomMode:
        """What the zoom follows."""
        return self._view.zoom_mode

    def set_spread(self, spread: Spread) -> None:
        """Show one page in a row, or two."""
        self._choose(replace(self.mode, spread=spread))

    def set_paged(self, *, is_paged: bool) -> None:
        """Show one row of pages at a time, or all of them below each other."""
        self._choose(replace(self.mode, is_paged=is_paged))

    def toggle_crop(self) -> None:
        """Cut white margins off, or show them again."""
        self._choose(replace(self.mode, is_cropped=not self.mode.is_cropped))

    def toggle_right_to_left(self) -> None:
        """Put the first of two pages at the right, or back."""
        self._choose(replace(self.mode, is_right_to_left=not self.mode.is_right_to_left))

    def turn_by(self, degrees: int) -> None:
        """Turn the whole view clockwise by a multiple of 90 degrees; the file stays as it is."""
        self._choose(replace(self.mode, turn=(self.mode.turn + degrees) % 360))

    def fit(self, zoom_mode: ZoomMode) -> None:
        """Follow the width of the window, its height, or both."""
        self._view.fit(zoom_mode)
        self._keep_for_others()

    def show_marks(self, annotations: Sequence[Annotation]) -> None:
        """Keep these in view where margins are cut off."""
        marks: dict[int, list[Quad]] = {}
        for place in (place for a in annotations for place in a.anchor.places):
            marks.setdefault(place.page_index, []).extend(place.quads)
        self._cropping.set_marks(marks)

    # --- kept for the next time

    def start_like(self, other: "ViewModes") -> None:
        """Begin as another view looks now, rather than as the document was left."""
        self._first = (other.kept_view, other.kept_zoom)

    def restore(self, last: "ReadingPlace | None") -> None:
        """Look at the document as it was left; at one never read, as at the one before it."""
        usual = (self._context.settings.page_view, 0.0)
        text, zoom = self._first or ((last.view, last.zoom) if last is not None else usual)
        self._set_mode(ViewMode.from_text(text))
        if zoom > 0:
            self._view.set_zoom(zoom)
            return
        words = text.split()
        modes = (mode for mode in ZoomMode if mode is not ZoomMode.FREE)
        fitted = next((mode for mode in modes if _FIT + mode.value in words), ZoomMode.WIDTH)
        if fitted is not self.zoom_mode:
            self._view.fit(fitted)

    @property
    def kept_zoom(self) -> float:
        """The zoom to keep; 0 when it follows the window."""
        return self._view.zoom if self.zoom_mode is ZoomMode.FREE else 0.0

    @property
    def kept_view(self) -> str:
        """All else to keep, in words that `restore` reads."""
        return _words(self.mode, self.zoom_mode)

    # --- private

    def _choose(self, mode: ViewMode) -> None:
        self._set_mode(mode)
        self._keep_for_others()

    def _set_mode(self, mode: ViewMode) -> None:
        self._view.set_view_mode(mode)
        if mode.is_cropped:
            self._cropping.want(self._view.current_page)

    def _keep_for_others(self) -> None:
        """Documents opened for the first time are shown like this one, but not turned."""
        settings = self._context.settings
        zoom_mode = self.zoom_mode if self.zoom_mode is not ZoomMode.FREE else ZoomMode.WIDTH
        words = _words(replace(self.mode, turn=0), zoom_mode)
        if words != settings.page_view:
            self._context.save_settings(replace(settings, page_view=words))

    def _on_sizes(self, info: DocumentInfo) -> None:
        if info.has_all_sizes:
            self._cropping.set_pages(info.sizes, info.rotations)


def _words(mode: ViewMode, zoom_mode: ZoomMode) -> str:
    fit = f" {_FIT}{zoom_mode.value}" if zoom_mode is not ZoomMode.FREE else ""
    return mode.to_text() + fit
