"""The citations of the document shown, and who cites it, as the library has them now."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from pincite.model.changes import Changes
from pincite.model.checks import QuotationCheck
from pincite.model.documents import Document
from pincite.model.ids import MentionId
from pincite.services.mention_views import DocumentCitations, citations_of
from pincite.services.mentions import MentionRow
from pincite.ui.context import AppContext

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext


class Citations(QObject):
    """Reads the citations of one document off the GUI thread, and anew when they may have changed.

    Args:
        seen: while this widget is hidden, reading waits until it is seen again.

    Signals:
        changed: `known` is another.

    Attributes:
        document: None for a loose file.
        known: what was read last.
        is_known: something has been read.
    """

    changed = Signal()

    def __init__(self, context: AppContext, seen: QWidget) -> None:
        super().__init__(seen)
        self._context = context
        self._seen = seen
        self._is_reading = False
        self._is_stale = False
        self.document: Document | None = None
        self.known = DocumentCitations()
        self.is_known = False
        context.events.changed.connect(self._on_changed)
        seen.installEventFilter(self)

    def show_document(self, document: Document | None) -> None:
        """Read those of a document from now on."""
        self.document = document
        self.refresh()

    def row(self, mention: MentionId) -> MentionRow | None:
        """A citation of the document, dismissed or not; None when it is gone."""
        rows = (*self.known.rows, *self.known.dismissed)
        return next((row for row in rows if row.mention.id == mention), None)

    def check(self, mention: MentionId) -> QuotationCheck | None:
        """The check of the quotation that a citation supports."""
        return self.known.checks.get(mention)

    def refresh(self) -> None:
        """Read anew; while that is under way, once more afterwards."""
        if self.document is None or not self._context.has_library:
            return
        if self._is_reading or not self._seen.isVisible():
            self._is_stale = True
            return
        self._is_stale, self._is_reading = False, True
        read, document = self._context.workspace.read, self.document

        def work(_job: "JobContext") -> DocumentCitations:
            return citations_of(read, document)

        job = self._context.jobs.start(work, "", shown=False)
        job.succeeded.connect(self._take)
        job.failed.connect(self._on_failed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._is_stale:
            self.refresh()
        return super().eventFilter(watched, event)

    def _take(self, known: DocumentCitations) -> None:
        self._is_reading = False
        is_first, self.is_known = not self.is_known, True
        if is_first or known != self.known:
            self.known = known
            self.changed.emit()
        if self._is_stale:
            self.refresh()

    def _on_failed(self, sentence: str) -> None:
        self._is_reading = False
        self._context.notify("bad", sentence)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        # A new item, file or page number may be what a citation was waiting for.
        concern = (changes.mentions, changes.items, changes.documents, changes.pages)
        if any(concern) or changes.checks:
            self.refresh()
