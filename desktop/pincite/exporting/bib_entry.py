"""One item as an entry of a .bib file, in either dialect."""

import re
from dataclasses import dataclass, field

from pincite.citing.keys import legal_key
from pincite.exporting import bib_tables as tables
from pincite.exporting.bib_dates import YEAR, bib_date
from pincite.exporting.bib_extras import NO_EXTRAS, EntryExtras
from pincite.exporting.bib_rest import extras_of, note_of, rest_of
from pincite.exporting.bib_spelling import Spelling
from pincite.exporting.latex import verbatim
from pincite.model import dates
from pincite.model.bib_options import USUAL, BibOptions
from pincite.model.identifiers import find_arxiv
from pincite.model.items import Item

_MASTER = re.compile(r"\b(?:master|m\.?\s?a\b|m\.?\s?sc\b|licen|diplom)", re.IGNORECASE)


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


def biblatex_entry(
    item: Item, key: str, extras: EntryExtras = NO_EXTRAS, options: BibOptions = USUAL
) -> Entry:
    """The item for BibLaTeX and biber: Unicode stays, dates are EDTF."""
    entry = Entry(tables.TYPES.get(item.type, ("misc", "misc"))[1], key)
    spelling = Spelling(False, bool(options.ascii), options.protects_case)
    _add_common(entry, item, spelling)
    entry.add("ids", ", ".join(filter(None, map(legal_key, item.former_keys))))
    entry.add("entrysubtype", tables.SUBTYPES.get(item.type, ""))
    _add_editor_types(entry, item, spelling)
    if any(c.non_dropping_particle for c in item.creators):
        entry.add("options", "useprefix=true")
    for variable, name in tables.DATE_FIELDS.items():
        entry.add(name, bib_date(item.dates.get(variable, "")))
    if "date" not in entry.fields:
        # "in press", "forthcoming": BibLaTeX's year must be a number.
        entry.add("pubstate", spelling.plain(item.issued.strip()))
    entry.add("langid", _langid(item.fields.get("language", "")))
    if entry.type == "thesis":
        entry.fields["type"] = _thesis_type(item, spelling)
    _add_eprint(entry, item, spelling)
    if entry.type == "online" and not {"url", "doi", "eprint"} & set(entry.fields):
        entry.type = "misc"
    if entry.type == "article":
        # BibLaTeX's articles have no place.
        entry.fields.pop("location", None)
    _add_rest(entry, item, spelling, extras, options)
    return entry


def bibtex_entry(
    item: Item, key: str, extras: EntryExtras = NO_EXTRAS, options: BibOptions = USUAL
) -> Entry:
    """The item for BibTeX: ASCII where there is a spelling, year and month, types of 1988.

    An entry that lacks what BibTeX's styles require of its type becomes @misc.
    """
    entry = Entry(tables.TYPES.get(item.type, ("misc", "misc"))[0], key)
    is_ascii = True if options.ascii is None else options.ascii
    spelling = Spelling(True, is_ascii, options.protects_case)
    _add_common(entry, item, spelling)
    if entry.type == "phdthesis":
        _make_thesis(entry, item)
    if not {"author", "editor"} & set(entry.fields):
        entry.add("author", spelling.names(item.creators))
    _add_year(entry, item.issued, spelling)
    required = tables.REQUIRED.get(entry.type, ())
    if any(not any(name in entry.fields for name in group) for group in required):
        _make_misc(entry)
    _add_eprint(entry, item, spelling)
    if entry.type == "misc":
        _add_howpublished(entry, item, spelling)
    _settle_numbers(entry)
    if entry.type == "book" and {"author", "editor"} <= set(entry.fields):
        _note_editors(entry, item, spelling)
    if not {"author", "editor"} & set(entry.fields) or (
        entry.type not in ("book", "incollection", "inproceedings") and "author" not in entry.fields
    ):
        # What the entry is sorted by.
        entry.add("key", spelling.plain(item.title or key))
    _add_rest(entry, item, spelling, extras, options)
    return entry


def _add_rest(
    entry: Entry, item: Item, spelling: Spelling, extras: EntryExtras, options: BibOptions
) -> None:
    """What has no place of its own, and what the file says beyond the item's fields."""
    if options.remainder:
        # Read first, for each depends on the fields that have a place of their own.
        for name, value in list(rest_of(item, entry.type, entry.fields, spelling)):
            entry.add(name, value)
    for name, value in extras_of(extras, spelling, options):
        said = entry.fields.get(name, "")
        entry.fields[name] = f"{said}\n\n{value}" if said else value
    for name in options.omitted:
        entry.fields.pop(name, None)
        entry.macros.pop(name, None)


def _add_common(entry: Entry, item: Item, spelling: Spelling) -> None:
    side = spelling.side
    fields = item.fields
    _add_titles(entry, item, spelling)
    for role, names in tables.NAME_FIELDS.items():
        entry.add(names[side], spelling.names(c for c in item.creators if c.role == role))
    _add_publisher(entry, item, spelling)
    _add_number(entry, item, spelling)
    for variable, named in tables.TEXT_FIELDS.items():
        value = note_of(item) if variable == "note" else fields.get(variable, "")
        entry.add(named[side], spelling.rich(value))
    entry.add("pages", spelling.pages(fields.get("page", "")))
    for variable, name in tables.VERBATIM_FIELDS.items():
        entry.add(name, verbatim(fields.get(variable, "")))
    words = [fields.get("keyword", ""), *(tag.replace(",", " ") for tag in item.tags)]
    entry.add("keywords", ", ".join(spelling.plain(w) for w in words if w))


def _add_titles(entry: Entry, item: Item, spelling: Spelling) -> None:
    """Title and container; BibLaTeX has places for the title of a volume of many too."""
    fields = item.fields
    title = spelling.rich(fields.get("title", ""), is_title=True)
    volume = "" if spelling.is_bibtex else spelling.rich(fields.get("volume-title", ""))
    container = fields.get("container-title", "")
    name = _container_name(entry, item, is_bibtex=spelling.is_bibtex)
    if volume and name == "journaltitle":
        entry.add("issuetitle", volume)
    elif volume and name == "booktitle":
        entry.add("booktitle", volume)
        name = "maintitle"
    elif volume and not container and item.type == "book":
        entry.add("maintitle", title)
        title = volume
    entry.add("title", title or "[Untitled]")
    entry.add(name, spelling.rich(container, is_title=name in ("booktitle", "maintitle")))


def _container_name(entry: Entry, item: Item, *, is_bibtex: bool) -> str:
    """The field for the container; "" where only `howpublished` has room for it."""
    if item.type in tables.JOURNAL_TYPES:
        return "journal" if is_bibtex else "journaltitle"
    if item.type in tables.BOOK_PART_TYPES or entry.type in ("incollection", "inproceedings"):
        return "booktitle"
    if is_bibtex:
        return ""
    return "organization" if item.type in tables.WEB_TYPES else "titleaddon"


def _add_publisher(entry: Entry, item: Item, spelling: Spelling) -> None:
    text = spelling.plain(item.fields.get("publisher", ""))
    if item.type in tables.INSTITUTION_TYPES and entry.type != "misc":
        entry.add("institution", text)
    elif entry.type == "misc" and spelling.is_bibtex:
        return
    elif not spelling.is_bibtex and item.type in (*tables.WEB_TYPES, "document", "event"):
        entry.add("organization", text)
    elif not spelling.is_bibtex and item.type == "legal_case":
        court = spelling.plain(item.fields.get("authority", "")) or text
        entry.add("institution", court)
    else:
        entry.add("publisher", text)


def _add_number(entry: Entry, item: Item, spelling: Spelling) -> None:
    order = ("number", "collection-number", "issue")
    if item.type in tables.JOURNAL_TYPES:
        order = ("issue", "number", "collection-number")
    elif item.type in tables.SERIES_TYPES:
        order = ("collection-number", "number", "issue")
    value = next((item.fields[name] for name in order if item.fields.get(name)), "")
    entry.add("number", spelling.plain(value))


def _add_editor_types(entry: Entry, item: Item, spelling: Spelling) -> None:
    roles = dict.fromkeys(c.role for c in item.creators if c.role not in tables.NAME_FIELDS)
    free = [n for n in ("editor", "editora", "editorb", "editorc") if n not in entry.fields]
    for role, name in zip(roles, free, strict=False):
        entry.add(name, spelling.names(c for c in item.creators if c.role == role))
        entry.add(f"{name}type", tables.EDITOR_TYPES.get(role, role.replace("-", " ")))


def _add_year(entry: Entry, issued: str, spelling: Spelling) -> None:
    parts = dates.date_parts(issued)
    if not parts:
        year = YEAR.search(issued)
        entry.add("year", spelling.plain(year[0] if year else issued.strip()))
        return
    years = [str(p[0]) if p[0] > 0 else f"{1 - p[0]} BC" for p in parts]
    entry.add("year", "--".join(dict.fromkeys(years)))
    if len(parts) == 1 and len(parts[0]) > 1:
        entry.macros["month"] = tables.MONTHS[parts[0][1] - 1]
        entry.add("day", str(parts[0][2]) if len(parts[0]) > 2 else "")


def _add_eprint(entry: Entry, item: Item, spelling: Spelling) -> None:
    """An arXiv number or PubMed number as `eprint`."""
    arxiv = find_arxiv(item.fields.get("number", ""))
    if arxiv:
        entry.fields.pop("number", None)
        entry.add("eprint", verbatim(arxiv))
        archive = ("archiveprefix", "arXiv") if spelling.is_bibtex else ("eprinttype", "arxiv")
        entry.add(*archive)
    elif item.fields.get("PMID") and not spelling.is_bibtex:
        entry.add("eprint", verbatim(item.fields["PMID"]))
        entry.add("eprinttype", "pubmed")


def _make_thesis(entry: Entry, item: Item) -> None:
    entry.fields["school"] = entry.fields.pop("institution", "")
    if not entry.fields["school"]:
        del entry.fields["school"]
    if _MASTER.search(item.fields.get("genre", "")):
        entry.type = "mastersthesis"


def _thesis_type(item: Item, spelling: Spelling) -> str:
    genre = item.fields.get("genre", "")
    if not genre or re.search(r"ph\.?\s?d|doctoral|dissertation", genre, re.IGNORECASE):
        return "phdthesis"
    if genre.casefold() in ("master's thesis", "master\u2019s thesis", "masters thesis"):
        return "mathesis"
    return spelling.plain(genre)


def _make_misc(entry: Entry) -> None:
    entry.type = "misc"
    names = ("journal", "booktitle", "publisher", "school", "institution")
    moved = [entry.fields.pop(name) for name in names if name in entry.fields]
    place = entry.fields.pop("address", "")
    entry.add("howpublished", ", ".join(part for part in (*moved, place) if part))
    if "author" not in entry.fields and "editor" in entry.fields:
        entry.fields["author"] = entry.fields.pop("editor")


def _add_howpublished(entry: Entry, item: Item, spelling: Spelling) -> None:
    fields = item.fields
    shown = [fields.get(name, "") for name in ("container-title", "publisher", "publisher-place")]
    made = ", ".join(spelling.rich(text) for text in shown if text)
    entry.fields.pop("address", None)
    entry.add(
        "howpublished", made or (f"\\url{{{entry.fields['url']}}}" if "url" in entry.fields else "")
    )


def _settle_numbers(entry: Entry) -> None:
    """Of volume and number BibTeX's books take one only, and a number only in a series."""
    is_book = entry.type in ("book", "incollection", "inproceedings")
    if is_book and ("volume" in entry.fields or "series" not in entry.fields):
        entry.fields.pop("number", None)


def _note_editors(entry: Entry, item: Item, spelling: Spelling) -> None:
    """BibTeX's books have authors or editors; with both, the editors go into a note."""
    del entry.fields["editor"]
    people = [c for c in item.creators if c.role == "editor"]
    names = [c.literal or " ".join(p for p in (c.given, c.short, c.suffix) if p) for c in people]
    several = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    text = f"Edited by {spelling.plain(several)}"
    note = entry.fields.get("note")
    entry.fields["note"] = f"{text}. {note}" if note else text


def _langid(language: str) -> str:
    tag = language.strip().replace("_", "-").casefold()
    return tables.LANGUAGES.get(tag) or tables.LANGUAGES.get(tag.split("-")[0], "")
