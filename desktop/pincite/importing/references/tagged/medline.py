"""The MEDLINE display of PubMed (.nbib), also as ERIC writes it.

Source: U.S. National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

import re

from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.people import body, initials_dotted, person, written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.tagged import values
from pincite.importing.references.tagged.records import Layout, Record, by_pattern, records_of
from pincite.importing.references.text import decoded
from pincite.model.creators import Creator

_TYPES = (
    (re.compile(r"book chapter|chapter", re.I), "chapter"),
    (re.compile(r"^books?$|^book illustration|collected works|^guides", re.I), "book"),
    (re.compile(r"dissertation|thes[ie]s", re.I), "thesis"),
    (re.compile(r"journal article", re.I), "article-journal"),
    (re.compile(r"newspaper article", re.I), "article-newspaper"),
    (re.compile(r"^(?:technical )?reports?\b|legislative materials|numerical", re.I), "report"),
    (re.compile(r"conference|congress|speeches|meeting papers", re.I), "paper-conference"),
    (re.compile(r"^preprint", re.I), "article"),
    (re.compile(r"^video|webcast", re.I), "motion_picture"),
    (re.compile(r"^dataset", re.I), "dataset"),
)
_FIELDS = {
    "TI": "title", "BTI": "container-title", "CTI": "collection-title", "VTI": "volume-title",
    "JT": "container-title", "TA": "container-title-short", "VI": "volume",
    "IP": "issue", "PB": "publisher", "EN": "edition",
    "TT": "original-title", "CI": "license", "PMC": "PMCID",
}  # fmt: skip
_NAMES = (("FED", "ED", "editor"), ("FAU", "AU", "author"))


def is_medline(head: bytes) -> bool:
    """Whether a file begins with a record of MEDLINE or ERIC."""
    if re.match(rb"^[\s\xef\xbb\xbf]*PMID ?- ?\d", head):
        return True
    return bool(re.match(rb"^[\s\xef\xbb\xbf]*(?:OWN|STAT) ?- ", head)) and bool(
        re.search(rb"^TI  - ", head, re.MULTILINE)
    )


def read_medline(data: bytes) -> ReferenceFile:
    """The works in a file of MEDLINE's display."""
    records, problems = records_of(decoded(data), _LAYOUT)
    return gather("PubMed", records, _gathered, problems)


def _begins(tag: str, record: Record | None, after_blank: bool) -> bool:
    if record is None or tag == "PMID":
        return record is None or len(record.fields) > 1 or record.has("PMID")
    return after_blank and (tag == record.fields[0][0] or (tag == "OWN" and record.has("OWN")))


_LAYOUT = Layout(by_pattern(r"^(?P<tag>[A-Z]{2,4}) {0,2}- ?(?P<value>.*)$"), _begins)


def _gathered(record: Record) -> Gathering:
    made = Gathering(type=_type(record))
    for tag, variable in _FIELDS.items():
        made.put(variable, record.first(tag))
    if made.type != "article-journal":
        # Of a journal it is the country where it appears.
        made.put("publisher-place", record.first("PL"))
    if made.type in ("thesis", "book", "report"):
        _made_by_body(made, record)
    _add_names(made, record)
    made.put_date("issued", values.date(record.first("DP") or record.first("DEP")))
    if "issued" in made.dates and len(made.dates["issued"]) < 4:
        del made.dates["issued"]
    made.put("page", values.page_range(record.first("PG")))
    made.put_text("abstract", one_line(record.first("AB")))
    made.put("language", values.language(record.first("LA")))
    _add_identifiers(made, record)
    made.tag(*record.all("OT"), *record.all("MH"))
    for note in record.all("GN"):
        made.note(one_line(note))
    return made


def _type(record: Record) -> str:
    kinds = [one_line(kind) for kind in record.all("PT")]
    for pattern, made in _TYPES:
        if any(pattern.search(kind) for kind in kinds):
            return (
                "chapter" if made == "book" and record.first("BTI") and record.first("TI") else made
            )
    return "chapter" if record.first("BTI") and record.first("TI") else "article-journal"


def _made_by_body(made: Gathering, record: Record) -> None:
    """A report's "journal" is who published it; a thesis says its university in its source."""
    journal = made.fields.pop("container-title", "") if not record.first("BTI") else ""
    university = re.search(r"Dissertation,\s*(.+)$", record.first("SO"))
    if made.type == "thesis" and university:
        made.put("publisher", university[1])
        made.put("archive", journal)
    else:
        made.put("publisher", journal)
    if not record.first("TI"):
        made.put("title", record.first("BTI"))
        if made.fields.get("container-title") == made.fields.get("title"):
            made.fields.pop("container-title", None)


def _add_names(made: Gathering, record: Record) -> None:
    for full, short, role in _NAMES:
        names = record.all(full)
        for name in names or record.all(short):
            made.add(_person(role, one_line(name), is_short=not names))
    for name in record.all("CN"):
        made.add(body("author", name))


def _person(role: str, name: str, *, is_short: bool) -> Creator:
    if "," not in name and is_short and (match := re.match(r"^(.+?) ([A-Z]{1,3})$", name)):
        # "Riegert-Johnson DL": the initials stand behind, without points.
        return person(role, match[1], " ".join(match[2]))
    if "," not in name:
        return Creator(role=role, literal=name) if " " in name else Creator(role=role, family=name)
    family, _, given = name.partition(",")
    if "," in given:
        return written(role, name)
    return person(role, family, initials_dotted(given))


def _add_identifiers(made: Gathering, record: Record) -> None:
    made.put("PMID", record.first("PMID"))
    for text in record.all("LID", "AID"):
        value = re.sub(r"\s*\[\w+\]$", "", one_line(text))
        if text.rstrip().endswith("[doi]"):
            made.put("DOI", value)
        elif text.rstrip().endswith("[pii]") and made.type == "article-journal":
            made.put("page", value)
        elif value.startswith("http"):
            made.put("URL", value)
    made.put("DOI", values.doi(record.first("SO")))
    isbn, _ = values.serial_numbers(_numbers(record.all("ISBN")), is_book=True)
    _, issn = values.serial_numbers(_numbers(record.all("IS", "ISSN")), is_book=False)
    made.put("ISBN", isbn)
    made.put("ISSN", issn)


def _numbers(texts: list[str]) -> list[str]:
    """The numbers themselves: "ISSN-2375-5636" is one, "EISSN-" is none."""
    found = (re.sub(r"^E?IS[BS]N-?", "", text.strip()) for text in texts)
    return [text for text in found if re.search(r"\d", text)]
