"""Commands on tags: give and take them, rename, merge and delete them everywhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pincite.library.library import utc_now
from pincite.library.queries import Reader
from pincite.library.transaction import Transaction
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.commands.items import automatic_among, live_item
from pincite.services.errors import ServiceError

TAG_COLOURS = "tag_colours"
"""Setting of the library: JSON, name of a tag -> "#rrggbb", in the order of the digit keys."""


def tag_colours(read: Reader) -> dict[str, str]:
    """The colours of tags, in the order in which they were given; damaged ones are none."""
    try:
        found = json.loads(read.setting(TAG_COLOURS) or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): colour for name, colour in found.items() if isinstance(colour, str)}


def colours_text(colours: Mapping[str, str]) -> str:
    """What `tag_colours` reads back."""
    return json.dumps(dict(colours), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class TagItems:
    """Add and remove tags of several items; one that came with an item is chosen from then on."""

    item_ids: tuple[ItemId, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    label: str = "Tag"

    def apply(self, tx: Transaction) -> None:
        """Put each item whose tags change."""
        for item_id in self.item_ids:
            item = live_item(tx, item_id)
            edited = with_tags(item, add=self.add, remove=self.remove)
            if edited != item:
                tx.put(replace(edited, modified=utc_now()))


def with_tags(item: Item, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> Item:
    """The item with other tags."""
    kept = tuple(tag for tag in item.tags if tag not in remove)
    tags = kept + tuple(tag for tag in dict.fromkeys(add) if tag not in kept)
    automatic = tuple(tag for tag in automatic_among(item, kept) if tag not in add)
    return replace(item, tags=tags, automatic_tags=automatic)


@dataclass(frozen=True, slots=True)
class ToggleTag:
    """Give a tag to all of these items, or take it from them when all have it."""

    item_ids: tuple[ItemId, ...]
    tag: str
    label: str = "Tag"

    def apply(self, tx: Transaction) -> None:
        """Add or remove it."""
        items = [live_item(tx, item_id) for item_id in self.item_ids]
        if all(self.tag in item.tags for item in items):
            TagItems(self.item_ids, remove=(self.tag,)).apply(tx)
        else:
            TagItems(self.item_ids, add=(self.tag,)).apply(tx)


@dataclass(frozen=True, slots=True)
class RenameTags:
    """Give tags another name on all items and annotations; a name that is in use takes them in.

    The colour goes along: the old names keep theirs too, so that undo finds them, but a colour of
    a tag that nothing has is not shown.
    """

    old: tuple[str, ...]
    new: str
    label: str = "Rename tag"

    def apply(self, tx: Transaction) -> None:
        """Put every item and annotation that has one of them."""
        name = " ".join(self.new.split())
        if not name:
            raise ServiceError("A tag needs a name; delete it to take it off.")
        for old in self.old:
            if old != name:
                _exchange(tx, old, name)
        colours = tag_colours(tx)
        colour = next((colours[tag] for tag in (name, *self.old) if tag in colours), None)
        if colour and name not in colours:
            pairs = [
                ((name, colour), (tag, c)) if tag in self.old else ((tag, c),)
                for tag, c in colours.items()
            ]
            tx.put_setting(TAG_COLOURS, colours_text(dict(p for pair in pairs for p in pair)))


@dataclass(frozen=True, slots=True)
class DeleteTags:
    """Take tags off all items and annotations."""

    tags: tuple[str, ...]
    label: str = "Delete tag"

    def apply(self, tx: Transaction) -> None:
        """Put every item and annotation that has one of them."""
        for tag in self.tags:
            _exchange(tx, tag, None)


@dataclass(frozen=True, slots=True)
class DeleteAutomaticTags:
    """Take off all tags that came with works and that nobody chose."""

    label: str = "Delete automatic tags"

    def apply(self, tx: Transaction) -> None:
        """Put every item that has one."""
        for item in tx.items_with_automatic_tags():
            tx.put(with_tags(item, remove=item.automatic_tags))


def _exchange(tx: Transaction, old: str, new: str | None) -> None:
    """Another tag in the place of one, or none; twice the same becomes once."""
    for item in tx.items_with_tag(old):
        tags = _exchanged(item.tags, old, new)
        automatic = _exchanged(item.automatic_tags, old, new)
        chosen = [tag for tag in item.tags if tag not in item.automatic_tags]
        automatic = tuple(tag for tag in automatic if tag not in chosen)
        tx.put(replace(item, tags=tags, automatic_tags=automatic, modified=utc_now()))
    for annotation in tx.annotations_with_tag(old):
        tx.put(replace(annotation, tags=_exchanged(annotation.tags, old, new)))


def _exchanged(tags: tuple[str, ...], old: str, new: str | None) -> tuple[str, ...]:
    names = [new if tag == old else tag for tag in tags]
    return tuple(dict.fromkeys(name for name in names if name))
