"""Giving a document away as a PDF with its annotations: asking for a file, and a job."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from pincite.model.documents import Document
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.save_dialog import open_save_dialog


class PdfExports(QObject):
    """Asks where to, writes beside the window's other work, and tells how it ended.

    Attributes:
        dialog: the file dialog opened last.
    """

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.dialog: QFileDialog | None = None

    def ask_and_save(self, document: Document, password: str = "") -> None:
        """Ask where a copy of a document shall be written; the dialog asks before it replaces one.

        Args:
            password: that the document was opened with.
        """
        from pincite.services.pdf_export import copy_name

        self.dialog = open_save_dialog(
            self._window,
            self.tr("Export PDF with annotations"),
            self.tr("PDF (*.pdf)"),
            copy_name(document),
            lambda target: self.save(document, target, password),
        )

    def save(self, document: Document, target: Path, password: str = "") -> None:
        """Write a copy in a job."""
        from pincite.services.pdf_export import copy_remarks, export_annotated_pdf
        from pincite.services.settings import own_name

        library, author = self._context.workspace.library, self._context.settings.author

        def job(context: JobContext) -> tuple[str, ...]:
            copy = export_annotated_pdf(
                library, document, target, context, author=own_name(author), password=password
            )
            return (str(target), *copy_remarks(copy))

        title = self.tr("Exporting %1").replace("%1", target.name)
        handle = self._context.jobs.start(job, title)
        handle.succeeded.connect(self._on_written)
        handle.failed.connect(self._on_failed)

    def _on_written(self, said: tuple[str, ...]) -> None:
        path, *remarks = said
        saved = self.tr("Saved as %1.").replace("%1", path)
        self._context.notify("warn" if remarks else "ok", " ".join((saved, *remarks)))

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)
