"""RIS files, for EndNote, Zotero, Mendeley, Citavi and databases.

Source: Thomson ResearchSoft, "RIS Format Specifications" (2001) and its revision of 2011.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from pincite.exporting import ris_tables as tables
from pincite.exporting.bib_keys import bib_keys
from pincite.exporting.tagged_names import family_first, slashed, year_of
from pincite.model.ids import ItemId
from pincite.model.items import Item

_NO_PAGES: Mapping[ItemId, str] = MappingProxyType({})
_RANGE = re.compile(r"^(?P<first>[^-–,;\s]+)\s*[-–]+\s*(?P<last>[^-–,;\s]+)$")
_IDENTIFIERS = ("PMID", "PMCID")


def to_ris(items: Iterable[Item], *, pincites: Mapping[ItemId, str] = _NO_PAGES) -> str:
    """A RIS file sorted by key, in UTF-8, with the line ends that the format asks for.

    Args:
        pincites: pages cited of each item ("3, 10–11"), written as a note.
    """
    every = {item.id: item for item in items}
    records = (
        _record(every[id_], key, pincites.get(id_, ""))
        for id_, key in bib_keys(every.values()).items()
    )
    return "\r\n".join(records)


def _record(item: Item, key: str, pages: str) -> str:
    lines = [("TY", _type(item)), ("ID", key)]
    lines += _fields(item)
    lines += _names(item)
    lines += _dates(item)
    lines += _pages(item)
    lines += [("KW", tag) for tag in item.tags]
    lines += [
        ("N1", f"{name}: {item.fields[name]}") for name in _IDENTIFIERS if item.fields.get(name)
    ]
    lines += [("N1", item.fields[name]) for name in ("note", "annote") if item.fields.get(name)]
    if pages:
        lines.append(("N1", f"Pages cited: {pages}"))
    rank = {"TY": 0, "TI": 1, "AU": 2, "ER": 9}
    ordered = sorted(lines, key=lambda line: rank.get(line[0], 5))
    text = "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in ordered if value)
    return f"{text}ER  - \r\n"


def _type(item: Item) -> str:
    if item.type == "paper-conference" and _is_only_given(item):
        return "CPAPER"
    return tables.TYPES.get(item.type, "GEN")


def _is_only_given(item: Item) -> bool:
    """Whether a paper was given at a conference and is in no proceedings."""
    return bool(item.fields.get("event-title")) and not item.fields.get("container-title")


def _notes(item: Item, pages: str) -> Iterator[tuple[str, str]]:
    for name in _IDENTIFIERS:
        if number := item.fields.get(name, ""):
            yield "N1", f"{name}: {number}"
    for name in ("note", "annote"):
        yield "N1", item.fields.get(name, "")
    if pages:
        yield "N1", f"Pages cited: {pages}"


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    table = tables.COMMON | tables.BY_TYPE.get(item.type, {})
    fields = dict(item.fields)
    if item.type == "paper-conference":
        yield from _places(fields)
        if not fields.get("event-title"):
            # Most readers look for the proceedings here.
            table = table | {"container-title": "T2"}
    taken: set[str] = set()
    for variable, value in fields.items():
        tag = table.get(variable, "")
        # Of two variables in one place the second would be read as the first.
        if tag and (tag not in taken or tag == "SN"):
            taken.add(tag)
            yield tag, value


def _places(fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The place of a conference is CY, that of its proceedings C1 when both are known."""
    place = fields.pop("publisher-place", "")
    event = fields.pop("event-place", "")
    if place and event:
        yield "C1", place
    yield "CY", event or place


def _names(item: Item) -> Iterator[tuple[str, str]]:
    primary = tables.PRIMARY.get(item.type, "author")
    roles = tables.ROLES | tables.ROLES_BY_TYPE.get(item.type, {})
    for creator in item.creators:
        tag = "AU" if creator.role == primary else roles.get(creator.role, "")
        if not tag and creator.role == "author":
            tag = "AU"
        if tag:
            yield tag, family_first(creator)


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    issued = item.issued
    if issued:
        yield "PY", year_of(issued)
        if issued != year_of(issued):
            yield "DA", slashed(issued)
    if accessed := item.dates.get("accessed", ""):
        yield "Y2", slashed(accessed)
    if item.type == "patent":
        yield "C1", item.dates.get("submitted", "")


def _pages(item: Item) -> Iterator[tuple[str, str]]:
    pages = item.fields.get("page", "")
    table = tables.BY_TYPE.get(item.type, {})
    if not pages or (
        "SP" in table.values() and any(item.fields.get(v) for v, t in table.items() if t == "SP")
    ):
        return
    match = _RANGE.match(pages)
    yield "SP", match["first"] if match else pages
    if match:
        yield "EP", match["last"]
