"""Pairs of works that a person has related to each other."""

from dataclasses import dataclass

from pincite.model.ids import ItemId


@dataclass(frozen=True, slots=True)
class RelatedWorks:
    """A relation of two items; it has no direction.

    Attributes:
        id: made from both, see `distinct_works.pair_id`.
    """

    id: str
    one: ItemId
    other: ItemId
    created: str = ""

    def other_than(self, item: ItemId) -> ItemId:
        """The other end, seen from one of the two."""
        return self.other if item == self.one else self.one
