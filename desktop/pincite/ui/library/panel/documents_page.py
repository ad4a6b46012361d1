"""Documents: the files of an item."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.items import Item
from pincite.services.errors import MissingFileError
from pincite.services.reading import shown_path
from pincite.ui.context import AppContext
from pincite.ui.pdf_exports import PdfExports
from pincite.ui.widgets import Button, Card, ElidedLabel, EmptyState, Label
from pincite.ui.words import counted


class DocumentsPage(QScrollArea):
    """A card for each file with Open and Show in folder; what is wrong with it as a sentence."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: Item | None = None
        self._shown: list[tuple[Document, str]] | None = None
        self.exports = PdfExports(context, self)
        self.setWidgetResizable(True)

    def show_item(self, item: Item, documents: Sequence[Document]) -> None:
        """Show the files of an item."""
        state = [(document, self._problem(document)) for document in documents]
        is_same = self._item is not None and self._item.id == item.id and state == self._shown
        self._item, self._shown = item, state
        if not is_same:
            self._build(state)

    def _build(self, state: list[tuple[Document, str]]) -> None:
        theme = self._context.theme
        canvas = QFrame()
        canvas.setProperty("role", "pane")
        box = QVBoxLayout(canvas)
        box.setContentsMargins(
            theme.spacing(3), theme.spacing(3), theme.spacing(3), theme.spacing(3)
        )
        box.setSpacing(theme.spacing(2))
        add = (self.tr("Add a file…"), self._add_file)
        if not state:
            text = self.tr("Add a PDF, a saved web page or a text to read and mark it.")
            box.addWidget(EmptyState(theme, "file-plus", self.tr("No files yet"), text, add))
        for document, problem in state:
            box.addWidget(self._card(document, problem))
        if state:
            row = QHBoxLayout()
            row.addWidget(Button(theme, add[0], add[1], icon_name="plus"))
            row.addStretch(1)
            box.addLayout(row)
            box.addStretch(1)
        self.setWidget(canvas)

    def _card(self, document: Document, problem: str) -> Card:
        theme = self._context.theme
        card = Card(theme, name=document.name)
        card.layout_.addWidget(ElidedLabel(document.name, "strong"))
        card.layout_.addWidget(Label(self._describe(document), "muted"))
        if problem:
            card.layout_.addWidget(Label(problem, "warn", wraps=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.spacing(1), 0, 0)
        row.setSpacing(theme.spacing(2))
        sha = document.sha256
        row.addWidget(Button(theme, self.tr("Open"), lambda: self._open(sha)))
        row.addWidget(
            Button(
                theme,
                self.tr("Show in folder"),
                lambda: self._show_in_folder(document),
                kind="ghost",
            )
        )
        if document.pages:
            export = Button(
                theme, self.tr("Export…"), lambda: self.exports.ask_and_save(document), kind="ghost"
            )
            export.setToolTip(self.tr("Export PDF with annotations"))
            row.addWidget(export)
        row.addStretch(1)
        card.layout_.addLayout(row)
        return card

    def _describe(self, document: Document) -> str:
        kinds = {
            "application/pdf": self.tr("PDF"),
            "text/html": self.tr("Web page"),
            "text/markdown": self.tr("Markdown"),
            "text/plain": self.tr("Text"),
        }
        kind = kinds.get(document.media_type, document.media_type)
        pages = (
            ""
            if document.is_article
            else counted(document.pages, self.tr("%n page"), self.tr("%n pages"))
        )
        size = self.locale().formattedDataSize(document.size, 1)
        return " · ".join(part for part in (kind, pages, size) if part)

    def _problem(self, document: Document) -> str:
        try:
            shown_path(self._context.workspace.library.files, document)
        except MissingFileError as error:
            return str(error)
        return document.problem

    def _open(self, sha: Sha256) -> None:
        self._context.open_reader(sha, None, (), None)

    def _show_in_folder(self, document: Document) -> None:
        path = self._context.workspace.library.files.path(document.sha256, document.name)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _add_file(self) -> None:
        if self._item is None:
            return
        item = self._item
        dialog = QFileDialog(self, self.tr("Add a file to “%1”").replace("%1", item.title))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self._context.import_files(files, into=item))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
