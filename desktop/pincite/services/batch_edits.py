"""Editing many items at once: what each edit makes of an item, before and when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import regex

from pincite.importing.names import parse_names
from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.field_checks import fault_of
from pincite.model.ids import CollectionId, ItemId
from pincite.model.items import Item
from pincite.model.tags import typed_tags
from pincite.services.commands.tags import with_tags
from pincite.services.errors import ServiceError

TYPE, TAGS, COLLECTIONS = "type", "tags", "collections"
_PATTERN_S = 1.0
"""Longest time for one text."""


class Act(Enum):
    """What is done with the values of a field."""

    SET = "set"
    FILL = "fill"
    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of one field of many items.

    Attributes:
        field: a variable of CSL, `TYPE`, `TAGS` or `COLLECTIONS`.
        value: what is set, filled in where nothing stands, added behind or removed; tags and names
            are parted by ";". To remove a field, empty. A collection by its id.
        find: the text that `value` replaces; a regular expression where `is_pattern`, and then
            `value` may name its groups by number.
    """

    field: str
    act: Act
    value: str = ""
    find: str = ""
    is_pattern: bool = False
    has_case: bool = False

    def check(self) -> None:
        """Refuse an edit that cannot be done.

        Raises:
            ServiceError: says why.
        """
        if self.act is Act.REPLACE:
            if not self.find:
                raise ServiceError("Say which text is to be replaced.")
            try:
                # A template is looked at only where something is replaced.
                _groups_of(self._pattern()).sub(self._template(), "")
            except (regex.error, IndexError) as error:
                raise ServiceError(
                    f"“{self.find}” or what it becomes is no regular expression: {error}."
                ) from error
        elif self.act is not Act.REMOVE and not self.value.strip():
            raise ServiceError("Say what the field is to have.")
        if self.field == TYPE and (self.act is not Act.SET or self.value not in csl.TYPES):
            raise ServiceError("Choose one of the types that items have.")
        if self.field == COLLECTIONS and self.act not in (Act.ADD, Act.REMOVE):
            raise ServiceError("Items can be added to a collection or removed from it.")
        if self.act in (Act.SET, Act.FILL) and self.field in csl.DATE_VARIABLES:
            fault = fault_of(self.field, self.value)
            if fault is not None:
                raise ServiceError(fault.value)

    def replaced(self, text: str) -> str:
        """A text with the replacement made.

        Raises:
            ServiceError: the pattern takes too long.
        """
        try:
            return self._pattern().sub(self._template(), text, timeout=_PATTERN_S, concurrent=True)
        except TimeoutError as error:
            raise ServiceError(
                f"“{self.find}” takes too long on “{text[:40]}”; use a simpler pattern."
            ) from error

    def _pattern(self) -> regex.Pattern[str]:
        source = self.find if self.is_pattern else regex.escape(self.find)
        return regex.compile(source, 0 if self.has_case else regex.IGNORECASE)

    def _template(self) -> str:
        return self.value if self.is_pattern else self.value.replace("\\", r"\\")


def _groups_of(pattern: regex.Pattern[str]) -> regex.Pattern[str]:
    """A pattern with the same groups that is found in any text."""
    names = {number: name for name, number in pattern.groupindex.items()}
    groups = range(1, pattern.groups + 1)
    named = (f"(?P<{names[each]}>)" if each in names else "()" for each in groups)
    return regex.compile("".join(named))


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit makes of one item.

    Attributes:
        old, new: the values as people read them.
        fault: why this item would be left as it is; empty when it would change.
    """

    item: Item
    old: str
    new: str
    fault: str = ""


def planned_changes(items: Sequence[Item], edit: Edit) -> list[Change]:
    """The items that the edit changes, with their old and new values.

    Raises:
        ServiceError: the edit cannot be done.
    """
    edit.check()
    changes = []
    for item in items:
        after = edited(item, edit)
        if after != item:
            old, new = value_text(item, edit.field), value_text(after, edit.field)
            changes.append(Change(item, old, new, _fault(after, edit)))
    return changes


@dataclass(frozen=True, slots=True)
class EditItems:
    """Do an edit on items; one whose new value would be wrong is left as it is."""

    item_ids: tuple[ItemId, ...]
    edit: Edit
    label: str = "Edit items"

    def apply(self, tx: Transaction) -> None:
        """Put each item that changes."""
        self.edit.check()
        for item in tx.items(self.item_ids):
            after = edited(item, self.edit)
            if after != item and not _fault(after, self.edit):
                tx.put(replace(after, modified=utc_now()))


def value_text(item: Item, field: str) -> str:
    """A value as people read it; of collections their ids."""
    if field == TYPE:
        return item.type
    if field == TAGS:
        return "; ".join(item.tags)
    if field == COLLECTIONS:
        return "; ".join(item.collections)
    if field in csl.NAME_VARIABLES:
        return "; ".join(c.full for c in item.creators if c.role == field)
    return (item.dates if field in csl.DATE_VARIABLES else item.fields).get(field, "")


def edited(item: Item, edit: Edit) -> Item:
    """The item after the edit."""
    if edit.field == TYPE:
        return replace(item, type=edit.value)
    if edit.field == TAGS:
        return _with_edited_tags(item, edit)
    if edit.field == COLLECTIONS:
        return _with_edited_collections(item, edit)
    if edit.field in csl.NAME_VARIABLES:
        return _with_edited_names(item, edit)
    is_date = edit.field in csl.DATE_VARIABLES
    values = dict(item.dates if is_date else item.fields)
    new = _edited_text(values.pop(edit.field, ""), edit)
    if new:
        values[edit.field] = new
    sources = {name: source for name, source in item.sources.items() if name != edit.field}
    after = replace(item, dates=values) if is_date else replace(item, fields=values)
    is_same = (after.dates, after.fields) == (item.dates, item.fields)
    return item if is_same else replace(after, sources=sources)


def _fault(after: Item, edit: Edit) -> str:
    if edit.act is Act.REMOVE or edit.field not in csl.DATE_VARIABLES:
        return ""
    fault = fault_of(edit.field, after.dates.get(edit.field, ""))
    return fault.value if fault else ""


def _edited_text(old: str, edit: Edit) -> str:
    match edit.act:
        case Act.SET:
            return edit.value.strip()
        case Act.FILL:
            return old or edit.value.strip()
        case Act.ADD:
            return f"{old}{edit.value}" if old else edit.value.strip()
        case Act.REMOVE:
            return old.replace(edit.value, "").strip() if edit.value else ""
        case Act.REPLACE:
            return edit.replaced(old).strip()


def _with_edited_tags(item: Item, edit: Edit) -> Item:
    named = typed_tags(edit.value)
    match edit.act:
        case Act.SET:
            gone = tuple(tag for tag in item.tags if tag not in named)
            return with_tags(item, add=named, remove=gone)
        case Act.FILL:
            return item if item.tags else with_tags(item, add=named)
        case Act.ADD:
            return with_tags(item, add=named)
        case Act.REMOVE:
            return with_tags(item, remove=named or item.tags)
        case Act.REPLACE:
            renamed = [" ".join(edit.replaced(tag).split()) for tag in item.tags]
            gone = tuple(tag for tag in item.tags if tag not in renamed)
            new = tuple(tag for tag in renamed if tag and tag not in item.tags)
            return with_tags(item, add=new, remove=gone)


def _with_edited_collections(item: Item, edit: Edit) -> Item:
    collection = CollectionId(edit.value)
    others = tuple(c for c in item.collections if c != collection)
    kept = item.collections if collection in item.collections else (*others, collection)
    return replace(item, collections=kept if edit.act is Act.ADD else others)


def _with_edited_names(item: Item, edit: Edit) -> Item:
    here = tuple(c for c in item.creators if c.role == edit.field)
    named = parse_names(edit.value, role=edit.field) if edit.act is not Act.REPLACE else ()
    match edit.act:
        case Act.SET:
            new = named
        case Act.FILL:
            new = here or named
        case Act.ADD:
            new = (*here, *(name for name in named if name not in here))
        case Act.REMOVE:
            full = {name.full for name in named}
            new = tuple(c for c in here if named and c.full not in full)
        case Act.REPLACE:
            new = tuple(c for c in (_renamed(c, edit) for c in here) if c.full)
    return item if new == here else replace(item, creators=_in_place(item, edit.field, new))


def _in_place(item: Item, role: str, new: tuple[Creator, ...]) -> tuple[Creator, ...]:
    """All creators after those of one role were exchanged, where its first one stood."""
    before: list[Creator] = []
    for creator in item.creators:
        if creator.role == role:
            break
        before.append(creator)
    after = [c for c in item.creators[len(before) :] if c.role != role]
    return (*before, *new, *after)


def _renamed(creator: Creator, edit: Edit) -> Creator:
    return replace(
        creator,
        family=edit.replaced(creator.family).strip() if creator.family else "",
        given=edit.replaced(creator.given).strip() if creator.given else "",
        literal=edit.replaced(creator.literal).strip() if creator.literal else "",
    )
