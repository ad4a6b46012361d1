"""Closing a library while the window stays alive, and saying what is waited for."""

import logging
import threading

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.services.libraries import library_name
from pincite.ui.context import AppContext
from pincite.ui.main_window import MainWindow
from pincite.ui.session import LibrarySession
from pincite.ui.widgets import EmptyState

logger = logging.getLogger(__name__)

_PATIENCE_MS = 5000
_LOOK_MS = 30
_MOST_NAMED = 3


class LibraryClosing(QObject):
    """Stops the jobs and closes the library on a thread of its own; the window says so meanwhile.

    When a job does not stop in time, the window says which, and offers to go on without it. The
    library is closed under nobody: it then stays open until the job has ended.

    Args:
        go_on: the words of the button that goes on without waiting.

    Signals:
        done: once, when all is closed or the user does not want to wait any more.
    """

    done = Signal()

    def __init__(
        self, context: AppContext, session: LibrarySession, window: MainWindow, go_on: str
    ) -> None:
        super().__init__(window)
        self._context = context
        self._session = session
        self._window = window
        self._go_on = go_on
        self._is_done = False
        self._jobs: list[str] = []
        self._page: EmptyState | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._say_late)
        # Looked at, not told: this object may be gone when the thread ends.
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._end_if_closed)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Close everything that hangs on the library; returns at once."""
        self._jobs = [handle.title for handle in self._context.jobs.running() if handle.is_shown]
        self._window.leave(self._make_page())
        jobs, session = self._session.begin_closing(), self._session

        def work() -> None:
            for has_ended in jobs:
                has_ended.wait()
            try:
                session.finish_closing()
            except Exception:
                # The boundary of the thread; what is not closed ends with the process.
                logger.exception("The library could not be closed")

        self._thread = threading.Thread(target=work, name="closing", daemon=True)
        self._thread.start()
        self._look.start()
        self._patience.start(_PATIENCE_MS)

    def _make_page(self) -> EmptyState:
        title = self.tr("Closing …")
        if self._context.has_library:
            name = library_name(self._context.workspace.library.folder.absolute())
            title = self.tr("Closing “%1” …").replace("%1", name)
        text = ""
        if self._jobs:
            text = self.tr("What was finished stays. Stopping: %1").replace("%1", self._named())
        theme = self._context.theme
        button = (self._go_on, self._end)
        page = EmptyState(theme, "hourglass", title, text, button, is_primary=True)
        page.buttons[0].hide()
        self._page = page
        return page

    def _say_late(self) -> None:
        if self._page is None or self._is_done:
            return
        title = self.tr("Something has not stopped yet")
        if self._jobs:
            title = self.tr("This has not stopped yet: %1").replace("%1", self._named())
        text = self.tr(
            "It goes on by itself as soon as that has stopped. You need not wait: what was "
            "finished is kept, and nothing is left half done."
        )
        self._page.set_text(title, text)
        self._page.buttons[0].show()
        self._page.buttons[0].setFocus()

    def _named(self) -> str:
        more = "" if len(self._jobs) <= _MOST_NAMED else " …"
        return ", ".join(self._jobs[:_MOST_NAMED]) + more

    def _end_if_closed(self) -> None:
        if self._thread is not None and not self._thread.is_alive():
            self._end()

    def _end(self) -> None:
        if not self._is_done:
            self._is_done = True
            self._look.stop()
            self._patience.stop()
            self.done.emit()
