"""Telling which postings of a word may be among the best, without scoring all of them.

A posting's score grows with its frequency and falls with the length of its text, and both are
small numbers: a table says for each frequency how long a text may be to reach a score.
"""

from dataclasses import dataclass

import numpy as np

from pincite.search.engine.scoring import K1, bm25f, weighed
from pincite.search.engine.segment_file import Array

_MOST_FREQ = 255
_SAMPLE = 512


@dataclass(frozen=True, slots=True)
class WordScores:
    """How a word is scored.

    Attributes:
        boost: of its field.
        weight: of the word in the query.
        norms: for each length code, see `Scoring.norms_by_code`.
    """

    idf: float
    boost: float
    weight: float
    norms: Array

    def of(self, freqs: Array, codes: Array) -> Array:
        """The score of each posting, of texts with these length codes."""
        scores = bm25f(self.idf, weighed(freqs, self.boost), self.norms.take(codes))
        return scores if self.weight == 1.0 else scores * self.weight

    def longest(self, most_freq: int, least: float) -> Array:
        """For each frequency, the code of the longest text where it may score `least`; or 0."""
        room = self.idf * (K1 + 1) * self.weight / least - 1
        # A little more, for the last digit.
        limits = np.arange(most_freq + 1) * (self.boost * room * (1 + 1e-9))
        codes = np.searchsorted(self.norms, limits, side="right") - 1
        return np.maximum(codes, 0).astype(np.uint8)


def may_win(
    word: WordScores, freqs: Array, codes: Array, pages: Array, least: float, most: int
) -> Array:
    """Indices of the postings that may be among the `most` best of all; ascending.

    Args:
        codes: length code of each page of the segment.
        pages: of each posting.
        least: the score that others have reached already; 0.0 when there are none.
    """
    least = least or _reached(word, freqs, codes, pages, most)
    if least <= 0:
        return np.arange(len(pages))
    most_freq = int(freqs.max(initial=0))
    longest = word.longest(min(most_freq, _MOST_FREQ), least)
    if most_freq > _MOST_FREQ:
        longest[-1] = _MOST_FREQ
        freqs = np.minimum(freqs, _MOST_FREQ)
    # Length code 0 is that of an empty text.
    needed = int(np.searchsorted(longest, 0, side="right"))
    if needed <= 1:
        return np.flatnonzero(codes.take(pages) <= longest.take(freqs))
    which = np.flatnonzero(freqs >= needed)
    fits = codes.take(pages.take(which)) <= longest.take(freqs.take(which))
    return np.asarray(which[fits])


def _reached(word: WordScores, freqs: Array, codes: Array, pages: Array, most: int) -> float:
    """A score that `most` postings reach; 0.0 when they are few."""
    if not 0 < most < len(pages) // 4:
        return 0.0
    with_so_many = np.cumsum(np.bincount(freqs)[::-1])
    needed = len(with_so_many) - 1 - int(np.searchsorted(with_so_many, most))
    top = np.flatnonzero(freqs >= needed)[: max(_SAMPLE, most)]
    scores = word.of(freqs[top], codes.take(pages[top]))
    return float(np.partition(scores, len(top) - most)[len(top) - most])
