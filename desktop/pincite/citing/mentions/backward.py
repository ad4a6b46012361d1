"""Citations that lead to earlier ones: ibid., id., op. cit., supra, ebd., a. a. O."""

import re
from collections.abc import Iterator

from pincite.citing.mentions import names
from pincite.citing.mentions.grammar import Found
from pincite.citing.mentions.locators import Place, any_at
from pincite.citing.mentions.short_titles import SHORT_TITLE
from pincite.model.locators import Locator
from pincite.model.mentions import MentionKind

_IBID = (
    r"[Ii]bid(?:em)?\b\.?|IBID\b\.?|[Ii]b\.(?=\s|,)|[Ii]bíd(?:em)?\b\.?|[Ee]bd\.|[Ee]benda\b|"
    r"[Íí]d(?:em)?\.|[Ii]vi\b(?=,\sp)|[Tt]amże\b(?=[,.;])"
)
_OPCIT = (
    r"(?:[Oo]p|[Ll]oc|[Aa]rt|[Oo]b|[Oo]uvr|[Ll])\.\s?cit\.|[Oo]pus\s+cit\.|[Aa]\.\s?a\.\s?O\.|"
    r"[Oo]\.\s?c\.(?=,)|(?<=, )cit\.(?=,)"
)
_OF_NOTE = (
    r"\((?:above\s|supra\s|wie\s)?(?:nn?\.?|fn\.?|note|Anm\.|Fn\.)\s?(?P<bracketed>\d{1,3})\)"
    r"(?=,?\s(?:at\s|pp?\.\s?|S\.\s?|\[|paras?\.?\s)?\d)"
)
"""As in "Okafor (n 3) 14"."""
_SUPRA = (
    r"(?:[Ss]upra|[Ss]\.\s?o\.|[Aa]bove|[Ww]ie)(?:,?\s+(?:at\s+)?"
    r"(?:note|notes|nn?\.|fn\.?|footnote|Anm\.|Fn\.)\s*(?P<note>\d{1,4})\b)|"
    r"[Ss]upra\b(?=,?\s+(?:at|p{1,2}\.)\s*\d)"
)
_WORDS = re.compile(
    rf"(?<![\w.])(?:(?P<ibid>{_IBID})|(?P<id>Id\.|id\.(?=\s(?:at\s|[¶§]))|[Ii]dem\b,?)|"
    rf"(?P<opcit>{_OPCIT}|{_OF_NOTE})|(?P<supra>{_SUPRA}))"
)
_SEPARATOR = re.compile(r"\s{0,2}[,:]?\s{0,2}(?P<open>\(?)(?:[Aa]t\s+)?")
_NOTE_BEFORE = re.compile(r"(?:^|\n)\s*\d{1,3}[.)]?\s+$|[a-z\d)][.;]\s+$")
_NOTE_AFTER = re.compile(r"\s*(?:\n|$|;|\()|\s(?:See|But|Cf\.)\s")
_NEAR = 60


def backward(text: str) -> Iterator[Found]:
    """The citations that name their work by an earlier one, in order."""
    for match in _WORDS.finditer(text):
        if not _stands_free(text, match):
            continue
        place, end = _place(text, match)
        if match["id"] and place is None and not _is_whole_note(text, match):
            continue
        if match["ibid"] or match["id"]:
            start, end = _with_brackets(text, match.start(), end)
            locator = place.locator if place else Locator()
            yield Found(start, end, MentionKind.IBID, "", locator, 0.95)
        elif not match["bracketed"] or place is not None:
            yield _opcit(text, match, place, end)


def _stands_free(text: str, match: "re.Match[str]") -> bool:
    """False where letters and signs run on without spaces: the text layer is garbled."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 2]
    is_open = not before or before.isspace() or before in "([{—–“\"‘«'"
    runs_on = len(after) == 2 and after[0] in ",;:" and not after[1].isspace()
    return is_open and not runs_on


def _is_whole_note(text: str, match: "re.Match[str]") -> bool:
    """True for an "Id." that is all of a note, or a sentence of it."""
    before = _NOTE_BEFORE.search(text, max(0, match.start() - 12), match.start())
    return before is not None and bool(_NOTE_AFTER.match(text, match.end()))


def _place(text: str, match: "re.Match[str]") -> tuple[Place | None, int]:
    """The locator after the word, and where the whole ends."""
    limit = min(len(text), match.end() + _NEAR)
    separator = _SEPARATOR.match(text, match.end(), limit)
    assert separator is not None  # it may be empty
    place = any_at(text, separator.end(), limit)
    if place is None or (match["id"] and "\n" in text[match.end() : place.start]):
        return None, match.end()
    if not separator[0] and text[match.end() - 1] != ".":
        return None, match.end()
    if (
        place.label == ""
        and place.kind == "page"
        and _is_a_quantity(text, place, match, separator[0])
    ):
        return None, match.end()
    end = place.end
    if separator["open"]:
        closes = text[end : end + 1] == ")"
        return (place, end + 1) if closes else (None, match.end())
    return place, end


def _is_a_quantity(text: str, place: Place, match: "re.Match[str]", separator: str) -> bool:
    """A bare number is a page only where nothing is counted or listed with it."""
    following = text[place.end : place.end + 12]
    if match["supra"] or "\n" in separator:
        return "at" not in separator.lower()
    return bool(re.match(r"\s+[a-z]{3,}", following)) and not re.match(
        r"\s+(?:and|und|et|for|with|on)\b", following
    )


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    if start and text[start - 1] in "([" and text[end : end + 1] in (")", "]"):
        return start - 1, end + 1
    return start, end


def _opcit(text: str, match: "re.Match[str]", place: Place | None, end: int) -> Found:
    start = match.start()
    name_end = start
    opened = start > 0 and text[start - 1] == "(" and text[end : end + 1] == ")"
    if opened:
        name_end, end = start - 1, end + 1
    head = text[max(0, name_end - 3) : name_end].rstrip(" \n")
    if head.endswith(",") or opened or match["supra"] or match["bracketed"]:
        stop = name_end
        while stop and text[stop - 1] in ", \n":
            stop -= 1
        title = SHORT_TITLE.search(text, max(0, stop - 140), stop)
        begin = title.start("work") if title else names.name_before(text, stop)
    else:
        stop = begin = start
    work = names.cleaned(text[begin:stop])
    first = begin if work else (start - 1 if opened else start)
    note = int(match["note"] or match["bracketed"] or 0)
    locator = place.locator if place else Locator()
    return Found(first, end, MentionKind.OPCIT, work, locator, 0.9, note)
