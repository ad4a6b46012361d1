"""From what a manuscript says of a work to items of the library."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pincite.citing.mentions.resolving import KnownNames, resolve
from pincite.citing.mentions.works import WorkIndex, folded
from pincite.importing.manuscripts.manuscript import Cite, Manuscript
from pincite.library.queries import Reader
from pincite.model.ids import ItemId, MentionId, Sha256
from pincite.model.items import Item
from pincite.model.mentions import Mention, MentionState
from pincite.services.mentions import work_index

_YEAR = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")
_KEY_PARTS = re.compile(r"(?P<name>[^\W\d_]+)[^\W\d]*?_*[-:.]?(?P<year>(?:1[4-9]|20)\d\d)")
_IDENTIFIERS = ("DOI", "PMID", "PMCID", "ISBN")
_MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Named:
    """The work that a cite names.

    Attributes:
        item: the work; None when it is not known for certain.
        candidates: what it could be, the likeliest first.
        is_suggested: `item` is likely and not certain.
    """

    item: Item | None = None
    candidates: tuple[Item, ...] = ()
    is_suggested: bool = False


class CitedWorks:
    """Answers which items the cites of one manuscript name."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._mentions: dict[MentionId, Mention] = {}

    def resolve(self, manuscript: Manuscript) -> None:
        """Resolve the citations that the manuscript's words name, with those by key as a help."""
        mentions = [self._with_known(m, manuscript) for m in manuscript.mentions]
        if mentions:
            names = KnownNames(self._read.work_names(), Sha256(""))
            found = resolve(mentions, names, self._works)
            self._mentions = {mention.id: mention for mention in found}

    def of(self, cite: Cite) -> Named:
        """The item that a cite names."""
        if cite.mention is not None:
            return self._of_mention(self._mentions[cite.mention])
        for known in (self._by_key(cite.key), self._by_identifier(cite.data)):
            if known is not None:
                return Named(known)
        return self._by_record(cite.data) if cite.data else Named(None, self._like(cite.key))

    def called(self, cite: Cite) -> str:
        """What the manuscript calls the work, for people."""
        if cite.mention is not None:
            mention = self._mentions[cite.mention]
            return mention.work or mention.anchor.quote
        title, names = str(cite.data.get("title") or ""), _families(cite.data)
        year = _year(cite.data)
        record = ", ".join(part for part in (" & ".join(names[:2]), title, year) if part)
        return cite.key or record or next(iter(cite.uris), "")

    def names_a_work(self, cite: Cite) -> bool:
        """False for a place alone ("p. 23") whose work is not told."""
        return cite.mention is None or bool(self._mentions[cite.mention].work)

    @cached_property
    def _works(self) -> WorkIndex:
        return work_index(self._read)

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {key.casefold(): key for key in sorted(self._read.keys())}

    def _with_known(self, mention: Mention, manuscript: Manuscript) -> Mention:
        """A citation by name that has a key or record, too, is decided: "ibid." follows it."""
        number = manuscript.known.get(mention.id)
        if number is None:
            return mention
        item = self.of(manuscript.citations[number].cites[-1]).item
        state = MentionState.CONFIRMED if item else mention.state
        return replace(mention, item=item.id if item else None, state=state)

    def _of_mention(self, mention: Mention) -> Named:
        item = self._live(mention.item) if mention.item else None
        if item is not None:
            is_certain = mention.state in (MentionState.RESOLVED, MentionState.CONFIRMED)
            return Named(item, () if is_certain else (item,), not is_certain)
        return Named(None, self._items(self._works.match(mention).items) if mention.work else ())

    def _by_key(self, key: str) -> Item | None:
        if not key:
            return None
        found = self._read.item_by_key(key)
        if found is None and key.casefold() in self._keys:
            found = self._read.item_by_key(self._keys[key.casefold()])
        return found if found is not None and not found.trashed else None

    def _by_identifier(self, data: Mapping[str, Any]) -> Item | None:
        for name in _IDENTIFIERS:
            value = data.get(name)
            found = self._read.item_by_identifier(name, str(value)) if value else None
            # A book's number stands in the records of its chapters, too.
            if found is not None and (name != "ISBN" or _same_title(found, data)):
                return found
        return None

    def _by_record(self, data: Mapping[str, Any]) -> Named:
        title, year, names = str(data.get("title") or ""), _year(data), _families(data)
        named = self._works.by_name(f"{' & '.join(names[:2])} {year}".strip()) if names else None
        if not title:
            items = self._items(named.items if named else ())
            is_one = named is not None and named.is_certain
            return Named(items[0]) if is_one else Named(None, items)
        entry = self._works.by_entry(f"{' '.join(names)}. {title}. {year}.")
        alike = [i for i in self._items(entry.items) if _same_title(i, data)]
        alike += [
            i
            for i in self._items(named.items if named else ())
            if _same_title(i, data) and i not in alike
        ]
        of_year = [i for i in alike if not year or i.year in (year, "")]
        if len(of_year) == 1:
            return Named(of_year[0])
        return Named(None, tuple(of_year or alike))

    def _like(self, key: str) -> tuple[Item, ...]:
        """Items that a key unknown to the library may mean, by the name and year in it."""
        parts = _KEY_PARTS.search(key)
        if parts is None:
            return ()
        return self._items(self._works.by_name(f"{parts['name']} {parts['year']}").items)

    def _items(self, ids: Sequence[ItemId]) -> tuple[Item, ...]:
        return tuple(i for i in self._read.items(ids[:_MOST_CANDIDATES]) if not i.trashed)

    def _live(self, id: ItemId) -> Item | None:
        item = self._read.get(Item, id)
        return item if item is not None and not item.trashed else None


def _same_title(item: Item, data: Mapping[str, Any]) -> bool:
    """True when one title is the other, or the other without its subtitle."""
    ours, theirs = folded(item.title), folded(str(data.get("title") or ""))
    if not ours or not theirs:
        return False
    short, long = sorted((ours, theirs), key=len)
    return long == short or (long.startswith(f"{short} ") and len(short.split()) >= 2)


def _year(data: Mapping[str, Any]) -> str:
    issued = data.get("issued")
    if isinstance(issued, dict):
        parts = issued.get("date-parts")
        text = str(parts[0]) if isinstance(parts, list) and parts else str(issued.get("raw") or "")
    else:
        text = str(issued or "")
    found = _YEAR.search(text)
    return found[1] if found else ""


def _families(data: Mapping[str, Any]) -> list[str]:
    people = data.get("author") or data.get("editor") or []
    if not isinstance(people, list):
        return []
    names = [p.get("family") or p.get("literal") or "" for p in people if isinstance(p, dict)]
    return [str(name) for name in names if name]
