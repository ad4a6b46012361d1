"""What a source says of an item beside what the item says, to be accepted field by field."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pincite.importing.resolving.found import Found
from pincite.model.creators import Creator
from pincite.model.items import Item, ItemDraft
from pincite.model.rich_text import plain_text
from pincite.services.commands.items import EditItem
from pincite.services.workspace import Batch, Command

_ORDER = ("title", "container-title", "volume", "issue", "page", "publisher")
_LEFT_OUT = frozenset(("language", "source", "note", "abstract", "license"))
"""What is offered only where the item says nothing: nobody wants one text for another."""
_DASHES = re.compile(r"[-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the source has and the item has not.

    Attributes:
        kind: "type", "field", "date" or "creators".
        name: of the variable; of creators their role, who are taken as a whole.
        old, new: as text; `old` is empty where the item says nothing.
        is_advised: nobody would lose anything that somebody has typed.
    """

    kind: str
    name: str
    old: str
    new: str
    is_advised: bool


@dataclass(frozen=True, slots=True)
class Completion:
    """What a source says of an item.

    Attributes:
        found: None when nothing was found.
        by_title: it was found by title and names, not by an identifier.
        problem: why nothing was found, as a sentence; else empty.
    """

    item: Item
    found: Found | None = None
    differences: tuple[Difference, ...] = ()
    by_title: bool = False
    problem: str = ""

    def command(self, names: Collection[str]) -> EditItem | None:
        """What takes the values over; None for none of them.

        Args:
            names: of the differences that are accepted.
        """
        accepted = [each for each in self.differences if each.name in names]
        if self.found is None or not accepted:
            return None
        draft = self.found.draft
        roles = [each.name for each in accepted if each.kind == "creators"]
        return EditItem(
            self.item.id,
            fields={d.name: d.new for d in accepted if d.kind == "field"},
            dates={d.name: d.new for d in accepted if d.kind == "date"},
            creators=_with_roles(self.item, draft, roles) if roles else None,
            type=next((d.new for d in accepted if d.kind == "type"), None),
            found_in={each.name: self.found.source for each in accepted},
            label="Complete details",
        )


def accepting(accepted: Sequence[tuple[Completion, Collection[str]]]) -> Command | None:
    """All that was accepted as one step; None for nothing."""
    commands = [completion.command(names) for completion, names in accepted]
    wanted = tuple(command for command in commands if command is not None)
    if not wanted:
        return None
    return wanted[0] if len(wanted) == 1 else Batch("Complete details", wanted)


def differences(item: Item, draft: ItemDraft) -> tuple[Difference, ...]:
    """Where a draft says more or something else than an item, in the order of a form."""
    return tuple(_differences(item, draft))


def _differences(item: Item, draft: ItemDraft) -> Iterator[Difference]:
    if draft.type not in (item.type, "document"):
        is_advised = item.type == "document" or (item.is_draft and "type" in item.sources)
        yield Difference("type", "type", item.type, draft.type, is_advised)
    names = sorted(draft.fields, key=lambda n: _ORDER.index(n) if n in _ORDER else len(_ORDER))
    if "title" in names:
        names.remove("title")
        yield from _of_value(item, "field", "title", item.fields.get("title", ""), draft)
    for role in dict.fromkeys(creator.role for creator in draft.creators):
        yield from _of_role(item, draft, role)
    for name in draft.dates:
        yield from _of_value(item, "date", name, item.dates.get(name, ""), draft)
    for name in names:
        yield from _of_value(item, "field", name, item.fields.get(name, ""), draft)


def _of_value(item: Item, kind: str, name: str, old: str, draft: ItemDraft) -> Iterator[Difference]:
    new = (draft.dates if kind == "date" else draft.fields)[name]
    if _plain(name, old) == _plain(name, new) or (old and name in _LEFT_OUT):
        return
    # A day is more than its year, but a year is no news for who has the day.
    if kind == "date" and old.startswith(new):
        return
    yield Difference(kind, name, old, new, not old or _is_guess(item, name))


def _of_role(item: Item, draft: ItemDraft, role: str) -> Iterator[Difference]:
    old = tuple(c for c in item.creators if c.role == role)
    new = tuple(c for c in draft.creators if c.role == role)
    if [_name(c) for c in old] != [_name(c) for c in new]:
        is_advised = not old or _is_guess(item, role)
        yield Difference("creators", role, names_text(old), names_text(new), is_advised)


def names_text(creators: Sequence[Creator]) -> str:
    """Names as one text: "Adler, Ruth; Port Commission"."""
    return "; ".join(creator.full for creator in creators)


def _is_guess(item: Item, name: str) -> bool:
    """True for a value that was found in a file, and that nobody has confirmed."""
    return item.is_draft and name in item.sources


def _name(creator: Creator) -> str:
    return " ".join(creator.full.replace(".", " ").split()).casefold()


def _plain(name: str, text: str) -> str:
    plain = " ".join(_DASHES.sub("-", plain_text(text)).replace("’", "'").split())
    if name in ("DOI", "ISBN", "ISSN"):
        return plain.replace("-", "").casefold() if name != "DOI" else plain.casefold()
    return plain.rstrip(".")


def _with_roles(item: Item, draft: ItemDraft, roles: Sequence[str]) -> tuple[Creator, ...]:
    """The creators of the item, those of some roles replaced by the draft's."""
    creators = list(item.creators)
    for role in roles:
        new = [creator for creator in draft.creators if creator.role == role]
        place = next((i for i, c in enumerate(creators) if c.role == role), len(creators))
        kept = [creator for creator in creators if creator.role != role]
        creators = [*kept[:place], *new, *kept[place:]]
    return tuple(creators)
