"""Finding words in a text index letter for letter, over what may interrupt them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.citing.quotations.asides import Asides
from pincite.citing.quotations.edges import Edges
from pincite.citing.quotations.parsing import Quotation, Words
from pincite.model.text_index import Reading, Run, TextIndex

_MOST_PLACES = 60
"""Occurrences that are looked at; more have only words such as "of the"."""
_MOST_INTERRUPTIONS = 3
_LONGEST_INTERRUPTION = 4000
"""Letters: the notes of a page, or a page of figures."""
_SEED = 12
"""Letters by which a place is looked for where the whole is interrupted."""
_LONGEST_WORD = 24
_LEAST = 3
"""Fewer letters than these do not stand alone on one side of an interruption."""
_ACCIDENT = 6
"""Letters of an interruption that may happen to go on as the quotation does."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a quotation stands, letter for letter.

    Attributes:
        parts: for each of its `Words` the places where they stand.
        is_interrupted: notes, figures or the like stand between.
    """

    parts: tuple[tuple[Run, ...], ...]
    is_interrupted: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """All its places, in order."""
        return tuple(run for part in self.parts for run in part)

    @property
    def start(self) -> int:
        """Its first place."""
        return self.parts[0][0][0]


Spans = tuple[Run, ...]
"""Of the text searched: one, or several around interruptions."""


class Matcher:
    """Finds words in one index. For one thread; keeps what it learns of lines.

    Args:
        needs_whole_words: words of the source are to be taken whole.
    """

    def __init__(self, index: TextIndex, *, needs_whole_words: bool = True) -> None:
        self._index = index
        self._asides = Asides(index)
        self._needs_whole_words = needs_whole_words

    def occurrences(self, quotation: Quotation) -> list[Occurrence]:
        """Everywhere the quotation stands, in reading order; a few dozen at most.

        Running heads and marks of notes in the source do not matter; where the quotation has them
        itself, it is found as well.
        """
        found = self._search(self._index.reading, quotation)
        if not found and self._index.left_out:
            found = self._search(Reading(self._index.text, ()), quotation)
        return found

    def whole_words(self, span: Run) -> Run:
        """A stretch of the reading with the words whole that it begins and ends in."""
        reading, edges = self._index.reading, Edges(self._index, self._index.reading)
        start, end = span
        for _ in range(_LONGEST_WORD):
            if start > 0 and not edges.begins_at(reading.place(start)):
                start -= 1
            if end < len(reading.text) and not edges.ends_at(reading.place(end - 1)):
                end += 1
        return start, end

    def _search(self, view: Reading, quotation: Quotation) -> list[Occurrence]:
        edges = Edges(self._index, view) if self._needs_whole_words else None
        search = _Search(view, self._asides, edges)
        return [
            Occurrence(
                tuple(tuple(r for span in spans for r in view.runs(*span)) for spans in parts),
                any(len(spans) > 1 for spans in parts),
            )
            for parts in search.sequences(quotation)
        ]


class _Search:
    """One search through a text."""

    def __init__(self, view: Reading, asides: Asides, edges: Edges | None) -> None:
        self._view = view
        self._text = view.text
        self._asides = asides
        self._edges = edges

    def sequences(self, quotation: Quotation) -> Iterator[list[Spans]]:
        """For each occurrence the spans of each of its words."""
        first, *rest = quotation.words
        for spans in self._places(first, 0, len(self._text)):
            parts = [spans]
            for gap, words in zip(quotation.gaps, rest, strict=True):
                after = parts[-1][-1][1]
                found = next(self._places(words, after, after + gap.longest), None)
                if found is None:
                    break
                parts.append(found)
            else:
                yield parts

    def _places(self, words: Words, low: int, high: int) -> Iterator[Spans]:
        """Where words stand that begin from `low` to `high`; interrupted only if nowhere whole."""
        has_found = False
        for at in self._find(words.folded, low, high + len(words.folded)):
            spans: Spans = ((at, at + len(words.folded)),)
            if self._is_whole(words, spans):
                has_found = True
                yield spans
        if has_found or len(words.folded) < _SEED + _LEAST:
            return
        seen: set[Spans] = set()
        for around in self._interrupted(words.folded, low, high):
            if low <= around[0][0] <= high and around not in seen and self._is_whole(words, around):
                seen.add(around)
                yield around

    def _find(self, wanted: str, low: int, high: int) -> Iterator[int]:
        at = self._text.find(wanted, low, high)
        for _ in range(_MOST_PLACES):
            if at < 0:
                return
            yield at
            at = self._text.find(wanted, at + 1, high)

    def _is_whole(self, words: Words, spans: Spans) -> bool:
        if self._edges is None:
            return True
        first, last = self._view.place(spans[0][0]), self._view.place(spans[-1][1] - 1)
        begins = words.is_begun or self._edges.begins_at(first)
        return begins and (words.is_ended or self._edges.ends_at(last))

    def _interrupted(self, wanted: str, low: int, high: int) -> Iterator[Spans]:
        """Around each place of some letters of it, as far as it goes on over interruptions."""
        reach = high + len(wanted) + _LONGEST_INTERRUPTION
        last = len(wanted) - _SEED
        for offset in dict.fromkeys((0, last, last // 2)):
            end = offset + _SEED
            for at in self._find(wanted[offset:end], low, reach):
                before = self._leftward(wanted[:offset], at, _MOST_INTERRUPTIONS)
                if before is None:
                    continue
                after = self._rightward(wanted[end:], at + _SEED, _MOST_INTERRUPTIONS)
                if after is not None:
                    yield _united((*before, (at, at + _SEED), *after))

    def _rightward(self, wanted: str, at: int, most: int) -> Spans | None:
        """The spans of what goes on at `at`; None when it does not to the end."""
        length = _common(wanted, self._text[at : at + len(wanted)])
        if length == len(wanted):
            return ((at, at + length),)
        for cut in range(length, max(-1, length - _ACCIDENT - 1), -1) if most else ():
            rest, end = wanted[cut:], at + cut
            if len(rest) < _LEAST or not self._has_line_start(end):
                continue
            for again in self._find(rest[:_SEED], end + 1, end + _LONGEST_INTERRUPTION):
                if self._may_pass_over(end, again):
                    after = self._rightward(rest, again, most - 1)
                    if after is not None:
                        return ((at, end), *after)
        return None

    def _leftward(self, wanted: str, at: int, most: int) -> Spans | None:
        """The spans of what ends before `at`; None when it does not from the beginning."""
        ahead = self._text[max(0, at - len(wanted)) : at]
        length = _common(wanted[::-1], ahead[::-1])
        if length == len(wanted):
            return ((at - length, at),)
        for cut in range(length, max(-1, length - _ACCIDENT - 1), -1) if most else ():
            rest, begin = wanted[: len(wanted) - cut], at - cut
            if len(rest) < _LEAST or not self._has_line_start(begin):
                continue
            tail = rest[-_SEED:]
            for found in self._find(tail, max(0, begin - _LONGEST_INTERRUPTION), begin):
                end = found + len(tail)
                if self._may_pass_over(end, begin):
                    before = self._leftward(rest, end, most - 1)
                    if before is not None:
                        return (*before, (begin, at))
        return None

    def _may_pass_over(self, end: int, begin: int) -> bool:
        if not (self._has_line_start(end) and self._has_line_start(begin)):
            return False
        return self._asides.may_pass_over(self._view.place(end - 1), self._view.place(begin))

    def _has_line_start(self, at: int) -> bool:
        """True when a line begins with the character at `at`, or with a sign before it."""
        if not 0 < at < len(self._text):
            return False
        first, last = self._view.place(at - 1) + 1, self._view.place(at) + 1
        return bool(self._asides.line_starts(first, last))


def _common(one: str, other: str) -> int:
    """Characters that two texts have in common from the beginning."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(n for n in range(length) if one[n] != other[n])


def _united(spans: Sequence[Run]) -> Spans:
    """Spans that adjoin as one; empty ones fall away."""
    united: list[Run] = []
    for start, end in spans:
        if united and united[-1][1] == start:
            united[-1] = (united[-1][0], end)
        elif start < end:
            united.append((start, end))
    return tuple(united)
