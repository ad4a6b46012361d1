"""Pages without a label outside brackets: "see Smith 2009, 23–25", "Keller (2001), 12"."""

import re
from collections.abc import Iterator

from pincite.citing.mentions import names
from pincite.citing.mentions.evidence import Evidence
from pincite.citing.mentions.grammar import Found
from pincite.citing.mentions.locators import bare_at
from pincite.citing.mentions.short_titles import SHORT_TITLE
from pincite.model.mentions import MentionKind

_END = r"(?=\s*(?:[.;)\]”]|,\s|\n|$)|\s(?:and|und|et|y|e|with|for|on)\s)"
_PAGE = r"(?P<page>(?:\d{1,2}:\s?)?\d{1,4}(?:n\d{1,3})?(?:[-\u2010-\u2015]\d{1,4})?(?:\s?ff?\.)?)"
_AFTER_YEAR = re.compile(
    r"[ \n](?P<open>\()?(?P<year>(?:1[5-9]|20)\d\d[a-z]?)(?(open)\))(?P<sep>, ?|: ?)" + _PAGE + _END
)
_AFTER_TITLE = re.compile(r"(?<=[\w’”\"»]),[ \n]" + _PAGE + r"(?=[.;]|\s*\n|\s*$)")
_SIGNAL = re.compile(
    r"(?:^|[\s(])(?:see(?: also|,? e\.g\.,?)?|cf\.|e\.g\.,?|vgl\.|siehe|voir|véase|cfr\.?|zie|"
    r"contra|from|in|by|also|and|compare)\s+$",
    re.I,
)
_BEGINNING = re.compile(r"(?:^|\n\s*|;\s+)(?:\d{1,3}[.)]?\s+)?$")
_NO_NAME = re.compile(
    r"\b(?:winter|spring|summer|autumn|fall|section|chapter|vol|press|publishers?|university|journal|"
    r"review|proceedings|quarterly|magazine|annals|letters|edition|olympics|games|cup|copyright)\b",
    re.I,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_WINDOW = 140


def bare(text: str, evidence: Evidence) -> Iterator[Found]:
    """Names with year and page, then names with a short title and page; the doubtful as guesses."""
    for match in _AFTER_YEAR.finditer(text):
        found = _dated(text, match, evidence)
        if found is not None:
            yield found
    for match in _AFTER_TITLE.finditer(text):
        found = _titled(text, match, evidence)
        if found is not None:
            yield found


def _dated(text: str, match: "re.Match[str]", evidence: Evidence) -> Found | None:
    begin = names.name_before(text, match.start())
    name = text[begin : match.start()]
    place = bare_at(text, match.start("page"), match.end("page"))
    if not name or place is None or _NO_NAME.search(name) or "\n\n" in name:
        return None
    if _YEAR.match(place.locator.ranges[0].first):
        return None
    before = text[max(0, begin - 20) : begin]
    is_range = bool(place.locator.ranges[0].last)
    if evidence.cites(names.cleaned(name), match["year"]):
        confidence = 0.85
    elif _SIGNAL.search(before) or _BEGINNING.search(before):
        confidence = 0.6 if is_range or _SIGNAL.search(before) else 0.4
    else:
        confidence = 0.4
    work = names.work(name, match["year"])
    return Found(begin, place.end, MentionKind.AUTHOR, work, place.locator, confidence)


def _titled(text: str, match: "re.Match[str]", evidence: Evidence) -> Found | None:
    """A short reference as notes have it; in an index, on an envelope the same stands."""
    title = SHORT_TITLE.search(text, max(0, match.start() - _WINDOW), match.start())
    place = bare_at(text, match.start("page"), match.end("page"))
    if title is None or place is None or " " not in title["title"]:
        return None
    is_sure = bool(place.locator.ranges[0].last) or evidence.knows(title["family"])
    confidence = 0.6 if is_sure else 0.4
    work = names.cleaned(title["work"])
    return Found(
        title.start("work"), place.end, MentionKind.AUTHOR, work, place.locator, confidence
    )
