"""A reader that was opened from a search: its bar, its marks, and the way on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pincite.services.hits import Hit
from pincite.ui.reader.find.finding import Hit as Stretch
from pincite.ui.reader.find.finding import Sought, Terms
from pincite.ui.reader.history import Place
from pincite.ui.search.trail_bar import TrailBar

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane
    from pincite.ui.search.trail import SearchTrail


class PaneTrail(QObject):
    """Shows one hit after the other in a pane; the bar comes with the first one."""

    def __init__(self, pane: "ReaderPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._bar = TrailBar(pane.context.theme)
        self._bar.closed.connect(self.leave)
        self._waiting: Hit | None = None
        pane.put_over_pages(self._bar)
        pane.ready.connect(self._on_ready)
        self._bar.hide()

    @property
    def is_followed(self) -> bool:
        """True while F3 means the next hit of the search, not of the find bar."""
        return self._bar.trail is not None and not self._pane.finding.bar.isVisible()

    def has(self, trail: "SearchTrail") -> bool:
        """True when it is this search that is followed."""
        return self._bar.trail is trail

    def show(self, hit: Hit, trail: "SearchTrail") -> None:
        """Show a hit, with what was found marked."""
        self._bar.show_trail(trail)
        self._bar.show()
        self._pane.finding.bar.hide()
        if self._pane.page_count:
            self._mark(hit)
        else:
            self._waiting = hit
        if hit.annotation is not None:
            self._pane.mark_focus.show(hit.annotation)
        elif hit.page_index is not None and not self._pane.page_count:
            self._pane.places.go_to_stored(Place(hit.page_index), trail.found.terms)

    def step(self, *, forward: bool) -> None:
        """To the next hit of the search, or the one before, in whichever work it is."""
        if self._bar.trail is not None:
            self._bar.trail.step(forward=forward)

    def leave(self) -> None:
        """Follow the search no more."""
        self._bar.hide()
        self._bar.trail = None
        self._pane.finding.control.clear()
        self._pane.view.setFocus()

    def _on_ready(self) -> None:
        if self._waiting is not None:
            self._mark(self._waiting)

    def _mark(self, hit: Hit) -> None:
        """Mark what was found, and bring the place of the hit into view."""
        self._waiting = None
        trail = self._bar.trail
        if trail is None or hit.page_index is None:
            return
        place = self._stretch(hit) if hit.annotation is None else None
        sought: Sought | None = Terms(trail.found.terms) if trail.found.terms else place
        if sought is not None:
            self._pane.finding.control.mark(sought, place)
        if place is None and hit.annotation is None:
            self._pane.places.go_to_stored(Place(hit.page_index), trail.found.terms)

    def _stretch(self, hit: Hit) -> Stretch | None:
        """Where the hit stands on the pages that are shown."""
        if hit.start < 0 or hit.page_index is None:
            return None
        length = max(1, hit.end - hit.start)
        page, start, length = self._pane.copy.shown_stretch(hit.page_index, hit.start, length)
        return Stretch(page, start, start + length)
