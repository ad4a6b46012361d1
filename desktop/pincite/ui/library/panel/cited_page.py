"""Cited: which pages of an item are cited, and from where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pincite.citing.ledger import LedgerEntry, LedgerOrigin, LedgerPlace, LedgerWork
from pincite.model.ids import CitationId, ItemId
from pincite.model.items import Item
from pincite.services.cited_rows import CitedRow
from pincite.services.ledgers import Ledgers
from pincite.ui.context import AppContext
from pincite.ui.ledgers.opening import open_entry, origin_word, page_text
from pincite.ui.verdicts.words import chip_word
from pincite.ui.widgets import EmptyState
from pincite.ui.widgets.card_list import CardEntry, CardList

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext

_ORIGINS = (LedgerOrigin.CITATION, LedgerOrigin.MENTION, LedgerOrigin.NOTE)
"""Marks in the item itself have a page of their own beside this one."""
_CHECKED = (LedgerOrigin.CITATION, LedgerOrigin.MENTION)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a job read: the works are one, or none; citations of bibliographies by their ids."""

    item: ItemId
    works: list[LedgerWork]
    rows: dict[CitationId, CitedRow]


class CitedPage(QWidget):
    """A card for each citation, mention and note that names a place of the item, page by page.

    A click opens what cites it; a click on the state shows the check of its quotation.
    """

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: ItemId | None = None
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
        """Show what cites an item; it is read in a job, for it may stand anywhere."""
        if self._item != item.id:
            self._list.set_cards([])
        self._item = item.id
        service = self._context.bibliographies
        ledgers = Ledgers(self._context.workspace.read, service, _ORIGINS)

        def job(_context: "JobContext") -> _Found:
            rows = {row.citation.id: row for row in service.cited_of_item(item.id)}
            return _Found(item.id, ledgers.of_items([item.id]), rows)

        handle = self._context.jobs.start(job, self.tr("Reading who cites it"), shown=False)
        handle.succeeded.connect(self._show)

    def _show(self, found: _Found) -> None:
        if found.item != self._item:
            return
        places = [place for work in found.works for place in work.places]
        # An entry with several pages stands at the first of them.
        cards = {
            entry: self._card(place, entry, found.rows.get(CitationId(entry.id)))
            for place in reversed(places)
            for entry in reversed(place.entries)
        }
        self._list.set_cards(list(reversed(cards.values())))
        self._stack.setCurrentIndex(1 if cards else 0)

    def _card(self, place: LedgerPlace, entry: LedgerEntry, row: CitedRow | None) -> CardEntry:
        where = entry.locator.described or page_text(place.text) or self.tr("whole work")
        if entry.origin is not LedgerOrigin.CITATION:
            where = f"{where} · {origin_word(entry.origin)}"
        return CardEntry(
            key=f"{entry.id} {where} {entry.text}",
            heading=entry.source or self.tr("Untitled"),
            detail=where,
            text=entry.text,
            state=entry.state if entry.origin in _CHECKED and entry.text else None,
            state_text=chip_word(row.state, row.stands_on) if row else "",
            payload=entry,
        )

    def _show_verdict(self, card: CardEntry, box: QRect) -> None:
        # Loaded when it is wanted: the panel is part of the window that opens first.
        from pincite.ui.verdicts.verdict_popup import VerdictPopup

        service, entry = self._context.checks.service, card.payload
        assert isinstance(entry, LedgerEntry)
        quoted = (
            service.of_citations([CitationId(entry.id)])
            if entry.origin is LedgerOrigin.CITATION
            else service.of_mentions([entry.id])
        )
        if quoted:
            VerdictPopup(self._context, quoted[0], self).show_for(box)

    def _open(self, card: CardEntry) -> None:
        assert isinstance(card.payload, LedgerEntry)
        open_entry(self._context, card.payload)
