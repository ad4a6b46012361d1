"""Annotations: everything marked in the files of an item, in reading order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pincite.model.annotations import Annotation, QuotationKind
from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.services.reading import citable_locator
from pincite.ui.context import AppContext
from pincite.ui.widgets import EmptyState
from pincite.ui.widgets.card_list import CardEntry, CardList


class AnnotationsPage(QWidget):
    """Cards of annotations; a click opens the reader there."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self._list = CardList(theme, self.tr("Annotations"), text_lines=4)
        self._list.activated_card.connect(self._open)
        text = self.tr("Open a document and mark a passage: it appears here with its page.")
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(theme, "highlighter-circle", self.tr("No annotations yet"), text)
        )
        self._stack.addWidget(self._list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.spacing(2), 0, 0)
        box.addWidget(self._stack)

    def show_annotations(
        self, annotations: Sequence[Annotation], documents: Mapping[Sha256, Document]
    ) -> None:
        """Show these marks."""
        cards = [
            self._card(a, documents[a.document]) for a in annotations if a.document in documents
        ]
        self._list.set_cards(cards)
        self._stack.setCurrentIndex(1 if cards else 0)

    def _card(self, annotation: Annotation, document: Document) -> CardEntry:
        locator = citable_locator(self._context.workspace.read, document, annotation.anchor)
        return CardEntry(
            key=annotation.id,
            heading=locator.described or self.tr("No page"),
            detail=kind_words(annotation),
            text=annotation.anchor.quote,
            colour=annotation.colour.hex,
            foot=annotation.comment,
            payload=annotation,
        )

    def _open(self, card: CardEntry) -> None:
        if isinstance(card.payload, Annotation):
            mark = card.payload
            self._context.open_reader(mark.document, mark.anchor.page_index, (), mark.id)


def kind_words(annotation: Annotation) -> str:
    """What a mark is meant as: "direct quotation", or the kind of a mark without text."""
    tr = QCoreApplication.translate
    words = {
        QuotationKind.DIRECT: tr("Annotations", "direct quotation"),
        QuotationKind.INDIRECT: tr("Annotations", "indirect quotation"),
        QuotationKind.SUMMARY: tr("Annotations", "summary"),
        QuotationKind.COMMENT: tr("Annotations", "comment"),
    }
    return words[annotation.quotation_kind] if annotation.anchor.quote else annotation.kind.value
