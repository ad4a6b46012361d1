"""What stands in the middle of a passage without belonging to it: the notes of a page. Pure."""

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from pincite.model.text_index import Run, TextIndex

_LEAST = 20
"""Fewer letters are a difference of the texts, not an interruption."""
_LONGEST = 6000
"""Letters of a passage; comparing longer ones letter by letter takes too long."""
_SLACK = 3
"""Letters of a note that may happen to be those of the passage."""


def uninterrupted(words: str, index: TextIndex, start: int, end: int) -> tuple[Run, ...]:
    """A stretch without what has been put in at the ends of pages.

    Args:
        words: the passage, folded.
        start, end: in the text as it is read.

    Returns:
        One run, or several around interruptions.
    """
    reading = index.reading
    text = reading.text[start:end]
    if len(text) - len(words) < _LEAST or max(len(text), len(words)) > _LONGEST:
        return ((start, end),)
    parts: list[Run] = []
    begin = start
    for low, high in _single(words, text, index, start) or _insertions(words, text):
        if _is_at_page_end(index, start + low, start + high):
            parts.append((begin, start + low))
            begin = start + high
    parts.append((begin, end))
    return tuple(part for part in parts if part[0] < part[1])


def _single(words: str, text: str, index: TextIndex, start: int) -> list[Run]:
    """The one run that `text` has more, when all the rest is the same letter for letter.

    Where letters of the note happen to be those of the passage, it is cut where the page ends.
    """
    more = len(text) - len(words)
    last = Prefix.similarity(words, text)
    first = len(words) - Postfix.similarity(words, text)
    if first > last:
        return []
    ends = {index.reading.at(begin) - start - more for begin in index.begins}
    cut = next((at for at in range(last, first - 1, -1) if at in ends), last)
    return [(cut, cut + more)]


def _insertions(words: str, text: str) -> list[Run]:
    """Long runs that `text` has more than `words`; single letters in them may agree by chance."""
    found: list[Run] = []
    source = 0
    for step in Levenshtein.opcodes(words, text):
        grown = (step.dest_end - step.dest_start) - (step.src_end - step.src_start)
        is_same = step.tag == "equal" and step.src_end - step.src_start > _SLACK
        if not is_same and grown >= 0 and step.dest_end > step.dest_start:
            if found and step.dest_start - found[-1][1] <= _SLACK and source <= _SLACK:
                found[-1] = (found[-1][0], step.dest_end)
            else:
                found.append((step.dest_start, step.dest_end))
            source = 0
        else:
            source += step.src_end - step.src_start
    return [(low, high) for low, high in found if high - low >= _LEAST]


def _is_at_page_end(index: TextIndex, start: int, end: int) -> bool:
    """True for a run that reaches the end of a page, or goes on to the next."""
    place = index.reading.place
    first = index.page_at(place(start))
    return index.page_at(place(min(end, len(index.reading.text) - 1))) != first
