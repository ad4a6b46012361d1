"""Commands on relations between works."""

from dataclasses import dataclass

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.distinct_works import pair_id
from pincite.model.ids import ItemId
from pincite.model.related_works import RelatedWorks
from pincite.services.commands.items import live_item
from pincite.services.errors import ServiceError


@dataclass(frozen=True, slots=True)
class RelateItems:
    """Relate an item to others; each shows the other from then on."""

    item_id: ItemId
    others: tuple[ItemId, ...]
    label: str = "Relate works"

    def apply(self, tx: Transaction) -> None:
        """Put the pairs that are not there yet."""
        live_item(tx, self.item_id)
        for other in self.others:
            if other == self.item_id:
                raise ServiceError("A work cannot be related to itself; choose another one.")
            live_item(tx, other)
            id = pair_id(self.item_id, other)
            if tx.get(RelatedWorks, id) is None:
                tx.put(RelatedWorks(id, self.item_id, other, utc_now()))


@dataclass(frozen=True, slots=True)
class UnrelateItems:
    """Take relations of an item away, for both ends."""

    item_id: ItemId
    others: tuple[ItemId, ...]
    label: str = "Remove relation"

    def apply(self, tx: Transaction) -> None:
        """Remove the pairs."""
        for other in self.others:
            tx.remove(RelatedWorks, pair_id(self.item_id, other))
