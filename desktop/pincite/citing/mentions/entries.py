"""Lists of references and notes: the full references that short citations lead to."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_REFERENCES = re.compile(
    r"^[ \t]*(?:[\dIVX]{1,4}\.?[ \t]+)?(?:references(?: and notes| cited)?|bibliography|"
    r"(?:works|sources) cited|(?:printed |primary |secondary )?(?:sources|works)|"
    r"(?:select(?:ed)? )bibliography|further reading|literature(?: cited)?|"
    r"literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|"
    r"bibliographie|références(?: bibliographiques)?|bibliografía|bibliografia|literatuur|"
    r"referencias(?: bibliográficas)?|riferimenti(?: bibliografici)?)[ \t]*:?[ \t]*$",
    re.I | re.M,
)
_NOTES = re.compile(
    r"^[ \t]*(?:notes|endnotes|footnotes|notes and references|anmerkungen|endnoten|notas|note)"
    r"[ \t]*:?[ \t]*$",
    re.I | re.M,
)
_END = re.compile(
    r"^[ \t]*(?:appendix|appendices|acknowledge?ments?|index|about the authors?|anhang|danksagung)"
    r"\b.{0,40}$",
    re.I | re.M,
)
_MARK = r"^[ \t]*(?:\[(?P<a>\d{1,3})\]|(?P<b>\d{1,3})[.)]"
_NUMBERED = re.compile(rf"{_MARK})[ \t\n]+(?=\S)", re.M)
_MARKED = re.compile(
    rf"{_MARK}?)[ \t]+(?=[^\W\d_a-z]|[“\"(]|[Ii]bid|[Ss]ee|[Cc]f)",
    re.M,
)
_BRACKETED = re.compile(r"^[ \t]*\[(?P<a>\d{1,3})\][ \t\n]+", re.M)
_KEYED = re.compile(r"^[ \t]*\[(?P<key>[A-Z][A-Za-z+]{1,6}\d{2}[a-z]?)\][ \t\n]+", re.M)
_HANGING = re.compile(
    r"^(?=[^\W\d_a-z][\w’'\-]+(?:[ ][^\W\d_a-z][\w’'\-]+){0,2},[ ]|"
    r"[^\W\d_a-z][^\n]{3,80}\(\d{4}[a-z]?\))",
    re.M,
)
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d|n\.\s?d\.")
_LONGEST = 1200
_USUAL = 600
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A full reference.

    Attributes:
        key: its number ("12") or sign ("Kn97"); empty where the list has none.
        start, end: offsets, end exclusive.
        text: in one line.
    """

    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entries:
    """The references and the notes of a document, each in reading order."""

    references: tuple[Entry, ...] = ()
    notes: tuple[Entry, ...] = ()

    @property
    def numbered(self) -> dict[str, Entry]:
        """References by number or sign."""
        return {entry.key: entry for entry in self.references if entry.key}

    @property
    def families(self) -> frozenset[str]:
        """The words that references begin with, in small letters."""
        heads = (re.match(r"[^\W\d_][\w’'\-]+", entry.text) for entry in self.references)
        return frozenset(head[0].lower() for head in heads if head)

    def is_reference(self, start: int) -> bool:
        """True inside the list of references, where pages are those of the article itself."""
        return _holding(self.references, start) is not None

    def note_at(self, start: int) -> Entry | None:
        """The note that holds an offset."""
        return _holding(self.notes, start)


def _holding(entries: tuple[Entry, ...], offset: int) -> Entry | None:
    at = bisect_right([e.start for e in entries], offset) - 1
    return entries[at] if at >= 0 and offset < entries[at].end else None


def read_entries(text: str) -> Entries:
    """Find the list of references and the notes of a text."""
    references = _references(text)
    taken = (references[0].start, references[-1].end) if references else (len(text), len(text))
    notes = tuple(n for n in _notes(text) if not taken[0] <= n.start < taken[1])
    return Entries(references, notes)


def _references(text: str) -> tuple[Entry, ...]:
    for heading in reversed(list(_REFERENCES.finditer(text))):
        end = _END.search(text, heading.end())
        found = _list(text, heading.end(), end.start() if end else len(text))
        if found:
            return found
    return _signed(text)


def _list(text: str, start: int, end: int) -> tuple[Entry, ...]:
    """The entries of a list under a heading: numbered, signed, in paragraphs or hanging."""
    head = text[start : start + 200].lstrip()
    if _KEYED.match(head):
        return _cut(
            text, [(m["key"], m.start(), m.end()) for m in _KEYED.finditer(text, start, end)], end
        )
    if _NUMBERED.match(head):
        return _cut(text, _counted(text, _NUMBERED, start, end), end)
    begins = sorted({m.start() for m in _HANGING.finditer(text, start, end)})
    return _hanging(text, [at for at in begins if _begins_entry(text, at)], end)


def _hanging(text: str, begins: list[int], end: int) -> tuple[Entry, ...]:
    """Entries without numbers: each has a year, and the list ends at the first long gap."""
    entries: list[Entry] = []
    for entry in _cut(text, [("", at, at) for at in begins], end):
        if entries and entry.start - entries[-1].end > _LONGEST:
            break
        if entry.end - entry.start > _USUAL:
            entry = _to_empty_line(text, entry)
        if _YEAR.search(entry.text):
            entries.append(entry)
    return tuple(entries) if len(entries) > 1 else ()


def _to_empty_line(text: str, entry: Entry) -> Entry:
    stop = text.find("\n\n", entry.start + 1, entry.end)
    stop = entry.end if stop < 0 else stop
    return Entry(entry.key, entry.start, stop, " ".join(text[entry.start : stop].split()))


def _begins_entry(text: str, at: int) -> bool:
    """The line before it ends a sentence, a paragraph or the heading."""
    before = text[max(0, at - 40) : at].rstrip(" \t\f")
    line = before.rstrip()
    if before.endswith("\n\n") or line.endswith((".", ")", ":", "/")) or line[-1:].isdigit():
        return True
    return bool(_REFERENCES.search(text, max(0, at - 40), at))


def _signed(text: str) -> tuple[Entry, ...]:
    """A list without a heading: "[1]", "[2]" … at the beginnings of lines."""
    found: list[tuple[str, int, int]] = []
    for mark in _BRACKETED.finditer(text):
        if mark["a"] == "1":
            found = []
        if int(mark["a"]) == len(found) + 1:
            found.append((mark["a"], mark.start(), mark.end()))
    return _cut(text, found, len(text)) if len(found) >= _FEWEST else ()


def _counted(
    text: str, pattern: "re.Pattern[str]", start: int, end: int
) -> list[tuple[str, int, int]]:
    """Line beginnings that count 1, 2, 3 …: number, start, where the content begins."""
    found: list[tuple[str, int, int]] = []
    expected = 1
    for mark in pattern.finditer(text, start, end):
        number = int(mark["a"] or mark["b"])
        if number == expected or (found and expected < number <= expected + 2):
            found.append((str(number), mark.start(), mark.end()))
            expected = number + 1
    return found


def _cut(text: str, begins: list[tuple[str, int, int]], end: int) -> tuple[Entry, ...]:
    entries = []
    for number, (key, start, content) in enumerate(begins):
        stop = begins[number + 1][1] if number + 1 < len(begins) else _last_end(text, content, end)
        stop = min(stop, start + _LONGEST)
        line = " ".join(text[content:stop].split())
        if line:
            entries.append(Entry(key, start, stop, line))
    return tuple(entries)


def _last_end(text: str, start: int, end: int) -> int:
    """Where the last entry ends: at the next empty line or page end."""
    stops = (text.find(mark, start + 1) for mark in ("\n\n", "\n\f"))
    return min([stop for stop in stops if stop > 0] + [end])


def _notes(text: str) -> tuple[Entry, ...]:
    """Numbered notes: under their heading, else at the feet of pages, counted through."""
    for heading in reversed(list(_NOTES.finditer(text))):
        found = _counted(text, _MARKED, heading.end(), len(text))
        if found:
            return _cut(text, found, len(text))
    found = _counted(text, _MARKED, 0, len(text))
    if len(found) < _FEWEST:
        return ()
    return tuple(_to_page_end(text, e) for e in _cut(text, found, len(text)))


def _to_page_end(text: str, note: Entry) -> Entry:
    """A note at the foot of a page does not run on into the text of the next one."""
    stop = text.find("\n\f", note.start, note.end)
    if stop < 0:
        return note
    return Entry(note.key, note.start, stop, " ".join(text[note.start : stop].split()))
