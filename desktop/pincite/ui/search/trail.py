"""The way through the hits of a search, from work to work, for readers that were opened from it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pincite.services.hits import Hit, View
from pincite.ui.context import AppContext

if TYPE_CHECKING:
    from pincite.search.grouping import Arranged
    from pincite.services.results import Found
    from pincite.ui.search.results_control import Listing
    from pincite.ui.search.rows import ResultRow


def place_among_hits(listing: "Listing", row: "ResultRow") -> "tuple[Arranged | None, int]":
    """The hits that reading goes on to from a row, and which of them it is.

    From a work it goes through the pages; None for one that was not found by a page.
    """
    arranged = listing.arranged
    if listing.wish.view is not View.WORKS or arranged is None:
        first = arranged.group(row.group).first if arranged is not None else 0
        return arranged, first + row.place
    if row.hit is None or row.hit.where != "text":
        return None, -1
    pages = listing.found.views[View.PAGES].arranged(listing.wish.order, listing.wish.choice)
    group = pages.group(pages.work_ids().index(row.work.id))
    return pages, group.first + group.best


class SearchTrail(QObject):
    """Where one is among the hits; reading goes on to the next one, in whichever work it is.

    Signals:
        moved: the position of the hit that is read now, from 0.
    """

    moved = Signal(int)

    def __init__(
        self,
        context: AppContext,
        found: "Found",
        arranged: "Arranged",
        position: int,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.found = found
        self.arranged = arranged
        self.position = position
        self._is_loading = False

    @property
    def count(self) -> int:
        """Number of all hits."""
        return self.arranged.hit_count

    def start(self, hit: Hit) -> None:
        """Read the hit that the trail begins at."""
        self._context.open_hit(hit, self)

    def can_step(self, *, forward: bool) -> bool:
        """True when a hit follows, or stands before."""
        return self.position + 1 < self.count if forward else self.position > 0

    def step(self, *, forward: bool) -> None:
        """Read the next hit, or the one before; notes and hits that are gone are passed over."""
        if self._is_loading:
            return
        arranged, found, start = self.arranged, self.found, self.position

        def load() -> tuple[int, Hit] | None:
            """On a job's thread."""
            position = start + (1 if forward else -1)
            while 0 <= position < arranged.hit_count:
                number, place = arranged.place_of(position)
                hit = found.load(arranged.group(number).hits[place])
                if hit is not None and hit.document is not None:
                    return position, hit
                position += 1 if forward else -1
            return None

        self._is_loading = True
        handle = self._context.jobs.start(lambda _job: load(), self.tr("Searching"), shown=False)
        handle.succeeded.connect(self._on_loaded)
        handle.ended.connect(self._on_ended)

    def back(self) -> None:
        """Show the list of results."""
        self._context.show_results()

    def _on_loaded(self, loaded: tuple[int, Hit] | None) -> None:
        if loaded is None:
            self._context.notify("info", self.tr("No other hit can be opened in this direction."))
            return
        self.position, hit = loaded
        self._context.open_hit(hit, self)
        self.moved.emit(self.position)

    def _on_ended(self) -> None:
        self._is_loading = False
