"""UNIMARC records as works, as catalogues in France, Italy, Portugal and elsewhere give them.

Source: IFLA, UNIMARC Manual: Bibliographic Format, 3rd edition.
"""

import re

from pincite.importing.references.gathering import Gathering
from pincite.importing.references.marc.isbd import (
    isbn_of,
    joined_title,
    pages_of,
    without_marks,
    year_of,
)
from pincite.importing.references.marc.record import MarcField, MarcRecord
from pincite.importing.references.people import body, person

_TYPES = {
    "b": "manuscript", "c": "musical_score", "d": "musical_score", "e": "map", "f": "map",
    "g": "motion_picture", "i": "song", "j": "song", "k": "graphic", "l": "software",
}  # fmt: skip
_ROLES = {
    "070": "author", "340": "editor", "651": "editor", "730": "translator", "440": "illustrator",
    "230": "composer", "300": "director", "590": "performer", "220": "compiler",
    "080": "contributor", "727": "contributor", "460": "interviewer",
}  # fmt: skip
_CALL_NUMBERS = {"680": "ab", "675": "a", "676": "a", "686": "ab"}
"""Field of a place on the shelves -> its subfields."""


def is_unimarc(record: MarcRecord) -> bool:
    """True for a record whose title stands where UNIMARC has it."""
    return record.first("245") is None and bool(record.text("200", "a"))


def work_of_unimarc(record: MarcRecord) -> Gathering:
    """The work of a record."""
    kind, level = record.kind[0], record.kind[1]
    work = Gathering("thesis" if record.first("328") else _TYPES.get(kind, "book"))
    if work.type == "book" and level == "s":
        work.type = "periodical"
    title = record.first("200")
    if title is not None:
        rest, number, name = title.first("e"), title.first("h"), title.first("i")
        work.put("title", joined_title(title.first("a"), rest, number, name))
    for field in record.all("700", "701", "702", "710", "711", "712"):
        _person(work, field)
    for field in record.all("214", "210"):
        work.put("publisher-place", without_marks(field.first("a")))
        work.put("publisher", without_marks(field.first("c")))
        work.put_date("issued", year_of(field.first("d")))
    coded = record.text("100", "a")[9:13]
    work.put_date("issued", coded if coded.isdecimal() else "")
    work.put("number-of-pages", pages_of(record.text("215", "a")))
    work.put("edition", without_marks(record.text("205", "a")))
    for field in record.all("225", "410"):
        work.put("collection-title", without_marks(field.first("at")))
        work.put("collection-number", without_marks(field.first("v")))
    work.put("ISBN", " ".join(isbn_of(field.first("a")) for field in record.all("010")))
    work.put("ISSN", record.text("011", "a"))
    work.put("language", ", ".join(f for field in record.all("101") for f in field.every("a")))
    work.put("URL", record.text("856", "u"))
    for tag, codes in _CALL_NUMBERS.items():
        shelf = record.first(tag)
        work.put("call-number", " ".join(shelf.every(codes)) if shelf else "")
    if work.type == "map":
        work.put("scale", record.text("206", "a"))
    _thesis(work, record)
    work.put_text("abstract", record.text("330", "a"))
    for field in record.all("600", "601", "605", "606", "607", "610"):
        work.tag(*(without_marks(text) for text in field.every("axyz")))
    for field in record.all("300", "304", "327"):
        work.note(" ".join(field.every("a")))
    return work


def _thesis(work: Gathering, record: MarcRecord) -> None:
    """Its kind, university and year: in parts, or as "Thèse : Droit : Paris 1 : 1999"."""
    field = record.first("328")
    if field is None:
        return
    parts = [without_marks(part) for part in re.split(r"\s+:\s+|\.\s+(?=\w)", field.first("a"))]
    years = [part for part in parts if year_of(part)]
    work.put("genre", without_marks(field.first("b")) or parts[0])
    work.put("publisher", without_marks(field.first("e")) or (parts[-2] if len(parts) > 2 else ""))
    work.put_date("issued", year_of(field.first("d") or "".join(years[-1:])))


def _person(work: Gathering, field: MarcField) -> None:
    usual = {"702": "editor", "712": "contributor"}.get(field.tag, "author")
    code = field.first("4")
    role = _ROLES.get(code, "contributor" if code and code not in _ROLES else usual)
    if field.tag < "710":
        given = without_marks(field.first("b"))
        work.add(person(role, without_marks(field.first("a")), given))
    elif code not in ("650", "310", "160"):
        work.add(body(role, ". ".join(map(without_marks, field.every("ab")))))
