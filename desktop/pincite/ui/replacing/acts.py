"""Replacing a file from the window: asking for the new one, the job, and the review after it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pincite.importing.detect import SUFFIXES
from pincite.model.documents import Document
from pincite.model.ids import ReplacementId
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext


class FileReplacing(QObject):
    """Begins replacements for the widget that owns it.

    Attributes:
        dialog: the file dialog opened last.
    """

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.dialog: QFileDialog | None = None

    def ask_and_replace(self, document: Document) -> None:
        """Ask for the file that is to take the place of a document."""
        title = self.tr("Choose the file that replaces “%1”").replace("%1", document.name)
        dialog = self.dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = self.tr("Documents (%1)").replace("%1", " ".join(f"*{s}" for s in SUFFIXES))
        dialog.setNameFilters([kinds, self.tr("All files (*)")])
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Replace"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.replace(document, Path(path)))
        dialog.open()

    def replace(self, document: Document, path: Path) -> None:
        """Bring in a file in a job; the review opens when everything was looked for."""
        from pincite.services.replacing import Replacing

        replacing = Replacing(self._context.workspace, self._context.checks.service.indexes)

        def job(context: JobContext) -> ReplacementId:
            return replacing.replace_file(document, path, context).id

        self._start(job, self.tr("Replacing %1").replace("%1", document.name))

    def move_annotations(self, old: Document, new: Document) -> None:
        """Look for the annotations of a file in another one that stays beside it."""
        from pincite.services.replacing import Replacing

        replacing = Replacing(self._context.workspace, self._context.checks.service.indexes)

        def job(context: JobContext) -> ReplacementId:
            return replacing.move_annotations(old, new, context).id

        self._start(job, self.tr("Looking for annotations in %1").replace("%1", new.name))

    def _start(self, job: Callable[[JobContext], ReplacementId], title: str) -> None:
        handle = self._context.jobs.start(job, title)
        handle.succeeded.connect(self._on_ready)
        handle.failed.connect(self._on_failed)

    def _on_ready(self, id: ReplacementId) -> None:
        self._context.open_replacement(id)

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)
