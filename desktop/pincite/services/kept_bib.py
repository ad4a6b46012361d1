"""A .bib file that was brought in, written again: as it was, but for what has changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pincite.exporting import bib_file
from pincite.exporting.bib_extras import NO_EXTRAS
from pincite.importing.references.bibtex.blocks import Block, BlockKind
from pincite.importing.references.bibtex.draft import reference_of
from pincite.importing.references.bibtex.scanner import scan
from pincite.importing.references.bibtex.values import entries_of
from pincite.importing.references.reference import Reference
from pincite.library.queries import Reader
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.reference_sources import ReferenceSource, SourceEntry
from pincite.services.bib_edits import is_biblatex, rewritten

BIB_FORMATS = ("bibtex", "biblatex")


def kept_bib(
    read: Reader,
    items: Sequence[Item],
    format_name: str,
    extras: bib_file.Extras = bib_file.NONE,
) -> str | None:
    """The file that the items came in with, order, comments and unchanged entries kept.

    Only where it holds: all works of one such file that are still in the library are asked for,
    none came with another file, and the file suits the format. Works from elsewhere stand at its
    end; entries of works that were removed are left out.

    Args:
        format_name: "bibtex" or "biblatex".
    """
    wanted = {item.id: item for item in items}
    source = _source(read, wanted)
    if source is None:
        return None
    blocks = scan(source.text)
    if format_name == "bibtex" and any(is_biblatex(b) for b in blocks):
        return None
    return _Writer(source, blocks, wanted, extras).text(format_name)


def encoded_as_kept(read: Reader, items: Sequence[Item], text: str) -> bytes:
    """The bytes of such a text: in the encoding of the file; UTF-8 where a letter does not fit."""
    source = _source(read, {item.id: item for item in items})
    try:
        return text.encode(source.encoding if source else "utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _source(read: Reader, wanted: Mapping[ItemId, Item]) -> ReferenceSource | None:
    found = []
    for source in read.reference_sources():
        ids = {entry.item for entry in source.entries}
        if ids & wanted.keys():
            found.append((source, ids))
    if not found:
        return None
    source, ids = max(found, key=lambda pair: len(pair[1] & wanted.keys()))
    others = set().union(*(theirs for each, theirs in found if each is not source)) - ids
    live = {item.id for item in read.items(ids) if not item.trashed}
    return source if live <= wanted.keys() and not others & wanted.keys() else None


class _Writer:
    def __init__(
        self,
        source: ReferenceSource,
        blocks: Sequence[Block],
        wanted: Mapping[ItemId, Item],
        extras: bib_file.Extras,
    ) -> None:
        self._source = source
        self._blocks = blocks
        self._wanted = wanted
        self._extras = extras
        self._entries = {entry.number: entry for entry in source.entries}
        self._references: dict[int, Reference] = {}

    def text(self, format_name: str) -> str:
        parts: list[str] = []
        number = -1
        for block in self._blocks:
            raw = self._source.text[block.start : block.end]
            if block.kind is not BlockKind.ENTRY:
                parts.append(_without_gap(raw) if parts and parts[-1] == "" else raw)
                continue
            number += 1
            parts.append(self._entry(number, block, raw))
        return "".join(parts) + self._others(format_name)

    def _entry(self, number: int, block: Block, raw: str) -> str:
        entry = self._entries.get(number)
        if entry is None:
            return raw
        item = self._wanted.get(entry.item)
        if item is None:
            return ""
        pages = self._extras.get(item.id, NO_EXTRAS).pages
        if item.modified == entry.modified and not pages:
            return raw
        reference = self._reference(number)
        item = _as_given(item, entry, reference)
        return rewritten(self._source.text, block, reference, item, pages)

    def _reference(self, number: int) -> Reference:
        if not self._references:
            made = map(reference_of, entries_of(self._source.text, self._blocks))
            self._references = {reference.number: reference for reference in made}
        return self._references[number]

    def _others(self, format_name: str) -> str:
        known = {entry.item for entry in self._source.entries}
        others = [item for id, item in self._wanted.items() if id not in known]
        if not others:
            return ""
        write = bib_file.to_bibtex if format_name == "bibtex" else bib_file.to_biblatex
        gap = "" if self._source.text.endswith("\n\n") else "\n"
        return gap + write(others, self._extras)


def _as_given(item: Item, entry: SourceEntry, reference: Reference) -> Item:
    """The item under the key of the file, unless its own key was changed by somebody."""
    return replace(item, key=reference.draft.key) if item.key == entry.key else item


def _without_gap(raw: str) -> str:
    """What follows an entry that was left out, without the lines that parted the two."""
    return raw.lstrip("\r\n")
