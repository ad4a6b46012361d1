"""MARC 21 records as works.

Source: Library of Congress, MARC 21 Format for Bibliographic Data, update 38.
"""

import re

from pincite.citing.marc_terms import OTHERS, ROLES
from pincite.importing.references.gathering import Gathering
from pincite.importing.references.marc.isbd import (
    isbn_of,
    joined_title,
    pages_of,
    without_marks,
    year_of,
)
from pincite.importing.references.marc.record import MarcField, MarcRecord
from pincite.importing.references.people import body, written
from pincite.model.creators import Creator

_TYPES = {
    "c": "musical_score", "d": "musical_score", "e": "map", "f": "map", "g": "motion_picture",
    "i": "song", "j": "song", "k": "graphic", "r": "graphic", "t": "manuscript", "b": "manuscript",
    "p": "collection",
}  # fmt: skip
_LEVELS = {"a": "chapter", "b": "article-journal", "s": "periodical", "i": "webpage"}
_NOTES: dict[str, str] = {
    "500": "a", "501": "a", "502": "a", "505": "art", "508": "a", "511": "a", "518": "a",
    "545": "ab", "586": "a",
}  # fmt: skip
"""Field of a note -> its subfields."""

_SUBJECTS: dict[str, str] = {
    "600": "atxyzv", "610": "abtxyzv", "611": "abtxyzv", "630": "atxyzv", "648": "axyzv",
    "650": "axyzv", "651": "axyzv", "653": "axyzv", "654": "abcyzv", "655": "abcxyzv",
    "656": "axyzv", "657": "axyzv", "658": "ab", "662": "abcdfgh",
}  # fmt: skip
"""Field of a subject -> its subfields that are keywords."""

_DEPENDENT = "xyzv"
_CALL_NUMBERS: dict[str, str] = {
    "852": "khim", "099": "a", "090": "ab", "050": "ab", "060": "ab", "070": "ab", "080": "ab",
    "082": "a", "084": "ab",
}  # fmt: skip
"""Field of a place on the shelves -> its subfields: one's own library's before those of others."""

_SAID = (
    ("editor", re.compile(
        r"\b(?:edited|editors?\b|eds?\.|herausgegeben|herausgeber|hrsg|hg\.|éd\.|"
        r"sous la direction|a cura di|edici[oó]n|redig|under redaktion)", re.IGNORECASE)),
    ("translator", re.compile(
        r"\b(?:translat|trans\.|übers|aus d\w+ \w+en? von|trad|övers|oversat)", re.IGNORECASE)),
    ("illustrator", re.compile(r"\b(?:illustrat|drawings|pictures by|ill\.)", re.IGNORECASE)),
    ("contributor", re.compile(
        r"\b(?:foreword|preface|introduc|afterword|assist|with contributions|photographs by|"
        r"vorwort|nachwort|préf|prólogo|notes by|mitarbeit)", re.IGNORECASE)),
)  # fmt: skip
"""Words of a statement of responsibility -> the role of those named in it."""


def work_of_marc21(record: MarcRecord) -> Gathering:
    """The work of a record."""
    work = Gathering(_type(record))
    _titles(work, record)
    _people(work, record)
    _publication(work, record)
    _numbers(work, record)
    _host(work, record)
    _subjects_and_notes(work, record)
    return work


def _type(record: MarcRecord) -> str:
    kind, level = record.kind[0], record.kind[1]
    if record.first("502") and not record.text("020", "a"):
        # With an ISBN a publisher made a book of it, which is what gets cited.
        return "thesis"
    if kind in _TYPES:
        return _TYPES[kind]
    if kind == "m":
        target = record.control("008")[26:27]
        if found := {"a": "dataset", "b": "software", "g": "software"}.get(target):
            return found
    if level in _LEVELS and (level not in "ab" or record.first("773")):
        host = record.first("773")
        is_book = (host is not None and bool(host.first("z"))) or (level == "a" and kind == "t")
        if level == "a" and host is not None and host.first("x") and not is_book:
            return "article-journal"
        return _LEVELS[level]
    return "book"


def _titles(work: Gathering, record: MarcRecord) -> None:
    field = record.first("245")
    if field is None:
        return
    title = "".join(field.every("a")[:1])
    rest, number, name = field.first("b"), " ".join(field.every("n")), " ".join(field.every("p"))
    work.put("title", joined_title(title, rest, number, name))
    if medium := without_marks(field.first("h")):
        work.put("medium" if work.type in ("song", "motion_picture", "map") else "", medium)
    original = record.first("240")
    if original and work.fields.get("title") != without_marks(original.first("a")):
        work.put("original-title", without_marks(original.first("a")))
    work.put("edition", without_marks(record.text("250", "a")).rstrip("."))
    for series in record.all("490", "440", "830", "800"):
        code = "t" if series.tag == "800" else "a"
        work.put("collection-title", without_marks(series.first(code)))
        work.put("collection-number", without_marks(series.first("v")))


def _people(work: Gathering, record: MarcRecord) -> None:
    said = record.text("245", "c")
    has_main = record.first("100", "110") is not None
    for field in record.all("111", "711"):
        work.put("event-title", without_marks(field.first("a")))
        work.put("event-place", without_marks(field.first("c")))
        work.put_date("event-date", without_marks(field.first("d")).replace(".", "-"))
    for field in record.all("100", "110", "700", "710", "720"):
        # With a title it names another work, which this one contains or goes back to.
        if field.tag[0] == "7" and field.first("t"):
            continue
        usual = "author"
        if field.tag[0] == "7":
            usual = _role_without_relator(field, said, has_main=has_main)
        role = _role(field, usual)
        if role:
            work.add(_creator(field, role))
    meeting = record.first("111")
    if meeting is not None and not work.creators:
        work.add(_creator(meeting, "author"))


def _role_without_relator(field: MarcField, said: str, *, has_main: bool) -> str:
    """The role of a person of an added entry, by what the title page says before the name."""
    if not has_main:
        return "editor"
    family = without_marks(field.first("a").partition(",")[0]).casefold()
    for statement in said.split(";"):
        if family and family in statement.casefold():
            return next((role for role, words in _SAID if words.search(statement)), "author")
    return "author" if field.tag.endswith("00") else "contributor"


def _role(field: MarcField, usual: str) -> str:
    terms = [term.lower().strip(" .,") for term in field.every("4e")]
    terms = [term.rpartition("/")[2] for term in terms]
    roles = [ROLES[term] for term in terms if term in ROLES]
    if roles:
        return roles[0]
    return "" if any(term in OTHERS for term in terms) else "contributor" if terms else usual


def _creator(field: MarcField, role: str) -> Creator | None:
    name = without_marks(field.first("a"))
    if not name:
        return None
    if field.tag.endswith("00") or (field.tag == "720" and field.indicators[0] == "1"):
        if field.indicators[0] == "0" and "," not in name:
            return Creator(
                role=role, literal=" ".join([name, *map(without_marks, field.every("b"))])
            )
        suffix = without_marks(field.first("c"))
        suffix = suffix if re.fullmatch(r"(?:[JS]r|I{1,3}|IV)\.?", suffix) else ""
        # "Müller, A. (Andreas)" spells out its initials.
        return written(role, ", ".join(p for p in (name, suffix) if p))
    codes = "b" if field.tag.endswith("10") else "ne"
    return body(role, ". ".join([name, *map(without_marks, field.every(codes))]))


def _publication(work: Gathering, record: MarcRecord) -> None:
    fields = list(record.all("264", "260"))
    fields.sort(key=lambda field: field.tag == "264" and field.indicators[1] not in "1 ")
    for field in fields:
        work.put("publisher-place", without_marks(field.first("a")))
        work.put("publisher", without_marks(field.first("b")))
        work.put_date("issued", year_of(field.first("c")))
    coded = record.control("008")[7:11]
    work.put_date("issued", coded if coded.isdecimal() and coded != "9999" else "")
    thesis = record.first("502")
    if thesis is not None:
        work.put("genre", without_marks(thesis.first("b")))
        work.put("publisher", without_marks(thesis.first("c")))
        work.put_date("issued", year_of(thesis.first("d")))
        said = thesis.first("a")[:300]
        if match := re.match(r".*?\(([^)]*)\)\s*(?:--|–|—|-)?\s*(.*?),?\s*(\d{4})?\.?$", said):
            work.put("genre", f"{match[1]} thesis" if match[1] else "")
            work.put("publisher", match[2])
            work.put_date("issued", match[3] or "")
    extent = record.text("300", "a")[:300]
    if work.type in ("book", "thesis", "manuscript", "report"):
        work.put("number-of-pages", pages_of(extent))
    if match := re.match(r"\s*(\d+)\s*(?:v\.|vols?\b|volumes?\b|Bde\b)", extent):
        # "1 v. (unpaged)" counts nothing.
        work.put("number-of-volumes", match[1] if match[1] != "1" else "")
    if work.type == "map":
        found = re.search(r"1\s*:\s*[\d,. ]*\d", record.text("255", "a")[:300])
        work.put("scale", found[0].replace(" ", "") if found else "")


def _numbers(work: Gathering, record: MarcRecord) -> None:
    isbns = [isbn_of(field.first("a")) for field in record.all("020")]
    work.put("ISBN", " ".join(dict.fromkeys(isbn for isbn in isbns if isbn)))
    work.put("ISSN", without_marks(record.text("022", "a")))
    for field in record.all("024"):
        if field.indicators[0] == "7" and field.first("2").lower() == "doi":
            work.put("DOI", field.first("a"))
    links = sorted(record.all("856"), key=lambda field: field.indicators[1] not in "01 ")
    work.put("URL", next((url for link in links if (url := link.first("u"))), ""))
    work.put("call-number", _call_number(record))
    languages = [code for field in record.all("041") for code in field.every("a")]
    coded = record.control("008")[35:38]
    languages = languages or ([coded] if coded.isalpha() and coded not in ("zxx", "und") else [])
    work.put("language", ", ".join(dict.fromkeys(languages)))


def _call_number(record: MarcRecord) -> str:
    for tag, codes in _CALL_NUMBERS.items():
        field = record.first(tag)
        # Of its own shelf a library also says where it is without a number.
        if field is not None and (tag != "852" or field.first("hi")):
            return " ".join(field.every(codes))
    return ""


def _host(work: Gathering, record: MarcRecord) -> None:
    host = record.first("773")
    if host is None or work.type not in ("chapter", "article-journal"):
        return
    work.put("container-title", without_marks(host.first("ta")))
    if host.first("t") and host.first("a"):
        work.add(written("container-author", without_marks(host.first("a"))))
    work.put("ISSN", host.first("x"))
    work.put("ISBN", isbn_of(host.first("z")))
    related = host.first("g")[:300]
    for variable, pattern in (
        ("volume", r"\b(?:vol\.?|v\.|bd\.|band|jg\.)\s*([\w]+)"),
        ("issue", r"\b(?:no\.?|nr\.?|heft|h\.|issue|iss\.)\s*([\w/-]+)"),
        ("page", r"\b(?:pp?\.?|pages?|s\.|seiten?)\s*([\w]+(?:\s*[-–]\s*[\w]+)?)"),
    ):
        if match := re.search(pattern, related, re.IGNORECASE):
            work.put(variable, match[1])
    work.put_date("issued", year_of(related))


def _subjects_and_notes(work: Gathering, record: MarcRecord) -> None:
    summaries = [" ".join(field.every("ab")) for field in record.all("520")]
    work.put_text("abstract", without_marks("\n".join(text for text in summaries if text)))
    for tag, codes in _SUBJECTS.items():
        for field in record.all(tag):
            work.tag(*(keyword for code in codes if (keyword := _keyword(field, code))))
    for tag, codes in _NOTES.items():
        notes = [without_marks(text) for f in record.all(tag) for text in _note(f, codes)]
        work.note("\n\n".join(note for note in notes if note))


def _keyword(field: MarcField, code: str) -> str:
    """Subdivisions of one kind in a row are one: the last narrows those before it."""
    parts = field.every(code)
    return " ".join(without_marks(part) for part in parts) if code in _DEPENDENT else (
        without_marks(" ".join(parts))
    )  # fmt: skip


def _note(field: MarcField, codes: str) -> list[str]:
    """Contents stand as they are listed: titles with those who are responsible for each."""
    return [" ".join(field.every(codes))] if len(codes) > 1 else field.every(codes)
