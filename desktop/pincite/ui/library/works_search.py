"""The works that a query finds, kept up to date while it is shown."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pincite.model.ids import ItemId
from pincite.ui.context import AppContext
from pincite.ui.latest_job import LatestJob
from pincite.ui.library.index_follower import IndexFollower

if TYPE_CHECKING:
    from pincite.services.finding import FoundWorks


class WorksSearch(QObject):
    """Asks for the works of one query, off the GUI thread, and again when the library changes.

    Signals:
        found: ids of the works, as a tuple.
    """

    found = Signal(object)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._query = ""
        self._is_typing = False
        self._job = LatestJob(context.jobs, self.tr("Searching"), self)
        self._job.succeeded.connect(self._on_found)
        self._follower = IndexFollower(context, self)
        self._follower.due.connect(self._ask)

    def search(self, query: str, *, is_typing: bool) -> None:
        """Find the works of this query; "" for none, and no answer."""
        self._query, self._is_typing = query, is_typing
        if query:
            self._follower.start()
        else:
            self._job.forget()

    def _ask(self) -> None:
        if self._query:
            finder = self._context.finder
            self._job.ask(partial(finder.works, self._query, is_typing=self._is_typing))

    def _on_found(self, answer: "FoundWorks") -> None:
        works: tuple[ItemId, ...] = tuple(answer.works)
        self.found.emit(works)
        self._follower.answered(answer.seq)
