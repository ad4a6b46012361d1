"""What has no field of its own in a .bib file, under names that styles ignore.

A variable of CSL that the dialect has no field for is written as "csl-" and its name; lines
"tex.name: value" of a note, which hold what a .bib file said that CSL cannot, become fields again.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pincite.exporting import bib_tables as tables
from pincite.exporting.bib_dates import bib_date
from pincite.exporting.bib_extras import EntryExtras
from pincite.exporting.bib_spelling import Spelling
from pincite.model.bib_options import BibOptions
from pincite.model.csl_names import PREFIX, TYPE, prefixed
from pincite.model.items import Item

_TEX_LINE = re.compile(r"^tex\.(?P<name>[a-z][\w.+-]*): (?P<value>.*)$", re.IGNORECASE)
_PLAIN_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?|\d{4}/\d{4}")
_ALWAYS = frozenset(("title", "page", "keyword", "note"))
_PLACES: Mapping[str, tuple[str, ...]] = defaultdict(tuple) | {
    "container-title": ("journal", "journaltitle", "booktitle", "maintitle"),
    "volume-title": ("title", "booktitle", "issuetitle"),
    "publisher": ("publisher", "organization", "institution", "school"),
    "authority": ("institution",),
    "publisher-place": ("address", "location"),
}  # fmt: skip
"""Where a variable may stand already, by the type of the work."""

_NUMBERS = ("issue", "number", "collection-number")


def rest_of(
    item: Item, entry_type: str, written: Mapping[str, str], spelling: Spelling
) -> Iterator[tuple[str, str]]:
    """Fields for what an entry does not say yet.

    Args:
        written: the fields that the entry has.
    """
    if tables.MEANT_TYPES.get(entry_type) != item.type:
        yield TYPE, item.type
    yield from _variables(item, written, spelling)
    for variable, name in tables.DATE_FIELDS.items():
        if spelling.is_bibtex and variable != "issued":
            yield name, bib_date(item.dates.get(variable, ""))
    if item.issued and not _is_issued_said(item, written, is_bibtex=spelling.is_bibtex):
        yield prefixed("issued"), spelling.rich(item.issued)
    for variable, date in item.dates.items():
        if variable not in tables.DATE_FIELDS:
            yield prefixed(variable), bib_date(date)
    yield from _roles(item, written, spelling)
    for line in item.fields.get("note", "").splitlines():
        if match := _TEX_LINE.match(line):
            yield match["name"].lower(), spelling.rich(match["value"])


def extras_of(
    extras: EntryExtras, spelling: Spelling, options: BibOptions
) -> Iterator[tuple[str, str]]:
    """The fields with what a file says beyond the item's fields, as the options want them."""
    if options.pages and extras.pages:
        yield "pincite", spelling.pages(extras.pages)
    if options.annotations and extras.annotation:
        name = "annote" if spelling.is_bibtex else "annotation"
        yield name, "\n\n".join(map(spelling.plain, extras.annotation.split("\n\n")))
    if options.files and extras.files:
        yield "file", ";".join(map(_file, extras.files))


def note_of(item: Item) -> str:
    """The note without the lines that become fields."""
    lines = item.fields.get("note", "").splitlines()
    return "\n".join(line for line in lines if not _TEX_LINE.match(line)).strip()


def _variables(
    item: Item, written: Mapping[str, str], spelling: Spelling
) -> Iterator[tuple[str, str]]:
    for variable, value in item.fields.items():
        if variable in _ALWAYS or variable in tables.VERBATIM_FIELDS:
            continue
        name = _name_of(variable, written, is_bibtex=spelling.is_bibtex)
        if not name or name in written:
            continue
        made = spelling.rich(value)
        if not name.startswith(PREFIX) or not _is_written(
            item, variable, (made, spelling.rich(value, is_title=True)), written
        ):
            yield name, made


def _name_of(variable: str, written: Mapping[str, str], *, is_bibtex: bool) -> str:
    """The field for a variable that may have no place yet; "" when it surely has one."""
    names = tables.TEXT_FIELDS.get(variable)
    if variable == "publisher-place" and "howpublished" not in written:
        # BibLaTeX's articles have no place.
        return prefixed(variable)
    if names:
        # Fields of BibLaTeX do no harm in a file for BibTeX.
        return names[0] if is_bibtex and names[0] else names[1]
    if variable == "language":
        return "" if "langid" in written else "language"
    if variable in ("PMID", "PMCID"):
        is_eprint = written.get("eprinttype") == "pubmed" and variable == "PMID"
        return "" if is_eprint else variable.lower()
    return prefixed(variable)


def _is_written(
    item: Item, variable: str, forms: tuple[str, str], written: Mapping[str, str]
) -> bool:
    """Whether a reader finds a variable, in either form of its value, in what is written."""
    if variable in _NUMBERS:
        archive = written.get("eprinttype", written.get("archiveprefix", "")).lower()
        if variable == "number" and archive == "arxiv":
            return True
        others = {item.fields.get(name) for name in _NUMBERS if name != variable}
        # Of two that are equal both are named, so that one is not taken for the other.
        is_alone = item.fields[variable] not in others
        return variable == _meant_by_number(item) and forms[0] == written.get("number") and is_alone
    if variable == "volume-title" and not item.fields.get("container-title"):
        return item.type == "book" and forms[1] == written.get("title")
    # Of a case the institution is the court.
    is_court = item.type == "legal_case" and variable == "publisher"
    places = [name for name in _PLACES[variable] if not (is_court and name == "institution")]
    return not set(forms).isdisjoint(written.get(name, "") for name in places)


def _meant_by_number(item: Item) -> str:
    """The variable that "number" is in an entry."""
    if item.type in tables.JOURNAL_TYPES:
        return "issue"
    return "collection-number" if item.type in tables.SERIES_TYPES else "number"


def _is_issued_said(item: Item, written: Mapping[str, str], *, is_bibtex: bool) -> bool:
    """BibTeX knows years, months and days; BibLaTeX what EDTF can say."""
    if is_bibtex:
        return bool(_PLAIN_DATE.fullmatch(item.issued)) or written.get("year") == item.issued
    return bool(bib_date(item.issued))


def _roles(item: Item, written: Mapping[str, str], spelling: Spelling) -> Iterator[tuple[str, str]]:
    editors = {written.get(n, "") for n in ("editor", "editora", "editorb", "editorc")}
    for role in dict.fromkeys(c.role for c in item.creators):
        if role in ("author", "editor"):
            continue
        names = spelling.names(c for c in item.creators if c.role == role)
        place = tables.NAME_FIELDS.get(role, ("", ""))[1]
        if place and role != "original-author":
            yield place, names
        elif names not in editors and names != written.get("author"):
            yield prefixed(role), names


def _file(path: str) -> str:
    r"""A path as programs that read `file` expect it: ":path:PDF", with "\" before its signs."""
    kind = path.rpartition(".")[2].upper() if "." in path.rpartition("/")[2] else ""
    escaped = re.sub(r"([:;\\])", r"\\\1", path)
    return f":{escaped}:{kind}"
