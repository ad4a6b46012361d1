"""MODS files, for libraries and repositories.

Source: Library of Congress, Metadata Object Description Schema 3.7 and its user guidelines.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from pincite.citing.marc_terms import CODES, IN_CONTAINER
from pincite.exporting.bib_keys import bib_keys
from pincite.exporting.csl_lines import csl_lines
from pincite.exporting.xml_text import branch, put, without_empty, written
from pincite.model import dates
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.model.rich_text import plain_text

_NAMESPACE = "http://www.loc.gov/mods/v3"
_RESOURCES = {
    "map": "cartographic", "musical_score": "notated music", "song": "sound recording",
    "graphic": "still image", "figure": "still image", "motion_picture": "moving image",
    "broadcast": "moving image", "software": "software, multimedia",
    "dataset": "software, multimedia",
}  # fmt: skip
_MARC_GENRES = {
    "article-journal": "article", "article-newspaper": "article", "article-magazine": "article",
    "book": "book", "thesis": "thesis", "report": "technical report", "webpage": "web site",
    "paper-conference": "conference publication", "patent": "patent", "map": "map",
    "legislation": "legislation", "interview": "interview", "dataset": "numeric data",
    "personal_communication": "letter", "entry-dictionary": "dictionary",
    "entry-encyclopedia": "encyclopedia", "review": "review", "review-book": "review",
}  # fmt: skip
_HOST_GENRES = {
    "article-journal": "academic journal", "article-magazine": "periodical",
    "article-newspaper": "newspaper", "chapter": "book", "webpage": "web site",
    "paper-conference": "conference publication",
}  # fmt: skip
_SERIAL = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})
_OF_HOST = frozenset({"editor", "container-author", "collection-editor"})
_IDENTIFIERS = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid"}
_DETAILS = {"volume": "volume", "issue": "issue", "section": "section",
            "chapter-number": "chapter", "part-number": "part"}  # fmt: skip
_TOLD = frozenset({
    *_IDENTIFIERS, *_DETAILS, "title", "title-short", "publisher-place", "publisher", "edition",
    "language", "abstract", "note", "call-number", "page", "collection-title", "original-title",
    "license", "archive_location", "URL",
})  # fmt: skip
_COUNTED = frozenset({"book", "thesis", "report", "document", "hearing"})
"""Types of which the extent is the number of pages."""
_RANGE = re.compile(r"^\s*([\w.]+)\s*[-\u2010-\u2015]+\s*([\w.]+)\s*$")


def to_mods(items: Iterable[Item]) -> str:
    """A collection of records sorted by key, in UTF-8."""
    every = {item.id: item for item in items}
    root = ET.Element("modsCollection", {"xmlns": _NAMESPACE})
    for id_, key in bib_keys(every.values()).items():
        record = _record(every[id_], key)
        without_empty(record)
        root.append(record)
    return written(root)


def _record(item: Item, key: str) -> ET.Element:
    fields = item.fields
    mods = ET.Element("mods", {"version": "3.7", "ID": _xml_id(key)})
    _title(mods, fields.get("title", ""))
    _title(mods, fields.get("title-short", ""), type="abbreviated")
    has_host = bool(fields.get("container-title"))
    for creator in item.creators:
        if not (has_host and creator.role in _OF_HOST) and creator.role != "collection-editor":
            _name(mods, creator)
    put(mods, "typeOfResource", _RESOURCES.get(item.type, "text"))
    put(mods, "genre", item.type, authority="local")
    put(mods, "genre", _MARC_GENRES.get(item.type, ""), authority="marcgt")
    if item.type == "thesis" or item.type == "report":
        put(mods, "genre", fields.get("genre", ""))
    _origin(mods, item)
    for language in re.split(r"\s*[,;]\s*", fields.get("language", "")):
        put(branch(mods, "language"), "languageTerm", language, type="code", authority="rfc3066")
    physical = branch(mods, "physicalDescription")
    if pages := fields.get("number-of-pages", ""):
        put(physical, "extent", f"{pages} p.")
    elif volumes := fields.get("number-of-volumes", ""):
        put(physical, "extent", f"{volumes} v.")
    put(mods, "abstract", plain_text(fields.get("abstract", "")))
    put(mods, "note", plain_text(fields.get("note", "")))
    told = set(_told(item))
    is_in_series = bool(fields.get("collection-title"))
    rest = csl_lines(
        item,
        kind=item.type,
        fields=told,
        dates={"issued", "original-date", *(["accessed"] if fields.get("URL") else [])},
        creators={
            place
            for place, creator in enumerate(item.creators)
            if creator.role != "collection-editor" or is_in_series
        },
    )
    for name, value in rest:
        put(mods, "note", plain_text(value), type=name)
    for tag in item.tags:
        put(branch(mods, "subject"), "topic", tag)
    if scale := fields.get("scale", ""):
        put(branch(branch(mods, "subject"), "cartographics"), "scale", scale)
    put(mods, "classification", fields.get("call-number", ""))
    _related(mods, item)
    for variable, kind in _IDENTIFIERS.items():
        put(mods, "identifier", fields.get(variable, ""), type=kind)
    put(mods, "identifier", key, type="citekey")
    _location(mods, item)
    put(mods, "accessCondition", fields.get("license", ""), type="use and reproduction")
    return mods


def _told(item: Item) -> Iterator[str]:
    """The variables that the record has elements for."""
    fields = item.fields
    yield from _TOLD
    if item.type == "thesis":
        yield "genre"
    if item.type == "map":
        yield "scale"
    if item.type in _COUNTED:
        yield "number-of-pages"
    if not fields.get("number-of-pages"):
        yield "number-of-volumes"
    if item.type in IN_CONTAINER:
        yield "container-title"
        if fields.get("container-title"):
            yield "container-title-short"
    if fields.get("collection-title"):
        yield "collection-number"


def _title(parent: ET.Element, title: str, **attributes: str) -> None:
    put(branch(parent, "titleInfo", **attributes), "title", plain_text(title))


def _name(parent: ET.Element, creator: Creator) -> None:
    name = branch(parent, "name", type="corporate" if creator.literal else "personal")
    put(name, "namePart", creator.literal)
    family = " ".join(p for p in (creator.non_dropping_particle, creator.family) if p)
    given = " ".join(p for p in (creator.given, creator.dropping_particle) if p)
    put(name, "namePart", family, type="family")
    put(name, "namePart", given, type="given")
    put(name, "namePart", creator.suffix, type="termsOfAddress")
    role = branch(name, "role")
    if code := CODES.get(creator.role):
        put(role, "roleTerm", code, type="code", authority="marcrelator")
    else:
        put(role, "roleTerm", creator.role.replace("-", " "), type="text")


def _origin(mods: ET.Element, item: Item) -> None:
    fields = item.fields
    origin = branch(mods, "originInfo")
    place = branch(origin, "place")
    put(place, "placeTerm", fields.get("publisher-place", ""), type="text")
    put(origin, "publisher", fields.get("publisher", ""))
    _date(origin, "dateIssued", item.issued, keyDate="yes")
    put(origin, "edition", fields.get("edition", ""))
    if not item.fields.get("container-title") and item.type not in _SERIAL:
        put(origin, "issuance", "monographic")


def _date(parent: ET.Element, name: str, edtf: str, **attributes: str) -> None:
    encoding = {"encoding": "edtf"} if dates.is_edtf(edtf) else {}
    put(parent, name, edtf, **encoding, **attributes)


def _related(mods: ET.Element, item: Item) -> None:
    fields = item.fields
    host = branch(mods, "relatedItem", type="host")
    series_in = mods
    if fields.get("container-title"):
        _title(host, fields["container-title"])
        _title(host, fields.get("container-title-short", ""), type="abbreviated")
        for creator in item.creators:
            if creator.role in _OF_HOST and creator.role != "collection-editor":
                _name(host, creator)
        put(branch(host, "originInfo"), "issuance",
            "continuing" if item.type in _SERIAL else "monographic")  # fmt: skip
        put(host, "genre", _HOST_GENRES.get(item.type, ""), authority="marcgt")
        _part(host, item)
        series_in = host
    else:
        _part(mods, item)
    if fields.get("collection-title"):
        series = branch(series_in, "relatedItem", type="series")
        info = branch(series, "titleInfo")
        put(info, "title", plain_text(fields["collection-title"]))
        put(info, "partNumber", fields.get("collection-number", ""))
        for creator in item.creators:
            if creator.role == "collection-editor":
                _name(series, creator)
    original = branch(mods, "relatedItem", type="original")
    _title(original, fields.get("original-title", ""))
    _date(branch(original, "originInfo"), "dateIssued", item.dates.get("original-date", ""))


def _part(parent: ET.Element, item: Item) -> None:
    part = branch(parent, "part")
    for variable, kind in _DETAILS.items():
        put(branch(part, "detail", type=kind), "number", item.fields.get(variable, ""))
    if pages := item.fields.get("page", ""):
        extent = branch(part, "extent", unit="pages")
        if match := _RANGE.match(pages):
            put(extent, "start", match[1])
            put(extent, "end", match[2])
        else:
            put(extent, "list", pages)


def _location(mods: ET.Element, item: Item) -> None:
    location = branch(mods, "location")
    put(location, "physicalLocation", item.fields.get("archive_location", ""))
    accessed = item.dates.get("accessed", "")
    attributes = {"usage": "primary", **({"dateLastAccessed": accessed} if accessed else {})}
    put(location, "url", item.fields.get("URL", ""), **attributes)


def _xml_id(key: str) -> str:
    """A name that XML takes for an id."""
    name = re.sub(r"[^\w.-]", "_", key)
    return name if re.match(r"[^\W\d]", name) else f"_{name}"
