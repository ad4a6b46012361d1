"""Postings that cannot be among the best are left out, and no other."""

import numpy as np
import pytest

from pincite.search.engine.lengths import LENGTH_OF_CODE, length_codes
from pincite.search.engine.ranking import best_of
from pincite.search.engine.scoring import K1, B
from pincite.search.engine.winners import WordScores, may_win

_ENTRIES = 3000


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("most", [1, 20, 700])
def test_the_best_are_always_kept(seed: int, most: int) -> None:
    rng = np.random.default_rng(seed)
    codes = length_codes(rng.integers(2, 900, _ENTRIES))
    pages = np.flatnonzero(rng.random(_ENTRIES) < 0.8).astype(np.uint16)
    greatest = (3, 40, 2000)[seed % 3]
    freqs = np.minimum(rng.geometric(0.5, len(pages)), greatest).astype(np.uint32)
    freqs[rng.integers(0, len(pages), 5)] = greatest
    norms = K1 * ((1 - B) + B * LENGTH_OF_CODE / 400)
    word = WordScores(1.3, (1.0, 3.0)[seed % 2], (1.0, 0.25)[seed % 2], norms)
    scores = word.of(freqs, codes[pages])
    best = best_of(scores, most)

    alone = may_win(word, freqs, codes, pages, 0.0, most)
    assert set(best.tolist()) <= set(alone.tolist())
    after_others = may_win(word, freqs, codes, pages, float(scores[best].min()), most)
    assert set(best.tolist()) <= set(after_others.tolist())


def test_most_postings_of_a_common_word_are_left_out() -> None:
    rng = np.random.default_rng(1)
    codes = length_codes(rng.integers(200, 900, _ENTRIES))
    pages = np.arange(_ENTRIES, dtype=np.uint16)
    freqs = rng.geometric(0.5, _ENTRIES).astype(np.uint8)
    word = WordScores(1.1, 1.0, 1.0, K1 * ((1 - B) + B * LENGTH_OF_CODE / 500))
    assert len(may_win(word, freqs, codes, pages, 0.0, 20)) < _ENTRIES / 20


def test_few_postings_are_all_kept() -> None:
    word = WordScores(1.1, 1.0, 1.0, K1 * ((1 - B) + B * LENGTH_OF_CODE / 500))
    pages = np.arange(5, dtype=np.uint16)
    found = may_win(word, np.ones(5, np.uint8), np.full(5, 90, np.uint8), pages, 0.0, 20)
    assert found.tolist() == [0, 1, 2, 3, 4]
