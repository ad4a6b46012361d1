"""What can be done with a hit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pincite.model.documents import Document
from pincite.services.hits import Hit
from pincite.ui.context import AppContext


class HitMenu(QMenu):
    """Goes when it is closed.

    Signals:
        read_wanted: the hit is to be read.
    """

    read_wanted = Signal()

    def __init__(
        self, context: AppContext, hit: Hit, terms: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction(self.tr("Read"), self.read_wanted.emit)
        if hit.document is not None:
            self._add_acts_of_page(hit, hit.document, terms)
        self.addSeparator()
        self.addAction(self.tr("Show item"), lambda: context.show_item(hit.item))

    def _add_acts_of_page(self, hit: Hit, document: Document, terms: tuple[str, ...]) -> None:
        context, index = self._context, hit.page_index
        self.addAction(
            self.tr("Read beside the open work"),
            lambda: context.open_beside(document.sha256, index, terms, hit.annotation),
        )
        if index is not None:
            self.addAction(
                self.tr("More like this page"),
                lambda: context.look_for(lambda finder: finder.similar(document, index)),
            )
