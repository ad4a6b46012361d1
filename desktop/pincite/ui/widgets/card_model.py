"""Cards as a list model: what each shows, by key."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from pincite.model.citations import CitationState
from pincite.services.cite_sources import CiteSource
from pincite.ui.dragging import SOURCES, put_sources
from pincite.ui.rows import change_to
from pincite.ui.verdicts.words import state_word
from pincite.ui.widgets.state_chip import StateLook, state_look

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class CardEntry:
    """What one card shows.

    Attributes:
        key: stable among the cards of a list.
        marks: spans of `text` to mark, (start, end), end exclusive.
        colour: "#rrggbb" of a dot before the heading and a bar before the text.
        foot: a line below the text, such as a comment.
        is_section: no card but the heading of those that follow, with the detail below it.
        state_text: what is said of the state, such as "moved to p. 24"; empty for its own word.
        payload: what the card stands for, for the one who listens.
        sources: what a bibliography cites when the card is dragged or pasted into it.
    """

    key: str
    heading: str
    detail: str = ""
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    colour: str = ""
    foot: str = ""
    state: CitationState | StateLook | None = None
    state_text: str = ""
    payload: object = field(default=None, hash=False)
    is_section: bool = False
    sources: tuple[CiteSource, ...] = ()


class CardModel(QAbstractListModel):
    """Cards by key; new contents come in by the fewest steps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._cards: dict[str, CardEntry] = {}

    def set_cards(self, cards: Sequence[CardEntry]) -> None:
        """Show these cards."""
        keys = [card.key for card in cards]
        self._cards.update({card.key: card for card in cards})
        change_to(self, self._keys, keys)
        self._cards = {card.key: card for card in cards}
        if keys:
            self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))

    def card(self, row: int) -> CardEntry:
        """The card of a row."""
        return self._cards[self._keys[row]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return super().flags(index)
        card = self.card(index.row())
        drag = Qt.ItemFlag.ItemIsDragEnabled if card.sources else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.NoItemFlags if card.is_section else super().flags(index) | drag

    def mimeTypes(self) -> list[str]:
        return [SOURCES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What a bibliography can cite of the cards, and their words."""
        cards = [self.card(row) for row in sorted({index.row() for index in indexes})]
        data = QMimeData()
        put_sources(data, (source for card in cards for source in card.sources))
        data.setText("\n".join(card.text or card.heading for card in cards))
        return data

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        card = self.card(index.row())
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            state = state_text(card)
            return ", ".join(
                p for p in (card.heading, card.detail, state, card.text, card.foot) if p
            )
        return None


def look_of(state: CitationState | StateLook) -> StateLook:
    """Icon, colour and word of the state on a card."""
    if isinstance(state, StateLook):
        return state
    return StateLook(*state_look(state), state_word(state))


def state_text(card: CardEntry) -> str:
    """What a card says of its state; empty without one."""
    return card.state_text or (look_of(card.state).word if card.state else "")
