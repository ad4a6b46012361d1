"""Giving a bibliography or a ledger away: to a file or to the clipboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from pincite.services.jobs import JobContext
from pincite.services.writing import write_whole
from pincite.ui.context import AppContext
from pincite.ui.save_dialog import file_name_of, open_save_dialog


class Exports(QObject):
    """Asks for a file, writes in a job, and tells how it ended.

    Signals:
        written: the path of a file that was written.
        copied: a text went to the clipboard.
    """

    written = Signal(str)
    copied = Signal()

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._dialog: QFileDialog | None = None

    @property
    def dialog(self) -> QFileDialog | None:
        """The file dialog opened last."""
        return self._dialog

    def ask_and_save(
        self,
        make: Callable[[], str | bytes],
        name: str,
        suffix: str,
        title: str,
        then: Callable[[Path], None] | None = None,
    ) -> None:
        """Ask where to write, beside the window's other work.

        Args:
            make: makes the text, or the bytes of a file; called on a job's thread.
            name: proposed for the file, without suffix.
            suffix: with its dot.
            title: what is written, for the dialog ("BibTeX").
            then: called with the file when it has been written.
        """
        self._dialog = open_save_dialog(
            self._window,
            self.tr("Export as %1").replace("%1", title),
            f"{title} (*{suffix})",
            file_name_of(name, "bibliography") + suffix,
            lambda path: self.save(make, path, then),
        )

    def save(
        self,
        make: Callable[[], str | bytes],
        path: Path,
        then: Callable[[Path], None] | None = None,
    ) -> None:
        """Write a text to a file in a job; it replaces an old one when it is whole."""

        def job(_context: JobContext) -> str:
            write_whole(path, make())
            return str(path)

        title = self.tr("Exporting %1").replace("%1", path.name)
        handle = self._context.jobs.start(job, title)
        handle.succeeded.connect(self._on_written)
        if then is not None:
            handle.succeeded.connect(lambda written: then(Path(written)))
        handle.failed.connect(self._on_failed)

    def copy(self, make: Callable[[], str]) -> None:
        """Put a text on the clipboard, made in a job."""

        def job(_context: JobContext) -> str:
            return make()

        handle = self._context.jobs.start(job, self.tr("Copying"), shown=False)
        handle.succeeded.connect(self._on_made)
        handle.failed.connect(self._on_failed)

    def _on_written(self, path: str) -> None:
        self._context.notify("ok", self.tr("Saved as %1.").replace("%1", path))
        self.written.emit(path)

    def _on_made(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.notify("ok", self.tr("Copied."))
        self.copied.emit()

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)
