"""Refer, and what EndNote made of it (.enw): a percent sign and one character in front.

Source: refer(1), "Reporting an Issue"; Clarivate, "EndNote Import: tags".
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
    "ancient text": "classic", "artwork": "graphic", "audiovisual material": "motion_picture",
    "bill": "bill", "blog": "post-weblog", "book": "book", "book section": "chapter",
    "case": "legal_case", "catalog": "book", "chart or table": "graphic",
    "classical work": "book", "computer program": "software",
    "conference paper": "paper-conference", "conference proceedings": "paper-conference",
    "dataset": "dataset", "dictionary": "entry-dictionary", "discussion forum": "post",
    "edited book": "book", "electronic article": "article-journal", "electronic book": "book",
    "electronic book section": "chapter", "encyclopedia": "entry-encyclopedia",
    "figure": "figure", "film or broadcast": "motion_picture", "generic": "document",
    "government document": "report", "hearing": "hearing", "interview": "interview",
    "journal article": "article-journal", "legal rule or regulation": "regulation",
    "magazine article": "article-magazine", "manuscript": "manuscript", "map": "map",
    "multimedia application": "motion_picture", "music": "musical_score",
    "newspaper article": "article-newspaper", "online database": "dataset",
    "online multimedia": "motion_picture", "pamphlet": "pamphlet", "patent": "patent",
    "personal communication": "personal_communication", "podcast": "broadcast",
    "press release": "document", "report": "report", "serial": "book", "social media": "post",
    "standard": "standard", "statute": "legislation", "television episode": "broadcast",
    "thesis": "thesis", "unpublished work": "manuscript", "web page": "webpage",
}  # fmt: skip
_FIELDS = {
    "T": "title", "J": "container-title", "B": "container-title", "S": "collection-title",
    "V": "volume", "I": "publisher", "C": "publisher-place", "7": "edition", "9": "genre",
    "!": "title-short", "L": "call-number", "6": "number-of-volumes", "&": "section",
    "~": "archive", "W": "source", "M": "archive_location", "Q": "original-title",
    "*": "reviewed-title",
}  # fmt: skip
_BY_TYPE = {
    "book": {"B": "collection-title", "N": "collection-number"},
    "report": {"B": "collection-title", "N": "number", "@": "number"},
    "standard": {"B": "collection-title", "N": "number"},
    "patent": {"N": "call-number", "@": "number"},
    "thesis": {"B": "division", "N": "number"},
    "software": {"7": "version", "N": "version"},
    "dataset": {"7": "version"},
    "speech": {"B": "event-title"},
    "chapter": {"N": "collection-number", "&": "chapter-number"},
    "legislation": {"N": "number"}, "bill": {"N": "number"},
    "motion_picture": {"B": "collection-title"},
}  # fmt: skip
_BOOKS = frozenset(("book", "chapter", "paper-conference", "software", "pamphlet"))


def is_refer(head: bytes) -> bool:
    """Whether the first lines are fields of a record with a type, or with a title and people."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    if re.match(rb"^%0 [A-Z][A-Za-z]+", start):
        return True
    first = re.split(rb"\r?\n[ \t]*\r?\n", start, maxsplit=1)[0]
    tags = re.findall(rb"^%([A-Z0-9]) \S", first, re.MULTILINE)
    return start[:1] == b"%" and b"T" in tags and len(tags) > 2


def read_refer(data: bytes) -> ReferenceFile:
    """The works in a file of refer or EndNote."""
    text = decoded(data)
    has_types = re.search(r"^%0 ", text, re.MULTILINE) is not None

    def begins(tag: str, record: Record | None, after_blank: bool) -> bool:
        return tag == "0" or record is None or (after_blank and not has_types)

    layout = Layout(
        by_pattern(r"^[ \ufeff]*%(?P<tag>[\w!@&~?*()+^><\[\]$#=|,.:;'\"-])(?: +(?P<value>.*))?$"),
        begins,
    )
    records, problems = records_of(text, layout)
    return gather("EndNote", records, _gathered, problems)


def _gathered(record: Record) -> Gathering:
    made = Gathering(type=_type(record))
    table = {**_FIELDS, "N": "issue", **_BY_TYPE.get(made.type, {})}
    for tag, value in record.fields:
        if tag in table:
            made.put(table[tag], value)
    _add_names(made, record)
    made.dates.update(_dates(record))
    made.put_date("accessed", values.date(record.first("[")))
    pages = values.page_range(record.first("P"))
    is_count = made.type in ("book", "thesis", "manuscript") and "-" not in pages
    made.put("number-of-pages" if is_count else "page", re.sub(r"\s*p(?:p|ages)?\.?$", "", pages))
    made.put("DOI", values.doi(record.first("R")) or values.doi(record.first("U")))
    isbn, issn = values.serial_numbers(
        list(lines_of(record.all("@"), ";")) if "@" not in table else [],
        is_book=made.type in _BOOKS,
    )
    made.put("ISBN", isbn)
    made.put("ISSN", issn)
    _add_texts(made, record)
    return made


def _type(record: Record) -> str:
    named = one_line(record.first("0")).lower()
    if named:
        return _TYPES.get(named, "document")
    if record.has("J"):
        return "article-journal"
    if record.has("B"):
        return "chapter"
    return "report" if record.has("R") else "book" if record.has("I") else "document"


def _add_names(made: Gathering, record: Record) -> None:
    is_edited = one_line(record.first("0")).lower() == "edited book"
    roles = {"A": "editor" if is_edited else "author", "E": "editor", "Y": "collection-editor",
             "?": "translator", "H": "translator", "Q": "author"}  # fmt: skip
    if made.type == "personal_communication":
        roles["E"] = "recipient"
    if made.type == "thesis":
        roles["Y"] = "contributor"
    has_types = record.has("0")
    for tag, value in record.fields:
        # In refer, %Q is a body that wrote the work; EndNote's %Q is a translated title.
        if tag in roles and not (tag == "Q" and has_types):
            for name in lines_of([value], r";\s+"):
                made.add(written(roles[tag], name))
    if not has_types and "original-title" in made.fields:
        del made.fields["original-title"]


def _dates(record: Record) -> dict[str, str]:
    """The year of %D with the day of %8, which may or may not repeat the year."""
    year = values.date(record.first("D"))
    found = values.precise([year, values.date(record.first("8"))])
    return {"issued": found} if found else {}


def _add_texts(made: Gathering, record: Record) -> None:
    made.put_text("abstract", paragraphs(record.first("X")))
    made.put("language", values.language(record.first("G")))
    made.tag(*lines_of(record.all("K"), r";\s*"))
    for value in lines_of(record.all("U")):
        made.put("URL", value)
    made.files += [v for v in lines_of(record.all(">")) if not v.startswith("http")]
    for note in (*record.all("Z"), *record.all("O", "<")):
        made.note(paragraphs(note))
    key = one_line(record.first("F"))
    if re.fullmatch(r"[^\W\d_][\w:.+-]*", key):
        made.key = key
