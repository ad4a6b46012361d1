"""Works that are in the library twice."""

from pincite.citing.duplicate_pairs import DuplicatePair, duplicate_pairs
from pincite.library.queries import ItemQuery, Reader
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.commands.duplicates import MergeItems
from pincite.services.jobs import JobContext
from pincite.services.workspace import Batch


def find_duplicates(read: Reader, job: JobContext) -> list[DuplicatePair]:
    """The pairs of live items that may be one work, sure ones first. Not for the GUI thread."""
    items = read.items(read.item_ids(ItemQuery()))
    return duplicate_pairs(items, distinct=read.distinct_pairs(), progress=job.progress)


def merging_of(pairs: list[DuplicatePair]) -> Batch:
    """One step that makes one item of each pair; of a chain of pairs the first one stays.

    The item that says more stays: see `fuller_first`.
    """
    heads: dict[ItemId, ItemId] = {}

    def head(id: ItemId) -> ItemId:
        while id in heads:
            id = heads[id]
        return id

    commands = []
    for pair in pairs:
        kept, other = (item.id for item in fuller_first(pair))
        kept, other = head(kept), head(other)
        if kept != other:
            heads[other] = kept
            commands.append(MergeItems(kept, other))
    return Batch("Merge duplicates", tuple(commands))


def fuller_first(pair: DuplicatePair) -> tuple[Item, Item]:
    """Both items, the one that says more first; of equals the older one."""
    if _weight(pair.other) > _weight(pair.one):
        return pair.other, pair.one
    return pair.one, pair.other


def _weight(item: Item) -> tuple[bool, int]:
    return not item.is_draft, len(item.fields) + len(item.creators) + len(item.dates)
