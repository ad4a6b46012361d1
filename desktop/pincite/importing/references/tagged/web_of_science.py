"""The tagged export of the Web of Science (plain text, "ISI Export Format").

Source: Clarivate, "Web of Science Core Collection Field Tags".
"""

import re

from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.people import body, person, written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.tagged import values
from pincite.importing.references.tagged.records import (
    Layout,
    Record,
    by_pattern,
    lines_of,
    paragraphs,
    records_of,
)
from pincite.importing.references.text import decoded
from pincite.model.creators import Creator

_TYPES = {
    "J": "article-journal", "S": "chapter", "B": "book", "P": "patent", "C": "paper-conference",
}  # fmt: skip
_FIELDS = {
    "TI": "title", "VL": "volume", "IS": "issue", "PI": "publisher-place", "CT": "event-title",
    "CL": "event-place", "SU": "supplement-number", "PN": "part-number", "PM": "PMID",
    "JI": "container-title-short", "FT": "original-title",
}  # fmt: skip
_NAMES = (
    ("AF", "AU", "author"),
    ("BF", "BA", "author"),
    ("", "BE", "editor"),
    ("", "ED", "editor"),
)
_SMALL = frozenset(("of", "and", "the", "for", "in", "on", "de", "la", "und", "der", "et"))


def is_web_of_science(head: bytes) -> bool:
    """Whether a file begins as the Web of Science writes it."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if re.match(rb"^\s*FN (?:ISI|Thomson|Clarivate|Web of|CAS)", start):
        return True
    return bool(
        re.match(rb"^\s*(?:FN .*\s+(?:VR .*\s+)?)?PT [JSBPC]\s*$", start, re.MULTILINE)
    ) and bool(re.search(rb"^(?:AU|TI|SO) \S", start, re.MULTILINE))


def read_web_of_science(data: bytes) -> ReferenceFile:
    """The works in a tagged export of the Web of Science."""
    records, problems = records_of(decoded(data), _LAYOUT)
    return gather("Web of Science", records, _gathered, problems)


_LAYOUT = Layout(
    by_pattern(r"^(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?$"),
    lambda tag, _open, _blank: tag == "PT",
    frozenset(("ER", "EF")),
)


def _gathered(record: Record) -> Gathering:
    made = Gathering(type=_type(record))
    for tag, variable in _FIELDS.items():
        if not (tag == "PN" and made.type == "patent"):
            made.put(variable, record.first(tag))
    _add_source(made, record)
    _add_names(made, record)
    made.put("publisher", _in_mixed_case(record.first("PU")))
    if place := made.fields.get("publisher-place"):
        made.fields["publisher-place"] = _in_mixed_case(place)
    month, year = record.first("PD"), record.first("PY")
    made.dates.update(_issued(month, year))
    made.put("page", values.page_range(record.first("BP"), record.first("EP")))
    made.put("page", values.page_range(record.first("PS")) or record.first("AR"))
    if made.type == "book":
        made.put("number-of-pages", record.first("PG"))
    made.put_text("abstract", one_line(record.first("AB")))
    made.put("language", values.language(record.first("LA")))
    _add_identifiers(made, record)
    words = (
        ";".join(one_line(text) for text in record.all(tag)) for tag in ("DE", "ID", "OR", "BD")
    )
    made.tag(*lines_of(list(words), r";"))
    for note in record.all("NT"):
        made.note(paragraphs(note))
    return made


def _type(record: Record) -> str:
    made = _TYPES.get(record.first("PT")[:1], "article-journal")
    says = record.first("DT")
    if made != "patent" and re.search(r"proceedings paper", says, re.I) and record.first("CT"):
        return "paper-conference" if made != "article-journal" else made
    if made == "book" and (re.search(r"book chapter", says, re.I) or record.first("BP")):
        return "chapter"
    return made


def _add_source(made: Gathering, record: Record) -> None:
    source = record.first("SO")
    if made.type == "book":
        made.put("title", source)
    else:
        made.put("container-title", source)
    series = record.first("SE")
    if one_line(series).casefold() not in made.fields.get("container-title", "").casefold():
        made.put("collection-title", series)


def _add_names(made: Gathering, record: Record) -> None:
    for full, short, role in _NAMES:
        names = list(lines_of(record.all(full), ";")) if full else []
        for name in names or lines_of(record.all(short), ";"):
            made.add(_person(role, re.sub(r"\s*\([^()]*@[^()]*\)", "", name)))
    for name in lines_of(record.all("CA", "GP"), ";"):
        made.add(body("author", name))
    if made.type == "patent":
        made.put("number", record.first("PN"))
        made.put("authority", one_line(record.first("AE")))


def _person(role: str, name: str) -> Creator:
    family, comma, given = name.partition(",")
    if not comma:
        return written(role, name)
    initials = given.strip()
    if re.fullmatch(r"[A-Z]{1,4}", initials):
        return person(role, family, " ".join(initials))
    return person(role, family, given) if "," not in given else written(role, name)


def _issued(month: str, year: str) -> dict[str, str]:
    made = values.date(f"{month} {year}" if year not in month else month) if month else ""
    found = values.precise([year, made]) or year
    return {"issued": found} if found else {}


def _add_identifiers(made: Gathering, record: Record) -> None:
    made.put("DOI", values.doi(record.first("DI")) or values.doi(record.first("D2")))
    isbn, _ = values.serial_numbers(list(lines_of(record.all("BN"), ";")), is_book=True)
    _, issn = values.serial_numbers(list(lines_of(record.all("SN", "EI"), ";")), is_book=False)
    made.put("ISBN", isbn)
    made.put("ISSN", issn)
    if number := record.first("UT"):
        made.put_text("note", f"Web of Science: {number}")


def _in_mixed_case(text: str) -> str:
    """Names of publishers and places stand there in capitals."""
    if not text.isupper():
        return text
    words = one_line(text).title().split()
    return " ".join(w.lower() if i and w.lower() in _SMALL else w for i, w in enumerate(words))
