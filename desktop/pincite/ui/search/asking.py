"""What a reader asks of the whole library: pages like this one, and where else this is said."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pincite.ui.reader.history import Place as ShownPlace

if TYPE_CHECKING:
    from pincite.model.documents import Document
    from pincite.ui.reader.reader_pane import ReaderPane

tr = QCoreApplication.translate


def find_similar(pane: "ReaderPane", shown_index: int) -> None:
    """Show pages of other works that are like a page that the reader shows."""
    document = _document_of(pane)
    if document is not None:
        page_index = pane.copy.stored_place(ShownPlace(shown_index, 0.0)).page_index
        pane.context.look_for(lambda finder: finder.similar(document, page_index))


def find_elsewhere(pane: "ReaderPane") -> None:
    """Show where the selected passage, or that of the selected annotation, stands elsewhere."""
    from pincite.services.repeated_passages import Place

    annotation = pane.marks.get(pane.acts.selected_annotation)
    anchor = pane.acts.anchor() or (annotation.anchor if annotation is not None else None)
    if anchor is None or not anchor.quote.strip():
        sentence = tr("Asking", "Select a passage first; then it is looked for in all works.")
        pane.context.notify("info", sentence)
        return
    document, passage = pane.document, anchor.quote
    page_index = pane.copy.stored_place(ShownPlace(anchor.page_index, 0.0)).page_index
    known = Place(document.sha256, page_index) if document is not None else None
    if pane.context.has_library:
        pane.context.look_for(lambda finder: finder.elsewhere(passage, known))


def _document_of(pane: "ReaderPane") -> "Document | None":
    if pane.document is None or not pane.context.has_library:
        sentence = tr("Asking", "Add the file to your library first; marking a passage does that.")
        pane.context.notify("info", sentence)
        return None
    return pane.document
