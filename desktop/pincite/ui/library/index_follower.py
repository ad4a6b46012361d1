"""When to ask the index again: after each change of the library, until the index knows of it."""

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.model.changes import Changes
from pincite.ui.context import AppContext

_SOON_MS = 400
_LATEST_MS = 8000


class IndexFollower(QObject):
    """Says when an answer of the index may have become another.

    Signals:
        due: ask again, and tell `answered` what came.
    """

    due = Signal()

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._wait_ms = _SOON_MS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)
        context.events.changed.connect(self._on_changed)

    def start(self) -> None:
        """The question is another one, or a new one."""
        self._wait_ms = _SOON_MS
        self._timer.start(0)

    def answered(self, seq: int) -> None:
        """An answer came.

        Args:
            seq: number of the last change of the library that the answer knows.
        """
        # The index is written a moment after the library; while it is built anew, much later.
        if seq < self._context.workspace.library.last_seq() and self._wait_ms < _LATEST_MS:
            self._wait_ms *= 2
            self._timer.start(self._wait_ms)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        is_searched = (
            changes.items or changes.documents or changes.pages or changes.annotations
            or changes.notes or changes.collections or changes.citations or changes.mentions
            or changes.bibliographies or changes.saved_searches
        )  # fmt: skip
        if is_searched:
            self._wait_ms = _SOON_MS
            if not self._timer.isActive():
                self._timer.start(_SOON_MS)
