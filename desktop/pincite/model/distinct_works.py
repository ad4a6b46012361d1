"""Pairs of works that look the same and are not."""

from dataclasses import dataclass

from pincite.model.ids import ItemId


@dataclass(frozen=True, slots=True)
class DistinctWorks:
    """What a person said once: these two are different works.

    Attributes:
        id: made from both; see `pair_id`.
    """

    id: str
    one: ItemId
    other: ItemId
    created: str = ""


def pair_id(one: ItemId, other: ItemId) -> str:
    """The same id for a pair in either order."""
    return ":".join(sorted((one, other)))


def ends_of(pair: str) -> tuple[ItemId, ...]:
    """The two items of which `pair_id` made an id."""
    return tuple(map(ItemId, pair.split(":")))
