"""Commands on works that are in the library twice: make one of them, or say that they differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.creators import Creator
from pincite.model.distinct_works import DistinctWorks, pair_id
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.related_works import RelatedWorks
from pincite.services.commands.items import live_item
from pincite.services.errors import ServiceError


@dataclass(frozen=True, slots=True)
class Merged:
    """What the item that stays says of the work.

    Attributes:
        creators: all of them, of every role.
    """

    type: str
    fields: Mapping[str, str]
    creators: tuple[Creator, ...]
    dates: Mapping[str, str]

    @classmethod
    def of(cls, kept: Item, other: Item) -> "Merged":
        """The values of the one that stays, and where it has none, those of the other.

        Of creators the whole list of a role is taken, the one that is written out more; a type that
        says more than "document" too.
        """
        creators: list[Creator] = []
        for role in dict.fromkeys(c.role for item in (kept, other) for c in item.creators):
            ours, theirs = (
                tuple(c for c in item.creators if c.role == role) for item in (kept, other)
            )
            creators += fuller_names(ours, theirs)
        type_ = other.type if kept.type == "document" else kept.type
        fields = {**_filled(other.fields), **_filled(kept.fields)}
        dates = {**_filled(other.dates), **_filled(kept.dates)}
        return cls(type_, fields, tuple(creators), dates)


@dataclass(frozen=True, slots=True)
class MergeItems:
    """Make one item of two; all that belongs to the other or points to it goes over.

    Its files with their annotations, its notes, the citations in every bibliography, mentions in
    other documents, tags, collections, and its keys as former ones. The other goes to the trash.

    Attributes:
        merged: what the item says afterwards; None for what both have, see `Merged.of`.
    """

    kept: ItemId
    other: ItemId
    merged: Merged | None = None
    label: str = "Merge items"

    def apply(self, tx: Transaction) -> None:
        """Put the item, move the rest, trash the other."""
        if self.kept == self.other:
            raise ServiceError("An item cannot be merged with itself; choose another one.")
        kept, other = live_item(tx, self.kept), live_item(tx, self.other)
        merged = self.merged or Merged.of(kept, other)
        time = utc_now()
        keys = (*kept.former_keys, other.key, *other.former_keys)
        # First the other: its key is free then to be a former one of this.
        tx.put(replace(other, trashed=time, former_keys=()))
        tx.put(
            replace(
                kept,
                type=merged.type,
                fields=dict(merged.fields),
                creators=merged.creators,
                dates=dict(merged.dates),
                tags=tuple(dict.fromkeys((*kept.tags, *other.tags))),
                collections=tuple(dict.fromkeys((*kept.collections, *other.collections))),
                aliases=tuple(dict.fromkeys((*kept.aliases, *other.aliases))),
                automatic_tags=_automatic_of_both(kept, other),
                former_keys=tuple(k for k in dict.fromkeys(keys) if k and k != kept.key),
                sources={n: s for n, s in kept.sources.items() if self._is_still(n, kept, merged)},
                is_draft=kept.is_draft and other.is_draft,
                added=min(kept.added, other.added),
                modified=time,
            )
        )
        self._move(tx)

    def _move(self, tx: Transaction) -> None:
        theirs = tx.belongings_of(self.other)
        for records in (
            theirs.documents,
            theirs.notes,
            theirs.citations,
            theirs.mentions,
            theirs.names,
            theirs.replacements,
            theirs.tasks,
        ):
            for record in records:
                tx.put(replace(record, item=self.kept))
        for relation in theirs.related:
            tx.remove(RelatedWorks, relation.id)
            other = relation.other_than(self.other)
            if other != self.kept:
                id = pair_id(self.kept, other)
                tx.put(RelatedWorks(id, self.kept, other, relation.created))

    def _is_still(self, name: str, kept: Item, merged: Merged) -> bool:
        return kept.fields.get(name) == merged.fields.get(name)


@dataclass(frozen=True, slots=True)
class SetApart:
    """Say that two items are different works; they are not shown as a pair again."""

    one: ItemId
    other: ItemId
    label: str = "Not the same work"

    def apply(self, tx: Transaction) -> None:
        """Remember the pair."""
        id = pair_id(self.one, self.other)
        tx.put(DistinctWorks(id, self.one, self.other, utc_now()))


def fuller_names(kept: tuple[Creator, ...], other: tuple[Creator, ...]) -> tuple[Creator, ...]:
    """Of two lists of the same people the one that writes more of their names; else the first."""
    if not kept:
        return other
    if [c.family.casefold() for c in kept] != [c.family.casefold() for c in other]:
        return kept
    return other if _length(other) > _length(kept) else kept


def _automatic_of_both(kept: Item, other: Item) -> tuple[str, ...]:
    """Tags that neither item was given by a person."""
    chosen = {tag for item in (kept, other) for tag in item.tags if tag not in item.automatic_tags}
    automatic = dict.fromkeys((*kept.automatic_tags, *other.automatic_tags))
    return tuple(tag for tag in automatic if tag not in chosen)


def _length(creators: tuple[Creator, ...]) -> int:
    return sum(len(creator.full) for creator in creators)


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
