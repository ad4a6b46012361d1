"""How far a lookup is, while its dialog stays open."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from pincite.services.jobs import JobContext, Progress
from pincite.ui.jobs import JobHandle, JobRunner
from pincite.ui.widgets import ElidedLabel
from pincite.ui.words import received_words


class LookupBar(QWidget):
    """Runs one job at a time, and shows a thin bar and what is being asked for.

    Args:
        keeps_room: its place stays empty while nothing runs, so that nothing moves.

    Signals:
        done: what the job returned.
        failed: a sentence.
        ended: after either, and when it was stopped.
    """

    done = Signal(object)
    failed = Signal(str)
    ended = Signal()

    def __init__(
        self, jobs: JobRunner, parent: QWidget | None = None, *, keeps_room: bool = False
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._handle: JobHandle | None = None
        self._text = ElidedLabel("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the lookup"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._bar)
        box.addWidget(self._text)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def is_running(self) -> bool:
        """True while something is looked up."""
        return self._handle is not None

    def start(self, job: Callable[[JobContext], object], title: str) -> None:
        """Run a job; one under way is stopped."""
        self.stop()
        handle = self._handle = self._jobs.start(job, title, shown=False)
        self._bar.setRange(0, 0)
        self._text.setText(title)
        self.show()
        handle.progressed.connect(self._show)
        handle.succeeded.connect(lambda value: self._finish(handle, value))
        handle.failed.connect(lambda text: self._fail(handle, text))
        handle.cancelled.connect(lambda: self._end(handle))

    def stop(self) -> None:
        """Stop what is under way; nobody is told."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            handle.cancel()
            self.hide()
            self.ended.emit()

    def _show(self, progress: Progress) -> None:
        text, done, total = progress.text, progress.done, max(progress.total, 0)
        if progress.received is not None:
            done, total = progress.received.done_bytes, progress.received.total_bytes
            # First, since the end of a long address is cut off.
            size = received_words(progress.received, self.locale())
            text = self.tr("%1 · %2").replace("%1", size).replace("%2", text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._text.setText(text)

    def _finish(self, handle: JobHandle, value: object) -> None:
        if self._end(handle):
            self.done.emit(value)

    def _fail(self, handle: JobHandle, text: str) -> None:
        if self._end(handle):
            self.failed.emit(text)

    def _end(self, handle: JobHandle) -> bool:
        """False for a job that was stopped before, which says nothing any more."""
        if handle is not self._handle:
            return False
        self._handle = None
        self.hide()
        self.ended.emit()
        return True
