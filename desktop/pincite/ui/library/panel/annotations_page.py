"""Annotations: everything marked in the files of an item, in reading order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pincite.model.changes import Changes
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, ItemId, Sha256
from pincite.ui.context import AppContext

if TYPE_CHECKING:
    from pincite.ui.reader.annotations.annotation_panel import AnnotationPanel


class AnnotationsPage(QWidget):
    """The annotations of an item's documents as the reader lists them; a click opens them there.

    The list is made when it is first seen.
    """

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: ItemId | None = None
        self._documents: tuple[Document, ...] = ()
        self._panel: AnnotationPanel | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        context.events.changed.connect(self._on_changed)

    @property
    def panel(self) -> "AnnotationPanel":
        """The list with its filter and its trash."""
        if self._panel is None:
            self._panel = self._made()
        return self._panel

    def show_item(self, item: ItemId, documents: Sequence[Document]) -> None:
        """Show the annotations of these documents of an item; what is shown already stays."""
        live = tuple(document for document in documents if not document.trashed)
        if self._panel is not None and (item, live) == (self._item, self._documents):
            return
        if item != self._item:
            self.panel.list.filter_row.clear()
            self.panel.show_list()
        self._item, self._documents = item, live
        self._name_places()
        self._loaded.load(self._shas())

    def _made(self) -> "AnnotationPanel":
        from pincite.ui.reader.annotations.annotation_panel import AnnotationPanel
        from pincite.ui.reader.annotations.loaded import LoadedAnnotations

        text = self.tr("Open a document and mark a passage: it appears here with its page.")
        panel = AnnotationPanel(
            self._context, self._shas, empty=(self.tr("No annotations yet"), text)
        )
        panel.chosen.connect(self._open)
        self._box.addWidget(panel)
        self._loaded = LoadedAnnotations(self._context, self)
        self._loaded.changed.connect(lambda: panel.show_annotations(self._loaded.annotations))
        return panel

    def _shas(self) -> tuple[Sha256, ...]:
        return tuple(document.sha256 for document in self._documents)

    def _name_places(self) -> None:
        from pincite.ui.reader.page_names import names_for

        read = self._context.workspace.read
        for document in self._documents:
            sha = document.sha256
            paragraphs = read.paragraphs(sha) if document.is_article else []
            names = names_for(
                read.page_map(sha), document.pages, paragraphs, is_article=document.is_article
            )
            self.panel.set_names(names, sha)
        several = len(self._documents) > 1
        self.panel.set_document_names(
            {d.sha256: d.name for d in self._documents} if several else {}
        )

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if not changes.pages.isdisjoint(self._shas()):
            self._name_places()

    def _open(self, annotation_id: AnnotationId) -> None:
        mark = self._loaded.get(annotation_id)
        if mark is not None:
            self._context.open_reader(mark.document, mark.anchor.page_index, (), mark.id)
