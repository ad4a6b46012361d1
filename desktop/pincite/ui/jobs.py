"""Long work off the GUI thread, with progress, time left and Cancel."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal

from pincite.model.errors import PinciteError
from pincite.services.jobs import Cancelled, JobContext, Progress

logger = logging.getLogger(__name__)

_REPORTS_PER_S = 20.0
_MOST_AT_ONCE = 4
_REST_S = 10.0


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

    def __init__(self, title: str, parent: QObject, *, is_shown: bool, context: JobContext) -> None:
        super().__init__(parent)
        self.title = title
        self.is_shown = is_shown
        self.progress = Progress(0, 0, "")
        self.is_running = True
        self.context = context

    def cancel(self) -> None:
        """Ask the job to stop; it does at its next check."""
        self.context.cancel()

    def deliver(self, news: object) -> None:
        """Tell what came from the job's thread."""
        if isinstance(news, Progress):
            self.progress = news
            self.progressed.emit(news)
            return
        self.is_running = False
        if isinstance(news, _Success):
            self.succeeded.emit(news.value)
        elif isinstance(news, _Failure):
            self.failed.emit(news.message)
        else:
            self.cancelled.emit()
        self.ended.emit()
        self.deleteLater()


class JobRunner(QObject):
    """Starts jobs on threads.

    Plain threads, and one signal of an object that outlives them: a `QRunnable` or a handle of one
    job may be deleted here while its thread is still on the way out of it.

    Signals:
        started: the `JobHandle` of a job that the tray should show.
    """

    started = Signal(object)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Jobs wait for other processes most of the time; more than this only adds contention.
        self._places = threading.BoundedSemaphore(_MOST_AT_ONCE)
        self._threads = _Threads()
        self._running: dict[JobHandle, threading.Event] = {}
        self._is_stopped = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self, job: "Callable[[JobContext], object]", title: str, *, shown: bool = True
    ) -> JobHandle:
        """Run `job` on a thread and return its handle at once.

        Args:
            title: what the tray says ("Importing 3 files").
            shown: False for short work that needs no place in the tray, such as a search.
        """
        thinned = _Thinned(lambda progress: self._post(handle, progress))
        context = JobContext(thinned)
        handle = JobHandle(title, self, is_shown=shown, context=context)
        fault = self.tr("%1 stopped because of a fault in Pincite.").replace("%1", title)
        has_ended = threading.Event()

        def work() -> None:
            try:
                with self._places:
                    # Stopped while it waited for a place, it does not begin.
                    ended = _Cancelled() if context.is_cancelled else None
                    self._post(handle, ended or _outcome(job, context, title, fault))
            finally:
                has_ended.set()

        self._running[handle] = has_ended
        if self._is_stopped:
            handle.cancel()
        self._threads.run(work)
        if shown:
            self.started.emit(handle)
        return handle

    def running(self) -> list[JobHandle]:
        """Jobs that have not ended, oldest first."""
        return [handle for handle in self._running if handle.is_running]

    @property
    def is_rested(self) -> bool:
        """True when no job runs, and a thread is ready for the next one."""
        return not self._running and self._threads.has_resting

    def begin_stop(self) -> list[threading.Event]:
        """Cancel everything, and start nothing any more; called when the library is closed.

        Nothing is told of what ends now or later: what it is about is being closed.

        Returns:
            Set by each job that may still run when it has ended; not to be waited for in the GUI
            thread.
        """
        self._is_stopped = True
        for handle in self._running:
            handle.cancel()
        return list(self._running.values())

    def stop(self, timeout_s: float = 3.0) -> bool:
        """`begin_stop`, and wait a little, at the end of the program; False if some still run."""
        jobs = self.begin_stop()
        end = time.monotonic() + timeout_s
        for has_ended in jobs:
            has_ended.wait(max(0.0, end - time.monotonic()))
        return all(has_ended.is_set() for has_ended in jobs)

    def _post(self, handle: JobHandle, news: object) -> None:
        """On a job's thread."""
        # The runner is gone when a job did not stop in time; then nobody wants to know.
        with contextlib.suppress(RuntimeError):
            self._posted.emit((handle, news))

    def _deliver(self, post: tuple[JobHandle, object]) -> None:
        handle, news = post
        if not isinstance(news, Progress):
            self._running.pop(handle, None)
        if not self._is_stopped:
            handle.deliver(news)


class _Threads:
    """Threads that rest for a while between jobs, since a new one is waited for until it runs.

    That takes 50 ms and more while others compute.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._lock = threading.Lock()
        self._resting = 0

    @property
    def has_resting(self) -> bool:
        """True when the next work finds a thread."""
        return self._resting > 0

    def run(self, work: "Callable[[], None]") -> None:
        """Do this on a thread that rests, else on a new one; returns at once."""
        with self._lock:
            is_new = self._resting == 0
            self._resting -= not is_new
        self._waiting.put(work)
        if is_new:
            threading.Thread(target=self._serve, name="jobs", daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                work = self._waiting.get(timeout=_REST_S)
            except Empty:
                with self._lock:
                    # When none is counted as resting, this one was chosen: work is on the way.
                    if self._resting:
                        self._resting -= 1
                        return
                continue
            work()
            # What it held must not live until the next one comes.
            del work
            with self._lock:
                self._resting += 1


class _Thinned:
    """Progress of a fast job, thinned so that it does not flood the window."""

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        self._tell = tell
        self._told = 0.0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.done >= progress.total or now - self._told >= 1 / _REPORTS_PER_S:
            self._told = now
            self._tell(progress)


def _outcome(
    job: "Callable[[JobContext], object]", context: JobContext, title: str, fault: str
) -> object:
    """Run `job`, on its thread; what came of it."""
    try:
        return _Success(job(context))
    except Cancelled:
        return _Cancelled()
    except PinciteError as error:
        return _Failure(str(error))
    except Exception:
        # The boundary of the thread: what nobody expected ends here, in the log.
        logger.exception("job failed: %s", title)
        return _Failure(fault)


@dataclass(frozen=True, slots=True)
class _Success:
    value: object


@dataclass(frozen=True, slots=True)
class _Failure:
    message: str


@dataclass(frozen=True, slots=True)
class _Cancelled:
    pass
