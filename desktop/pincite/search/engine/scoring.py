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
        self._norms: dict[str, Array] = {}

    def idf(self, field: str, word: bytes) -> float:
        """How telling a word is."""
        return float(self._searcher.idf(field, word))

    def norms(self, segment: OpenSegment, field: str) -> Array:
        """What the length of each entry adds below the fraction."""
        return segment.norms(field, self.norms_by_code(field), self._averages[field])

    def norms_by_code(self, field: str) -> Array:
        """The same for each length code, ascending."""
        found = self._norms.get(field)
        if found is None:
            average = self._searcher.avg_field_length(field) or 1
            self._averages[field] = average
            found = K1 * ((1 - B) + B * LENGTH_OF_CODE / average)
            self._norms[field] = found
        return found


def bm25f(idf: float, weights: Array | float, norms: Array) -> Array:
    """The score of each posting.

    Args:
        weights: occurrences, weighed by the field.
        norms: of the entries, see `Scoring.norms`.
    """
    scores: Array = idf * ((weights * (K1 + 1)) / (weights + norms))
    return scores


def weighed(freqs: Array, boost: float) -> Array:
    """Frequencies as weights."""
    return np.multiply(freqs, boost, dtype=np.float64)
