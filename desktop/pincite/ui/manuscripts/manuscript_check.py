"""Runs the check of one manuscript in jobs: when asked to, and when its file has changed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from pincite.model.manuscripts import Report
from pincite.services.errors import ServiceError
from pincite.services.manuscripts.checking import check_manuscript
from pincite.services.manuscripts.quotations import QuotationChecks
from pincite.ui.context import AppContext

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext
    from pincite.ui.jobs import JobHandle

_SETTLE_MS = 800
"""Writing programs save in several steps; the last one counts."""


class ManuscriptCheck(QObject):
    """One job at a time; a change while it runs is looked at afterwards.

    Signals:
        started: a check runs.
        finished: a `Report`.
        failed: a sentence.
    """

    started = Signal()
    finished = Signal(object)
    failed = Signal(str)

    def __init__(self, context: AppContext, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._path = path
        self._handle: JobHandle | None = None
        self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.run)
        self._watcher = QFileSystemWatcher([str(path)], self)
        self._watcher.fileChanged.connect(lambda _path: self._timer.start())

    def run(self) -> None:
        """Check the manuscript now."""
        if self._handle is not None:
            self._is_due = True
            return
        # Programs that save by renaming put a new file in the place of the watched one.
        if str(self._path) not in self._watcher.files() and self._path.exists():
            self._watcher.addPath(str(self._path))
        path, read = self._path, self._context.workspace.read
        indexes = self._context.checks.service.indexes

        def job(context: "JobContext") -> Report:
            try:
                return check_manuscript(read, QuotationChecks(read, indexes), path, context)
            except OSError as error:
                raise ServiceError(
                    f"“{path.name}” cannot be read: {error.strerror or error}."
                ) from error

        self._is_due = False
        title = self.tr("Checking “%1”").replace("%1", path.name)
        self._handle = self._context.jobs.start(job, title)
        # Bound methods: the job may end after the tab was closed, and then nobody is called.
        self._handle.succeeded.connect(self._on_succeeded)
        self._handle.failed.connect(self._on_failed)
        self._handle.ended.connect(self._on_ended)
        self.started.emit()

    def stop(self) -> None:
        """The result is not wanted any more."""
        self._timer.stop()
        if self._handle is not None:
            self._handle.cancel()

    def _on_succeeded(self, report: object) -> None:
        self.finished.emit(report)

    def _on_failed(self, message: str) -> None:
        self.failed.emit(message)

    def _on_ended(self) -> None:
        self._handle = None
        if self._is_due:
            self.run()
