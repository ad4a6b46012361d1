"""How works, marks, mentions and places are carried to a bibliography, by drag or clipboard."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from pincite.services.cite_sources import CiteSource, packed, unpacked

ITEMS = "application/x-pincite-items"
"""Ids of items, a line each; what the Library's collections take."""

SOURCES = "application/x-pincite-sources"
"""See `services.cite_sources`."""

ENTRIES = "application/x-pincite-entries"
"""The id of a bibliography, then ids of its citations and headings, a line each."""

CITABLE = (ENTRIES, SOURCES, ITEMS)


def put_sources(data: QMimeData, sources: Iterable[CiteSource]) -> None:
    """Let a bibliography take these from `data`."""
    found = tuple(sources)
    if found:
        data.setData(SOURCES, packed(found))


def put_items(data: QMimeData, ids: Iterable[str]) -> None:
    """Let collections and bibliographies take these items from `data`."""
    data.setData(ITEMS, "\n".join(ids).encode())


def lines_of(data: QMimeData, format: str) -> list[str]:
    """The ids in one of the formats; none when it is not there."""
    text = (
        bytes(data.data(format).data()).decode(errors="replace") if data.hasFormat(format) else ""
    )
    return [line for line in text.split("\n") if line]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a drag or the clipboard brings to a bibliography: citations of another one, or things.

    Attributes:
        entries: ids of citations and headings; of `home`, the bibliography that they stand in.
    """

    sources: tuple[CiteSource, ...] = ()
    entries: tuple[str, ...] = ()
    home: str = ""

    def __bool__(self) -> bool:
        return bool(self.sources or self.entries)


def carried(data: QMimeData) -> Carried:
    """What can be cited of `data`."""
    lines = lines_of(data, ENTRIES)
    if lines:
        return Carried(entries=tuple(lines[1:]), home=lines[0])
    if data.hasFormat(SOURCES):
        return Carried(unpacked(bytes(data.data(SOURCES).data())))
    return Carried(tuple(CiteSource(item=id) for id in lines_of(data, ITEMS)))


def is_citable(data: QMimeData) -> bool:
    """True when a bibliography can take something of it."""
    return any(data.hasFormat(format) for format in CITABLE)
