"""Freeing the room of files that nothing has needed for a while, once after opening."""

import logging

from PySide6.QtCore import QLocale, QObject, QTimer

from pincite.library.sweeping import Swept, outlived_files, sweep
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.words import counted

logger = logging.getLogger(__name__)

_AFTER_MS = 120_000
"""Long after the window has come up, and after the daily backup."""


class FileSweep(QObject):
    """Sweeps once, beside the user's work.

    Only soon after opening: by the rule of thirty days the history of this window cannot reach back
    to what is swept then.
    """

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.sweep)
        self._timer.start(_AFTER_MS)

    def sweep(self) -> None:
        """Remove the files; said in the status bar if there were any."""
        library = self._context.workspace.library

        def work(job: JobContext) -> Swept:
            return sweep(library, outlived_files(library), job.check)

        title = self.tr("Removing files that nothing needs")
        handle = self._context.jobs.start(work, title, shown=False)
        handle.succeeded.connect(self._tell)
        # Nobody asked for it, and the next opening tries again.
        handle.failed.connect(lambda text: logger.info("Not swept: %s", text))

    def stop(self) -> None:
        """Begin nothing any more."""
        self._timer.stop()

    def _tell(self, swept: Swept) -> None:
        if not swept.count:
            return
        text = counted(
            swept.count,
            self.tr("%n file that was deleted over a month ago was removed (%1)"),
            self.tr("%n files that were deleted over a month ago were removed (%1)"),
        )
        size = QLocale().formattedDataSize(swept.size_bytes)
        logger.info("Swept: %d files, %d bytes", swept.count, swept.size_bytes)
        self._context.notify("ok", text.replace("%1", size))
