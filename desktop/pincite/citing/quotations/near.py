"""Finding text that is like a quotation, to show how it differs; it never makes one pass."""

from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from pincite.model.text_index import Run, TextIndex

_SEED = 8
_MOST_SEEDS = 32
_MOST_PLACES = 12
"""Occurrences of a seed that vote; more have only the commonest."""
_BUCKET = 40
_CANDIDATES = 4
_MARGIN = 80
"""Letters around the expected stretch that are compared: what a changed quotation leaves out."""
_LEAST_SCORE = 72.0
_LONGEST = 1200
"""Letters of a quotation that are compared; its beginning tells where a longer one stands."""


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of the reading that is like the words looked for; `score` is from 0 to 100."""

    span: Run
    score: float


def nearest(
    index: TextIndex, wanted: str, expected: tuple[Run, ...] = (), within: Run | None = None
) -> Near | None:
    """The stretch of the reading that is most like some folded words.

    Args:
        expected: spans of the reading where it should be; there it is preferred among equals.
        within: the only part of the reading to look in.
    """
    text = index.reading.text
    low, high = within or (0, len(text))
    wanted = wanted[:_LONGEST]
    best: Near | None = None
    best_rank = 0.0
    for start in _candidates(text, wanted, low, high, expected):
        found = _aligned(text, wanted, max(low, start - _MARGIN), high)
        if found is None or found.score < _LEAST_SCORE:
            continue
        is_expected = any(a <= found.span[0] < b for a, b in expected)
        rank = found.score + 5.0 * is_expected
        if best is None or rank > best_rank:
            best, best_rank = found, rank
    return best


def _candidates(
    text: str, wanted: str, low: int, high: int, expected: tuple[Run, ...]
) -> list[int]:
    """Where it may begin: places for which several of its parts speak."""
    seed = min(_SEED, max(3, len(wanted) // 2))
    steps = max(1, (len(wanted) - seed) // _MOST_SEEDS)
    votes: Counter[int] = Counter()
    offsets = range(0, max(1, len(wanted) - seed + 1), steps)
    spans = [(low, high), *((max(a, low), min(b, high)) for a, b in expected)]
    for offset in offsets:
        part = wanted[offset : offset + seed]
        for a, b in spans:
            at = text.find(part, a, b)
            for _ in range(_MOST_PLACES):
                if at < 0:
                    break
                votes[(at - offset) // _BUCKET] += 1
                at = text.find(part, at + 1, b)
    return [bucket * _BUCKET for bucket, _ in votes.most_common(_CANDIDATES)]


def _aligned(text: str, wanted: str, start: int, high: int) -> Near | None:
    start = max(0, start)
    window = text[start : min(high, start + len(wanted) + 3 * _MARGIN)]
    if not window:
        return None
    alignment = fuzz.partial_ratio_alignment(wanted, window, score_cutoff=_LEAST_SCORE)
    if alignment is None:
        return None
    begin, end = alignment.dest_start, alignment.dest_end
    if len(wanted) > len(window):
        begin, end = 0, len(window)
    begin, end = _stretched(wanted, window, begin, end)
    score = 100.0 * Indel.normalized_similarity(wanted, window[begin:end])
    return Near((start + begin, start + end), score)


def _stretched(wanted: str, window: str, begin: int, end: int) -> Run:
    """The alignment, with its end moved to where the last letters of the words stand.

    It covers as many letters as there are words; where some were left out, the end lies further.
    """
    tail, head = wanted[-_SEED:], wanted[:_SEED]
    last = window.find(tail, max(begin, end - 2 * _SEED), end + _MARGIN)
    if last >= 0:
        end = last + len(tail)
    first = window.rfind(head, max(0, begin - _MARGIN), begin + 2 * _SEED)
    if first >= 0:
        begin = first
    return begin, end
