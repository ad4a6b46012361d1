"""Whole references with a place, as notes give a work for the first time.

"Karl Brandt, Salt and Power (Leipzig: Anker, 1999), 23–25" · "Agnes Mill, The Silent Bench 45
(1998)" · "Peter Lund, ‘The Ear’ (1995) 14 Journal of Rolls 3, 9".
"""

import re
from collections.abc import Iterator

from pincite.citing.mentions import names
from pincite.citing.mentions.grammar import Found
from pincite.citing.mentions.locators import bare_at
from pincite.model.mentions import MentionKind

_YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)[a-z]?"
_PAGES = r"(?P<page>(?:\d{1,2}:\s?)?\d{1,4}(?:n\d{1,3})?(?:[-\u2010-\u2015]\d{1,4})?)"
_END = r"(?=[.;,)]|\s*\n|\s*$|\s(?:and|und|et)\s|\s\()"
_CLOSED = r"(?=[.;]|\s*(?:\n|$)|\s\()"
_BOOK = re.compile(rf"\((?:[^()]{{0,80}}[\s,:])?{_YEAR}\)(?P<sep>,?\s|:\s?)" + _PAGES + _END)
_LAW_BOOK = re.compile(
    rf"\s(?P<page>\d{{1,4}}(?:[-–]\d{{1,4}})?)\s\((?:[^()]{{0,30}}\s)?{_YEAR}\)" + _CLOSED
)
_ARTICLE = re.compile(
    rf"\({_YEAR}\)\s\d{{1,3}}(?:\(\d{{1,2}}\))?\s[A-Z][\w .&’']{{2,60}}\s\d{{1,4}},\s"
    + _PAGES
    + _END
)
_BEFORE = re.compile(
    r"\n\s*\n(?:\s*\d{1,3}[.)]?\s+)?|\n\f|;\s+|"
    r"(?<=[a-z)”\"][a-z)”\"])(?<!\bed)(?<!\beds)(?<!rans)(?<!\bvol)[.!?]\s+(?=[A-Z])|"
    r"^\s*\d{1,3}[.)]?\s+(?=[A-Z])",
    re.M,
)
_AUTHORED = re.compile(
    r"(?:[^\W\d_a-z][\w.’-]*\s){1,3}(?:(?:van|von|de|der)\s)?[^\W\d_a-z][\w’-]+[,:]\s"
)
_MARKED = re.compile(r"(?:^|\n)\s*\d{1,3}[.)]?\s+(?:[A-Za-z.]{2,8}\s)?$")
_VOLUME = re.compile(r"\d\s*$")
_REPORTED = re.compile(r",\s\d{1,3}\s[A-Z][\w.&’ ]{2,50}\s\d{1,4},?$")
_LONGEST, _BACK = 200, 300


def full_references(text: str) -> Iterator[Found]:
    """The references with a page that has no label, in order of their form."""
    for match in _BOOK.finditer(text):
        start, is_range = match.start(), bool(re.search(r"[-\u2010-\u2015]", match["page"]))
        if is_range and (":" in match["sep"] or _VOLUME.search(text, max(0, start - 3), start)):
            continue  # the pages of an article
        yield from _read(text, match, start, 0.8)
    for match in _ARTICLE.finditer(text):
        yield from _read(text, match, match.start(), 0.8)
    for match in _LAW_BOOK.finditer(text):
        begin = reference_start(text, match.start())
        piece = text[begin : match.start()]
        is_book = not re.search(r"\d", piece) and not piece.endswith(",")
        if begin >= 0 and _has_note_mark(text, begin) and (is_book or _REPORTED.search(piece)):
            yield from _read(text, match, match.start(), 0.75)


def _read(text: str, match: "re.Match[str]", stop: int, confidence: float) -> Iterator[Found]:
    begin = reference_start(text, stop)
    place = bare_at(text, match.start("page"), match.end("page"))
    if begin < 0 or place is None or not _AUTHORED.match(text, begin, stop):
        return
    work = names.work(text[begin:stop].rstrip(", "), match["year"])
    end = max(place.end, match.end())
    yield Found(begin, end, MentionKind.AUTHOR, work, place.locator, confidence)


def reference_start(text: str, stop: int) -> int:
    """Where the reference begins whose author and title end at `stop`; -1 when it is none."""
    floor = max(0, stop - _BACK)
    begin = floor
    for end in _BEFORE.finditer(text, floor, stop):
        begin = end.end()
    if begin == floor > 0:
        return -1
    begin += names.without_signal(text[begin:stop])
    piece = text[begin:stop].strip()
    is_whole = 2 <= len(piece.split()) <= 30 and len(piece) <= _LONGEST
    return begin if is_whole and piece[0].isupper() and re.search("[,:]", piece) else -1


def is_first_of_note(text: str, stop: int) -> bool:
    """True when what ends at `stop` is the reference that a numbered note begins with."""
    begin = reference_start(text, stop)
    return begin >= 0 and _has_note_mark(text, begin) and bool(_AUTHORED.match(text, begin, stop))


def extended(text: str, begin: int) -> int:
    """The beginning of the note's reference of which a part begins at `begin`; else `begin`."""
    return reference_start(text, begin) if is_first_of_note(text, begin) else begin


def _has_note_mark(text: str, begin: int) -> bool:
    return bool(_MARKED.search(text, max(0, begin - 20), begin))
