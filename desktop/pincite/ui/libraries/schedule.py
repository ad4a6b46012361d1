"""The daily backup, while the window is open."""

from PySide6.QtCore import QObject, QTimer

from pincite.library.backups import is_due, make_backup
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext

_FIRST_MS = 60_000
_EVERY_MS = 30 * 60_000


class BackupSchedule(QObject):
    """Looks now and then whether a backup is due, and makes it beside the user's work."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_FIRST_MS)

    def look(self) -> None:
        """Make a backup if one is due."""
        self._timer.setInterval(_EVERY_MS)
        library = self._context.workspace.library

        def work(_job: JobContext) -> None:
            if is_due(library):
                make_backup(library)

        handle = self._context.jobs.start(work, self.tr("Daily backup"), shown=False)
        handle.failed.connect(self._tell)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _tell(self, sentence: str) -> None:
        text = self.tr("No backup could be made. %1").replace("%1", sentence)
        self._context.notify("warn", text)
