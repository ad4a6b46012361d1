"""Runs checks of quotations in jobs: when something changed, and when somebody asks."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.model.changes import Changes
from pincite.model.citations import Bibliography
from pincite.model.ids import CitationId
from pincite.ui.verdicts.words import summary

if TYPE_CHECKING:
    from pincite.services.checks import CheckReport, Checks, Quoted
    from pincite.services.jobs import JobContext
    from pincite.ui.context import AppContext
    from pincite.ui.jobs import JobHandle

_PAUSE_MS = 400
"""After a change; typing a place or dragging pages makes several."""


class CheckRunner(QObject):
    """Keeps the checks of quotations up to date; one job at a time.

    Signals:
        finished: a `CheckReport`, after each run.
    """

    finished = Signal(object)

    def __init__(self, context: "AppContext") -> None:
        super().__init__(context)
        self._context = context
        self._service: Checks | None = None
        self._waiting = Changes()
        self._is_running = False
        self._is_stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._run_waiting)

    @property
    def service(self) -> "Checks":
        """The checks of the open library."""
        if self._service is None:
            # The window is on view before anything is compared.
            from pincite.services.checks import Checks
            from pincite.services.text_indexes import TextIndexes

            workspace = self._context.workspace
            self._service = Checks(workspace, TextIndexes(workspace.library))
        return self._service

    def follow(self) -> None:
        """Check what changes from now on."""
        self._context.events.changed.connect(self._on_changed)

    def stop(self) -> None:
        """Begin nothing any more; the library is about to be closed."""
        self._is_stopped = True
        self._timer.stop()

    def check_soon(self, citations: Iterable[CitationId]) -> None:
        """Check some citations in the background, as if they had just been made."""
        self._wait_for(Changes(citations=frozenset(citations)))

    def check_bibliography(self, bibliography: Bibliography) -> None:
        """Check all its quotations, with progress in the tray, and say what came of it."""
        service = self.service
        title = self.tr("Checking “%1”").replace("%1", bibliography.name)
        self._start(lambda: service.of_bibliography(bibliography), title, self._tell_summary)

    def check(self, choose: "Callable[[Checks], Sequence[Quoted]]") -> None:
        """Check what `choose` gives; it is called on the job's thread."""
        service = self.service
        self._start(lambda: choose(service), "", None)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.pages and self._service is not None:
            self._service.indexes.forget(changes.pages)
        self._wait_for(changes)

    def _wait_for(self, changes: Changes) -> None:
        if (
            changes.citations
            or changes.annotations
            or changes.pages
            or changes.documents
            or changes.mentions
        ) and not self._is_stopped:
            self._waiting |= changes
            self._timer.start()

    def _run_waiting(self) -> None:
        if self._is_running:
            # Another look when that one has ended.
            return
        changes, self._waiting = self._waiting, Changes()
        service = self.service
        self._is_running = True
        handle = self._start(lambda: service.touched_by(changes), "", None)
        handle.ended.connect(self._on_background_ended)

    def _on_background_ended(self) -> None:
        self._is_running = False
        if self._waiting and not self._is_stopped:
            self._timer.start()

    def _start(
        self,
        choose: "Callable[[], Sequence[Quoted]]",
        title: str,
        tell: "Callable[[CheckReport], None] | None",
    ) -> "JobHandle":
        service = self.service

        def job(context: "JobContext") -> "CheckReport":
            # It may have waited for other jobs, and the library may be closed by now.
            context.check()
            return service.run(choose(), context)

        name = title or self.tr("Checking quotations")
        handle = self._context.jobs.start(job, name, shown=bool(title))
        handle.succeeded.connect(self.finished)
        if tell is not None:
            handle.succeeded.connect(tell)
        return handle

    def _tell_summary(self, report: "CheckReport") -> None:
        kind, sentence = summary(report.counts)
        self._context.notify(kind, sentence)
