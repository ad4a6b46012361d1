"""What a view reads of the library in a job, and reads again when the library changes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pincite.model.changes import Changes
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext

Work = Callable[[JobContext], object]


class LiveLook(QObject):
    """Looks when its view is shown, and again a moment after each change that concerns it.

    One look at a time. While the view is hidden it only remembers that a look is due.

    Args:
        view: the one that shows what is found; it owns the look.
        title: of the job.
        work: called in the GUI thread as a look begins; it returns what the job does.
        concerns: whether a change of the library may alter what is found.
        pause_ms: from a change to the look, so that a row of changes is one look.

    Signals:
        found: what the job returned.
        failed: a sentence for the user.
    """

    found = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        context: AppContext,
        view: QWidget,
        title: str,
        work: Callable[[], Work],
        concerns: Callable[[Changes], object],
        *,
        pause_ms: int,
    ) -> None:
        super().__init__(view)
        self._jobs = context.jobs
        self._view = view
        self._title = title
        self._work = work
        self._concerns = concerns
        self._is_looking, self._is_due = False, True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self._look_if_due)
        view.installEventFilter(self)
        context.events.changed.connect(self._on_changed)

    def soon(self) -> None:
        """Look after the pause, or once the view is shown."""
        self._is_due = True
        if self._view.isVisible():
            self._timer.start()

    def now(self) -> None:
        """Look at once, or when the look that runs has ended."""
        if self._is_looking:
            self._is_due = True
            return
        self._is_looking, self._is_due = True, False
        handle = self._jobs.start(self._work(), self._title, shown=False)
        handle.succeeded.connect(self.found)
        handle.failed.connect(self.failed)
        handle.ended.connect(self._on_ended)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Show:
            self._look_if_due()
        return super().eventFilter(watched, event)

    def _look_if_due(self) -> None:
        if self._is_due and not self._is_looking and self._view.isVisible():
            self.now()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._concerns(changes):
            self.soon()

    def _on_ended(self) -> None:
        self._is_looking = False
        if self._is_due:
            self.soon()
