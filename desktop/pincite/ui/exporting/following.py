"""Writing the files that are kept up to date while the window stands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pincite.model.changes import Changes
from pincite.model.kept_exports import are_touched
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext

if TYPE_CHECKING:
    from pincite.services.kept_exports import KeptState

_REST_MS = 2000


class KeptExportFollower(QObject):
    """Writes a moment after the last change, one job at a time.

    What cannot be written is said once, and tried again at the next change.
    """

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._is_running = self._is_wanted = False
        self._told: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._write)
        context.events.changed.connect(self._on_changed)
        # What another program changed while no window stood.
        self._timer.start()

    def stop(self) -> None:
        """Write no more, but for what is being written."""
        self._timer.stop()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if are_touched(changes):
            self._timer.start()

    def _write(self) -> None:
        workspace = self._context.workspace
        if workspace.library.is_read_only or not workspace.read.kept_exports():
            return
        if self._is_running:
            self._is_wanted = True
            return
        self._is_running = True
        bibliographies = self._context.bibliographies

        def job(_job: JobContext) -> "list[KeptState]":
            # Here, not above: writing formats takes a while to load, and few libraries need it.
            from pincite.services.kept_exports import KeptExports

            return KeptExports(workspace, bibliographies).write()

        handle = self._context.jobs.start(job, self.tr("Writing exports"), shown=False)
        handle.succeeded.connect(self._on_written)
        handle.ended.connect(self._on_ended)

    def _on_written(self, states: "list[KeptState]") -> None:
        problems = {state.problem for state in states if state.problem}
        for problem in problems - self._told:
            self._context.notify("warn", problem)
        self._told = problems

    def _on_ended(self) -> None:
        self._is_running = False
        if self._is_wanted:
            self._is_wanted = False
            self._timer.start()
