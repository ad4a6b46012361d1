r"""Snippets of found pages, and the places of the words that were searched for.

Marks are offsets in the text as it is shown; matching is done on the folded text, so that "cafe"
marks "café", "office" marks "oﬃce", and "information" marks "infor-\nmation" with its hyphen.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pincite.search.analysis import LETTER, Folded, fold, is_paired

_POSSESSIVE = "(?:['’]s)?"
_BETWEEN = rf"{_POSSESSIVE}(?:(?!{LETTER}).)+"
_LINE_END_HYPHEN = r"[-‐\u00ad](?<=[^\W\d_].)[ \t]*\r?\n\s*(?=[^\W\d_])"
_SPACE_OR_HYPHEN = re.compile(rf"(?P<hyphen>{_LINE_END_HYPHEN})|\s+|\u00ad")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of text around what was found.

    Attributes:
        text: one line, "…" where something is left out.
        marks: (start, end) of each word to mark in `text`, in order, end exclusive.
        at: where the first marked word stands in the whole text; -1 without one.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    at: int = -1


def mark_spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """All places of `terms` in `text`.

    Args:
        terms: as `SearchResult.terms` gives them: "word", "pre*", "two words".

    Returns:
        (start, end) offsets in `text`, end exclusive, in order, without overlaps.
    """
    pattern = _pattern(tuple(terms))
    if pattern is None:
        return []
    folded = Folded(text)
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(folded.text):
        start, end = folded.span(*match.span())
        # Two matches inside one ligature have the same character as their place.
        if spans and start < spans[-1][1]:
            start = spans[-1][1]
        if start < end:
            spans.append((start, end))
    return spans


def snippet(text: str, terms: Iterable[str], *, width: int = 160) -> Snippet:
    """The best line of about `width` characters: where most different terms stand close together.

    A text without any of the terms gives its beginning, without marks.
    """
    return line_around(text, mark_spans(text, terms), width=width)


def line_around(text: str, spans: list[tuple[int, int]], *, width: int = 160) -> Snippet:
    """The same for spans that `mark_spans` gave."""
    start, end = _window(text, spans, width)
    inside = [span for span in spans if start <= span[0] and span[1] <= end]
    return _one_line(text, start, end, inside)


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    # Longest first: a phrase wins over the words in it.
    sources = [_source(term) for term in sorted(set(terms), key=len, reverse=True)]
    found = [source for source in sources if source]
    return re.compile("|".join(found), re.DOTALL) if found else None


def _source(term: str) -> str:
    is_prefix = term.endswith("*")
    words = fold(term.rstrip("*")).split()
    if not words:
        return ""
    if is_paired(term):
        return _paired_source(words)
    first, *others = (re.escape(word) for word in words)
    # That it begins a word is looked at afterwards: places to try are found faster by a letter.
    begin = rf"{first}(?<!{_LETTER_CLASS}{first})"
    tail = f"{LETTER}*" if is_prefix else f"(?!{LETTER})"
    return _BETWEEN.join((begin, *others)) + tail


# A look-behind must be one character wide, which the alternation in LETTER is not to `re`.
_LETTER_CLASS = r"[^\W_]"


def _paired_source(words: list[str]) -> str:
    """A run searched as overlapping pairs ("水素 素水") is one string ("水素水") in the text."""
    run = words[0]
    for word in words[1:]:
        if len(word) == 2 and is_paired(word) and run.endswith(word[0]):
            run += word[1:]
        else:
            run += " " + word
    return r"\W*".join(re.escape(part) for part in run.split())


def _window(text: str, spans: list[tuple[int, int]], width: int) -> tuple[int, int]:
    if not spans:
        return _whole_words(text, 0, min(len(text), width))
    best, best_value = 0, (0, 0)
    starts = [start for start, _ in spans]
    words = [fold(text[start:end]) for start, end in spans]
    for i, (start, _) in enumerate(spans):
        last = bisect_left(starts, start + width - width // 4)
        different = len(set(words[i : min(last, i + 8)]))
        if (different, last - i) > best_value:
            best, best_value = i, (different, last - i)
    first, last_end = spans[best][0], spans[best][1]
    reach = bisect_right(starts, first + width - width // 4)
    last_end = max(last_end, spans[reach - 1][1]) if reach else last_end
    room = max(width - (last_end - first), 0)
    start = max(0, first - max(room // 2, width // 4))
    end = min(len(text), max(start + width, spans[best][1]))
    return _whole_words(text, start, end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends inwards to the next space, unless that costs more than a long word."""
    if start > 0 and not text[start - 1].isspace():
        space = re.compile(r"\s+").search(text, start, min(start + 25, end))
        start = space.end() if space else start
    if end < len(text) and not text[end].isspace():
        space_at = max(text.rfind(" ", end - 25, end), text.rfind("\n", end - 25, end))
        end = space_at if space_at > start else end
    return start, end


def _one_line(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Snippet:
    """Put `text[start:end]` on one line, moving the marks with it."""
    pieces: list[str] = [_ELLIPSIS + " "] if text[:start].strip() else []
    cuts: list[tuple[int, int]] = []
    length = sum(map(len, pieces))
    position = start

    def keep(until: int) -> None:
        nonlocal length
        cuts.append((position, length))
        pieces.append(text[position:until])
        length += until - position

    for match in _SPACE_OR_HYPHEN.finditer(text, start, end):
        keep(match.start())
        shown = _shown_instead(match, text)
        position = match.end()
        pieces.append(shown)
        length += len(shown)
    keep(end)
    line = "".join(pieces)
    if text[end:].strip():
        line = line.rstrip() + " " + _ELLIPSIS
    marks = tuple((_moved(cuts, a), _moved(cuts, b)) for a, b in spans)
    return Snippet(line, marks, spans[0][0] if spans else -1)


def _shown_instead(match: re.Match[str], text: str) -> str:
    if match["hyphen"]:
        return "" if text[match.end()].islower() else match["hyphen"][0]
    return "" if match[0] == "\u00ad" else " "


def _moved(cuts: list[tuple[int, int]], offset: int) -> int:
    index = bisect_right(cuts, (offset, 1 << 60)) - 1
    source, target = cuts[max(index, 0)]
    following = cuts[index + 1][1] if index + 1 < len(cuts) else None
    moved = target + offset - source
    return moved if following is None else min(moved, following)
