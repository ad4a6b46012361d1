"""Looking at watched folders while the window stands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pincite.services.jobs import JobContext
from pincite.services.watched_folders import FOLDERS
from pincite.ui.context import AppContext
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.folder_watch import Round

_INTERVAL_MS = 10_000
_MOST_NAMED = 3


class FolderFollower(QObject):
    """One look at a time, every few seconds; what came in is said in the status bar.

    What cannot be had is said once, until it is well again.
    """

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._is_running = False
        self._told: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look now, unless a look is under way."""
        workspace = self._context.workspace
        if self._is_running or not workspace.read.setting(FOLDERS):
            return
        self._is_running = True

        def job(job: JobContext) -> "list[Round]":
            # Here, not above: the readers of all formats take 0.2 s to load.
            from pincite.services.folder_watch import FolderWatch

            return FolderWatch(workspace).look(job)

        handle = self._context.jobs.start(job, self.tr("Looking at watched folders"), shown=False)
        handle.succeeded.connect(self._tell)
        handle.failed.connect(lambda text: self._tell_once({text}))
        handle.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._is_running = False

    def _tell(self, rounds: "list[Round]") -> None:
        for each in rounds:
            new = each.count("new")
            if new:
                text = counted(
                    new, self.tr("%n file came in from “%1”"), self.tr("%n files came in from “%1”")
                )
                self._context.notify("ok", text.replace("%1", each.folder.name))
        # A file that fails is dealt with; a folder that waits says so at every look.
        for each in rounds:
            self._tell_failed(each)
        self._tell_once({each.problem for each in rounds if each.problem})

    def _tell_failed(self, each: "Round") -> None:
        failed = [entry for entry in each.files if entry.status == "failed"]
        if not failed:
            return
        text = counted(
            len(failed),
            self.tr("%n file in “%1” was not imported: %2"),
            self.tr("%n files in “%1” were not imported: %2"),
        )
        told = " ".join(f"{entry.name}: {entry.message}" for entry in failed[:_MOST_NAMED])
        text = text.replace("%1", each.folder.name).replace("%2", told)
        self._context.notify("warn", text)

    def _tell_once(self, problems: set[str]) -> None:
        for problem in problems - self._told:
            self._context.notify("warn", problem)
        self._told = problems
