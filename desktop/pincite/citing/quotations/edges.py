"""Where words begin and end in a text index.

A quotation that ends in the middle of a word is no quotation: "he can" does not stand in "he
cannot", "5 men" not in "25 men" or "2.5 men".
"""

import re
import unicodedata

from pincite.model.text_index import Reading, TextIndex

_DIVISION = re.compile(r"[-\u00ad\u2010\u2011]\s*\n\s*")
_HYPHENS = frozenset("-\u00ad\u2010\u2011")
_APOSTROPHES = frozenset("'\u2019\u02bc")
_IN_NUMBERS = re.compile(r"[.,:/'\u2019\u00b7\u00a0\u2009\u202f\u2010-\u2015-]")
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, kana, Han: scripts without spaces between words."""


class Edges:
    """Answers whether words begin and end at places of an index.

    Args:
        view: its text, with or without what is left out of the reading.
    """

    def __init__(self, index: TextIndex, view: Reading) -> None:
        self._index = index
        self._view = view

    def begins_at(self, place: int) -> bool:
        """True when a word begins with the character at a place."""
        at = self._view.at(place)
        before = self._view.place(at - 1) if at > 0 else -1
        return before < 0 or not self._is_joined(before, place, is_start=True)

    def ends_at(self, place: int) -> bool:
        """True when a word ends with the character at a place."""
        at = self._view.at(place + 1)
        if at >= len(self._view.text):
            return True
        return not self._is_joined(place, self._view.place(at), is_start=False)

    def _is_joined(self, one: int, other: int, *, is_start: bool) -> bool:
        """True when the characters at two places that follow each other are in one word."""
        between = self._between(one, other)
        a, b = self._index.text[one], self._index.text[other]
        if not between:
            return not (_is_unspaced(a) or _is_unspaced(b))
        if _DIVISION.fullmatch(between):
            return True
        if a.isdecimal() and b.isdecimal() and _IN_NUMBERS.fullmatch(between):
            return True
        if between in _APOSTROPHES:
            return not is_start
        return between in _HYPHENS

    def _between(self, one: int, other: int) -> str:
        """The signs between two characters; what is left out of the view does not count."""
        page, page_of_other = self._index.page_at(one), self._index.page_at(other)
        first = self._index.page(page)
        start = first.offset(one)
        if page == page_of_other:
            end = first.offset(other)
            return "" if start == end else _signs(first.page.text[start + 1 : end])
        second = self._index.page(page_of_other)
        head = second.page.text[: second.offset(other)]
        return _signs(first.page.text[start + 1 :] + "\n" + head)


def _signs(text: str) -> str:
    return "".join(
        c
        for c in text
        if (not c.isalnum() and unicodedata.category(c) not in ("Mn", "Me", "Cf")) or c == "\u00ad"
    )


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in _UNSPACED)
