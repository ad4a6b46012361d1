"""Searching, arranging and loading what is shown of the results, off the GUI thread."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.library.values import ItemQuery
from pincite.model.pacing import Check, unhurried
from pincite.search.ordering import Choice, Order
from pincite.services.hits import Hit, View
from pincite.ui.context import AppContext
from pincite.ui.jobs import JobHandle

if TYPE_CHECKING:
    from pincite.library.queries import Reader
    from pincite.search.grouping import Arranged, Group
    from pincite.services.finding import Finder
    from pincite.services.jobs import JobContext
    from pincite.services.results import Found, FoundWork

    Search = Callable[[Finder, JobContext], Found]

T = TypeVar("T")

_WAIT_MS = 120
_AT_ONCE = 20
"""Works that are loaded together."""
_MORE_HITS = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """How the results are to be shown.

    Attributes:
        within: the list of items in which is searched; None for the whole library.
    """

    view: View = View.PAGES
    order: Order = Order.RELEVANCE
    choice: Choice = field(default_factory=dict)
    within: ItemQuery | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Results in an order, with the first works of them.

    Attributes:
        counts: of each view, narrowed by the same choice.
    """

    found: "Found"
    wish: Wish
    arranged: "Arranged | None"
    counts: Mapping[View, int]
    works: "Sequence[FoundWork]"


class ResultsControl(QObject):
    """One search runs at a time; of those asked for meanwhile only the last runs.

    Signals:
        found: a Found, before its Listing.
        listed: a Listing in place of the one before.
        extended: works that follow, a list of FoundWork.
        unfolded: (number of the work, hits that are shown of it from now on).
        unchanged: a search that was done again found as much as before, for now.
        failed: a sentence.
    """

    found = Signal(object)
    listed = Signal(object)
    extended = Signal(object)
    unfolded = Signal(object)
    unchanged = Signal()
    failed = Signal(str)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.wish = Wish()
        self.listing: Listing | None = None
        self._wanted: Search | None = None
        self._running: JobHandle | None = None
        self._running_search: Search | None = None
        self._turn = 0
        self._loaded = 0
        self._is_loading = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._start)

    def search(self, query: str) -> None:
        """Search for what is typed, soon."""
        self._wanted = lambda finder, job: finder.find(query, is_typing=True, check=job.check)
        self._leave_off()
        self._timer.start()

    def look_for(self, search: "Callable[[Finder], Found]") -> None:
        """Do another kind of search, at once."""
        self._wanted = lambda finder, _job: search(finder)
        self._leave_off()
        self._timer.stop()
        self._start()

    def again(self) -> None:
        """Do the last search once more, for the library has changed."""
        if self._wanted is not None and self.listing is not None:
            search = self._wanted
            self._wanted = lambda finder, job: search(finder, job)
            self._start()

    def clear(self) -> None:
        """Forget the results, and what is searched for."""
        self._leave_off()
        self._timer.stop()
        self._wanted = self.listing = None
        self._turn += 1

    def show(self, wish: Wish) -> None:
        """Show the same results in another way."""
        self.wish = wish
        if self.listing is None or not self.listing.found.views:
            return
        found = self.listing.found
        self._job(lambda: self._listing(found, wish), self._on_listed)

    def more(self) -> None:
        """Load the works that follow, if there are any."""
        listing = self.listing
        if listing is None or listing.arranged is None or self._is_loading:
            return
        self._load_to(min(self._loaded + _AT_ONCE, listing.arranged.work_count), listing)

    def reach(self, number: int) -> None:
        """Load works until the one with this number is there."""
        if self.listing is not None and number >= self._loaded:
            self._load_to(number + _AT_ONCE // 2, self.listing)

    def unfold(self, number: int, shown: int, *, place: int = 0) -> None:
        """Show more hits of a work.

        Args:
            shown: how many are shown already; place: one that must be among them.
        """
        listing = self.listing
        if listing is None or listing.arranged is None:
            return
        group = listing.arranged.group(number)
        first_time = shown <= len(list(_folded(listing.wish.view, group)))
        last = max(place + 1, _MORE_HITS if first_time else shown + _MORE_HITS)
        places = range(min(last, len(group.hits)))
        self._job(lambda: (number, _load_hits(listing.found, group, places)), self.unfolded.emit)

    def fold(self, number: int) -> None:
        """Show only the best hits of a work again."""
        listing = self.listing
        if listing is not None and listing.arranged is not None:
            group = listing.arranged.group(number)
            places = _folded(listing.wish.view, group)
            self._job(
                lambda: (number, _load_hits(listing.found, group, places)), self.unfolded.emit
            )

    # --- the search

    def _start(self) -> None:
        if self._running is not None or self._wanted is None:
            return
        search, finder, wish = self._wanted, self._context.finder, self.wish

        def run(job: "JobContext") -> Listing:
            return self._listing(search(finder, job), wish, job.check)

        self._running_search = search
        self._running = self._context.jobs.start(run, self.tr("Searching"), shown=False)
        self._running.succeeded.connect(self._on_found)
        self._running.failed.connect(self.failed)
        self._running.ended.connect(self._on_ended)

    def _leave_off(self) -> None:
        """What runs is not wanted any more: it would only take time from the next keys."""
        if self._running is not None:
            self._running.cancel()

    def _on_found(self, listing: Listing) -> None:
        if self._is_as_before(listing):
            self.unchanged.emit()
        elif self._running_search is self._wanted:
            self.found.emit(listing.found)
            self._turn += 1
            self._on_listed(listing)
            if listing.wish != self.wish:
                self.show(self.wish)

    def _is_as_before(self, listing: Listing) -> bool:
        """True while an index that is still being made brings nothing new."""
        before = self.listing
        return (
            before is not None
            and before.found.is_provisional
            and listing.found.is_provisional
            and (before.found.query, before.counts) == (listing.found.query, listing.counts)
        )

    def _on_ended(self) -> None:
        self._running = None
        is_due = not self._timer.isActive()
        if is_due and self._wanted is not None and self._wanted is not self._running_search:
            self._start()

    def _listing(self, found: "Found", wish: Wish, check: Check = unhurried) -> Listing:
        """On a job's thread; `check` stops it."""
        from pincite.services.results import load_works

        if not found.views:
            return Listing(found, wish, None, {}, ())
        within = self._read.item_ids(wish.within) if wish.within is not None else None
        arranged = {}
        for view, hits in found.views.items():
            check()
            arranged[view] = hits.arranged(wish.order, wish.choice, within)
        check()
        counts = {
            view: a.work_count if view is View.WORKS else a.hit_count
            for view, a in arranged.items()
        }
        mine = arranged[wish.view]
        works = load_works(self._read, found, wish.view, mine, range(_AT_ONCE))
        return Listing(found, wish, mine, counts, works)

    def _on_listed(self, listing: Listing) -> None:
        if listing.wish != self.wish:
            return
        self.listing = listing
        self._loaded = _AT_ONCE
        self._is_loading = False
        self.listed.emit(listing)

    # --- loading

    def _load_to(self, end: int, listing: Listing) -> None:
        arranged = listing.arranged
        if arranged is None or self._loaded >= min(end, arranged.work_count):
            return
        first, self._loaded = self._loaded, end
        self._is_loading = True

        def load() -> "list[FoundWork]":
            from pincite.services.results import load_works

            numbers = range(first, end)
            return load_works(self._read, listing.found, listing.wish.view, arranged, numbers)

        self._job(load, self._on_loaded)

    def _on_loaded(self, works: "list[FoundWork]") -> None:
        self._is_loading = False
        self.extended.emit(works)

    def _job(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do something on a thread; what it gives counts unless another search came meanwhile."""
        turn, listing = self._turn, self.listing

        def is_wanted(value: T) -> bool:
            is_anew = isinstance(value, Listing)
            return turn == self._turn and (is_anew or listing is self.listing)

        handle = self._context.jobs.start(lambda _job: work(), self.tr("Searching"), shown=False)
        _Delivery(handle, is_wanted, then, self)
        handle.failed.connect(self.failed)

    @property
    def _read(self) -> "Reader":
        return self._context.workspace.read


class _Delivery(QObject):
    """Hands on what a job gives, unless whoever wanted it is gone or wants something else."""

    def __init__(
        self,
        handle: JobHandle,
        is_wanted: Callable[[T], bool],
        then: Callable[[T], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._is_wanted = is_wanted
        self._then = then
        handle.succeeded.connect(self._deliver)
        handle.ended.connect(self.deleteLater)

    def _deliver(self, value: Any) -> None:
        if self._is_wanted(value):
            self._then(value)


def _folded(view: View, group: "Group") -> Iterable[int]:
    from pincite.services.results import folded_hits

    return folded_hits(view, group)


def _load_hits(
    found: "Found", group: "Group", places: Iterable[int]
) -> tuple[tuple[int, Hit], ...]:
    from pincite.services.results import load_hits

    return load_hits(found, group, places)
