"""Finding words in the pages of one document, as they are typed. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_SNIPPET_BEFORE = 32
_SNIPPET_AFTER = 72
_MARKS = "[\u0300-\u036f]*"
_BREAK = "(?:[-\u00ad\u2010]\\s*\\n\\s*)?"
_SPACE = "[\\s\u00a0]+"
_ALIKE = {
    "'": "['\u2018\u2019\u02bc]",
    '"': '["\u201c\u201d\u201e\u00ab\u00bb]',
    "-": "[-\u2010\u2011\u2012\u2013\u2014]",
}


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


@cache
def _accented() -> dict[str, str]:
    """For each plain letter, all letters that are it with marks."""
    table: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(code))[0]
        if plain != chr(code) and plain.isascii():
            table[plain.lower()] = table.get(plain.lower(), "") + chr(code)
    return table


def pattern_for(words: str, *, match_case: bool = False) -> re.Pattern[str] | None:
    """What to look for: case and accents do not count, nor do line ends and hyphens at them.

    Args:
        match_case: case counts after all; accents then count too.

    Returns:
        None when there is nothing to look for.
    """
    pieces = [_piece(piece, match_case=match_case) for piece in words.split()]
    if not pieces:
        return None
    return re.compile(_SPACE.join(pieces), 0 if match_case else re.IGNORECASE)


def pattern_for_terms(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """What a search in the library found: whole words, beginnings ("pri*") and "several words".

    Returns:
        None when there is nothing to look for.
    """
    found = []
    for term in terms:
        pattern = pattern_for(term.removesuffix("*"))
        if pattern is not None:
            end = r"\w*" if term.endswith("*") else r"\b"
            found.append(rf"\b{pattern.pattern}{end}")
    # The longest first: of "price of grain" and "price" the phrase is marked.
    found.sort(key=len, reverse=True)
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _piece(word: str, *, match_case: bool) -> str:
    plain = word if match_case else unicodedata.normalize("NFD", word)
    letters = [c for c in plain if match_case or not unicodedata.combining(c)]
    return _BREAK.join(_letter(c, match_case=match_case) for c in letters)


def _letter(char: str, *, match_case: bool) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    others = "" if match_case else _accented().get(char.lower(), "")
    if others:
        return f"[{re.escape(char)}{others}]{_MARKS}"
    return re.escape(char)


def hits_in(pattern: re.Pattern[str], page_index: int, text: str) -> Iterator[Hit]:
    """All hits of a page from top to bottom."""
    for match in pattern.finditer(text):
        if match.end() > match.start():
            yield Hit(page_index, match.start(), match.end())


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
