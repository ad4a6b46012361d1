"""Writing changes into an entry of a .bib file, and nothing else of it."""

import re
from collections.abc import Mapping

from pincite.exporting.bib_entry import Entry, biblatex_entry, bibtex_entry
from pincite.exporting.bib_extras import EntryExtras
from pincite.importing.references.bibtex.blocks import Block, Field
from pincite.importing.references.reference import Reference
from pincite.model.ids import ItemId
from pincite.model.items import Item

BIBLATEX_FIELDS = frozenset((
    "journaltitle", "date", "location", "subtitle", "booksubtitle", "titleaddon", "maintitle",
    "shortjournal", "eventtitle", "eventdate", "venue", "urldate", "origdate", "eprinttype",
    "langid", "entrysubtype", "pagetotal", "bookauthor", "editortype", "institution_type",
))  # fmt: skip
BIBLATEX_TYPES = frozenset((
    "online", "report", "thesis", "collection", "mvbook", "mvcollection", "reference",
    "inreference", "dataset", "software", "periodical", "suppbook", "bookinbook", "xdata", "set",
    "patent", "jurisdiction", "legislation", "movie", "video", "audio", "image", "review",
))  # fmt: skip
_ALIASES: dict[str, tuple[str, ...]] = {
    "journal": ("journaltitle",), "journaltitle": ("journal",), "address": ("location",),
    "location": ("address",), "school": ("institution",), "institution": ("school",),
    "annote": ("annotation",), "annotation": ("annote",), "date": ("year",),
    "keywords": ("keyword",),
}  # fmt: skip


def is_biblatex(block: Block) -> bool:
    """True for an entry that only BibLaTeX understands."""
    names = {field.name.lower() for field in block.fields}
    return block.type.lower() in BIBLATEX_TYPES or bool(names & BIBLATEX_FIELDS)


def rewritten(text: str, block: Block, reference: Reference, item: Item, pincite: str) -> str:
    """The entry with what differs between its item and what it said put in place.

    Args:
        text: of the whole file; `block`: the entry in it.
        reference: what the entry says.
        pincite: pages cited of the work, for the field of that name.
    """
    said, says = _entries(block, reference, item, pincite)
    if not block.is_closed:
        return str(says).rstrip("\n") + "\n\n"
    changed = {
        name: says.get(name, "")
        for name in dict.fromkeys((*said, *says))
        if said.get(name) != says.get(name)
    }
    edits = _Edits(text, block)
    for name, value in changed.items():
        edits.set(name, value)
    if item.key != reference.draft.key:
        edits.rename(item.key)
    return edits.result()


def _entries(
    block: Block, reference: Reference, item: Item, pincite: str
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    draft = reference.draft
    before = Item(
        ItemId(""), draft.type, draft.key, draft.fields, draft.creators, draft.dates, draft.tags
    )
    make = biblatex_entry if is_biblatex(block) else bibtex_entry
    written = {field.name.lower() for field in block.fields}
    old = _values(make(before, draft.key))
    if pincite and "pincite" in written:
        old["pincite"] = ""
    new = _values(make(item, item.key, EntryExtras(pages=pincite)))
    if item.type == draft.type:
        # What type a work is does not change because a field is missing now.
        for values in (old, new):
            values.pop("csl-type", None)
    return old, new


def _values(entry: Entry) -> dict[str, str]:
    return {name: f"{{{value}}}" for name, value in entry.fields.items()} | entry.macros


class _Edits:
    """Replacements in the text of one entry."""

    def __init__(self, text: str, block: Block) -> None:
        self._text = text
        self._block = block
        self._changes: list[tuple[int, int, str]] = []
        self._added: list[str] = []

    def set(self, name: str, value: str) -> None:
        """Give a field a value, in place where it is written; an empty one takes it away."""
        field = self._field(name)
        if field is None:
            if value:
                self._added.append(f"{name} = {value}")
        elif value:
            self._changes.append((field.start, field.end, value))
        else:
            self._changes.append((*self._whole(field), ""))

    def rename(self, key: str) -> None:
        """Give the entry another key."""
        match = re.compile(r"[^{(]*[{(]\s*").match(self._text, self._block.start)
        if match:
            start = match.end()
            self._changes.append((start, start + len(self._block.key), key))

    def result(self) -> str:
        """The entry with all changes."""
        if self._added:
            self._changes.append(self._insertion())
        start = self._block.start
        made = self._text[start : self._block.end]
        for first, last, value in sorted(self._changes, reverse=True):
            made = made[: first - start] + value + made[last - start :]
        return made

    def _field(self, name: str) -> Field | None:
        for wanted in (name, *_ALIASES.get(name, ())):
            for field in self._block.fields:
                if field.name.lower() == wanted:
                    return field
        return None

    def _whole(self, field: Field) -> tuple[int, int]:
        start = self._text.rindex(field.name, self._block.start, field.start)
        end = re.compile(r"\s*,?[ \t]*(?:\r?\n)?").match(self._text, field.end)
        line = self._text.rfind("\n", self._block.start, start) + 1
        is_alone = line > self._block.start and not self._text[line:start].strip()
        return (line if is_alone else start), end.end() if end else field.end

    def _insertion(self) -> tuple[int, int, str]:
        newline = "\r\n" if "\r\n" in self._text[self._block.start : self._block.end] else "\n"
        last = self._block.fields[-1] if self._block.fields else None
        if last is None:
            at = self._block.end - 1
            return at, at, "".join(f",{newline}  {line}" for line in self._added)
        name = self._text.rindex(last.name, self._block.start, last.start)
        before = self._text[self._text.rfind("\n", 0, name) + 1 : name]
        indent = before if not before.strip() else "  "
        comma = re.compile(r"\s*,").match(self._text, last.end)
        at = comma.end() if comma else last.end
        lines = f",{newline}".join(indent + line for line in self._added)
        return at, at, f"{newline}{lines}," if comma else f",{newline}{lines}"
