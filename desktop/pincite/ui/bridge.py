"""Between the window and the workspace: commands go down, changes and failures come up."""

import logging
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.model.changes import Bulk, Changes
from pincite.model.errors import PinciteError

if TYPE_CHECKING:
    from pincite.services.workspace import Command, Workspace

logger = logging.getLogger(__name__)

_LEAST_PAUSE_MS, _MOST_PAUSE_MS = 500, 3000
_PAUSE_SHARE = 50
"""The pause after a notice of bulk work, by the time that the views took to show it."""
_MOMENT_MS = 400


class LibraryEvents(QObject):
    """The one notice of change in the program.

    Signals:
        changed: `Changes` and the origin (the object that caused them, or None), delivered in the
            GUI thread whatever thread or process made the change. Notices of bulk work are put
            together: all views may be painted anew after each, and the longer that takes, the
            longer the next one waits.
    """

    changed = Signal(object, object)
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = Changes()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_LEAST_PAUSE_MS)
        self._pause.timeout.connect(self._tell_waiting)
        self._arrived.connect(self._take)

    @property
    def pause_ms(self) -> int:
        """How long the next notice of bulk work waits for more."""
        return self._pause.interval()

    def publish(self, changes: Changes, origin: object) -> None:
        """Tell all views; may be called from any thread."""
        self._arrived.emit(changes, origin)

    def _take(self, changes: Changes, origin: object) -> None:
        if isinstance(origin, Bulk):
            self._waiting |= changes
            if not self._pause.isActive():
                self._pause.start()
        else:
            self.changed.emit(changes, origin)

    def tell_waiting(self) -> None:
        """Tell now what is still waiting; in the GUI thread, when bulk work has ended."""
        self._pause.stop()
        if self._waiting:
            self._tell_waiting()

    def _tell_waiting(self) -> None:
        waiting, self._waiting = self._waiting, Changes()
        began = time.perf_counter()
        self.changed.emit(waiting, None)
        # When this comes, what was to be painted has been.
        QTimer.singleShot(0, self, lambda: self._rest(time.perf_counter() - began))

    def _rest(self, shown_s: float) -> None:
        pause = int(shown_s * 1000 * _PAUSE_SHARE)
        self._pause.setInterval(min(max(pause, _LEAST_PAUSE_MS), _MOST_PAUSE_MS))


class Bridge(QObject):
    """Runs commands on the library's writer thread and tells how they ended.

    Signals:
        failed: a sentence for the user; a command, undo or redo could not be done.
        finished: after every command, undo and redo that was done; labels of undo have changed.
        delayed: what is being done, when it takes longer than a moment; one of the two follows.
    """

    failed = Signal(str)
    finished = Signal()
    delayed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None

    def attach(self, workspace: "Workspace") -> None:
        """Give it the workspace; before that every command fails with a sentence."""
        self._workspace = workspace

    def run(self, command: "Command", origin: object = None, *, group: object = None) -> None:
        """Run a command; returns at once. `LibraryEvents.changed` follows, or `failed`.

        Args:
            group: commands of a group that follow each other are one undo step (typing a note).
        """
        if self._workspace is None:
            self.failed.emit(self.tr("The library is not open yet. Try again in a moment."))
            return
        words = self.tr("Saving: “%1”…").replace("%1", command.label)
        self._watch(self._workspace.run(command, origin, group=group), words)

    def undo(self, origin: object = None) -> None:
        """Take back the last step."""
        if self._workspace is not None and self._workspace.undo_label:
            words = self.tr("Undoing: “%1”…").replace("%1", self._workspace.undo_label)
            self._watch(self._workspace.undo(origin), words)

    def redo(self, origin: object = None) -> None:
        """Do again what was last taken back."""
        if self._workspace is not None and self._workspace.redo_label:
            words = self.tr("Redoing: “%1”…").replace("%1", self._workspace.redo_label)
            self._watch(self._workspace.redo(origin), words)

    def travel(self, number: int) -> None:
        """Undo or redo until the step with this number is the last one done; 0 undoes all."""
        if self._workspace is not None:
            self._watch(
                self._workspace.travel(number), self.tr("Undoing or redoing several steps…")
            )

    def _watch(self, future: "Future[Changes]", words: str) -> None:
        future.add_done_callback(self._on_done)
        QTimer.singleShot(_MOMENT_MS, self, lambda: self._tell_delay(future, words))

    def _tell_delay(self, future: "Future[Changes]", words: str) -> None:
        if not future.done():
            self.delayed.emit(words)

    def _on_done(self, future: "Future[Changes]") -> None:
        """Runs on the writer thread; signals cross to the GUI thread by themselves."""
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self.finished.emit()
        elif isinstance(error, PinciteError):
            self.failed.emit(str(error))
        else:
            logger.error("command failed", exc_info=error)
            self.failed.emit(self.tr("That could not be done, because of a fault in Pincite."))
