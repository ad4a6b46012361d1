"""Documents: the files of an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.items import Item
from pincite.model.replacements import Replacement
from pincite.services.commands.replacing import RestoreDocument, TrashDocument
from pincite.services.errors import MissingFileError
from pincite.services.reading import shown_path
from pincite.ui.context import AppContext
from pincite.ui.pdf_exports import PdfExports
from pincite.ui.replacing.acts import FileReplacing
from pincite.ui.replacing.drops import ReplacingDrop
from pincite.ui.widgets import Button, Card, ElidedLabel, EmptyState, IconButton, Label
from pincite.ui.words import counted


@dataclass(frozen=True, slots=True)
class _State:
    """What is shown of an item.

    Attributes:
        documents: each with what is wrong with it.
        replacements: each with how many of its marks are to be decided.
    """

    documents: tuple[tuple[Document, str], ...]
    trashed: tuple[Document, ...]
    replacements: tuple[tuple[Replacement, int], ...]


class DocumentsPage(QScrollArea):
    """A card for each file with Open and Show in folder; what is wrong with it as a sentence."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: Item | None = None
        self._shown: _State | None = None
        self.exports = PdfExports(context, self)
        self.replacing = FileReplacing(context, self)
        self.setWidgetResizable(True)

    def show_item(self, item: Item, documents: Sequence[Document]) -> None:
        """Show the files of an item."""
        read = self._context.workspace.read
        state = _State(
            tuple((document, self._problem(document)) for document in documents),
            tuple(read.trashed_documents_of(item.id)),
            tuple((r, read.open_mark_count(r.id)) for r in read.replacements_of(item.id)),
        )
        is_same = self._item is not None and self._item.id == item.id and state == self._shown
        self._item, self._shown = item, state
        if not is_same:
            self._build(state)

    def _build(self, state: "_State") -> None:
        theme = self._context.theme
        canvas = QFrame()
        canvas.setProperty("role", "pane")
        box = QVBoxLayout(canvas)
        box.setContentsMargins(
            theme.spacing(3), theme.spacing(3), theme.spacing(3), theme.spacing(3)
        )
        box.setSpacing(theme.spacing(2))
        add = (self.tr("Add a file…"), self._add_file)
        if not state.documents:
            text = self.tr("Add a PDF, a saved web page or a text to read and mark it.")
            get = (self.tr("Get the PDF…"), lambda: self._context.actions.run("library.get_pdf"))
            box.addWidget(EmptyState(theme, "file-plus", self.tr("No files yet"), text, add, get))
        for document, problem in state.documents:
            box.addWidget(self._card(document, problem, state))
        for document in state.trashed:
            box.addWidget(self._trashed_card(document))
        if state.documents:
            row = QHBoxLayout()
            row.addWidget(Button(theme, add[0], add[1], icon_name="plus"))
            row.addStretch(1)
            box.addLayout(row)
        if state.documents or state.trashed:
            box.addStretch(1)
        self.setWidget(canvas)

    def _card(self, document: Document, problem: str, state: "_State") -> Card:
        theme = self._context.theme
        card = Card(theme, name=document.name)
        card.layout_.addWidget(ElidedLabel(document.name, "strong"))
        card.layout_.addWidget(Label(self._describe(document), "muted"))
        if problem:
            card.layout_.addWidget(Label(problem, "warn", wraps=True))
        self._add_successor(card, document, state)
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
        more = IconButton(
            theme, "dots-three", self.tr("More acts on %1").replace("%1", document.name)
        )
        more.clicked.connect(lambda: self._menu(document, state).popup(_below(more)))
        row.addWidget(more)
        card.layout_.addLayout(row)
        ReplacingDrop(theme, card, lambda path: self.replacing.replace(document, path))
        return card

    def _add_successor(self, card: Card, document: Document, state: "_State") -> None:
        """Which file is read in place of this one, and what is left to review."""
        names = {other.sha256: other.name for other, _ in state.documents}
        if document.replaced_by in names:
            text = self.tr("Replaced by %1").replace("%1", names[Sha256(document.replaced_by)])
            card.layout_.addWidget(Label(text, "muted", wraps=True))
        for replacement, count in state.replacements:
            if replacement.old != document.sha256 or not count:
                continue
            text = counted(count, self.tr("Review %n mark"), self.tr("Review %n marks"))
            button = Button(
                self._context.theme, text, partial(self._context.open_replacement, replacement.id)
            )
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            card.layout_.addLayout(row)

    def _menu(self, document: Document, state: "_State") -> QMenu:
        """What else can be done with a file."""
        menu = QMenu(self)
        menu.addAction(self.tr("Replace file…"), lambda: self.replacing.ask_and_replace(document))
        others = [other for other, _ in state.documents if other.sha256 != document.sha256]
        moving = menu.addMenu(self.tr("Move annotations to"))
        moving.setEnabled(bool(others))
        for other in others:
            moving.addAction(other.name, partial(self.replacing.move_annotations, document, other))
        known = [r for r, _ in state.replacements if r.old == document.sha256]
        review = menu.addAction(self.tr("Review replacement"))
        review.setEnabled(bool(known))
        if known:
            review.triggered.connect(
                lambda _checked=False: self._context.open_replacement(known[0].id)
            )
        menu.addSeparator()
        menu.addAction(self.tr("Let the file go"), lambda: self._let_go(document))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _let_go(self, document: Document) -> None:
        self._context.bridge.run(TrashDocument(document.sha256))

    def _trashed_card(self, document: Document) -> Card:
        theme = self._context.theme
        card = Card(theme, name=document.name)
        card.layout_.addWidget(ElidedLabel(document.name, "muted"))
        card.layout_.addWidget(Label(self.tr("In the trash"), "muted"))
        row = QHBoxLayout()
        sha = document.sha256
        row.addWidget(
            Button(
                theme,
                self.tr("Bring back"),
                lambda: self._context.bridge.run(RestoreDocument(sha)),
                icon_name="arrow-u-up-left",
            )
        )
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


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())
