"""RIS files, for EndNote, Zotero, Mendeley, Citavi and databases.

Source: Thomson ResearchSoft, "RIS Format Specifications" (2001) and its revision of 2011.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from pincite.exporting import ris_tables as tables
from pincite.exporting.bib_keys import bib_keys
from pincite.exporting.csl_lines import csl_lines
from pincite.exporting.tagged_names import family_first, slashed, year_of
from pincite.model.ids import ItemId
from pincite.model.items import Item

_NO_PAGES: Mapping[ItemId, str] = MappingProxyType({})
_RANGE = re.compile(r"^(?P<first>[^-–,;\s]+)\s*[-–]+\s*(?P<last>[^-–,;\s]+)$")
_IDENTIFIERS = ("PMID", "PMCID")
_PLAIN_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-\d\d)?)?")


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
    fields, names = list(_fields(item)), list(_names(item))
    lines = [("TY", _type(item)), ("ID", key)]
    lines += [(tag, item.fields[variable]) for variable, tag in fields]
    lines += [(tag, family_first(item.creators[place])) for place, tag in names]
    lines += _dates(item)
    lines += _pages(item)
    lines += [("KW", tag) for tag in item.tags]
    lines += [
        ("N1", f"{name}: {item.fields[name]}") for name in _IDENTIFIERS if item.fields.get(name)
    ]
    lines += [("N1", item.fields[name]) for name in ("note", "annote") if item.fields.get(name)]
    rest = csl_lines(
        item,
        kind=tables.READ_AS.get(item.type, item.type),
        fields={
            *dict(fields),
            *_IDENTIFIERS,
            "note",
            "annote",
            *(["page"] if _pages(item) else []),
        },
        dates=_dated(item),
        creators={place for place, _tag in names if _is_told(item, place)},
    )
    lines += [("N1", f"{name}: {value}") for name, value in rest]
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


def _table(kind: str) -> dict[str, str]:
    """Variable -> tag in works of a type; a tag that says something else in it is left to that."""
    own = tables.BY_TYPE.get(kind) or tables.BY_TYPE.get(tables.READ_AS.get(kind, ""), {})
    taken = {tag for tag in own.values() if tag != "SN"}
    return {name: tag for name, tag in tables.COMMON.items() if tag not in taken} | own


def _is_told(item: Item, place: int) -> bool:
    """Whether a name is read in its role: of a film, those in front are its directors."""
    primary = tables.PRIMARY.get(tables.READ_AS.get(item.type, item.type), "author")
    return item.creators[place].role != "author" or primary == "author"


def _dated(item: Item) -> set[str]:
    """The dates that a reader finds as they are."""
    found = {"submitted"} if item.type == "patent" else set()
    if _PLAIN_DATE.fullmatch(item.issued):
        found.add("issued")
    is_accessed = bool(item.fields.get("URL")) or item.type not in tables.SECOND_DATES
    if _PLAIN_DATE.fullmatch(item.dates.get("accessed", "")) and is_accessed:
        found.add("accessed")
    return found


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    """Variables and their tags."""
    table = _table(item.type)
    fields = dict(item.fields)
    if not fields.get("container-title"):
        # Alone, a short title is taken for the whole one.
        fields.pop("container-title-short", None)
    if item.type == "paper-conference":
        yield from _places(fields)
        for name in ("publisher-place", "event-place"):
            fields.pop(name, None)
        if not fields.get("event-title"):
            # Most readers look for the proceedings here.
            table = table | {"container-title": "T2"}
    taken: set[str] = set()
    for variable in fields:
        tag = table.get(variable, "")
        # Of two variables in one place the second would be read as the first.
        if tag and (tag not in taken or tag == "SN"):
            taken.add(tag)
            yield variable, tag


def _places(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The place of a conference is CY, that of its proceedings C1 when both are known."""
    place, event = fields.get("publisher-place", ""), fields.get("event-place", "")
    if place:
        yield "publisher-place", "C1" if event else "CY"
    if place and event:
        yield "event-place", "CY"


def _names(item: Item) -> Iterator[tuple[int, str]]:
    """Places of names, from 0, and their tags."""
    kind = tables.READ_AS.get(item.type, item.type)
    primary = tables.PRIMARY.get(kind, "author")
    roles = tables.ROLES | tables.ROLES_BY_TYPE.get(kind, {})
    for place, creator in enumerate(item.creators):
        tag = "AU" if creator.role == primary else roles.get(creator.role, "")
        if not tag and creator.role == "author":
            tag = "AU"
        if tag:
            yield place, tag


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    issued = item.issued
    if issued:
        yield "PY", year_of(issued)
        if issued != year_of(issued):
            yield "DA", slashed(issued)
    accessed = item.dates.get("accessed", "")
    if accessed and (item.fields.get("URL") or item.type not in tables.SECOND_DATES):
        yield "Y2", slashed(accessed)
    if item.type == "patent":
        yield "C1", item.dates.get("submitted", "")


def _pages(item: Item) -> list[tuple[str, str]]:
    """The pages, in works whose first page is not the number of all of them, or their length."""
    pages = item.fields.get("page", "")
    match = _RANGE.match(pages)
    if not pages or tables.COUNTS.get(item.type, "") in (*item.fields, "dimensions"):
        return []
    if not match:
        return [] if item.type in tables.COUNTS else [("SP", pages)]
    return [("SP", match["first"]), ("EP", match["last"])]
