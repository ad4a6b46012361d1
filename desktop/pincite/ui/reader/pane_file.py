"""What is done with the file of a pane: a copy with its annotations, another in its place."""

from typing import TYPE_CHECKING

from pincite.model.documents import Document

if TYPE_CHECKING:
    from pincite.ui.pdf_exports import PdfExports
    from pincite.ui.reader.reader_pane import ReaderPane
    from pincite.ui.replacing.acts import FileReplacing


class PaneFile:
    """Asks for the other file; a file that is not in the library has to get there first.

    Attributes:
        exports, replacing: None until they are asked for.
    """

    def __init__(self, pane: "ReaderPane") -> None:
        self._pane = pane
        self.exports: PdfExports | None = None
        self.replacing: FileReplacing | None = None

    def export_pdf(self) -> None:
        """Ask where a copy of the PDF with its annotations is to be written."""
        document = self._stored()
        if document is None:
            return
        from pincite.ui.pdf_exports import PdfExports

        if self.exports is None:
            self.exports = PdfExports(self._pane.context, self._pane)
        self.exports.ask_and_save(document, self._pane.feed.password)

    def replace(self) -> None:
        """Ask for the file that is to take the place of this one."""
        document = self._stored()
        if document is None:
            return
        from pincite.ui.replacing.acts import FileReplacing

        if self.replacing is None:
            self.replacing = FileReplacing(self._pane.context, self._pane)
        self.replacing.ask_and_replace(document)

    def _stored(self) -> Document | None:
        """The document in the library; for a loose file it says what to do, and None."""
        pane = self._pane
        if pane.document is None:
            text = pane.tr("Add the file to your library first; marking a passage does that.")
            pane.context.notify("info", text)
        return pane.document
