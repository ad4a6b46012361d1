"""Every page that a query matches, as columns; for grouping and counting rather than for a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pincite.search.collector import BestHits
from pincite.search.engine.evaluate import SegmentEvaluator, can_answer
from pincite.search.engine.hits import Sparse
from pincite.search.engine.scoring import Scoring
from pincite.search.engine.segment_file import Array
from pincite.search.engine.segments import alive_entries

_NO_LIMIT = 1 << 60


@dataclass(frozen=True, slots=True)
class PageMatches:
    """Pages that match, each with its score, number of its text, of its document, and index.

    The columns are equally long.
    """

    scores: Array
    pids: Array
    documents: Array
    pages: Array

    def __len__(self) -> int:
        return len(self.scores)

    def page(self, number: int) -> tuple[int, float]:
        """The number of a page's text, and its score."""
        return int(self.pids[number]), float(self.scores[number])

    def only(self, chosen: Array) -> "PageMatches":
        """Those at some places, or where a mask is true."""
        return PageMatches(
            self.scores[chosen], self.pids[chosen], self.documents[chosen], self.pages[chosen]
        )

    @property
    def highest(self) -> float:
        """The best score; 0.0 without any page."""
        return float(self.scores.max(initial=0.0))

    def above(self, least: float) -> "PageMatches":
        """Those that score so much at least."""
        return self.only(self.scores >= least)

    def places(self) -> list[tuple[int, int, float]]:
        """Number of the document, page index and score of each."""
        columns = (self.documents.tolist(), self.pages.tolist(), self.scores.tolist())
        return list(zip(*columns, strict=True))

    def best(self, most: int) -> "PageMatches":
        """The `most` best ones, best first."""
        return self.only(np.argsort(-self.scores, kind="stable")[:most])


def votes(found: Sequence[PageMatches], page_count: int) -> PageMatches:
    """The pages of several searches; each adds log(N / n) to its n pages, once.

    Args:
        page_count: N, of the whole index.
    """
    nothing = np.empty(0, np.uint32)
    every = [PageMatches(np.empty(0), nothing, nothing, nothing)]
    for matches in found:
        weight = np.log((page_count + 1) / max(len(matches), 1))
        weights = np.full(len(matches), weight)
        every.append(PageMatches(weights, matches.pids, matches.documents, matches.pages))
    pids = np.concatenate([one.pids for one in every])
    _, first, which = np.unique(pids, return_index=True, return_inverse=True)
    weights = np.concatenate([one.scores for one in every])
    documents = np.concatenate([one.documents for one in every])[first]
    pages = np.concatenate([one.pages for one in every])[first]
    return PageMatches(np.bincount(which, weights, len(first)), pids[first], documents, pages)


def every_hit(searcher: Any, query: Any, time_limit_s: float) -> Iterator[tuple[int, Sparse]]:
    """All hits of a query, a segment at a time, with the number of the segment.

    Args:
        searcher: of Whoosh, on all segments; query: of Whoosh.
    """
    if not can_answer(query):
        best = BestHits(_NO_LIMIT, time_limit_s=time_limit_s)
        searcher.search_with_collector(query, best)
        ranked = best.results()
        for number in np.unique(ranked.segments).tolist():
            own = np.flatnonzero(ranked.segments == number)
            yield number, Sparse(ranked.entries[own], ranked.scores[own])
        return
    scoring = Scoring(searcher)
    for number, (leaf, _) in enumerate(searcher.leaf_searchers()):
        if not leaf.doc_count_all():
            continue
        evaluator = SegmentEvaluator(leaf, scoring)
        hits = evaluator.evaluate(query).sparse()
        if evaluator.segment.deleted:
            kept = np.flatnonzero(alive_entries(evaluator.segment)[hits.entries])
            hits = Sparse(hits.entries[kept], hits.scores[kept])
        yield number, hits
