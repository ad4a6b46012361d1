"""Which characters of two texts are the same: texts that say the same, set in different ways.

Spaces do not count: lines and pages end in other places. Everything else should agree, and nearly
always does; where it does not (a hyphen at a line end, a mark before a list entry, cells of a table
read in another order), the words around are matched.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_MOST_LETTERS = 200
"""Two words longer than this together are not compared letter by letter."""


class Signs:
    """A text without its spaces.

    Attributes:
        text: the characters that are no spaces.
        offsets: where each of them stands in the whole text.
    """

    __slots__ = ("offsets", "text")

    def __init__(self, whole: str) -> None:
        self.text = "".join(whole.split())
        self.offsets = [i for i, character in enumerate(whole) if not character.isspace()]

    def at(self, offset: int) -> int:
        """Number of the first sign at an offset of the whole text or after it."""
        return bisect_left(self.offsets, offset)


@dataclass(frozen=True, slots=True)
class Run:
    """Signs that are the same in both texts: numbers of the first ones, and how many."""

    source: int
    target: int
    length: int


class Matching:
    """From the signs of one text to those of another, by their numbers.

    Args:
        runs: what is the same, rising in both texts.
        target_length: number of signs of the other text.
    """

    def __init__(self, runs: Sequence[Run], target_length: int) -> None:
        self.runs = runs
        self._target_length = target_length
        self._starts = [run.source for run in runs]

    def target_of(self, number: int) -> int:
        """The number of the same sign in the other text; of the next that is there, if none is."""
        place = bisect_right(self._starts, number) - 1
        if place >= 0:
            run = self.runs[place]
            if number < run.source + run.length:
                return run.target + number - run.source
        following = self.runs[place + 1] if place + 1 < len(self.runs) else None
        return following.target if following is not None else self._target_length

    def target_before(self, number: int) -> int:
        """For an end: one more than the number of the last sign before `number` that is there."""
        place = bisect_left(self._starts, number) - 1
        if place < 0:
            return 0
        run = self.runs[place]
        return run.target + min(number - run.source, run.length)


def match(source: Signs, target: Signs, cuts: Sequence[tuple[int, int]] = ()) -> list[Run]:
    """What is the same in two texts.

    Args:
        cuts: pairs of numbers where both texts begin the same paragraph, rising in both; what
            differs in one paragraph does not shift the others.
    """
    return list(_runs(source, target, cuts))


def _runs(source: Signs, target: Signs, cuts: Sequence[tuple[int, int]]) -> Iterator[Run]:
    if source.text == target.text:
        yield Run(0, 0, len(source.text))
        return
    ends = [(0, 0), *cuts, (len(source.text), len(target.text))]
    for (a0, b0), (a1, b1) in pairwise(ends):
        if source.text[a0:a1] == target.text[b0:b1]:
            if a1 > a0:
                yield Run(a0, b0, a1 - a0)
        else:
            yield from _word_runs(source, range(a0, a1), target, range(b0, b1))


def _word_runs(source: Signs, a: range, target: Signs, b: range) -> Iterator[Run]:
    """The runs of a paragraph that differs, word by word."""
    ones, others = _words(source, a), _words(target, b)
    matcher = SequenceMatcher(
        None,
        [source.text[word.start : word.stop] for word in ones],
        [target.text[word.start : word.stop] for word in others],
    )
    a_from, b_from = a.start, b.start
    for i, j, count in matcher.get_matching_blocks():
        a_to = ones[i].start if i < len(ones) else a.stop
        b_to = others[j].start if j < len(others) else b.stop
        yield from _letter_runs(source.text, range(a_from, a_to), target.text, range(b_from, b_to))
        if count:
            last, other = ones[i + count - 1].stop, others[j + count - 1].stop
            yield Run(a_to, b_to, last - a_to)
            a_from, b_from = last, other


def _letter_runs(source: str, a: range, target: str, b: range) -> Iterator[Run]:
    """The runs between words that agree: a few signs, unless whole sentences differ."""
    if not a or not b or len(a) + len(b) > _MOST_LETTERS:
        return
    matcher = SequenceMatcher(None, source[a.start : a.stop], target[b.start : b.stop], False)
    for i, j, count in matcher.get_matching_blocks():
        if count:
            yield Run(a.start + i, b.start + j, count)


def _words(signs: Signs, numbers: range) -> list[range]:
    """Words as ranges of signs: those that stand together in the whole text."""
    found: list[range] = []
    start = numbers.start
    for number in numbers:
        is_last = number + 1 == numbers.stop
        if is_last or signs.offsets[number + 1] != signs.offsets[number] + 1:
            found.append(range(start, number + 1))
            start = number + 1
    return found
