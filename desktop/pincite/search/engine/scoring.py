"""BM25F over whole arrays, figure for figure as `whoosh.scoring.BM25F` gives it.

Source: Robertson, Zaragoza, Taylor, Simple BM25 extension to multiple weighted fields, CIKM 2004;
idf as in Whoosh, log(n / (df + 1)) + 1.
"""

from typing import Any

import numpy as np

from pincite.search.engine.lengths import LENGTH_OF_CODE
from pincite.search.engine.segment_file import Array
from pincite.search.engine.store import OpenSegment

B = 0.75
K1 = 1.2


class Scoring:
    """What scores need to know of the whole index; for one search.

    Args:
        searcher: of Whoosh, on all segments.
    """

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        self._averages: dict[str, float] = {}

    def idf(self, field: str, word: bytes) -> float:
        """How telling a word is."""
        return float(self._searcher.idf(field, word))

    def norms(self, segment: OpenSegment, field: str) -> Array:
        """What the length of each entry adds below the fraction."""
        average = self._averages.get(field)
        if average is None:
            average = self._averages[field] = self._searcher.avg_field_length(field) or 1
        return segment.norms(field, K1 * ((1 - B) + B * LENGTH_OF_CODE / average), average)

    def least_norm(self, field: str, length_code: int) -> float:
        """The norm of a text of this length."""
        average = self._averages[field]
        return float(K1 * ((1 - B) + B * LENGTH_OF_CODE[length_code] / average))


def bm25f(idf: float, weights: Array | float, norms: Array) -> Array:
    """The score of each posting.

    Args:
        weights: occurrences, weighed by the field.
        norms: of the entries, see `Scoring.norms`.
    """
    scores: Array = idf * ((weights * (K1 + 1)) / (weights + norms))
    return scores


def weight_needed(idf: float, score: float, least_norm: float) -> float:
    """No posting of less weight scores more; infinite when none can.

    Args:
        least_norm: of the shortest text in question.
    """
    room = idf * (K1 + 1) - score
    if room <= 0:
        return float("inf")
    # A little less, for the last digit.
    return score * least_norm / room * (1 - 1e-9)


def weighed(freqs: Array, boost: float) -> Array:
    """Frequencies as weights."""
    return np.multiply(freqs, boost, dtype=np.float64)
