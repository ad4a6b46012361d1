"""Cited pages: which pages of a work are cited, as words and as a strip."""

from collections import Counter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pincite.model.documents import PageMap
from pincite.model.ids import Sha256
from pincite.model.items import Item
from pincite.ui.context import AppContext
from pincite.ui.widgets import Label, SectionHead
from pincite.ui.widgets.page_strip import PageStrip
from pincite.ui.words import counted


class CitedPages(QWidget):
    """Section head, "pp. 3, 10–11 · 6 citations", and the strip; hidden while nothing is cited."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._document: Sha256 | None = None
        theme = context.theme
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.spacing(3.5), theme.spacing(4), theme.spacing(3.5), 0)
        box.setSpacing(theme.spacing(1))
        box.addWidget(SectionHead(self.tr("Cited pages")))
        self._words = Label("", wraps=True)
        box.addWidget(self._words)
        self._strip = PageStrip(theme)
        self._strip.page_clicked.connect(self._open_page)
        box.addWidget(self._strip)

    def show_item(self, item: Item) -> None:
        """Count the citations of an item in all bibliographies."""
        rows = self._context.bibliographies.cited_of_item(item.id)
        self.setVisible(bool(rows))
        if not rows:
            return
        works = self._context.bibliographies.ledger_of_item(item.id)
        pages = ", ".join(page for work in works for page in work.pages)
        count = counted(len(rows), self.tr("%n citation"), self.tr("%n citations"))
        self._words.setText(" · ".join(part for part in (pages, count) if part))
        document = next((row.document for row in rows if row.document), None)
        marks = Counter(row.page_index for row in rows if row.page_index is not None)
        has_pages = document is not None and document.pages > 1 and not document.is_article
        self._strip.setVisible(has_pages)
        if document is not None:
            self._document = document.sha256
            page_map = self._context.workspace.read.page_map(document.sha256)
            self._strip.set_pages(document.pages, marks, _labels(page_map, marks))

    def _open_page(self, page_index: int) -> None:
        if self._document is not None:
            self._context.open_reader(self._document, page_index, (), None)


def _labels(page_map: PageMap, pages: Counter[int]) -> dict[int, str]:
    return {index: page_map.label(index).label for index in pages}
