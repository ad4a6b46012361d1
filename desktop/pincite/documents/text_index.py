"""Making the text index of a document from the texts of its pages."""

import re
from collections.abc import Sequence

from pincite.documents.furniture import furniture
from pincite.model.text_index import Run, TextIndex
from pincite.model.texts import PageText

VERSION = 2
"""Of what is left out, and of folding; an index of another version is made anew."""

_RAISED_DIGITS = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_NUMBER = r"[1-9]\d{0,2}"
_REFERENCE = re.compile(rf"(?<![^\W\d_]\b)\[{_NUMBER}(?:\s?[,;\u2013-]\s?{_NUMBER})*\](?!\w)")
_LEAST_REFERENCES = 4
_UNIT_LETTERS = 2
"""A raised digit after fewer letters than these and one more may be a power: m², km³."""
_LONGEST_BASE = 3
"""… and so it may after a number of up to three digits: 10⁶. After a year it is a note."""
_LAST_WORD = re.compile(r"[^\W\d_]+$|\d+$")


def build_index(pages: Sequence[PageText]) -> TextIndex:
    """The text index of all pages of a document, in order.

    Args:
        pages: with words and raised marks where they are known; running heads are told from the
            text better by them.
    """
    plain = TextIndex.of(pages)
    references = _references(pages)
    runs: list[Run] = []
    for number, left_out in enumerate(furniture(pages)):
        spans = sorted((*left_out, *note_marks(pages[number]), *references[number]))
        if spans:
            page = plain.page(number)
            runs += [(page.place(start), page.place(end)) for start, end in spans]
    return TextIndex(plain.text, plain.begins, _united(runs), pages.__getitem__)


def note_marks(page: PageText) -> list[tuple[int, int]]:
    """Starts and ends of the marks of notes in the text of a page.

    Raised digits after a unit or a short number may be powers, and stay.
    """
    marked = {match.span() for match in _RAISED_DIGITS.finditer(page.text)}
    return sorted(span for span in marked.union(page.raised) if _is_note(page.text, span[0]))


def _references(pages: Sequence[PageText]) -> list[list[tuple[int, int]]]:
    """For each page the starts and ends of numbers in brackets, where they refer to a list."""
    found = [[match.span() for match in _REFERENCE.finditer(page.text)] for page in pages]
    return found if sum(map(len, found)) >= _LEAST_REFERENCES else [[] for _ in pages]


def _is_note(text: str, at: int) -> bool:
    before = _LAST_WORD.search(text[max(0, at - 8) : at])
    if before is None:
        return True
    limit = _LONGEST_BASE if before[0].isdecimal() else _UNIT_LETTERS
    return len(before[0]) > limit


def _united(runs: Sequence[Run]) -> list[Run]:
    """Runs in order, without empty ones and overlaps."""
    united: list[Run] = []
    for start, end in sorted(runs):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        elif start < end:
            united.append((start, end))
    return united
