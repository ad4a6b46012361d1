"""What else in a document speaks for a doubtful citation such as "(Woolf 54)"."""

import re
from collections import Counter
from functools import cached_property

from pincite.citing.mentions import names
from pincite.citing.mentions.name_words import STOP

_SHORT = 300
"""Words below which a text is too short to be asked for evidence."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_BARE = re.compile(
    r"\(((?:[^\W\d_][\w’'.-]*\s+(?:and\s+|&\s+)?){1,3})\d{1,4}(?:\s*[-–]\s*\d{1,4})?\)"
)
_DATED = re.compile(
    r"([^\W\d_a-zß-öø-ÿ][\w’'-]+)(?: et al\.?)?"
    r"(?:,? \((?=\d{4}[a-z]?\))|,? (?=\d{4}[a-z]?(?:[,:] ?pp?\.|\))))"
    r"(\d{4}[a-z]?)"
)
_SMALL_WORD = re.compile(r"(?<!\w)[a-zß-öø-ÿ]{3,}(?!\w)")
_RESULT = re.compile(r"\s*(?:led|was|were|is|beat|points?|goals?|vs?\.?|won|lost|\d)\b")
_CLOSING = '”"’»'


def _family(name: str) -> str:
    words = re.split(r",| & | and | et | und ", name)[0].split()
    return words[-1].lower() if words else ""


class Evidence:
    """Facts of one document, gathered once.

    Args:
        references: how many numbered references its list has.
        authors: family names that its list of references begins with, in small letters.
    """

    def __init__(
        self, text: str, references: int = 0, authors: frozenset[str] = frozenset()
    ) -> None:
        self._text = text
        self.references = references
        self.authors = authors
        self.is_short = text.count(" ") < _SHORT
        self._cited = Counter(names.cleaned(m[1]).lower() for m in _BARE.finditer(text))

    @cached_property
    def _dated(self) -> frozenset[tuple[str, str]]:
        """Family names right before a year, in brackets or before one."""
        return frozenset((m[1].lower(), m[2]) for m in _DATED.finditer(self._text))

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(_SMALL_WORD.findall(self._text))

    def cites(self, name: str, year: str) -> bool:
        """True when the text cites the name with this year in a sure form, or lists it."""
        family = _family(name)
        return family in self.authors or (family, year) in self._dated

    def knows(self, family: str) -> bool:
        """True when the list of references has the family name."""
        return family.lower() in self.authors

    def is_common_word(self, word: str) -> bool:
        """True when the text has the word without its capital, too."""
        return word.lower() in self._small_words

    def may_number(self, number: str) -> bool:
        """True when the list of references may have this number or sign."""
        if self.is_short or not number.isdecimal():
            return True
        return int(number) <= self.references

    def of_bare_page(
        self, text: str, match: "re.Match[str]", name: str, first: str, last: str
    ) -> float:
        """How sure it is that "(Name 54)" cites page 54; 0 when it does not."""
        words = [w for w in name.split() if w.lower() not in ("and", "&")]
        if len(words) > 2 or _YEAR.match(first) or len(first) > 4 or first.startswith("0"):
            return 0.0
        if name.isupper() or name.endswith(".") or _RESULT.match(text, match.end()):
            return 0.0
        if any(w.strip(",.").lower() in STOP for w in words):
            return 0.0
        if last and last.isdecimal() and first.isdecimal() and int(last) <= int(first):
            return 0.0
        before = text[max(0, match.start() - 3) : match.start()].rstrip()
        is_quoted = bool(before) and before[-1] in _CLOSING
        family = words[-1].lower() if words else ""
        if family in self.authors or is_quoted or self._cited[names.cleaned(name).lower()] > 1:
            return 0.9
        return 0.6 if self.is_short else 0.4
