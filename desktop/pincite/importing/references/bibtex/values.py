"""Values of fields: macros and "#" put together, and what an entry takes from others.

Source: Patashnik, "BibTeXing" (1988), 3; "The biblatex Package" 3.19, appendix B (inheritance).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pincite.importing.references.bibtex.blocks import Block, BlockKind, Part, PartKind, Problem

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DEEPEST = 8
_NOT_INHERITED = frozenset((
    "ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options",
    "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
    "shorthandintro", "sortkey", "sortname", "sorttitle", "sortyear", "keywords", "abstract",
    "annotation", "annote", "file", "pincite", "doi", "isbn_of_parent", "shorttitle", "indextitle",
))  # fmt: skip
_INTO_PARTS = {
    "title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon",
    "author": "bookauthor",
}  # fmt: skip
_INTO_VOLUMES = {
    "title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon",
    "author": "author",
}  # fmt: skip
_INTO_ARTICLES = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_PARTS = frozenset((
    "inbook", "incollection", "inproceedings", "inreference", "conference", "bookinbook",
    "suppbook", "suppcollection",
))  # fmt: skip
_VOLUMES = frozenset(("book", "collection", "proceedings", "reference"))


@dataclass(slots=True)
class Entry:
    """An entry with its values put together, names of fields and types in lower case.

    Attributes:
        fields: LaTeX, without the outer braces.
        line: where it begins in the file, from 1.
        number: among the entries of the file, from 0.
    """

    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    line: int = 0
    number: int = 0


def entries_of(text: str, blocks: Iterable[Block]) -> list[Entry]:
    """The entries of a file in order, macros replaced, crossref and xdata followed."""
    macros: dict[str, str] = dict(zip(_MONTHS, _MONTHS, strict=True))
    entries: list[Entry] = []
    line, counted = 1, 0
    for block in blocks:
        line += text.count("\n", counted, block.start)
        counted = block.start
        if block.kind is BlockKind.STRING and block.fields:
            macros[block.key.lower()] = value_of(block.fields[0].parts, macros)
        elif block.kind is BlockKind.ENTRY:
            entries.append(_entry(block, macros, line, len(entries)))
    _inherit(entries)
    return [entry for entry in entries if entry.type not in ("xdata", "set")]


def value_of(parts: Iterable[Part], macros: Mapping[str, str]) -> str:
    """A value put together; an unknown macro stands for itself."""
    made = []
    for part in parts:
        is_macro = part.kind is PartKind.MACRO
        made.append(macros.get(part.text.lower(), part.text) if is_macro else part.text)
    return "".join(made)


def _entry(block: Block, macros: Mapping[str, str], line: int, number: int) -> Entry:
    entry = Entry(block.type.lower(), block.key, {}, block.problems, line, number)
    for each in block.fields:
        value = value_of(each.parts, macros).strip()
        name = each.name.lower()
        if value and name not in entry.fields:
            entry.fields[name] = value
        elif value and name in ("keywords", "note", "annotation", "file"):
            entry.fields[name] += ("; " if name == "file" else ", ") + value
    return entry


def _inherit(entries: list[Entry]) -> None:
    by_key = {entry.key.casefold(): entry for entry in reversed(entries)}
    done: set[int] = set()
    for entry in entries:
        _take_over(entry, by_key, done, 0)


def _take_over(entry: Entry, by_key: Mapping[str, Entry], done: set[int], depth: int) -> None:
    if id(entry) in done or depth > _DEEPEST:
        return
    done.add(id(entry))
    for key in (k.strip() for k in entry.fields.get("xdata", "").split(",")):
        source = by_key.get(key.casefold())
        if key and source:
            _take_over(source, by_key, done, depth + 1)
            for name, value in source.fields.items():
                if name not in ("xdata", "crossref"):
                    entry.fields.setdefault(name, value)
    parent = by_key.get(entry.fields.get("crossref", "").strip().casefold())
    if parent and parent is not entry:
        _take_over(parent, by_key, done, depth + 1)
        names = _renamed(entry.type, parent.type)
        for name, value in parent.fields.items():
            if name not in _NOT_INHERITED:
                entry.fields.setdefault(names.get(name, name), value)


def _renamed(child: str, parent: str) -> Mapping[str, str]:
    """How a parent's fields are called in its child."""
    if parent == "periodical":
        return _INTO_ARTICLES
    if child in _PARTS:
        return _INTO_PARTS
    return _INTO_VOLUMES if child in _VOLUMES and parent.startswith("mv") else {}
