"""Commands that bring bibliographic data in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.citing.keys import legal_key, make_key
from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.ids import CollectionId, ItemId, NoteId, fresh_id
from pincite.model.items import Collection, Item
from pincite.model.notes import Note
from pincite.model.reference_sources import ReferenceSource, SourceEntry
from pincite.services.commands.keys import key_formula

_CITABLE = re.compile(r"[^\s,{}()\"'#%~\\=@\x00-\x1f]+")
"""What BibTeX and biber take for a key: texts cite by it already, so it is not made nicer."""


@dataclass(frozen=True, slots=True)
class NewReference:
    """An item to add, what was noted of it, and the collections it is in by name.

    Attributes:
        groups: names; "/" parts nested ones. Made where they are missing.
        number: of the entry in its file.
    """

    item: Item
    notes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class AddReferences:
    """Add the works of a file in one step.

    Attributes:
        source: the file itself, with the entries that are known already.
        notes: what belongs to none of them.
    """

    references: Sequence[NewReference]
    source: ReferenceSource | None = None
    notes: Sequence[str] = ()
    label: str = "Import references"

    def apply(self, tx: Transaction) -> None:
        """Put items with keys of their own, notes, and collections that are missing."""
        time = utc_now()
        taken, formula = tx.keys(), key_formula(tx)
        groups = _Groups(tx)
        entries = list(self.source.entries) if self.source else []
        for reference in self.references:
            item = reference.item
            key = _wanted_key(item)
            is_pinned = bool(key) and key not in taken
            if not is_pinned:
                key = make_key(item, taken, formula)
            taken.add(key)
            entries.append(SourceEntry(reference.number, item.id, key, time))
            filed = (*item.collections, *map(groups.id_of, reference.groups))
            tx.put(
                replace(
                    item,
                    key=key,
                    key_is_pinned=is_pinned,
                    former_keys=tuple(k for k in item.former_keys if k not in taken),
                    collections=tuple(dict.fromkeys(filed)),
                    added=item.added or time,
                    modified=time,
                )
            )
            for text in reference.notes:
                tx.put(Note(NoteId(fresh_id()), text, item=item.id, created=time, modified=time))
        for text in self.notes:
            tx.put(Note(NoteId(fresh_id()), text, created=time, modified=time))
        if self.source:
            ordered = sorted(entries, key=lambda entry: entry.number)
            tx.put(replace(self.source, entries=tuple(ordered)))


@dataclass(frozen=True, slots=True)
class RecognisedItem:
    """An item that another program has, too.

    Attributes:
        aliases: what that program calls it.
        groups: the collections it is in there, as in `NewReference`.
    """

    item_id: ItemId
    aliases: tuple[str, ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecogniseItems:
    """Remember what another program calls items, and file them as they are filed there."""

    items: Sequence[RecognisedItem]
    label: str = "Import references"

    def apply(self, tx: Transaction) -> None:
        """Put each item that is still there."""
        groups = _Groups(tx)
        for known in self.items:
            item = tx.get(Item, known.item_id)
            if item is None or item.trashed:
                continue
            filed = (*item.collections, *map(groups.id_of, known.groups))
            tx.put(
                replace(
                    item,
                    aliases=tuple(dict.fromkeys((*item.aliases, *known.aliases))),
                    collections=tuple(dict.fromkeys(filed)),
                    modified=utc_now(),
                )
            )


def _wanted_key(item: Item) -> str:
    """The key that texts cite the work by, as the file has it, as far as it is legal."""
    return item.key if _CITABLE.fullmatch(item.key) else legal_key(item.key)


class _Groups:
    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._known = {(c.parent, c.name): c.id for c in tx.collections()}

    def id_of(self, name: str) -> CollectionId:
        parent: CollectionId | None = None
        for part in (p.strip() for p in name.split("/") if p.strip()):
            known = self._known.get((parent, part))
            if known is None:
                known = CollectionId(fresh_id())
                position = sum(1 for above, _ in self._known if above == parent)
                self._tx.put(Collection(known, part, parent, position))
                self._known[parent, part] = known
            parent = known
        # A name of nothing but slashes is filed under what it says.
        return parent or self.id_of(f"{name} ".replace("/", "-"))
