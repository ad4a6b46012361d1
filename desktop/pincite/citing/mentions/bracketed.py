"""Citations in brackets: "(RAND, page 3)", "(Said, 1978, p. 40; Spivak, 1988)", "[12, pp. 3-5]"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pincite.citing.mentions import names
from pincite.citing.mentions.evidence import Evidence
from pincite.citing.mentions.extents import is_extent, is_of_itself
from pincite.citing.mentions.grammar import Found
from pincite.citing.mentions.locators import (
    Place,
    bare_at,
    label_starts,
    labelled_at,
    scene_at,
    time_at,
)
from pincite.citing.mentions.name_words import STOP
from pincite.citing.mentions.times import is_of_day, is_of_recording
from pincite.model.locators import Locator, LocatorRange
from pincite.model.mentions import MentionKind

_BRACKETS = re.compile(r"[(\[](?P<inner>[^()\[\]]{1,200}(?:[(\[]\d{4}[)\]][^()\[\]]{0,80})?)[)\]]")
_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(r"[ivxlc]{1,7}\b")
_BARE_AT_END = re.compile(
    r"(?:^|(?<=[\s,:]))(?:\d{1,2}:\s?)?\d{1,5}(?:[a-e]\d{0,2})?(?:\s?n\.?\s?\d{1,3}|n)?"
    r"(?:\s*[-\u2010-\u2015]\s*\d{1,5}(?:[a-e]\d{0,2})?)?"
    r"\s?(?:ff?|sqq?|sgg|ss|passim)?\.?\s*$"
)
_TIME_AT_END = re.compile(
    r"(?:\d{1,2}:)?\d{1,2}:[0-5]\d(?:\s*[-\u2010-\u2015]\s*(?:\d{1,2}:)?\d{1,2}:[0-5]\d)?\s*$"
)
_SCENE_AT_END = re.compile(
    r"(?<![\w.])\d{1,2}\.\d{1,3}(?:\.\d{1,4})?(?:\s*[-\u2010-\u2015]\s*[\d.]{1,8})?\s*$"
)
_NUMBER = re.compile(
    r"\s*(?:(?:see|cf\.|e\.g\.,?|in|vgl\.)\s+)?(?P<n>\d{1,3}|[A-Z][A-Za-z+]{1,6}\d{2}[a-z]?)\s*(?P<sep>[,:])\s*"
)
_REMARK = re.compile(
    r"[,;]\s*(?:(?:my|our|own|author[’']s|the author[’']s)\s+(?:translation|emphas[ie]s|italics)|"
    r"(?:emphas[ie]s|italics)\s+(?:added|mine|ours|supplied|(?:in|of)\s+(?:the\s+)?original)|"
    r"trans(?:lation|l?\.)\s+(?:mine|ours|modified)|(?:eigene\s+)?(?:Übersetzung|Übers\.)[^;]{0,25}|"
    r"Herv(?:orhebung|orh\.|\.)[^;]{0,30}|Hervorhebung|(?:nous|je)\s+(?:soulign|tradui)\w+|"
    r"(?:la\s+)?traducción[^;]{0,20}|traduzione\s+mia|corsivo\s+mio|énfasis[^;]{0,20}|"
    r"grifos?\s+\w+)\s*$",
    re.I,
)
"""What a bracket says of the quotation behind its place: "my translation"."""
_STATUTE = re.compile(r"\b(?:Act|Code|Law|Regulations?|Rules|Ordinance|Order|Convention|Gesetz)\b")
_OF_CODE = frozenset("!&(=")
"""Before a bracket that holds the numbers of a program."""
_ENDED = re.compile(r"\s*(?:$|\n|[\[.;,)]|[^\W\d_a-z])")
_LEAST_PAGE = 100
_ALONE = frozenset({"page", "paragraph", "folio", "section", "chapter", "line", "timestamp"})
_SELF = frozenset(
    {
        "Section",
        "Sections",
        "Sec",
        "Sect",
        "Chapter",
        "Chapters",
        "Line",
        "Lines",
        "Ch",
        "section",
        "sections",
        "chapters",
        "Paragraph",
        "Paragraphs",
    }
)
_CLOSING = frozenset('”"»’')
_AMBIGUOUS = frozenset({"f", "l", "v", "n", "t"})
_CHAPTERED = re.compile(r"^p\.?\s?\d-\d{1,3}$")
_BODY = re.compile(r"[A-Z]{3,}$")
_BEKKER = re.compile(r"\d{2,4}[a-e](?:\d{1,2})?$")


def bracketed(text: str, evidence: Evidence) -> Iterator[Found]:
    """The citations in brackets, in order."""
    for match in _BRACKETS.finditer(text):
        inner = match["inner"]
        if (match[0][0] == "(") != (match[0][-1] == ")"):
            continue
        if not _DIGIT.search(inner) and not _NUMERAL.search(inner):
            continue
        start, end = match.start("inner"), match.end("inner")
        if text.startswith(":", match.end()):
            outside = _page_behind(text, match)
            if outside is not None:
                yield outside
                continue
        remark = _REMARK.search(text, start, end)
        end = remark.start() if remark else end
        name = ""
        for piece_start, piece_end in _pieces(text, start, end):
            found = _read(text, match, piece_start, piece_end, evidence, name)
            if found is not None:
                name = names.split_year(found.work)[0] or name
                yield _around(found, match)


def _page_behind(text: str, match: "re.Match[str]") -> Found | None:
    """The page behind the mark of a note, as Wikipedia has it: "[3]: p. 7", "[3]: 234"."""
    if match[0][0] != "[" or not match["inner"].isdecimal():
        return None
    at = match.end() + 1
    at += text.startswith(" ", at)
    place = labelled_at(text, at, at + 20) or bare_at(text, at, at + 20)
    if place is None or place.kind != "page" or not _ENDED.match(text, place.end):
        return None
    return Found(match.start(), place.end, MentionKind.NUMBER, match["inner"], place.locator, 0.85)


def _around(found: Found, match: "re.Match[str]") -> Found:
    """The brackets belong to a citation that fills them."""
    if (found.start, found.end) == match.span("inner"):
        return replace(found, start=match.start(), end=match.end())
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts between semicolons, without spaces at their ends."""
    at = start
    while at <= end:
        stop = text.find(";", at, end)
        if stop >= 0 and text[at:stop].isupper() and not _DIGIT.search(text, at, stop):
            stop = text.find(";", stop + 1, end)  # "(SOUSA; PEREIRA, 2002, p. 3)"
        stop = end if stop < 0 else stop
        first, last = at, stop
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield first, last
        at = stop + 1


def _read(
    text: str,
    match: "re.Match[str]",
    start: int,
    end: int,
    evidence: Evidence,
    before: str,
) -> Found | None:
    """One piece; `before` is the name in the piece before it, which a bare year repeats."""
    if text[match.start()] == "[":
        numbered = _number(text, start, end, evidence)
        if numbered is not None:
            return numbered
    place = _place_at_end(text, start, end)
    if place is None:
        return None
    head = text[start : place.start]
    signal = names.without_signal(head)
    name, year = names.split_year(head[signal:])
    name = name.strip(" ,\n\t")
    begin = start + signal
    if not name and not year:
        return _alone(text, match, begin, place)
    if not name and (place.label or before or head.rstrip().endswith(":")):
        name = before or names.last_in_sentence(text, match.start())
    if not names.is_name(name.rstrip(":").replace(";", ",")) or (":" in name and not year):
        return None
    if place.kind == "timestamp" and not place.label and name.split()[-1].lower() in STOP:
        return None
    confidence = _confidence(text, match, head[signal:], name, year, place, evidence)
    if confidence <= 0:
        return None
    work = names.work(name.rstrip(":"), year)
    locator = _of_the_work(name, year, place, text[place.start : place.end])
    return Found(begin, end, MentionKind.AUTHOR, work, locator, confidence)


def _of_the_work(name: str, year: str, place: Place, written: str) -> Locator:
    """The place as works of this kind are cited.

    Reports of bodies are paged by chapter: in "(IPCC 2021, p. 4-12)" the label is "4-12". In
    "(Nowak 2011, s. 45)" the "s." is a page of many languages; acts have sections.
    """
    first = place.locator.ranges[0]
    if place.label == "s" and year and not _STATUTE.search(name) and "(" not in first.first:
        return Locator("page", place.locator.ranges)
    if _CHAPTERED.search(written) and _BODY.match(name):
        return Locator("page", (LocatorRange(f"{first.first}-{first.last}"),))
    return place.locator


def _place_at_end(text: str, start: int, end: int) -> Place | None:
    """The locator that ends the piece, the longest one."""
    for at in label_starts(text, start, end):
        if text[max(start, at - 2) : at].strip().isdigit():
            continue  # "23 n. 4" is a page with a note on it
        place = labelled_at(text, at, end)
        if place is not None and _ends(text, place.end, end):
            return place
    for pattern, read in (
        (_TIME_AT_END, time_at),
        (_SCENE_AT_END, scene_at),
        (_BARE_AT_END, bare_at),
    ):
        found = pattern.search(text[start:end])
        place = read(text, start + found.start(), end) if found else None
        if place is not None and _ends(text, place.end, end):
            return place
    return None


def _ends(text: str, at: int, end: int) -> bool:
    return not text[at:end].strip(" .,\n\t*")


def _alone(text: str, match: "re.Match[str]", start: int, place: Place) -> Found | None:
    """A place without a work: "(p. 112)", "(0:03-0:23)"."""
    if place.kind == "timestamp":
        first = place.locator.ranges[0]
        if not first.last and text[match.start()] == "[":
            return None
        if not first.last and _has_a_line_of_its_own(text, *match.span()):
            return None
        if place.label or is_of_recording(
            text, match.start(), match.end(), first.first, first.last
        ):
            return Found(start, place.end, MentionKind.TIME, "", place.locator, 0.8)
        return None
    if not place.label or place.label == "at" or place.kind not in _ALONE or place.label in _SELF:
        return None
    if place.label in _AMBIGUOUS or is_extent(text, place) or is_of_itself(text, place):
        return None
    if place.kind == "line" and text[match.start() - 2 : match.start()].strip() not in _CLOSING:
        return None
    return Found(start, place.end, MentionKind.LOCATOR, "", place.locator, 0.7)


def _has_a_line_of_its_own(text: str, start: int, end: int) -> bool:
    """A single time that stands alone is the length of a film, not a place in it."""
    before, after = text[max(0, start - 3) : start], text[end : end + 3]
    is_first = before.rstrip(" ") == "" or before.rstrip(" ").endswith("\n")
    return start > 0 and is_first and (after.strip(" ") == "" or after.lstrip(" ")[0] == "\n")


def _confidence(
    text: str,
    match: "re.Match[str]",
    head: str,
    name: str,
    year: str,
    place: Place,
    evidence: Evidence,
) -> float:
    """How sure it is that a name and a place are a citation; 0 when they are none."""
    if place.kind == "timestamp" and not place.label:
        return 0.8 if year or not is_of_day(text, match.start(), match.end()) else 0.0
    if place.label == "at":
        return 0.95 if year or names.RECORDS.match(name) else 0.0
    if place.label:
        return 0.95
    if year:
        separated = head.rstrip().endswith((",", ":"))
        return 0.95 if separated else 0.0
    first = place.locator.ranges[0]
    if place.kind == "line":
        return 0.6 if first.first.count(".") > 1 else 0.4
    if _BEKKER.match(first.first):
        return 0.85
    if head.rstrip().endswith((",", ":")):
        return 0.0
    if _has_other_numbers(match):
        return 0.0
    return evidence.of_bare_page(text, match, name, first.first, first.last)


def _has_other_numbers(match: "re.Match[str]") -> bool:
    """As scores have: "(Rossi 12, 40; Weah 88)". Citations list names, one place each."""
    others = match["inner"].split(";")
    return len(others) > 1 and any("," in other for other in others)


def _number(text: str, start: int, end: int, evidence: Evidence) -> Found | None:
    """A number of the list of references with a place: "[12, pp. 3-5]", "[15, 201]"."""
    head = _NUMBER.match(text, start, end)
    if head is None or head["n"].startswith("0") or text[start - 2 : start - 1] in _OF_CODE:
        return None
    place = labelled_at(text, head.end(), end)
    if place is not None and _ends(text, place.end, end):
        return Found(start, end, MentionKind.NUMBER, head["n"], place.locator, 0.95)
    place = bare_at(text, head.end(), end)
    if place is None or not _ends(text, place.end, end):
        return None
    if not evidence.may_number(head["n"]):
        return None
    first = place.locator.ranges[0].first
    is_page = first[:1].isdigit() and (
        head["sep"] == ":"
        or int(re.sub(r"\D.*", "", first)) >= max(_LEAST_PAGE, evidence.references + 1)
    )
    if not is_page or (head["sep"] == ":" and not evidence.references):
        return None
    return Found(start, end, MentionKind.NUMBER, head["n"], place.locator, 0.7)
