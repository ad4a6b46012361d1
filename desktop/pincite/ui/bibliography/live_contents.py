"""Keeps a tab's contents and preview up to date with the library."""

from PySide6.QtCore import QObject, Signal

from pincite.model.changes import Changes
from pincite.model.ids import BibliographyId
from pincite.services.jobs import JobContext
from pincite.ui.bibliography.contents import Contents, read_contents
from pincite.ui.bibliography.formatting import Formatted, format_contents
from pincite.ui.context import AppContext


class LiveContents(QObject):
    """Reads and formats in jobs, one of each kind at a time; what came too late is dropped.

    Signals:
        read: a new `Contents`.
        format_started: the preview on show is out of date; a new one is being made.
        formatted: a `Formatted` that belongs to the contents last read.
        format_failed: a sentence; the preview on show stays.
    """

    read = Signal(object)
    format_started = Signal()
    formatted = Signal(object)
    format_failed = Signal(str)

    def __init__(
        self, context: AppContext, bibliography_id: BibliographyId, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._id = bibliography_id
        self.contents = Contents(None)
        self._is_whole_library = False
        self._is_seen = False
        self._is_stale = True
        self._is_reading = False
        self._is_formatting = False
        self._wanted: tuple[object, ...] | None = None
        self._formatted: Formatted | None = None
        context.events.changed.connect(self._on_changed)

    def set_seen(self, *, is_seen: bool) -> None:
        """Say whether the tab is on view; one that is not waits with its work."""
        self._is_seen = is_seen
        self._read_if_stale()

    def set_whole_library(self, *, wanted: bool) -> None:
        """Choose the ledger: that of the library, or of this bibliography."""
        self._is_whole_library = wanted
        self.refresh()

    def refresh(self) -> None:
        """Read anew."""
        self._is_stale = True
        self._read_if_stale()

    def format_again(self) -> None:
        """Format anew, as after a failure."""
        self._wanted = self._formatted = None
        self._format()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._is_reading or self.contents.is_touched_by(changes):
            self.refresh()

    def _read_if_stale(self) -> None:
        if not (self._is_stale and self._is_seen) or self._is_reading:
            return
        self._is_stale, self._is_reading = False, True
        workspace, service = self._context.workspace, self._context.bibliographies
        bibliography_id, is_whole = self._id, self._is_whole_library

        def job(_context: JobContext) -> Contents:
            return read_contents(workspace, service, bibliography_id, is_whole_library=is_whole)

        handle = self._context.jobs.start(job, self.tr("Reading the bibliography"), shown=False)
        handle.succeeded.connect(self._on_read)
        handle.failed.connect(self._on_read_failed)

    def _on_read(self, contents: Contents) -> None:
        self._is_reading = False
        self.contents = contents
        self.read.emit(contents)
        self._format()
        self._read_if_stale()

    def _on_read_failed(self, message: str) -> None:
        self._is_reading = False
        self.format_failed.emit(message)
        self._read_if_stale()

    def _format(self) -> None:
        if self._is_formatting or self._wanted == self.contents.formatting:
            return
        self._is_formatting = True
        contents, service, before = self.contents, self._context.bibliographies, self._formatted
        self._wanted = contents.formatting
        self.format_started.emit()

        def job(_context: JobContext) -> Formatted:
            return format_contents(service, contents, before)

        handle = self._context.jobs.start(job, self.tr("Formatting"), shown=False)
        handle.succeeded.connect(self._on_formatted)
        handle.failed.connect(self._on_format_failed)

    def _on_formatted(self, formatted: Formatted) -> None:
        self._is_formatting = False
        self._formatted = formatted
        if formatted.formatting == self.contents.formatting:
            self.formatted.emit(formatted)
        self._format()

    def _on_format_failed(self, message: str) -> None:
        self._is_formatting = False
        if self._wanted == self.contents.formatting:
            self.format_failed.emit(message)
        self._format()
