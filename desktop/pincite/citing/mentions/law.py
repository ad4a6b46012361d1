"""Citations of judgments and statutes, by eyecite's tables of reporters."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pincite.citing.mentions.grammar import Found
from pincite.model.locators import Locator, LocatorRange
from pincite.model.mentions import MentionKind

_CANDIDATE = re.compile(
    r"(?<![\w.$€£])\d{1,4}\s(?=[A-Z])(?:[A-Z][\w.’']{0,9}\s?|&\s?|\d[a-z]{1,2}\s){1,5}(?:at\s|§{1,2}\s?)?\d{1,5}\b"
)
_DOTTED = re.compile(r"[A-Z]\w{0,4}\.|\bUS\b|§")
_REST = re.compile(
    r"(?:,?\s(?:at\s)?(?P<a>\d{1,5})(?:\s?[-\u2010-\u2015]\s?(?P<b>\d{1,5}))?(?:,\s\d{1,5}(?:[-–]\d{1,5})?)*)?"
    r"(?P<year>\s\((?:[^()]{0,40}\s)?\d{4}\))?"
)
_PIN = re.compile(r",\s?(?P<a>\d{1,5})(?:\s?[-\u2010-\u2015]\s?(?P<b>\d{1,5}))?(?![\d\w])")
_YEAR = re.compile(r"\s?\((?:[^()\d]{0,30}(?:\d\w\w\s)?[^()\d]{0,30})\d{4}\)")
_SUBSECTIONS = re.compile(r"(?:\(\w{1,4}\))+")


_LOOSE_LEAF = re.compile(
    r"(?<![\w.])(?P<volume>(?:19|20)?\d\d(?:-\d)?)\s(?P<name>[A-Z][\w.&]*(?:\s[A-Z(][\w.&)]*){0,4})\s"
    r"¶\s?(?P<number>[\d,]*\d)(?:,?\sat\s(?P<a>\d{1,5})(?:[-\u2010-\u2015](?P<b>\d{1,5}))?)?"
)


def law(text: str) -> Iterator[Found]:
    """Citations by volume and reporter, and sections of the code."""
    for match in _LOOSE_LEAF.finditer(text):
        locator = _pages(match["a"] or "", match["b"] or "")
        yield Found(match.start(), match.end(), MentionKind.LAW, "", locator, 0.85)
    after = -1
    for match in _CANDIDATE.finditer(text):
        if match.start() < after or not _DOTTED.search(match[0]):
            continue
        window = text[match.start() : match.end() + 12]
        found = _read(text, match.start(), window)
        if found is not None:
            after = found.end
            yield found


def reporter_of(cited: str) -> str:
    """How the work itself is named: "576 U.S. 644" in "576 U.S. 644, 681 (2015)"."""
    found = _first(cited)
    return cited[slice(*found.span())] if found is not None else ""


def _read(text: str, at: int, window: str) -> Found | None:
    cited = _first(window)
    if cited is None or cited.span()[0] > 0:
        return None
    kind, end = type(cited).__name__, at + cited.span()[1]
    if kind == "FullLawCitation":
        section = str(cited.groups.get("section") or "")
        extra = _SUBSECTIONS.match(text, end)
        stop = extra.end() if extra else end
        label = section + (extra[0] if extra and not section.endswith(")") else "")
        locator = Locator("section", (LocatorRange(label),)) if label else Locator()
        return Found(at, stop, MentionKind.LOCATOR, "", locator, 0.9)
    if kind == "ShortCaseCitation":
        page = str(cited.metadata.pin_cite or "")
        return Found(at, end, MentionKind.LAW, "", _pages(page), 0.85)
    if kind != "FullCaseCitation":
        return None
    return _case(text, at, end)


def _case(text: str, at: int, end: int) -> Found | None:
    pin = _PIN.match(text, end)
    stop = pin.end() if pin else end
    year = _YEAR.match(text, stop)
    if year is None and pin is not None and not _is_certain(text[at:end]):
        return None
    if year is None and not _is_certain(text[at:end]):
        return None
    locator = _pages(pin["a"], pin["b"] or "") if pin else Locator()
    return Found(at, year.end() if year else stop, MentionKind.LAW, "", locator, 0.95)


def _is_certain(cited: str) -> bool:
    """Without a year only what nobody writes of anything else: two dots or a series."""
    return bool(re.search(r"[A-Z]\.\s?(?:[A-Z]\.|\d|[A-Z][a-z]+\.)", cited))


def _pages(first: str, last: str = "") -> Locator:
    first, _, other = first.partition("-")
    last = last or other
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: -len(last)] + last
    return Locator("page", (LocatorRange(first, last),)) if first else Locator()


def _first(text: str) -> Any | None:
    found = _reader()(text)
    return found[0] if found else None


@cache
def _reader() -> Any:
    # Here, not above: eyecite and its tables take 0.3 s to load, and few texts cite judgments.
    from eyecite import get_citations

    return get_citations
