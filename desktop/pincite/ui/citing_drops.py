"""Citing what was dropped on a bibliography, or pasted into it, wherever that is shown."""

from PySide6.QtCore import QObject, Signal

from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId, CitationId
from pincite.services.cite_sources import CiteSource
from pincite.services.commands.entries import AddCitations, CopyEntries, EntryId, MoveEntries
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.dragging import Carried


class CitingDrops(QObject):
    """Looks up what was brought, and cites it.

    Signals:
        citing: the command is about to run.
    """

    citing = Signal()

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def take(self, owner: BibliographyId, brought: Carried, *, is_copy: bool) -> None:
        """Put what was brought at the end of a bibliography, and say so."""
        if brought.sources:
            self.cite(owner, brought.sources, None)
        elif brought.entries:
            ids = tuple(CitationId(id) for id in brought.entries)
            self.citing.emit()
            if is_copy:
                self._context.bridge.run(CopyEntries(ids, owner))
            elif brought.home != owner:
                self._context.bridge.run(MoveEntries(ids, None, owner, "Move citations"))
        found = self._context.workspace.read.get(Bibliography, owner)
        if brought and found is not None:
            self._context.notify("ok", self.tr("Cited in “%1”.").replace("%1", found.name))

    def cite(
        self, owner: BibliographyId, sources: tuple[CiteSource, ...], before: EntryId | None
    ) -> None:
        """Cite works, marks, mentions or places, before an entry or at the end."""
        read = self._context.workspace.read

        def job(_context: JobContext) -> AddCitations:
            from pincite.services.cite_drafts import drafts_of

            return AddCitations(owner, drafts_of(read, sources), before)

        handle = self._context.jobs.start(job, self.tr("Citing"), shown=False)
        handle.succeeded.connect(self._add)
        handle.failed.connect(self._on_failed)

    def _add(self, command: AddCitations) -> None:
        if not command.drafts:
            text = self.tr("None of these works is in the library, so none was cited.")
            self._context.notify("info", text)
            return
        self.citing.emit()
        self._context.bridge.run(command)

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)
