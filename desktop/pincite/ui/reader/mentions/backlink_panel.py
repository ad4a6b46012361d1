"""The panel that says who cites the page that is read, and below it the rest of the work."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pincite.services.mention_views import CitingPlace, Standing, standing_of
from pincite.ui.reader.mentions.mention_cards import MentionCards
from pincite.ui.reader.mentions.pane_mentions import PaneMentions
from pincite.ui.reader.mentions.words import look_of
from pincite.ui.reader.page_names import PageNames
from pincite.ui.theme import Theme
from pincite.ui.widgets import EmptyState
from pincite.ui.widgets.card_list import CardEntry


class BacklinkPanel(QWidget):
    """Lists the citations of a document by others; it follows the page that is read."""

    def __init__(self, theme: Theme, mentions: PaneMentions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mentions = mentions
        self._names = PageNames()
        self._page = 0
        self.cards = MentionCards(theme, self.tr("Who cites this work"))
        self.cards.activated_card.connect(lambda card: self._open(card, False))
        self.cards.opened.connect(self._open)
        self.cards.state_wanted.connect(self._show_state)
        self._empty = EmptyState(
            theme, "arrow-bend-up-left", self.tr("Nobody cites this work yet"),
            self.tr("Citations of it in other documents of your library are listed here."),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.cards)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.spacing(2.5), 0, 0)
        box.addWidget(self._stack)
        mentions.citations.changed.connect(self._show)
        self._show()

    def set_names(self, names: PageNames) -> None:
        """Use other page names."""
        self._names = names
        self._show()

    def follow(self, page_index: int) -> None:
        """Another page is read."""
        if page_index != self._page:
            self._page = page_index
            self._show()

    def _show(self) -> None:
        known = self._mentions.citations.known
        if not known.citing:
            self._stack.setCurrentWidget(self._empty)
            self.cards.set_cards([])
            return
        here, elsewhere = known.citing_page(self._page), known.citing_elsewhere(self._page)
        place = self.tr("these paragraphs")
        if not self._names.is_by_paragraph:
            place = self._names.page(self._page)
        nobody = self.tr("Nobody in your library.")
        cards = [
            CardEntry(
                "here", self.tr("Who cites %1").replace("%1", place), "" if here else nobody,
                is_section=True,
            )
        ]  # fmt: skip
        cards += self._cards(here, is_here=True)
        if elsewhere:
            cards.append(CardEntry("elsewhere", self.tr("Other places"), is_section=True))
            cards += self._cards(elsewhere, is_here=False)
        self.cards.set_cards(cards)
        self._stack.setCurrentWidget(self.cards)

    def _cards(self, places: Sequence[CitingPlace], *, is_here: bool) -> list[CardEntry]:
        return [self._card(place, is_here=is_here) for place in places]

    def _card(self, place: CitingPlace, *, is_here: bool) -> CardEntry:
        link = place.link
        mention = link.mention
        standing = standing_of(mention, link.target)
        check = self._mentions.citations.check(mention.id)
        is_plain = standing is Standing.RESOLVED and check is None
        words = f"“{mention.quotation}”" if mention.quotation else mention.anchor.quote
        cited = "" if is_here else mention.place.described or self.tr("the work as a whole")
        return CardEntry(
            mention.id,
            heading=link.item.title or link.item.key,
            detail=place.where,
            text=words,
            foot=self.tr("cites %1").replace("%1", cited) if cited else "",
            state=None if is_plain else look_of(standing, check),
            payload=place,
        )

    def _show_state(self, card: CardEntry, box: QRect) -> None:
        """The check of the quotation; a citation without one is opened."""
        place: CitingPlace = card.payload  # type: ignore[assignment]
        if not self._mentions.show_verdict(place.link.mention.id, box, self):
            self._open(card, False)

    def _open(self, card: CardEntry, apart: bool) -> None:
        place: CitingPlace = card.payload  # type: ignore[assignment]
        self._mentions.open_citing(place, apart=apart)
