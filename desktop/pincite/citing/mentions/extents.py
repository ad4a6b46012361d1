"""Pages that are no place cited.

How long a work is, where an article stands, what a contents page or a form says of itself.
"""

import re

from pincite.citing.mentions.full_references import is_first_of_note
from pincite.citing.mentions.locators import Place

_ARTICLE = re.compile(
    r"(?:\d\s*\(\d[\d\-–/]*\)|\bvol\.\s*\d+|\bno\.\s*\d+|\bnr\.\s*\d+)[\s,;:]*(?:\(?[A-Z]?[a-z]*\.?\s*(?:1[5-9]|20)\d\d\)?[\s,:.]*)?$",
    re.I,
)
_COLLECTION = re.compile(
    r"\b(?:[Pp]roc(?:\.|eedings)|Conf(?:\.|erence)|Symp(?:\.|osium)|Workshop|Trans(?:\.|actions)|"
    r"Lecture Notes|LNCS|Int'l|Intl\.|Int\.)|\((?:eds?|Eds?|Hrsg|Hg|dir|coord|a cura di)\.?\)|"
    r"(?:^|[.,;:”’\"]\s)(?:[Ii]n|[Ee]n|[Dd]ans)(?::\s|\s(?=[A-Z]\.\s))"
)
_QUANTITY = re.compile(r"\d\s*$")
_COUNTED = re.compile(r"\s*(?:\+|/\s?\d|(?:of|von|de|sur|di|van)\s\d)")
_DATED = re.compile(r"[,.]?\s*\(?(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d\b")
_LEADER = re.compile(r"(?:[.·…_]\s?){3,}\s*$|…\s*$")
_HEADING = re.compile(r"(?:^|\n)[ \t]*(?:[^\n.,;!?()]{0,60}\s)?(?P<word>[^\W\d_][\w’'-]*)[ \t]$")
_LEADING_TEXT = (
    "on at see from in of to and or auf ab bis zu der die vgl siehe à a en la al voir the"
)
_LEADING = frozenset(_LEADING_TEXT.split())
"""Words after which a page belongs to the sentence."""
_ISSUE = re.compile(
    r"(?:\d\s\(\d{1,3}\)\.?\s[^.]{0,20}|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s|\d{1,2}\.?\s[A-Z][a-z]{2,8}\s|"
    r"(?:Winter|Spring|Summer|Autumn|Fall)\s)(?:19|20)\d\d\.\s+$"
)
"""The date of a newspaper or an issue at the end of a sentence of a list of references."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_OWN = re.compile(
    r"\b(?:above|below|overleaf|infra|oben|unten|ci-dessus|ci-dessous|supra|arriba|abajo|sopra|sotto|"
    r"this\s(?:book|volume|report|paper|article|document|guide|manual|issue|magazine)|"
    r"dieses\s(?:Buch|Band|Heft)\w*)\b",
    re.I,
)
_CHAPTERS_OF_LAW = re.compile(r"\b(?:under|pursuant to|or|Stat(?:s|utes)?\.?,?)\s+$", re.I)


def is_extent(text: str, place: Place) -> bool:
    """True when the pages are those that something fills, or of the document itself."""
    start, end = place.start, place.end
    if _QUANTITY.search(text, max(0, start - 4), start) or _COUNTED.match(text, end):
        return True
    if _LEADER.search(text, max(0, start - 12), start) or _is_heading(text, place):
        return True
    is_range = bool(place.locator.ranges[0].last)
    article = _ARTICLE.search(text, max(0, start - 60), start)
    if article is not None:
        return is_range or not is_first_of_note(text, article.start())
    if not is_range:
        return False
    head = max(0, start - 160, text.rfind("\n\n", 0, start))
    return bool(_DATED.match(text, end) or _COLLECTION.search(text, head, start))


def is_of_itself(text: str, place: Place) -> bool:
    """True for a place alone that is one of the document's own, or of a law's chapters."""
    before, after = text[max(0, place.start - 20) : place.start], text[place.end : place.end + 22]
    if _OWN.search(before) or _OWN.search(after):
        return True
    if _ISSUE.search(text, max(0, place.start - 40), place.start):
        return True
    if place.kind == "chapter" and _CHAPTERS_OF_LAW.search(before):
        return True
    return _ends_entry(text, place)


def _ends_entry(text: str, place: Place) -> bool:
    """As in "Fish behaviour. Ister, 1979. pp. 11-16": a list of references without a heading."""
    if place.kind != "page" or not place.locator.ranges[0].last:
        return False
    head = text[max(0, place.start - 200, text.rfind("\n\n", 0, place.start)) : place.start]
    return head.rstrip().endswith((".", ",")) and bool(_YEAR.search(head))


def _is_heading(text: str, place: Place) -> bool:
    """The line of a contents page: "Preface p. ix"."""
    if place.end < len(text) and text[place.end] != "\n":
        return False
    line = _HEADING.search(text, max(0, place.start - 90), place.start)
    return line is not None and line["word"].lower() not in _LEADING
