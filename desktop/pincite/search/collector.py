"""Counting the hits of a query and keeping the best of them."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh import query as whoosh_query
from whoosh.collectors import Collector

from pincite.search.compiling import Kin
from pincite.search.engine.evaluate import SegmentEvaluator, can_answer
from pincite.search.engine.hits import Sparse, only
from pincite.search.engine.ranking import Best, Ranked, grouped
from pincite.search.engine.scoring import Scoring
from pincite.search.engine.segment_file import Array
from pincite.search.engine.segments import alive_entries
from pincite.search.engine.store import OpenSegment
from pincite.search.segment import Segment

_LOOK_AT_CLOCK_EVERY = 512
_PRUNE_EVERY = 16
_WORD_AND_KIN = (whoosh_query.Term, Kin)

Filter = Callable[[Segment, OpenSegment], Array]


class BestHits(Collector):  # type: ignore[misc]  # Whoosh has no types.
    """Collects the `most` best hits and the exact number of all, in one pass.

    Queries that the engine knows are answered a segment at a time, with whole arrays. Others go
    through Whoosh's matchers, one hit after the other.

    Args:
        allowed: gives for a segment which of its entries may be hits; None for all.
        group_by: column of numbers; of entries with the same number only the best is kept.
        time_limit_s: after this the rest is left out and `is_complete` is False.

    Attributes:
        total: all hits.
        group_count: different values of `group_by` among them.
    """

    def __init__(
        self,
        most: int,
        *,
        allowed: Filter | None = None,
        group_by: str = "",
        time_limit_s: float,
    ) -> None:
        self._most = most
        self._allowed = allowed
        self._group_by = group_by
        self._deadline = time.monotonic() + time_limit_s
        self._best = Best(most)
        self.total = 0
        self.group_count = 0
        self.is_complete = True

    def run(self) -> None:
        """Go through all segments."""
        knows_query = can_answer(self.q)
        scoring = Scoring(self.top_searcher)
        try:
            for number, (searcher, offset) in enumerate(self.top_searcher.leaf_searchers()):
                if not searcher.doc_count_all():
                    continue
                if number and time.monotonic() > self._deadline:
                    self.is_complete = False
                if not self.is_complete:
                    return
                self._evaluator = SegmentEvaluator(searcher, scoring)
                self._number = number
                if knows_query:
                    self._evaluate()
                else:
                    self.set_subsearcher(searcher, offset)
                    self.collect_matches()
        finally:
            self.finish()

    def _evaluate(self) -> None:
        allowed = self._allowed_entries()
        word = None if self._group_by else _single_word(self.q)
        if word is not None:
            count, hits = self._evaluator.best_of_term(*word, allowed, self._best.least, self._most)
            self.total += count
            self._best.add(self._number, hits)
            return
        self._take(only(self._evaluator.evaluate(self.q).sparse(), allowed))

    def _take(self, hits: Sparse) -> None:
        self.total += len(hits.entries)
        if not self._group_by:
            self._best.add(self._number, hits)
            return
        best, counts = grouped(hits, self._evaluator.opened.numbers(self._group_by))
        self.group_count += len(counts)
        self._best.add(self._number, best, counts)

    def _allowed_entries(self) -> Array | None:
        """Which entries of the segment count and pass the filter; None when all do."""
        segment = self._evaluator.segment
        alive = alive_entries(segment) if segment.deleted else None
        if self._allowed is None:
            return alive
        allowed = self._allowed(segment, self._evaluator.opened)
        return allowed if alive is None else allowed & alive

    def collect_matches(self) -> None:
        """Go through the hits of the current segment, one by one."""
        allowed = self._allowed_entries()
        matcher = self.matcher
        entries: list[int] = []
        scores: list[float] = []
        steps = 0
        while matcher.is_active():
            if steps % _PRUNE_EVERY == 0:
                # Lists that have ended stay in the tree otherwise, and each step asks all of them.
                matcher = matcher.replace()
            if steps % _LOOK_AT_CLOCK_EVERY == 0 and time.monotonic() > self._deadline:
                self.is_complete = False
                break
            if matcher.is_active():
                entries.append(matcher.id())
                scores.append(matcher.score())
                matcher.next()
            steps += 1
        found = Sparse(np.array(entries, np.int64), np.array(scores, np.float64))
        self._take(only(found, allowed))

    def results(self) -> Ranked:
        """The best hits, best first."""
        return self._best.ranked()


def _single_word(query: Any) -> tuple[Any, Any | None] | None:
    """A query of one word, and its other forms if they are looked for; None for any other."""
    if type(query) is whoosh_query.Term:
        return query, None
    if type(query) is whoosh_query.Or and tuple(map(type, query.subqueries)) == _WORD_AND_KIN:
        term, kin = query.subqueries
        is_one = term.fieldname == kin.fieldname and query.boost == 1.0
        return (term, kin) if is_one else None
    return None
