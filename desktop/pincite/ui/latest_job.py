"""Answers that are asked for again and again, as while typing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from pincite.services.jobs import JobContext
from pincite.ui.jobs import JobHandle, JobRunner

Work = Callable[[], object]


class LatestJob(QObject):
    """One job at a time, off the GUI thread; of those asked for meanwhile only the last runs.

    Signals:
        succeeded: what the job returned that was asked for last.
        failed: a sentence for the user, about that job.
    """

    succeeded = Signal(object)
    failed = Signal(str)

    def __init__(self, jobs: JobRunner, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._title = title
        self._running: JobHandle | None = None
        self._next: Work | None = None
        self._is_wanted = False

    def ask(self, work: Work) -> None:
        """Run this, as soon as what is running has ended; its answer is no longer wanted."""
        self._next, self._is_wanted = work, False
        if self._running is None:
            self._start()

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._next, self._is_wanted = None, False

    def _start(self) -> None:
        work, self._next = self._next, None
        if work is None:
            return
        self._is_wanted = True
        self._running = self._jobs.start(partial(_run, work), self._title, shown=False)
        self._running.succeeded.connect(self._on_succeeded)
        self._running.failed.connect(self._on_failed)
        self._running.ended.connect(self._on_ended)

    def _on_succeeded(self, answer: object) -> None:
        if self._is_wanted:
            self.succeeded.emit(answer)

    def _on_failed(self, message: str) -> None:
        if self._is_wanted:
            self.failed.emit(message)

    def _on_ended(self) -> None:
        self._running = None
        self._start()


def _run(work: Work, job: JobContext) -> object:
    job.check()
    return work()
