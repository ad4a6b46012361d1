"""EndNote XML files, which EndNote, Mendeley, RefWorks and Citavi read.

Source: RSXML, the document type of EndNote's XML export.
"""

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from pincite.citing.endnote_types import ROLES, VARIABLES, EndNoteType, endnote_type_for
from pincite.exporting.bib_keys import bib_keys
from pincite.exporting.csl_lines import csl_lines
from pincite.exporting.xml_text import branch, put, runs, without_empty
from pincite.model import dates
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.model.rich_text import plain_text

_FACES = {"b": "bold", "i": "italic", "sup": "superscript", "sub": "subscript"}
_TITLES = ("secondary-title", "tertiary-title", "short-title")
_PLAIN_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_COUNTED = frozenset(("book", "thesis", "classic"))
"""Types in which "pages" may be the number of all."""
_OWN = frozenset({
    "title", "abstract", "DOI", "ISBN", "ISSN", "URL", "page", "number-of-pages", "note", "PMCID",
    "container-title-short",
})  # fmt: skip
"""Variables with a place of their own, whatever the type."""


def to_endnote_xml(items: Iterable[Item]) -> str:
    """A file of records sorted by key, in UTF-8."""
    every = {item.id: item for item in items}
    root = ET.Element("xml")
    records = branch(root, "records")
    for number, (id_, key) in enumerate(bib_keys(every.values()).items(), 1):
        records.append(_record(every[id_], key, number))
    # White space counts within styled text, so that records are parted by lines alone.
    for record in records:
        record.tail = "\n"
    records.text = "\n"
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _record(item: Item, key: str, number: int) -> ET.Element:
    kind = endnote_type_for(item.type)
    record = ET.Element("record")
    put(record, "source-app", "Pincite", name="Pincite")
    put(record, "rec-number", str(number))
    put(record, "ref-type", str(kind.number), name=kind.name)
    fields, told = _by_field(item, kind)
    placed = _people(record, item.creators, kind)
    titles = branch(record, "titles")
    _styled(titles, "title", item.fields.get("title", ""))
    for name in _TITLES:
        _styled(titles, name, fields.pop(name, ""))
    _periodical(record, titles, item)
    count = item.fields.get("number-of-pages", "") if kind.type in _COUNTED else ""
    _styled(record, "pages", item.fields.get("page", "") or count)
    for name, value in fields.items():
        _styled(record, name, value)
    keywords = branch(record, "keywords")
    for tag in item.tags:
        _styled(keywords, "keyword", tag)
    _dates(record, item)
    if "isbn" not in kind.variables:
        _styled(record, "isbn", item.fields.get("ISBN", "") or item.fields.get("ISSN", ""))
    _styled(record, "electronic-resource-num", item.fields.get("DOI", ""))
    _styled(record, "abstract", item.fields.get("abstract", ""))
    _styled(record, "label", key)
    _styled(record, "custom2", item.fields.get("PMCID", ""))
    _styled(record, "notes", item.fields.get("note", ""))
    rest = csl_lines(item, kind=kind.type, fields=told, dates=_told_dates(item), creators=placed)
    _styled(record, "research-notes", "\n".join(f"{name}: {value}" for name, value in rest))
    web = branch(branch(record, "urls"), "related-urls")
    _styled(web, "url", item.fields.get("URL", ""))
    _styled(record, "access-date", item.dates.get("accessed", ""))
    without_empty(record)
    return record


def _by_field(item: Item, kind: EndNoteType) -> tuple[dict[str, str], set[str]]:
    """Name of an element -> value, and the variables that the record tells with them."""
    places: dict[str, str] = {}
    for element, variable in (*VARIABLES.items(), *kind.variables.items()):
        if variable and kind.variables.get(element, variable) == variable:
            places.setdefault(variable, element)
    for element, variable in kind.variables.items():
        places[variable] = element
    if kind.name == "Conference Proceedings" and item.fields.get("publisher-place"):
        # The place of the conference stands first there.
        places |= {"publisher-place": "custom1", "event-place": "pub-location"}
    fields: dict[str, str] = {}
    told = set()
    # What an element of its own takes comes first, so that the rest knows what is taken.
    ordered = sorted(item.fields.items(), key=lambda pair: (pair[0] in _OWN, pair[0]))
    for variable, value in ordered:
        element = places.get(variable, "")
        if element and element not in fields:
            fields[element] = value
            told.add(variable)
        elif variable in _OWN and variable not in _second_choices(item, fields, kind):
            told.add(variable)
    return fields, told


def _second_choices(item: Item, fields: Mapping[str, str], kind: EndNoteType) -> set[str]:
    """What another value of the item leaves no place for."""
    second = set()
    if kind.type not in _COUNTED:
        second.add("number-of-pages")
    elif item.fields.get("page", "").isdecimal():
        second.add("page")
    if item.fields.get("page"):
        second.add("number-of-pages")
    if item.fields.get("ISBN"):
        second.add("ISSN")
    if "isbn" in kind.variables:
        second |= {"ISBN", "ISSN"}
    if fields.get("secondary-title") != item.fields.get("container-title", ""):
        second.add("container-title-short")
    return second


def _told_dates(item: Item) -> set[str]:
    """The dates that are read as they are."""
    plain = {name for name, date in item.dates.items() if _PLAIN_DATE.fullmatch(date)}
    return plain & {"issued", "accessed", "original-date"}


def _people(record: ET.Element, creators: Iterable[Creator], kind: EndNoteType) -> set[int]:
    """Write the names by their lists; returns the places, from 0, of those that have one."""
    lists: Mapping[str, str] = {**ROLES, **kind.roles}
    places: dict[str, str] = {}
    for name, role in lists.items():
        places.setdefault(role, name)
    people = branch(record, "contributors")
    groups = {name: branch(people, name) for name in lists}
    written = set()
    for number, creator in enumerate(creators):
        if place := places.get(creator.role):
            _styled(groups[place], "author", _name(creator))
            written.add(number)
    return written


def _name(creator: Creator) -> str:
    """Family name first; a comma at the end keeps the name of a body in one piece."""
    if creator.literal:
        return f"{creator.literal},"
    return creator.full if creator.given else f"{creator.short},"


def _periodical(record: ET.Element, titles: ET.Element, item: Item) -> None:
    short = item.fields.get("container-title-short", "")
    if item.type.startswith("article") or short:
        periodical = branch(record, "periodical")
        _styled(periodical, "full-title", item.fields.get("container-title", ""))
        _styled(periodical, "abbr-1", short)
        _styled(titles, "alt-title", short)


def _dates(record: ET.Element, item: Item) -> None:
    issued = item.issued
    parts = dates.date_parts(issued)
    place = branch(record, "dates")
    _styled(place, "year", str(parts[0][0]) if parts else issued)
    if parts and issued != str(parts[0][0]):
        _styled(branch(place, "pub-dates"), "date", issued)
    _styled(record, "orig-pub", item.dates.get("original-date", ""))


def _styled(parent: ET.Element, name: str, text: str) -> None:
    """Add a field in EndNote's runs."""
    if not text.strip():
        return
    element = branch(parent, name)
    keeps_marks = name in ("title", *_TITLES)
    for part, marks in runs(text) if keeps_marks else ((plain_text(text), frozenset[str]()),):
        faces = " ".join(face for mark, face in _FACES.items() if mark in marks) or "normal"
        run = branch(element, "style", face=faces, font="default", size="100%")
        run.text = part
