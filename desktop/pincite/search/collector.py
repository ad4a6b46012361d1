"""Counting the hits of a query and keeping the best of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappush, heapreplace
from typing import Any

from whoosh.collectors import Collector

_LOOK_AT_CLOCK_EVERY = 512
_PRUNE_EVERY = 16


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: its score, its segment's reader, and its number in that segment."""

    score: float
    reader: Any
    number: int


class BestHits(Collector):  # type: ignore[misc]  # Whoosh has no types.
    """Collects the `most` best hits and the exact number of all, in one pass.

    Whoosh's own collector runs the query a second time when asked how many hits there are.

    Args:
        filter_of: gives for a segment's reader the test that its hits have to pass; None for all.
        time_limit_s: after this the rest is left out and `is_complete` is False.
    """

    def __init__(
        self,
        most: int,
        *,
        filter_of: Callable[[Any], Callable[[int], bool]] | None = None,
        time_limit_s: float,
    ) -> None:
        self._most = most
        self._filter_of = filter_of
        self._deadline = time.monotonic() + time_limit_s
        self._heap: list[tuple[float, int, Any, int]] = []
        self.total = 0
        self.is_complete = True

    def collect_matches(self) -> None:
        """Go through the hits of the current segment."""
        if not self.is_complete:
            return
        matcher, reader = self.matcher, self.subsearcher.reader()
        passes = self._filter_of(reader) if self._filter_of else None
        steps = 0
        while matcher.is_active():
            if steps % _PRUNE_EVERY == 0:
                # Lists that have ended stay in the tree otherwise, and each step asks all of them:
                # with the completions of a prefix that is most of the time.
                matcher = matcher.replace()
            number = matcher.id()
            if passes is None or passes(number):
                self.total += 1
                self._keep(matcher.score(), reader, number)
            steps += 1
            if steps % _LOOK_AT_CLOCK_EVERY == 0 and time.monotonic() > self._deadline:
                self.is_complete = False
                return
            matcher.next()

    def _keep(self, score: float, reader: Any, number: int) -> None:
        # Earlier pages first where scores are equal; the negative number also settles comparison.
        entry = (score, -(self.offset + number), reader, number)
        if len(self._heap) < self._most:
            heappush(self._heap, entry)
        elif self._heap and entry > self._heap[0]:
            heapreplace(self._heap, entry)

    def results(self) -> list["Found"]:
        """The best hits, best first."""
        return [
            Found(score, reader, number)
            for score, _, reader, number in sorted(self._heap, key=lambda e: e[:2], reverse=True)
        ]
