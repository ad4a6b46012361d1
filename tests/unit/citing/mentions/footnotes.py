"""Footnotes whose works are known: what "ibid." and its kin should lead to.

In `footnotes.txt` "{key}" stands behind a citation that leads back to the work with this key;
"{?key}" where it could be another one, so that nobody may be sure of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pincite.citing.mentions.flat import PAGE_END
from pincite.citing.mentions.resolving import KnownNames, resolve
from pincite.citing.mentions.scanning import scan
from pincite.citing.mentions.works import WorkIndex
from pincite.model.creators import Creator
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.model.mentions import Mention, MentionState

_ALIASES = Path(__file__).with_name("aliases.txt")
FILE = Path(__file__).with_name("footnotes.txt")
_MARK = re.compile(r"\{(\??)(\w+)\}")
_SHA = Sha256("ab" * 32)
_NEAR = 3
"""Characters between a citation and its mark: the full stop."""


@dataclass(frozen=True, slots=True)
class Back:
    """A citation that leads back: its words, the work that it should name, and what was found."""

    words: str
    wanted: str
    is_open: bool
    mention: Mention | None

    @property
    def is_right(self) -> bool:
        """The right work, and no certainty where a person has to look."""
        if self.is_open:
            return self.mention is not None and self.mention.state is not MentionState.RESOLVED
        return self.mention is not None and self.mention.item == self.wanted


def read_all() -> Iterator[tuple[str, list[Back]]]:
    """Each document of the file with its citations that lead back."""
    for part in FILE.read_text(encoding="utf-8").split("== ")[1:]:
        head, *pages = part.split("-- page\n")
        title, *lines = head.strip().splitlines()
        yield title.partition(":")[0], _backs(pages, [_item(line[2:]) for line in lines])


def _item(line: str) -> Item:
    key, kind, name, title, year, *reporter = (part.strip() for part in line.split("|"))
    family, _, given = name.partition(", ")
    creator = Creator(literal=name[1:]) if name[:1] == "!" else Creator(family=family, given=given)
    fields = {"title": title}
    if reporter:
        volume, series, page = re.split(r" (?=[A-Z])| (?=\d+$)", reporter[0])
        fields |= {"volume": volume, "container-title": series, "page": page}
    creators = (creator,) if name else ()
    return Item(ItemId(key), kind, fields=fields, creators=creators, dates={"issued": year})


def _backs(pages: list[str], items: list[Item]) -> list[Back]:
    texts, marks, length = [], [], 0
    for page in pages:
        clean, done = "", 0
        for mark in _MARK.finditer(page):
            clean += page[done : mark.start()]
            done = mark.end()
            marks.append((length + len(clean), mark[2], bool(mark[1])))
        clean += page[done:]
        texts.append(clean)
        length += len(clean) + len(PAGE_END)
    found = resolve(scan(_SHA, list(enumerate(texts))), KnownNames((), _SHA), WorkIndex(items))
    begins = [sum(len(t) + len(PAGE_END) for t in texts[:n]) for n in range(len(texts))]
    whole = PAGE_END.join(texts)
    return [
        Back(whole[max(0, at - 30) : at], key, is_open, _ending_at(found, begins, at))
        for at, key, is_open in marks
    ]


def _ending_at(found: list[Mention], begins: list[int], at: int) -> Mention | None:
    for mention in found:
        end = begins[mention.anchor.page_index] + mention.anchor.start + mention.length
        if abs(end - at) <= _NEAR:
            return mention
    return None


def aliases() -> Iterator[tuple[str, str, str]]:
    """Names as texts give them, the work that each means, and the one that is suggested.

    All works are in one library. The last is empty where none or several are as likely.
    """
    rows = [line.partition(" | ") for line in _ALIASES.read_text(encoding="utf-8").splitlines()]
    items = [_item(rest) for _, _, rest in rows]
    works = WorkIndex(items)
    for (name, _, _), item in zip(rows, items, strict=True):
        yield name, item.id, works.by_name(name).first or ""
