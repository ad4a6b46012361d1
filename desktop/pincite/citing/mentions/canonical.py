"""Places that all editions share: "(Gen 1:1)", "(Matt. 13:3–8)", "Republic 514a–520a".

They look like the times and numbers of other things, so each is a guess, which counts only where
the work is known.
"""

import re
from collections.abc import Iterator

from pincite.citing.mentions.grammar import Found
from pincite.citing.mentions.name_words import STOP
from pincite.model.locators import Locator, LocatorRange
from pincite.model.mentions import MentionKind

_BOOKS = (
    "Gen Ex Exod Lev Num Deut Josh Judg Ruth Sam Kgs Kings Chr Chron Ezra Neh Esth Est Job Ps Pss "
    "Psalm Prov Eccl Song Cant Isa Is Jer Lam Ezek Dan Hos Joel Amos Obad Jonah Mic Nah Hab Zeph "
    "Hag Zech Mal Tob Jdt Wis Sir Bar Macc Matt Mt Mark Mk Luke Lk John Jn Acts Rom Cor Gal Eph "
    "Phil Col Thess Tim Titus Tit Phlm Heb Jas Pet John Jude Rev Genesis Exodus Leviticus Numbers "
    "Deuteronomy Joshua Judges Samuel Chronicles Nehemiah Esther Psalms Proverbs Ecclesiastes "
    "Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea Micah Matthew Romans Corinthians Galatians "
    "Ephesians Philippians Colossians Thessalonians Timothy Hebrews James Peter Revelation Mos Spr "
    "Jes Röm Kor Offb Gn Dt Sal Sl Qur’an Quran"
)
_SCRIPTURE = re.compile(
    rf"\((?:(?:see|cf\.|vgl\.|cfr\.?)\s+)?(?P<work>(?:[1-3]\s?)?(?:{'|'.join(_BOOKS.split())})\b)\.?\s"
    r"(?P<a>\d{1,3}[:,]\s?\d{1,3})(?:\s*[-\u2010-\u2015]\s*(?P<b>\d{1,3}(?::\d{1,3})?))?\)"
)
_STEPHANUS = re.compile(
    r"(?<![\w(])(?P<work>[^\W\d_a-z][^\W\d_]{2,}(?:,?\s[^\W\d_a-z][^\W\d_]{2,}){0,2}),?\s"
    r"(?P<a>\d{2,4}[a-e]\d{0,2})(?:\s*[-\u2010-\u2015]\s*(?P<b>(?:\d{2,4})?[a-e]\d{0,2}))?(?!\w)"
)
_SURE = 0.4


def scripture(text: str) -> Iterator[Found]:
    """The places by book, chapter and verse in brackets."""
    for match in _SCRIPTURE.finditer(text):
        yield _found(match, "verse")


def classical(text: str) -> Iterator[Found]:
    """The places by the pages of Stephanus and Bekker."""
    for match in _STEPHANUS.finditer(text):
        if match["work"].split()[0].strip(",").lower() not in STOP:
            yield _found(match, "page")


def _found(match: "re.Match[str]", kind: str) -> Found:
    locator = Locator(kind, (LocatorRange(match["a"], match["b"] or ""),))
    work = " ".join(match["work"].split())
    return Found(match.start(), match.end(), MentionKind.AUTHOR, work, locator, _SURE)
