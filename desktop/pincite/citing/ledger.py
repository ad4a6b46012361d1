"""The ledger: for every work, which of its pages are cited, how often, in which state."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from pincite.model import roman
from pincite.model.citations import CitationState
from pincite.model.documents import PageMap
from pincite.model.ids import ItemId
from pincite.model.locators import Locator, LocatorRange
from pincite.model.page_finder import PageFinder

_NO_MAPS: Mapping[ItemId, PageMap] = MappingProxyType({})
_ENDS_IN_DIGITS = re.compile(r"^(?P<head>.*?)(?P<number>\d+)(?P<tail>\D*)$")


class LedgerOrigin(StrEnum):
    """What names a page of a work: a citation of a bibliography, a mark in it, or a text."""

    CITATION = "citation"
    ANNOTATION = "annotation"
    MENTION = "mention"
    NOTE = "note"
    MANUSCRIPT = "manuscript"


_NEVER_CHECKED = (LedgerOrigin.ANNOTATION, LedgerOrigin.NOTE)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One citation as the ledger counts it.

    Attributes:
        source: where it stands: the name of a bibliography, or of the document that cites.
        index: page of the file (from 0) where its first label is; None when that is not known.
        id: of the citation, annotation, mention or note; empty in a manuscript.
        text: what it quotes or says, for people.
    """

    item: ItemId
    title: str
    locator: Locator = Locator()
    source: str = ""
    state: CitationState = CitationState.UNCHECKED
    index: int | None = None
    origin: LedgerOrigin = LedgerOrigin.CITATION
    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """Pages, or another place, of a work: "10–11" or "¶ 4", with all that cites it.

    Attributes:
        index: file page (from 0) where it begins; None when it is not known.
    """

    text: str
    index: int | None
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class LedgerWork:
    """A work and the pages of it that are cited.

    Attributes:
        pages: merged ranges in the order of the work: "xii", "3", "10–11"; then what is cited by
            other means, described: "¶ 4", "8:33–9:09". Empty when it is cited as a whole only.
        citations: how often it is named, wherever that is.
        states: state (its word) -> how many; marks and notes have none.
        marks: file pages (from 0) that are cited, in order.
        page_count: pages of its file; 0 when it has none.
        sources: where it is cited, each once, in order of appearance.
        origins: from what it is cited (the word of `LedgerOrigin`) -> how often.
        places: `pages` with what cites each; at last, with an empty text, what cites the whole.
    """

    item: ItemId
    title: str
    pages: tuple[str, ...]
    citations: int
    states: Mapping[str, int] = field(default_factory=dict)
    marks: tuple[int, ...] = ()
    page_count: int = 0
    sources: tuple[str, ...] = ()
    origins: Mapping[str, int] = field(default_factory=dict)
    places: tuple[LedgerPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    first: str
    last: str
    start: int | None
    end: int | None
    entries: tuple[LedgerEntry, ...] = ()


def build_ledger(
    entries: Iterable[LedgerEntry], page_maps: Mapping[ItemId, PageMap] = _NO_MAPS
) -> list[LedgerWork]:
    """The works that are cited, by title.

    Args:
        page_maps: the page labels of each work's document, where it has one: they say which pages
            follow each other and where roman numbers stand.
    """
    by_item: dict[ItemId, list[LedgerEntry]] = {}
    for entry in entries:
        by_item.setdefault(entry.item, []).append(entry)
    works = [_work(found, page_maps.get(item)) for item, found in by_item.items()]
    return sorted(works, key=lambda w: (w.title.casefold(), w.item))


def merged_pages(locators: Iterable[Locator], page_map: PageMap | None = None) -> tuple[str, ...]:
    """The pages of many locators as sorted ranges: "3", "10–11", "23", "39–40"."""
    finder = PageFinder(page_map) if page_map else None
    spans = [s for loc in locators if loc.kind == "page" for s in _spans(loc, finder, None)]
    return tuple(_text(span) for span in _merge(spans))


def _work(entries: list[LedgerEntry], page_map: PageMap | None) -> LedgerWork:
    paged = [e for e in entries if e.locator.kind == "page"]
    finder = PageFinder(page_map) if page_map else None
    spans = [s for e in paged for s in _spans_of(e, finder, e.index)]
    places = [LedgerPlace(_text(s), s.start, s.entries) for s in _merge(spans)]
    places += _others(entries)
    if whole := tuple(e for e in entries if not e.locator):
        places.append(LedgerPlace("", None, whole))
    marks = {e.index for e in entries if e.index is not None}
    marks.update(i for s in spans if s.start is not None for i in _indexes(s))
    return LedgerWork(
        item=entries[0].item,
        title=entries[0].title,
        pages=tuple(place.text for place in places if place.text),
        citations=len(entries),
        states=dict(Counter(e.state.value for e in entries if e.origin not in _NEVER_CHECKED)),
        marks=tuple(sorted(marks)),
        page_count=len(page_map.found) if page_map else 0,
        sources=tuple(dict.fromkeys(e.source for e in entries if e.source)),
        origins=dict(Counter(entry.origin.value for entry in entries)),
        places=tuple(places),
    )


def _others(entries: list[LedgerEntry]) -> list[LedgerPlace]:
    """Places that are no pages, kind by kind, each merged and described."""
    kinds = dict.fromkeys(e.locator.kind for e in entries if e.locator.kind != "page" and e.locator)
    found = []
    for kind in sorted(kinds, key=lambda k: (k == "timestamp", k)):
        spans = [s for e in entries if e.locator.kind == kind for s in _spans_of(e, None, None)]
        for span in _merge(spans):
            last = span.last if span.last != span.first else ""
            text = Locator(kind, (LocatorRange(span.first, last),)).described
            index = next((e.index for e in span.entries if e.index is not None), None)
            found.append(LedgerPlace(text, index, span.entries))
    return found


def _spans_of(entry: LedgerEntry, finder: PageFinder | None, index: int | None) -> list[_Span]:
    """The spans of an entry, which they remember."""
    return [replace(span, entries=(entry,)) for span in _spans(entry.locator, finder, index)]


def _spans(locator: Locator, finder: PageFinder | None, index: int | None) -> list[_Span]:
    spans = []
    for place in locator.ranges:
        last = _whole(place.last or place.first, place.first)
        start = finder.page(place.first) if finder else None
        end = finder.page(last) if finder else None
        if start is None and index is not None and place is locator.ranges[0]:
            start, end = index, (index if end is None else end)
        if start is not None and (end is None or end < start):
            end = start
        spans.append(_Span(place.first, last, start, end))
    return spans


def _whole(last: str, first: str) -> str:
    """The end of a range written short: "125" for "123–5"."""
    if last.isdecimal() and first.isdecimal() and len(last) < len(first):
        return first[: -len(last)] + last
    return last


def _indexes(span: _Span) -> range:
    assert span.start is not None
    return range(span.start, (span.start if span.end is None else span.end) + 1)


def _merge(spans: list[_Span]) -> list[_Span]:
    placed = all(span.start is not None for span in spans)
    ordered = sorted(spans, key=_placed_order if placed else _label_order)
    merged: list[_Span] = []
    for span in ordered:
        if merged and _follows(merged[-1], span):
            before = merged[-1]
            ends_later = _label_key(span.last) > _label_key(before.last)
            longer = span if ends_later else before
            entries = tuple(dict.fromkeys((*before.entries, *span.entries)))
            merged[-1] = _Span(before.first, longer.last, before.start, longer.end, entries)
        else:
            merged.append(span)
    return merged


def _follows(before: _Span, span: _Span) -> bool:
    """True when `span` overlaps `before` or begins on the page after it, in the same numbering."""
    system, number, tail = _label_key(before.last)
    next_system, next_number, next_tail = _label_key(span.first)
    if system != next_system:
        return False
    if number is None or next_number is None:
        return before.last == span.first
    if tail or next_tail:
        return number == next_number and tail == next_tail
    if before.end is not None and span.start is not None:
        return span.start <= before.end + 1 and next_number <= number + 1
    return next_number <= number + 1


def _placed_order(span: _Span) -> tuple[int, int, "_Key"]:
    return (span.start or 0, span.end or 0, _label_key(span.last))


def _label_order(span: _Span) -> tuple["_Key", "_Key"]:
    return (_label_key(span.first), _label_key(span.last))


_Key = tuple[tuple[int, str], int | None, str]
"""Numbering system (its rank and what stands before the number), number, what stands after it."""


def _label_key(label: str) -> _Key:
    text = label.strip()
    if re.fullmatch(r"\d{1,3}(:\d{2}){1,2}", text):
        seconds = 0
        for part in text.split(":"):
            seconds = seconds * 60 + int(part)
        # Times are neighbours only when they touch: a gap of one second is a gap.
        return ((1, ":"), seconds * 2, "")
    numeral = roman.value(text)
    if numeral is not None:
        return ((0, ""), numeral, "")
    found = _ENDS_IN_DIGITS.match(text)
    if not found:
        return ((3, text.casefold()), -1, "")
    head = found["head"].casefold()
    return ((2 if head else 1, head), int(found["number"]), found["tail"].casefold())


def _text(span: _Span) -> str:
    return span.first if span.first == span.last else f"{span.first}\u2013{span.last}"
