"""The command that says how far a person is with works."""

from dataclasses import dataclass, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.ids import ItemId
from pincite.model.reading_states import ReadingState
from pincite.services.commands.items import live_item


@dataclass(frozen=True, slots=True)
class SetReading:
    """Say that items are unread, being read, or read."""

    item_ids: tuple[ItemId, ...]
    state: ReadingState
    label: str = "Set reading state"

    def apply(self, tx: Transaction) -> None:
        """Put each item with what was said and when."""
        for item_id in self.item_ids:
            item = live_item(tx, item_id)
            if item.reading != self.state or self.state is ReadingState.UNREAD:
                tx.put(replace(item, reading=self.state, reading_since=utc_now()))
