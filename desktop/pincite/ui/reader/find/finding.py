"""Finding words in the pages of one document, as they are typed. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pincite.search.snippets import mark_spans

_SNIPPET_BEFORE = 32
_SNIPPET_AFTER = 72
_MARKS = "[\u0300-\u036f]*"
_EASTERN_MARKS = "[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]*"
"""Points of Hebrew, vowels of Arabic and the bar that only stretches a word."""
_BREAK = "(?:\u00ad|[-\u2010]\\s*\\n\\s*)?"
_SPACE = "[\\s\u00a0]+"
_ALIKE = {
    "'": "['\u2018\u2019\u02bc]",
    '"': '["\u201c\u201d\u201e\u00ab\u00bb]',
    "-": "[-\u2010\u2011\u2012\u2013\u2014]",
}


_ACCENTED = (
    (0xC0, 0x250), (0x370, 0x530), (0x622, 0x627), (0x6C0, 0x6D4), (0x1E00, 0x2000),
)  # fmt: skip
"""Ranges of letters with accents: Latin, Greek and Cyrillic, Arabic, and more of the first two."""


@dataclass(frozen=True, slots=True)
class FindOptions:
    """What counts as the same words; line ends and hyphens at them never count."""

    is_case_matched: bool = False
    is_whole_words: bool = False
    is_accents_matched: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand: offsets in the text of a page, end exclusive."""

    page_index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with the words around it; `mark` is where it stands in `text`."""

    hit: Hit
    text: str
    mark: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a search in the library found: words, beginnings ("pri*") and "several words"."""

    terms: tuple[str, ...]


Sought = re.Pattern[str] | Terms | Hit
"""Words typed, what a search found, or one passage."""


@cache
def _accented() -> dict[str, str]:
    """For each plain letter, all letters that are it with marks."""
    table: dict[str, str] = {}
    for code in (code for first, last in _ACCENTED for code in range(first, last)):
        plain = unicodedata.normalize("NFD", chr(code))[0]
        if plain != chr(code) and plain.isalpha():
            table[plain] = table.get(plain, "") + chr(code)
    return table


def pattern_for(words: str, options: FindOptions = FindOptions()) -> re.Pattern[str] | None:
    """What to look for.

    Returns:
        None when there is nothing to look for.
    """
    typed = unicodedata.normalize("NFKC", words)
    pieces = [_piece(piece, options) for piece in typed.split()]
    if not pieces:
        return None
    pattern = _SPACE.join(pieces)
    if options.is_whole_words:
        letters = "".join(typed.split())
        before = r"(?<!\w)" if letters[0].isalnum() else ""
        after = r"(?!\w)" if letters[-1].isalnum() else ""
        pattern = f"{before}{pattern}{after}"
    return re.compile(pattern, 0 if options.is_case_matched else re.IGNORECASE)


def _piece(word: str, options: FindOptions) -> str:
    if options.is_accents_matched:
        return _BREAK.join(_ALIKE.get(c) or re.escape(c) for c in word)
    plain = unicodedata.normalize("NFD", word)
    return _BREAK.join(_letter(c) for c in plain if not unicodedata.combining(c))


def _letter(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    if "\u0590" <= char <= "\u06ff":
        return f"[{re.escape(char)}{_accented().get(char, '')}]{_EASTERN_MARKS}"
    others = _accented().get(char, "")
    if others:
        return f"[{re.escape(char)}{others}]{_MARKS}"
    return re.escape(char)


def hits_in(sought: Sought, page_index: int, text: str) -> Iterator[Hit]:
    """All hits of a page from top to bottom."""
    for start, end in _spans(sought, page_index, text):
        if end > start:
            yield Hit(page_index, start, end)


def _spans(sought: Sought, page_index: int, text: str) -> Iterable[tuple[int, int]]:
    match sought:
        case Terms(terms):
            # The same as in the line that the search showed, in every script.
            return mark_spans(text, terms)
        case Hit():
            return [(sought.start, sought.end)] if sought.page_index == page_index else []
        case _:
            return (found.span() for found in sought.finditer(text))


def line_of(hit: Hit, text: str) -> HitLine:
    """The hit with the words around it, in one line, cut between words."""
    first = max(0, hit.start - _SNIPPET_BEFORE)
    last = min(len(text), hit.end + _SNIPPET_AFTER)
    if first > 0:
        first = next((i + 1 for i in range(first, hit.start) if text[i].isspace()), first)
    if last < len(text):
        last = next((i for i in range(last - 1, hit.end, -1) if text[i].isspace()), last)
    before = " ".join(text[first : hit.start].split())
    found = " ".join(text[hit.start : hit.end].split())
    after = " ".join(text[hit.end : last].split())
    if before and text[hit.start - 1].isspace():
        before += " "
    if after and text[hit.end].isspace():
        after = " " + after
    lead = "\u2026" if first > 0 else ""
    start = len(lead) + len(before)
    shown = f"{lead}{before}{found}{after}" + ("\u2026" if last < len(text) else "")
    return HitLine(hit, shown, (start, start + len(found)))
