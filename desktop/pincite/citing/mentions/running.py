"""Citations in the run of a sentence or note: "Smith (2009, 23n4)", "King 2003, p. 41", "¶ 12"."""

import re
from collections.abc import Iterator

from pincite.citing.mentions import names
from pincite.citing.mentions.evidence import Evidence
from pincite.citing.mentions.extents import is_extent, is_of_itself
from pincite.citing.mentions.full_references import extended, reference_start
from pincite.citing.mentions.grammar import Found, Spans
from pincite.citing.mentions.locators import Place, bare_at, labelled_at, time_at
from pincite.citing.mentions.name_words import STOP
from pincite.citing.mentions.short_titles import SHORT_TITLE
from pincite.citing.mentions.times import is_of_recording
from pincite.model.mentions import MentionKind

_YEAR_BRACKET = re.compile(
    r"[(\[]" + names.YEAR_AT_START.pattern + r"\s*(?P<sep>[,:;])\s*(?P<rest>[^()\[\]]{1,60})[)\]]"
)
_TRIGGER = re.compile(
    r"(?<![\w.])(?:[Pp]{1,2}\.\s?(?=[\divxlcA-Z\[])|[Pp]gs?\.?\s?(?=\d)|[Pp]ages?\s(?=\d)|"
    r"¶{1,2}\s?(?=\d)|§{1,2}\s?(?=[\dIVX])|"
    r"[Pp]aras?\.?\s(?=\d)|[Pp]aragraphs?\s(?=\d)|sec\.\s?(?=\d)|s\.\s?(?=\d{1,3}\()|ch(?:ap)?s?\.\s?(?=[\dIVX])|fols?\.\s?(?=\d)|"
    r"[Vv]ol\.\s?(?=[\dIVX])|at\s(?=\d)|[Ll]ines?\s(?=\d)|ll\.\s(?=\d)|S\.\s(?=\d)|p[áa]gs?\.\s?(?=\d)|R[nz]\.\s?(?=\d)|"
    r"Kap\.\s(?=\d)|f\.\s?(?=\d{1,3}[rv]\b))"
)
_STRICT = frozenset(
    {
        "p",
        "pp",
        "pg",
        "pgs",
        "¶",
        "¶¶",
        "para",
        "paras",
        "§",
        "§§",
        "s",
        "sec",
        "ch",
        "chap",
        "chs",
        "chaps",
        "fol",
        "fols",
        "P",
        "Pp",
        "Pg",
        "Rn",
        "Rz",
        "Kap",
        "f",
    }
)
_ON_PAGE = re.compile(r"\b(?:auf|ab|vgl\.|[Ss]iehe|von)\s$")
_REFERENCE_HEAD = re.compile(
    r"\((?:[^()]{0,80}[\s,:])?(?P<year>(?:1[4-9]|20)\d\d)[a-z]?\)[,:;]?\s*$"
)


def narrative(text: str) -> Iterator[Found]:
    """Names in the sentence with year and page in brackets: "Smith (2009, p. 23)"."""
    for match in _YEAR_BRACKET.finditer(text):
        if match["year"][0] not in "12n" or match["sep"] == ";":
            continue
        name_end = match.start()
        while name_end and text[name_end - 1] in " \n":
            name_end -= 1
        name_end -= 2 if text[:name_end].endswith(("’s", "'s")) else 0
        begin = names.name_before(text, name_end)
        if begin == name_end:
            continue
        rest, end = match.start("rest"), match.end("rest")
        place = labelled_at(text, rest, end) or time_at(text, rest, end) or bare_at(text, rest, end)
        if place is None or text[place.end : end].strip(" .,"):
            continue
        work = names.work(text[begin:name_end], match["year"])
        yield Found(begin, match.end(), MentionKind.AUTHOR, work, place.locator, 0.95, 0, True)


_PLACE_BRACKET = re.compile(r"[ \n]\((?=(?:pp?|pgs?|S|págs?|pages?|¶¶?|ll|ch|§§?)\b)[^()]{2,40}\)")


def named_before(text: str, evidence: Evidence) -> Iterator[Found]:
    """Names in the sentence with only a page in brackets: "Tolstoy (p. 44)"."""
    for match in _PLACE_BRACKET.finditer(text):
        place = labelled_at(text, match.start() + 2, match.end() - 1)
        if place is None or text[place.end : match.end() - 1].strip(" ."):
            continue
        if is_extent(text, place):
            continue
        begin = names.name_before(text, match.start(), commas=False)
        name = text[begin : match.start()]
        if not name or name[-1] in '.”’"»' or _is_stopped(name) or len(name.split()) > 3:
            continue
        if evidence.is_common_word(name.split()[-1]):
            continue
        work = names.work(name, "")
        yield Found(begin, match.end(), MentionKind.AUTHOR, work, place.locator, 0.6, 0, True)


def labelled(text: str, spans: Spans) -> Iterator[Found]:
    """Places with a label outside brackets, with the name and year before them if there are any."""
    after = 0
    for match in _TRIGGER.finditer(text):
        if match.start() < after or spans.is_taken(match.start(), match.end()):
            continue
        end = min(len(text), match.start() + 60)
        place = labelled_at(text, match.start(), end)
        if place is None or is_extent(text, place):
            continue
        found = _named(text, place) or _unnamed(text, place)
        if found is not None:
            after = place.end
            yield found


def _named(text: str, place: Place) -> Found | None:
    """With a name or a whole reference before it: "King 2003, p. 41", "Darwin, p. 88"."""
    before = max(0, place.start - 300)
    head = text[before : place.start]
    short = SHORT_TITLE.search(head.rstrip(" \n").removesuffix(","), max(0, len(head) - 160))
    if short is not None and place.label != "at" and not _is_stopped(short["work"]):
        begin = before + short.start("work")
        return _author(text, begin, before + short.end("work"), "", place, 0.8)
    if place.has_volume:
        return None
    stripped = head.rstrip(" \n\t").rstrip(",:").rstrip()
    if not stripped:
        return None
    whole = _full_reference(text, before, place)
    if whole is not None:
        return whole
    name, year = names.split_year(head)
    if year:
        end = before + len(name.rstrip(" ,("))
        begin = extended(text, names.name_before(text, end))
        if begin == end or place.label == "at" or _NO_NAME.search(text, begin, end):
            return None
        return _author(text, begin, end, year, place, 0.9)
    last = stripped.split()[-1] if stripped.split() else ""
    separator = head[len(stripped) :]
    if names.RECORDS.match(last):
        end = before + len(stripped)
        return _author(text, end - len(last), end, "", place, 0.85)
    if place.label == "at" or "\n\n" in separator or not _may_follow_a_name(place, separator):
        return None
    end = before + len(stripped)
    begin = names.name_before(text, end, commas=False)
    if begin == end or text[end - 1] in '.)”"' or _is_stopped(text[begin:end]):
        return None
    if len(text[begin:end].split()) > 8:
        return None
    return _author(text, begin, end, "", place, 0.75)


def _full_reference(text: str, before: int, place: Place) -> Found | None:
    """A reference in full, as notes have it: "Author, Title (Place: Publisher, 1963), p. 12"."""
    bracket = _REFERENCE_HEAD.search(text, before, place.start)
    if bracket is None or place.label == "at":
        return None
    begin = reference_start(text, bracket.start())
    if begin < 0 or "," not in text[begin : bracket.start()]:
        return None
    return _author(text, begin, bracket.start(), bracket["year"], place, 0.85)


def _may_follow_a_name(place: Place, separator: str) -> bool:
    if place.kind not in ("page", "paragraph"):
        return False
    if place.label.lower() in ("page", "pages", "paragraph", "paragraphs", "para", "s"):
        return "," in separator and place.label != "S"
    return True


_NO_NAME = re.compile(
    r"\b(?:section|chapter|vol|ibid|id|see|definition|press|publishers?|university|dept|department|dissertation|thesis|journal|review|proceedings|"
    r"quarterly|magazine|transactions|bulletin|annals|letters|edition|eds?)\b",
    re.I,
)


def _is_stopped(name: str) -> bool:
    first = name.split()[0].rstrip(".,:").lower()
    return first in STOP or bool(_NO_NAME.search(name))


def _author(text: str, begin: int, end: int, year: str, place: Place, confidence: float) -> Found:
    work = names.work(text[begin:end], year)
    return Found(begin, place.end, MentionKind.AUTHOR, work, place.locator, confidence)


def _unnamed(text: str, place: Place) -> Found | None:
    """A place alone, where its label leaves no doubt."""
    head = text[max(0, place.start - 8) : place.start]
    strict = place.label in _STRICT or place.has_volume
    strict = strict or (place.label == "S" and bool(_ON_PAGE.search(head)))
    if not strict or (place.label in ("s",) and "(" not in text[place.start : place.end]):
        return None
    if (
        place.label in ("para", "paras")
        and not head.endswith(", ")
        and not text[place.start : place.end].startswith(("para.", "paras."))
    ):
        return None
    if place.kind not in ("page", "paragraph", "section", "chapter", "folio", "line"):
        return None
    if is_of_itself(text, place):
        return None
    return Found(place.start, place.end, MentionKind.LOCATOR, "", place.locator, 0.6)


def times(text: str, spans: Spans) -> Iterator[Found]:
    """Times of a recording outside brackets: only those with hours, where it is spoken of."""
    for match in _LONG_TIME.finditer(text):
        if spans.is_taken(match.start(), match.end()):
            continue
        place = time_at(text, match.start(), len(text))
        if place is None:
            continue
        first = place.locator.ranges[0]
        around = text[max(0, match.start() - 60) : match.end() + 60]
        if _RECORDED.search(around) and is_of_recording(
            text, place.start, place.end, first.first, first.last
        ):
            yield Found(place.start, place.end, MentionKind.TIME, "", place.locator, 0.6)


_LONG_TIME = re.compile(r"(?<=[\s(\[])\d{1,2}:\d\d:\d\d(?![\d:])")
_RECORDED = re.compile(
    r"\b(?:video|clip|film|recording|podcast|episode|timestamp|interview|footage)\b", re.I
)
