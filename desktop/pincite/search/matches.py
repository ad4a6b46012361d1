"""All that a query matches, as columns; for grouping and counting rather than for a list."""

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
from pincite.search.index_hit import IndexHit

_NO_LIMIT = 1 << 60
_ANNOTATION = "annotation:"


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


@dataclass(frozen=True, slots=True)
class RecordsOfSegment:
    """Titles, notes and annotations of one segment that match.

    Attributes:
        keys: kind and id of all entries of the segment, such as "note:0123abc".
        items: of all entries, ids of the items that they belong to; empty where there is none.
        entries: numbers of those that match.
    """

    keys: Sequence[str]
    items: Sequence[str]
    entries: Array


@dataclass(frozen=True, slots=True)
class RecordMatches:
    """Titles, notes and annotations that match, a segment after the other.

    Attributes:
        scores: of all of them.
        are_marks: true for notes and annotations; as long as `scores`.
    """

    segments: Sequence[RecordsOfSegment]
    scores: Array
    are_marks: Array

    def __len__(self) -> int:
        return len(self.scores)

    def hit(self, number: int) -> IndexHit:
        """One of them."""
        segment, entry = self._place(number)
        kind, _, id = segment.keys[entry].partition(":")
        item = segment.items[entry] or None
        return IndexHit(kind, float(self.scores[number]), record_id=id, item_id=item)

    def items(self) -> set[str]:
        """The items that they belong to."""
        every = (s.items[entry] for s in self.segments for entry in s.entries.tolist())
        return set(every) - {""}

    def annotations(self) -> dict[int, str]:
        """Ids of the annotations by their numbers."""
        found = {}
        for number in np.flatnonzero(self.are_marks).tolist():
            segment, entry = self._place(number)
            key = segment.keys[entry]
            if key.startswith(_ANNOTATION):
                found[number] = key[len(_ANNOTATION) :]
        return found

    def _place(self, number: int) -> tuple[RecordsOfSegment, int]:
        for segment in self.segments:
            if number < len(segment.entries):
                return segment, int(segment.entries[number])
            number -= len(segment.entries)
        raise IndexError(number)


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
