"""One item as an entry of a .bib file, in either dialect."""

import calendar
import re
from dataclasses import dataclass, field

from pincite.citing.keys import legal_key
from pincite.exporting import bib_tables as tables
from pincite.exporting.bib_names import bib_names
from pincite.exporting.latex import escape, rich, verbatim
from pincite.model import dates
from pincite.model.identifiers import find_arxiv
from pincite.model.items import Item

_DASHES = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*")
_RANGE = re.compile(r"^[\w.:]+\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*[\w.:]+$")
_MASTER = re.compile(r"\b(?:master|m\.?\s?a\b|m\.?\s?sc\b|licen|diplom)", re.IGNORECASE)
_DATE = re.compile(
    r"^(?P<year>Y-?\d{5,9}|-?\d{4}|\d{2,3}X{1,2})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(slots=True)
class Entry:
    """An entry while it is made: fields hold finished LaTeX, macros are names of months."""

    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        """Set a field unless the value is empty or the field is taken."""
        if name and value and name not in self.fields:
            self.fields[name] = value

    def __str__(self) -> str:
        """The text of the entry, fields in the order of `bib_tables.ORDER`."""
        rank = {name: i for i, name in enumerate(tables.ORDER)}
        lines = {name: f"{{{value}}}" for name, value in self.fields.items()}
        lines.update(self.macros)
        body = "".join(
            f"  {name} = {lines[name]},\n"
            for name in sorted(lines, key=lambda n: (rank.get(n, len(rank)), n))
        )
        return f"@{self.type}{{{self.key},\n{body}}}\n"


def biblatex_entry(item: Item, key: str, pincite: str = "") -> Entry:
    """The item for BibLaTeX and biber: Unicode stays, dates are EDTF."""
    entry = Entry(tables.TYPES.get(item.type, ("misc", "misc"))[1], key)
    _add_common(entry, item, pincite, ascii_only=False)
    entry.add("ids", ", ".join(filter(None, map(legal_key, item.former_keys))))
    entry.add("entrysubtype", tables.SUBTYPES.get(item.type, ""))
    _add_editor_types(entry, item)
    if any(c.non_dropping_particle for c in item.creators):
        entry.add("options", "useprefix=true")
    for variable, name in tables.DATE_FIELDS.items():
        _add_date(entry, name, item.dates.get(variable, ""))
    entry.add("langid", _langid(item.fields.get("language", "")))
    if entry.type == "thesis":
        entry.fields["type"] = _thesis_type(item)
    _add_eprint(entry, item, ascii_only=False)
    if entry.type == "online" and not {"url", "doi", "eprint"} & set(entry.fields):
        entry.type = "misc"
    if entry.type == "article":
        # BibLaTeX's articles have no place.
        entry.fields.pop("location", None)
    return entry


def bibtex_entry(item: Item, key: str, pincite: str = "") -> Entry:
    """The item for BibTeX: ASCII where there is a spelling, year and month, types of 1988.

    An entry that lacks what BibTeX's styles require of its type becomes @misc.
    """
    entry = Entry(tables.TYPES.get(item.type, ("misc", "misc"))[0], key)
    _add_common(entry, item, pincite, ascii_only=True)
    if entry.type == "phdthesis":
        _make_thesis(entry, item)
    if not {"author", "editor"} & set(entry.fields):
        entry.add("author", bib_names(item.creators, ascii_only=True))
    _add_year(entry, item.issued)
    required = tables.REQUIRED.get(entry.type, ())
    if any(not any(name in entry.fields for name in group) for group in required):
        _make_misc(entry)
    _add_eprint(entry, item, ascii_only=True)
    if entry.type == "misc":
        _add_howpublished(entry, item)
    _settle_numbers(entry)
    if entry.type == "book" and {"author", "editor"} <= set(entry.fields):
        _note_editors(entry, item)
    if not {"author", "editor"} & set(entry.fields) or (
        entry.type not in ("book", "incollection", "inproceedings") and "author" not in entry.fields
    ):
        # What the entry is sorted by.
        entry.add("key", escape(item.title or key, ascii_only=True))
    return entry


def _add_common(entry: Entry, item: Item, pincite: str, *, ascii_only: bool) -> None:
    side = 0 if ascii_only else 1
    fields = item.fields
    title = rich(item.fields.get("title", ""), ascii_only=ascii_only, protect=True)
    entry.add("title", title or "[Untitled]")
    for role, names in tables.NAME_FIELDS.items():
        made = bib_names((c for c in item.creators if c.role == role), ascii_only=ascii_only)
        entry.add(names[side], made)
    _add_container(entry, item, ascii_only=ascii_only)
    _add_publisher(entry, item, ascii_only=ascii_only)
    _add_number(entry, item, ascii_only=ascii_only)
    for variable, named in tables.TEXT_FIELDS.items():
        entry.add(named[side], rich(fields.get(variable, ""), ascii_only=ascii_only))
    entry.add("pages", _pages(fields.get("page", ""), ascii_only=ascii_only))
    for variable, name in tables.VERBATIM_FIELDS.items():
        entry.add(name, verbatim(fields.get(variable, "")))
    words = [fields.get("keyword", ""), *(tag.replace(",", " ") for tag in item.tags)]
    entry.add("keywords", ", ".join(escape(w, ascii_only=ascii_only) for w in words if w))
    entry.add("pincite", _pages(pincite, ascii_only=ascii_only))


def _add_container(entry: Entry, item: Item, *, ascii_only: bool) -> None:
    text = item.fields.get("container-title", "")
    if item.type in tables.JOURNAL_TYPES:
        name = "journal" if ascii_only else "journaltitle"
    elif item.type in tables.BOOK_PART_TYPES or (entry.type in ("incollection", "inproceedings")):
        name = "booktitle"
    elif ascii_only:
        # @misc has no place for it but `howpublished`, which `_add_howpublished` fills.
        return
    else:
        name = "organization" if item.type in tables.WEB_TYPES else "titleaddon"
    entry.add(name, rich(text, ascii_only=ascii_only, protect=name == "booktitle"))


def _add_publisher(entry: Entry, item: Item, *, ascii_only: bool) -> None:
    text = escape(item.fields.get("publisher", ""), ascii_only=ascii_only)
    if item.type in tables.INSTITUTION_TYPES and entry.type != "misc":
        entry.add("institution", text)
    elif entry.type == "misc" and ascii_only:
        return
    elif not ascii_only and item.type in (*tables.WEB_TYPES, "document", "event"):
        entry.add("organization", text)
    elif not ascii_only and item.type == "legal_case":
        court = escape(item.fields.get("authority", "")) or text
        entry.add("institution", court)
    else:
        entry.add("publisher", text)


def _add_number(entry: Entry, item: Item, *, ascii_only: bool) -> None:
    order = ("issue", "number", "collection-number")
    if item.type not in tables.JOURNAL_TYPES:
        order = ("number", "collection-number", "issue")
    value = next((item.fields[name] for name in order if item.fields.get(name)), "")
    entry.add("number", escape(value, ascii_only=ascii_only))


def _add_editor_types(entry: Entry, item: Item) -> None:
    roles = dict.fromkeys(c.role for c in item.creators if c.role not in tables.NAME_FIELDS)
    free = [n for n in ("editor", "editora", "editorb", "editorc") if n not in entry.fields]
    for role, name in zip(roles, free, strict=False):
        names = bib_names((c for c in item.creators if c.role == role), ascii_only=False)
        entry.add(name, names)
        entry.add(f"{name}type", tables.EDITOR_TYPES.get(role, "collaborator"))


def _add_date(entry: Entry, name: str, edtf: str) -> None:
    """A date as biber reads it; one that it would reject is cut to the part that it takes."""
    text = edtf.strip().split("T")[0]
    ends = text.split("/")
    if not text:
        return
    if len(ends) <= 2 and all(_is_end(end) for end in ends) and any(ends):
        entry.add(name, text)
        return
    year = _YEAR.search(text)
    if year:
        entry.add(name, _valid_part(text) or year[0])
    elif name == "date":
        # "in press", "forthcoming": BibLaTeX's year must be a number.
        entry.add("pubstate", escape(text))


def _is_end(text: str) -> bool:
    return text in ("", "..") or bool(_valid_part(text) == text.rstrip("?~%"))


def _valid_part(text: str) -> str:
    """The year, year and month, or whole date at the start of a text, as far as they exist."""
    found = _DATE.match(text)
    if not found:
        return ""
    year, month, day = found["year"], found["month"], found["day"]
    if not month or not (month == "XX" or 1 <= int(month) <= 12 or 21 <= int(month) <= 24):
        return year
    if not day:
        return f"{year}-{month}"
    if day != "XX" and month != "XX":
        # 2000 was a leap year: for years that the calendar of Python does not know.
        number = int(year) if re.fullmatch(r"\d{4}", year) and int(year) else 2000
        if int(month) > 12 or not 1 <= int(day) <= calendar.monthrange(number, int(month))[1]:
            return f"{year}-{month}"
    return f"{year}-{month}-{day}"


def _add_year(entry: Entry, issued: str) -> None:
    parts = dates.date_parts(issued)
    if not parts:
        year = _YEAR.search(issued)
        entry.add("year", escape(year[0] if year else issued.strip(), ascii_only=True))
        return
    years = [str(p[0]) if p[0] > 0 else f"{1 - p[0]} BC" for p in parts]
    entry.add("year", "--".join(dict.fromkeys(years)))
    if len(parts) == 1 and len(parts[0]) > 1:
        entry.macros["month"] = tables.MONTHS[parts[0][1] - 1]


def _add_eprint(entry: Entry, item: Item, *, ascii_only: bool) -> None:
    """An arXiv number or PubMed number as `eprint`."""
    arxiv = find_arxiv(item.fields.get("number", ""))
    if arxiv:
        entry.fields.pop("number", None)
        entry.add("eprint", verbatim(arxiv))
        entry.add(
            "archiveprefix" if ascii_only else "eprinttype", "arXiv" if ascii_only else "arxiv"
        )
    elif item.fields.get("PMID") and not ascii_only:
        entry.add("eprint", verbatim(item.fields["PMID"]))
        entry.add("eprinttype", "pubmed")


def _make_thesis(entry: Entry, item: Item) -> None:
    entry.fields["school"] = entry.fields.pop("institution", "")
    if not entry.fields["school"]:
        del entry.fields["school"]
    if _MASTER.search(item.fields.get("genre", "")):
        entry.type = "mastersthesis"


def _thesis_type(item: Item) -> str:
    genre = item.fields.get("genre", "")
    if not genre or re.search(r"ph\.?\s?d|doctoral|dissertation", genre, re.IGNORECASE):
        return "phdthesis"
    if genre.casefold() in ("master's thesis", "master\u2019s thesis", "masters thesis"):
        return "mathesis"
    return escape(genre)


def _make_misc(entry: Entry) -> None:
    entry.type = "misc"
    names = ("journal", "booktitle", "publisher", "school", "institution")
    moved = [entry.fields.pop(name) for name in names if name in entry.fields]
    place = entry.fields.pop("address", "")
    entry.add("howpublished", ", ".join(part for part in (*moved, place) if part))
    if "author" not in entry.fields and "editor" in entry.fields:
        entry.fields["author"] = entry.fields.pop("editor")


def _add_howpublished(entry: Entry, item: Item) -> None:
    fields = item.fields
    shown = [fields.get(name, "") for name in ("container-title", "publisher", "publisher-place")]
    made = ", ".join(rich(text, ascii_only=True) for text in shown if text)
    entry.fields.pop("address", None)
    entry.add(
        "howpublished", made or (f"\\url{{{entry.fields['url']}}}" if "url" in entry.fields else "")
    )


def _settle_numbers(entry: Entry) -> None:
    """Of volume and number BibTeX's books take one only, and a number only in a series."""
    is_book = entry.type in ("book", "incollection", "inproceedings")
    if is_book and ("volume" in entry.fields or "series" not in entry.fields):
        entry.fields.pop("number", None)


def _note_editors(entry: Entry, item: Item) -> None:
    """BibTeX's books have authors or editors; with both, the editors go into a note."""
    del entry.fields["editor"]
    people = [c for c in item.creators if c.role == "editor"]
    names = [c.literal or " ".join(p for p in (c.given, c.short, c.suffix) if p) for c in people]
    several = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    text = f"Edited by {escape(several, ascii_only=True)}"
    note = entry.fields.get("note")
    entry.fields["note"] = f"{text}. {note}" if note else text


def _pages(text: str, *, ascii_only: bool) -> str:
    """Page ranges with two hyphens; a hyphen inside a label ("A-3") stays one."""
    made = []
    for part in re.split(r"\s*[,;]\s*", text.strip()):
        is_range = _RANGE.match(part) and not re.fullmatch(r"[A-Za-z]{1,3}-\d+", part)
        made.append(
            "--".join(escape(end, ascii_only=ascii_only) for end in _DASHES.split(part))
            if is_range
            else escape(part, ascii_only=ascii_only)
        )
    return ", ".join(part for part in made if part)


def _langid(language: str) -> str:
    tag = language.strip().replace("_", "-").casefold()
    return tables.LANGUAGES.get(tag) or tables.LANGUAGES.get(tag.split("-")[0], "")
