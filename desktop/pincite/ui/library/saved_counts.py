"""How many works each saved search finds now."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pincite.model.ids import SavedSearchId
from pincite.ui.context import AppContext
from pincite.ui.latest_job import LatestJob
from pincite.ui.library.index_follower import IndexFollower

if TYPE_CHECKING:
    from pincite.services.finding import Finder
    from pincite.services.workspace import Workspace


class SavedCounts(QObject):
    """Counts in a job, after each change that may matter.

    Signals:
        counted: the numbers by `SavedSearchId`; a search that cannot be answered has none.
    """

    counted = Signal(object)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job = LatestJob(context.jobs, self.tr("Searching"), self)
        self._job.succeeded.connect(self._on_counted)
        self._follower = IndexFollower(context, self)
        self._follower.due.connect(self._ask)
        self._follower.start()

    def _ask(self) -> None:
        self._job.ask(partial(_counts, self._context.workspace, self._context.finder))

    def _on_counted(self, answer: tuple[Mapping[SavedSearchId, int], int]) -> None:
        counts, seq = answer
        self.counted.emit(counts)
        self._follower.answered(seq)


def _counts(workspace: "Workspace", finder: "Finder") -> tuple[Mapping[SavedSearchId, int], int]:
    """The numbers, and the last change of the library that all of them know."""
    seq = workspace.library.last_seq()
    counts: dict[SavedSearchId, int] = {}
    for saved in workspace.read.saved_searches():
        found = finder.works(saved.query)
        seq = min(seq, found.seq)
        if found.works or not found.message:
            counts[saved.id] = len(found.works)
    return counts, seq
