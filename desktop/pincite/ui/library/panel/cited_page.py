"""Cited: where an item is cited."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId, CitationId
from pincite.model.items import Item
from pincite.ui.context import AppContext
from pincite.ui.verdicts.words import chip_word
from pincite.ui.widgets import EmptyState
from pincite.ui.widgets.card_list import CardEntry, CardList


class CitedPage(QWidget):
    """Cards of citations of the item in all bibliographies; a click opens the bibliography."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self._list = CardList(theme, self.tr("Citations"))
        self._list.activated_card.connect(self._open)
        self._list.state_wanted.connect(self._show_verdict)
        text = self.tr("Cite it here, or select a passage in the reader and cite that.")
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(theme, "quotes", self.tr("Not cited yet"), text))
        self._stack.addWidget(self._list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.spacing(2), 0, 0)
        box.addWidget(self._stack)

    def show_item(self, item: Item) -> None:
        """Show the citations of an item."""
        read = self._context.workspace.read
        cards = []
        for row in self._context.bibliographies.cited_of_item(item.id):
            bibliography = read.get(Bibliography, row.citation.bibliography)
            if bibliography is None or bibliography.trashed:
                continue
            cards.append(
                CardEntry(
                    key=row.citation.id,
                    heading=bibliography.name,
                    detail=row.locator.described,
                    text=row.quotation,
                    state=row.state,
                    state_text=chip_word(row.state, row.stands_on),
                    payload=bibliography.id,
                )
            )
        self._list.set_cards(cards)
        self._stack.setCurrentIndex(1 if cards else 0)

    def _show_verdict(self, card: CardEntry, box: QRect) -> None:
        # Loaded when it is wanted: the panel is part of the window that opens first.
        from pincite.ui.verdicts.verdict_popup import VerdictPopup

        quoted = self._context.checks.service.of_citations([CitationId(card.key)])
        if quoted:
            VerdictPopup(self._context, quoted[0], self).show_for(box)

    def _open(self, card: CardEntry) -> None:
        self._context.open_bibliography(BibliographyId(str(card.payload)))
