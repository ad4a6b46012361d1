"""The tagged format of RefWorks.

Source: RefWorks, "RefWorks Tagged Format": reference types and field tags.
"""

import re

from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.people import written
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

_TYPES = {
    "abstract": "article-journal", "artwork": "graphic", "bills/resolutions": "bill",
    "bills": "bill", "blog": "post-weblog", "book, edited": "book", "book, section": "chapter",
    "book, whole": "book", "case/court decisions": "legal_case", "computer program": "software",
    "conference proceedings": "paper-conference", "dissertation": "thesis",
    "dissertation/thesis": "thesis", "dissertation/thesis, unpublished": "thesis",
    "generic": "document", "grant": "document", "hearing": "hearing",
    "journal article": "article-journal", "journal, electronic": "article-journal",
    "laws/statutes": "legislation", "magazine article": "article-magazine", "map": "map",
    "monograph": "book", "motion picture": "motion_picture", "music score": "musical_score",
    "newspaper article": "article-newspaper", "online discussion forum": "post",
    "patent": "patent", "personal communication": "personal_communication", "report": "report",
    "sound recording": "song", "unpublished material": "manuscript",
    "video/dvd": "motion_picture", "video": "motion_picture", "web page": "webpage",
    "thesis": "thesis", "translated title": "document",
}  # fmt: skip
_FIELDS = {
    "T1": "title", "JF": "container-title", "JO": "container-title-short", "VO": "volume",
    "IS": "issue", "PB": "publisher", "PP": "publisher-place", "ED": "edition", "ST": "title-short",
    "CN": "call-number", "UL": "URL", "PMID": "PMID", "PMCID": "PMCID", "AV": "archive_location",
    "DS": "source", "DB": "archive", "OT": "original-title", "WT": "container-title",
    "WV": "version", "T3": "collection-title", "IP": "genre", "AN": "archive_location",
    "CR": "license",
}  # fmt: skip
_NUMBERED = {"CL": "number"}
_LEGAL = {"CL": "number", "ED": "chapter-number", "T2": "container-title"}
_BY_TYPE: dict[str, dict[str, str]] = {
    "bill": _LEGAL, "legislation": _LEGAL, "hearing": {**_LEGAL, "T2": "section"},
    "patent": {"CL": "call-number", "SN": "number", "PP": "jurisdiction", "U5": "references",
               "U6": "status"},
    "report": {"SN": "number", "T2": "collection-title", "CL": "genre"},
    "software": {"ED": "version", "CL": "medium", "T2": "collection-title"},
    "legal_case": {"PB": "authority", "CL": "number"},
    "map": {"T2": "collection-title", "U1": "scale", "CL": "genre"},
    "graphic": {"U3": "dimensions", "CL": "medium"},
    "motion_picture": {"T2": "collection-title", "U5": "medium", "CL": "genre"},
    "song": {"U5": "medium"}, "thesis": {"CL": "genre", "T2": "division"},
    "manuscript": {"CL": "genre", "T2": "collection-title"}, "webpage": {"CL": "genre"},
    "personal_communication": {"CL": "genre"}, "speech": {"CL": "genre", "T2": "event-title"},
    "broadcast": _NUMBERED, "book": {"T2": "collection-title"},
    "paper-conference": {"U3": "container-title", "U1": "publisher-place"},
}  # fmt: skip
"""What a tag says in works of a type, where it is not what it says in most."""
_ROLES_BY_TYPE: dict[str, dict[str, str]] = {
    "personal_communication": {"A2": "recipient"}, "interview": {"A2": "interviewer"},
    "song": {"A1": "composer", "A2": "performer"},
    "motion_picture": {"A1": "director", "A3": "producer", "A4": "performer"},
    "thesis": {"A3": "contributor"}, "report": {"A2": "collection-editor"},
}  # fmt: skip
_BOOKS = frozenset(("book", "chapter", "paper-conference"))
_ROLES = {"A1": "author", "A2": "editor", "A3": "collection-editor", "A4": "translator",
          "A5": "contributor", "A6": "editor"}  # fmt: skip


def is_refworks(head: bytes) -> bool:
    """Whether a file has RefWorks' heading, or begins with a record of it."""
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"Refworks Export Tagged Format"):
        return True
    return bool(re.match(rb"^[\s\xef\xbb\xbf]*RT [A-Z][a-z]", head)) and bool(
        re.search(rb"^(?:T1|A1|YR|SR|ID) \S", head, re.MULTILINE)
    )


def read_refworks(data: bytes) -> ReferenceFile:
    """The works in a file of RefWorks."""
    records, problems = records_of(decoded(data), _LAYOUT)
    return gather("RefWorks", records, _gathered, problems)


_LAYOUT = Layout(
    by_pattern(r"^(?P<tag>PMID|PMCID|U\d\d|[A-Z][A-Z0-9])(?: (?P<value>.*))?$"),
    lambda tag, _open, _blank: tag == "RT",
)


def _gathered(record: Record) -> Gathering:
    made = Gathering(type=_TYPES.get(one_line(record.first("RT")).lower(), "document"))
    own = _BY_TYPE.get(made.type, {})
    for tag, variable in (_FIELDS | {"T2": "container-title"} | own).items():
        # A number in the place of the ISBN may still be one.
        if tag != "SN" or not values.has_serial_number(record.first("SN")):
            made.put(variable, record.first(tag))
    roles = _ROLES | _ROLES_BY_TYPE.get(made.type, {})
    for tag, value in record.fields:
        role = roles.get(tag, "")
        if made.type == "book" and tag == "A1" and "edited" in record.first("RT").lower():
            role = "editor"
        if role:
            for name in lines_of([value]):
                made.add(written(role, name))
    _add_dates(made, record)
    _add_numbers(made, record)
    made.put_text("abstract", paragraphs(record.first("AB")))
    made.put("language", values.language(record.first("LA")))
    made.tag(*lines_of(record.all("K1")))
    for value in lines_of(record.all("LK")):
        made.put("URL", value)
    for note in record.all("NO"):
        made.note(paragraphs(note))
    return made


def _add_dates(made: Gathering, record: Record) -> None:
    """The year, and the month and day in free form: "Feb", "01/01", "2004 Apr 1"."""
    year, rest = record.first("YR"), record.first("FD")
    if figures := re.fullmatch(r"(\d{1,2})/(\d{1,2})", rest):
        rest = f"{year}-{figures[1].zfill(2)}-{figures[2].zfill(2)}"
    elif rest and year and year not in rest:
        rest = f"{rest} {year}"
    if issued := values.precise([values.date(year), values.date(rest)]):
        made.dates["issued"] = issued
    made.put_date("accessed", values.date(record.first("RD")))


def _add_numbers(made: Gathering, record: Record) -> None:
    first, last = record.first("SP"), record.first("OP")
    if made.type in ("thesis", "book", "manuscript") and first.isdecimal() and not last:
        made.put("number-of-pages", first)
    else:
        made.put("page", values.page_range(first, last))
    texts = (*record.all("DO"), *record.all("NO", "LK", "UL"))
    made.put("DOI", next((found for text in texts if (found := values.doi(text))), ""))
    numbers = [number for number in record.all("SN") if number != made.fields.get("number")]
    isbn, issn = values.serial_numbers(numbers, is_book=made.type in _BOOKS)
    made.put("ISBN", isbn)
    made.put("ISSN", issn)
