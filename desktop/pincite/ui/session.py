"""Opening the library for the window, following it, and closing it."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from pincite.model.errors import PinciteError
from pincite.services.libraries import is_library, library_name
from pincite.ui.context import AppContext
from pincite.ui.main_window import MainWindow

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from pincite.citing.csl_engine import CslEngine
    from pincite.services.indexer import Indexer
    from pincite.services.jobs import JobContext
    from pincite.services.workspace import Workspace
    from pincite.ui.exporting.following import KeptExportFollower
    from pincite.ui.libraries.file_sweep import FileSweep
    from pincite.ui.libraries.schedule import BackupSchedule
    from pincite.ui.watching import FolderFollower

logger = logging.getLogger(__name__)

_POLL_MS = 300


class LibrarySession(QObject):
    """Holds the library for as long as the window stands.

    Args:
        is_indexing: keep the search index up to date in a process of its own.
        before: done while the library is not open yet, on the thread of a job.
        fallback: offered when the library cannot be opened: the one that was open before.
    """

    def __init__(
        self,
        context: AppContext,
        window: MainWindow,
        folder: Path,
        *,
        is_indexing: bool = True,
        before: "Callable[[JobContext], object] | None" = None,
        fallback: Path | None = None,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._folder = folder
        self._is_indexing = is_indexing
        self._before = before
        self._fallback = fallback
        self._backups: BackupSchedule | None = None
        self._sweep: FileSweep | None = None
        self._indexer: Indexer | None = None
        self._is_opening = False
        self._is_closing = False
        self._loaded: Workspace | None = None
        self._follower: KeptExportFollower | None = None
        self._folders: FolderFollower | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def was_switched_to(self) -> bool:
        """True when another library was open before it in this run."""
        return self._fallback is not None

    def open(self) -> None:
        """Open the library and fill the window; what stands in the way is said in its place."""
        if self._context.has_library:
            return
        try:
            self._attach(_load(self._folder))
        except PinciteError as error:
            self._show_problem(str(error))

    def open_in_background(self) -> None:
        """The same beside the event loop, while something is being read already."""
        if self._context.has_library or self._is_opening:
            return
        self._is_opening = True
        handle = self._context.jobs.start(
            self._prepare, self.tr("Opening the library"), shown=self._before is not None
        )
        handle.succeeded.connect(self._attach)
        handle.failed.connect(self._show_problem)
        stopped = self.tr("You stopped it before it was done. Nothing was changed.")
        handle.cancelled.connect(lambda: self._show_problem(stopped))

    def _prepare(self, job: "JobContext") -> "Workspace":
        """On the thread of a job."""
        if self._before is not None:
            self._before(job)
            self._before = None
        # Kept here, too: what is stopped now is told nothing, but has to be closed.
        self._loaded = _load(self._folder)
        return self._loaded

    def _attach(self, workspace: "Workspace") -> None:
        from pincite.services.bibliographies import BibliographyService
        from pincite.services.finding import Finder
        from pincite.ui.exporting.following import KeptExportFollower
        from pincite.ui.libraries.file_sweep import FileSweep
        from pincite.ui.libraries.schedule import BackupSchedule
        from pincite.ui.watching import FolderFollower

        workspace.subscribe(self._context.events.publish)
        bibliographies = BibliographyService(workspace, _start_engine)
        self._context.attach_library(workspace, Finder(workspace), bibliographies)
        self._context.checks.follow()
        self._window.show_library()
        if len(self._context.settings.recent_libraries) > 1:
            name = library_name(workspace.library.folder.absolute())
            self._window.setWindowTitle(self.tr("%1 – Pincite").replace("%1", name))
        if workspace.library.is_read_only:
            self._window.show_banner(
                "warn",
                self.tr(
                    "This library can be read but not changed, because its folder cannot be "
                    "written. Change the permissions of %1, then start Pincite again."
                ).replace("%1", str(self._folder)),
            )
        else:
            self._follower = KeptExportFollower(self._context, self)
            self._folders = FolderFollower(self._context, self)
            if self._is_indexing:
                self._indexer = self._make_indexer()
            self._backups = BackupSchedule(self._context, self)
            self._sweep = FileSweep(self._context, self)
        if self._fallback is not None:
            self._window.tabs.restore()
        self._timer.start()

    def begin_closing(self) -> "list[threading.Event]":
        """Stop the jobs and all that looks at the library by itself; returns at once.

        Returns:
            Set by each job when it has ended; all have to before `finish_closing`.
        """
        self._is_closing = True
        self._timer.stop()
        for part in (self._follower, self._folders, self._backups, self._sweep):
            if part is not None:
                part.stop()
        self._context.checks.stop()
        return self._context.jobs.begin_stop()

    def finish_closing(self) -> None:
        """Let go of everything that hangs on the library; on any thread, when the jobs ended."""
        if self._indexer is not None:
            self._indexer.close()
        if self._context.has_library:
            self._context.finder.close()
            self._context.bibliographies.close()
        opened = self._context.workspace if self._context.has_library else self._loaded
        if opened is not None:
            opened.close()

    def close(self) -> None:
        """Both, at the end of the program; nothing happens where it was begun already.

        A job that does not end has its library until the process ends: each write is whole.
        """
        if self._is_closing:
            return
        self.begin_closing()
        if self._context.jobs.stop():
            self.finish_closing()
        else:
            logger.warning("A job had not stopped when the program ended")

    def _poll(self) -> None:
        self._context.workspace.poll()
        if self._indexer is not None:
            self._index()

    def _make_indexer(self) -> "Indexer":
        from pincite.services.indexer import Indexer

        return Indexer(self._folder)

    def _index(self) -> None:
        if self._indexer is None:
            return
        try:
            self._indexer.follow(self._context.workspace.library.last_seq())
        except OSError:
            self._indexer = None
            logger.warning("The index worker could not be started", exc_info=True)
            self._window.show_banner(
                "warn",
                self.tr("New pages are not searched for now, because a process cannot start."),
            )

    def _show_problem(self, sentence: str) -> None:
        acts: list[tuple[str, Callable[[], object]]] = [
            (self.tr("Choose another folder…"), self._choose_folder),
            # What comes before opening comes again, too: without it there may be nothing to open.
            (self.tr("Try again"), self.open if self._before is None else self.open_in_background),
        ]
        self._is_opening = False
        if found := self._rescue():
            acts[1] = found
        if self._fallback is not None and is_library(self._fallback):
            back = self.tr("Open “%1” again").replace("%1", library_name(self._fallback))
            acts[0] = (back, lambda: self._use_folder(str(self._fallback)))
        self._window.show_problem(sentence, acts)

    def _rescue(self) -> "tuple[str, Callable[[], object]] | None":
        from pincite.ui.libraries.rescue import rescue

        return rescue(self._context, self._folder, self._window)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Choose a folder for the library"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._use_folder)
        dialog.open()

    def _use_folder(self, folder: str) -> None:
        self._folder, self._before = Path(folder), None
        self.open()
        if self._context.has_library:
            try:
                self._context.save_settings(replace(self._context.settings, library=folder))
            except OSError:
                logger.warning("The settings could not be saved", exc_info=True)


def _load(folder: Path) -> "Workspace":
    """Open the library, and import here what comes with it: on the thread of a job, if it is one.

    Raises:
        LibraryError: it cannot be opened.
    """
    from pincite.services import bibliographies, finding, workspace

    del bibliographies, finding
    return workspace.Workspace.open(folder)


def _start_engine() -> "CslEngine":
    from pincite.citing.csl_engine import CslEngine

    return CslEngine()
