"""Long work off the GUI thread, with progress, time left and Cancel."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from pincite.model.errors import PinciteError
from pincite.services.jobs import Cancelled, JobContext, Progress

logger = logging.getLogger(__name__)

_REPORTS_PER_S = 20.0


class JobHandle(QObject):
    """One running job, for the one who started it and for the tray.

    Signals:
        progressed: a `services.jobs.Progress`.
        succeeded: what the job returned.
        failed: a sentence for the user.
        cancelled: it stopped because it was told to.
        ended: after any of the three above.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, title: str, parent: QObject, *, is_shown: bool = True) -> None:
        super().__init__(parent)
        self.title = title
        self.is_shown = is_shown
        self.progress = Progress(0, 0, "")
        self.is_running = True
        self.context = JobContext(self._report)
        self._reported = 0.0
        self._work: _Work | None = None
        self._outcome.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    _outcome = Signal(object)

    def cancel(self) -> None:
        """Ask the job to stop; it does at its next check."""
        self.context.cancel()

    def run_on(self, pool: QThreadPool, job: "Callable[[JobContext], object]") -> None:
        """Run `job` on a thread of `pool`; called once."""
        self._work = _Work(self, job)
        pool.start(self._work)

    def work(self, job: "Callable[[JobContext], object]") -> None:
        """Run `job`; called once, on a pool thread."""
        try:
            outcome: object = _Success(job(self.context))
        except Cancelled:
            outcome = _Cancelled()
        except PinciteError as error:
            outcome = _Failure(str(error))
        except Exception:
            # The boundary of the thread: what nobody expected ends here, in the log.
            logger.exception("job failed: %s", self.title)
            outcome = _Failure(
                self.tr("%1 stopped because of a fault in Pincite.").replace("%1", self.title)
            )
        self._outcome.emit(outcome)

    def _report(self, progress: Progress) -> None:
        """On the job's own thread; thinned, so that a fast job does not flood the window."""
        now = time.monotonic()
        if progress.done < progress.total and now - self._reported < 1 / _REPORTS_PER_S:
            return
        self._reported = now
        self.progress = progress
        self.progressed.emit(progress)

    def _finish(self, outcome: object) -> None:
        self.is_running = False
        if isinstance(outcome, _Success):
            self.succeeded.emit(outcome.value)
        elif isinstance(outcome, _Failure):
            self.failed.emit(outcome.message)
        else:
            self.cancelled.emit()
        self.ended.emit()
        self.deleteLater()


class _Work(QRunnable):
    """A job for a thread pool, owned by its handle.

    Not `QRunnable.create`: the pool deletes what that makes, but PySide 6.12 keeps the address in
    its books and takes the next object that comes to lie there for a `QRunnable`.
    """

    def __init__(self, handle: JobHandle, job: "Callable[[JobContext], object]") -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._handle = handle
        self._job = job

    def run(self) -> None:
        self._handle.work(self._job)


class JobRunner(QObject):
    """Starts jobs on threads.

    Signals:
        started: the `JobHandle` of a job that the tray should show.
    """

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # Jobs wait for other processes most of the time; more than this only adds contention.
        self._pool.setMaxThreadCount(4)
        self._handles: list[JobHandle] = []

    def start(
        self, job: "Callable[[JobContext], object]", title: str, *, shown: bool = True
    ) -> JobHandle:
        """Run `job` on a thread and return its handle at once.

        Args:
            title: what the tray says ("Importing 3 files").
            shown: False for short work that needs no place in the tray, such as a search.
        """
        handle = JobHandle(title, self, is_shown=shown)
        self._handles.append(handle)
        handle.ended.connect(self._forget_ended)
        handle.run_on(self._pool, job)
        if shown:
            self.started.emit(handle)
        return handle

    def running(self) -> list[JobHandle]:
        """Jobs that have not ended, oldest first."""
        return [handle for handle in self._handles if handle.is_running]

    def stop(self, timeout_ms: int = 3000) -> None:
        """Cancel everything and wait a little; called when the window closes."""
        for handle in self._handles:
            handle.cancel()
        self._pool.waitForDone(timeout_ms)

    def _forget_ended(self) -> None:
        self._handles = [handle for handle in self._handles if handle.is_running]


@dataclass(frozen=True, slots=True)
class _Success:
    value: object


@dataclass(frozen=True, slots=True)
class _Failure:
    message: str


@dataclass(frozen=True, slots=True)
class _Cancelled:
    pass
