"""Answering a query in one segment, with whole arrays at a time.

Knows words and other forms of them, phrases, beginnings of words, nearness, and combinations.
`can_answer` says whether a query is made of these; any other is for Whoosh's own matchers.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

import numpy as np
from whoosh import query as whoosh_query

from pincite.search.compiling import Chosen, Completions, Kin, Within
from pincite.search.engine.chosen import chosen_entries
from pincite.search.engine.hits import (
    NOTHING,
    Dense,
    Hits,
    Sparse,
    both,
    common,
    either,
    is_empty,
    only,
    without,
)
from pincite.search.engine.lengths import LENGTH_OF_CODE
from pincite.search.engine.nearness import (
    NOWHERE,
    Places,
    any_place,
    entries_with_near,
    places_of_phrase,
    places_of_range,
    places_of_word,
)
from pincite.search.engine.phrases import entries_with_all, entries_with_phrase
from pincite.search.engine.postings import FieldPostings
from pincite.search.engine.scoring import Scoring, bm25f, weighed
from pincite.search.engine.segment_file import Array
from pincite.search.engine.store import OpenSegment, SegmentStore
from pincite.search.engine.winners import WordScores, may_win
from pincite.search.segment import Segment

# The last code stands for all lengths from its own on.
_ROOM_OF_CODE = np.append(LENGTH_OF_CODE[:-1], float(1 << 33))

# Other forms of a word score less than the word, wherever it stands not much oftener.
_WEIGHT_OF_KIN = 0.25
_LEAVES = (whoosh_query.Term, Completions, Chosen, Kin, Within)


def can_answer(query: Any) -> bool:
    """True when `SegmentEvaluator` knows all parts of a query of Whoosh."""
    kind = type(query)
    if kind in (whoosh_query.And, whoosh_query.Or):
        has_extras = kind is whoosh_query.Or and (query.minmatch or query.scale)
        return not has_extras and all(map(can_answer, query.subqueries))
    if kind is whoosh_query.AndNot:
        return can_answer(query.a) and can_answer(query.b)
    if kind is whoosh_query.Phrase:
        return bool(query.slop == 1 and query.words)
    return kind in _LEAVES or query is whoosh_query.NullQuery


class SegmentEvaluator:
    """Answers queries in one segment.

    Args:
        searcher: Whoosh's on this segment, for its schema.
    """

    def __init__(self, searcher: Any, scoring: Scoring) -> None:
        reader = searcher.reader()
        self._searcher = searcher
        self._schema = searcher.schema
        self._scoring = scoring
        self._store: SegmentStore = reader.storage()
        self.segment: Segment = reader.segment().segment
        self.opened: OpenSegment = self._store.segment(self.segment)

    def evaluate(self, query: Any) -> Hits:
        """All entries that match, deleted ones included."""
        answer = self._answers.get(type(query))
        hits = answer(self, query) if answer else NOTHING
        boost = getattr(query, "boost", 1.0)
        if boost == 1.0 or hits is NOTHING:
            return hits
        if isinstance(hits, Dense):
            return Dense(hits.matches, hits.scores * boost)
        return Sparse(hits.entries, hits.scores * boost)

    def best_of_term(
        self, query: Any, kin: Any | None, allowed: Array | None, least: float, most: int
    ) -> tuple[int, Sparse]:
        """How many allowed entries have a word or its kin, and those that may be among the best.

        Scoring these only is what makes common words cheap: frequent words are in most entries,
        but only a few of them have it often enough.

        Args:
            kin: other forms of the word; None without any.
            allowed: which entries count; None when all do.
            least, most: see `may_win`.
        """
        others = NOTHING if kin is None else only(self._kin(kin), allowed)
        postings, number = self._find(query.fieldname, query.text)
        if postings is None or number < 0 or not postings.has_positions:
            hits = either(only(self.evaluate(query).sparse(), allowed), others)
            return len(hits.entries), hits
        pages, freqs, codes = postings.pages(number), postings.freqs(number), postings.lengths()
        if allowed is not None:
            kept = np.flatnonzero(allowed.take(pages))
            pages, freqs = pages.take(kept), freqs.take(kept)
        word = WordScores(
            self._scoring.idf(query.fieldname, query.text),
            self._boost_of(query.fieldname),
            query.boost,
            self._scoring.norms_by_code(query.fieldname),
        )
        which = may_win(word, freqs, codes, pages, least, most)
        in_others, shared = common(others.entries, pages)
        # What has other forms, too, may win by them.
        which = which if not len(shared) else np.union1d(which, shared)
        entries = pages.take(which)
        hits = Sparse(entries, word.of(freqs.take(which), codes.take(entries)))
        return len(pages) + len(others.entries) - len(in_others), either(hits, others)

    def _find(self, field: str, text: str | bytes) -> tuple[FieldPostings | None, int]:
        postings = self.opened.postings(field) if field in self._schema else None
        if postings is None:
            return None, -1
        return postings, postings.find(text if isinstance(text, bytes) else text.encode())

    def _boost_of(self, field: str) -> float:
        return float(self._schema[field].format.field_boost)

    def _term(self, query: Any) -> Hits:
        postings, number = self._find(query.fieldname, query.text)
        if postings is None or number < 0:
            return NOTHING
        return Sparse(postings.pages(number), self._scores(query.fieldname, postings, number))

    def _scores(
        self, field: str, postings: FieldPostings, number: int, which: Array | None = None
    ) -> Array:
        """Scores of the postings of a word, or of those with these indices."""
        pages = postings.pages(number)
        pages = pages if which is None else pages.take(which)
        boost = self._boost_of(field)
        if not postings.has_positions:
            return np.full(len(pages), boost)
        freqs = postings.freqs(number)
        freqs = freqs if which is None else freqs.take(which)
        idf = self._scoring.idf(field, postings[number])
        norms = self._scoring.norms(self.opened, field)
        return bm25f(idf, weighed(freqs, boost), norms.take(pages))

    def _all_of(self, query: Any) -> Hits:
        parts: Sequence[Any] = query.subqueries
        if not parts:
            return NOTHING
        terms = [part for part in parts if type(part) is whoosh_query.Term]
        kindred = [part for part in parts if _is_word_with_kin(part)]
        found: list[Hits]
        if kindred:
            found = [self._all_words(terms + kindred)]
        elif len(terms) > 1 and len({(t.fieldname, t.text) for t in terms}) == len(terms):
            found = [self._all_terms(terms)]
        else:
            found = [self.evaluate(term) for term in terms]
        for part in parts:
            if type(part) is whoosh_query.Term or _is_word_with_kin(part):
                continue
            if any(map(is_empty, found)):
                return NOTHING
            found.append(self.evaluate(part))
        # Few first: what follows goes through the entries that are left.
        found.sort(key=lambda hits: len(hits.entries) if isinstance(hits, Sparse) else 1 << 40)
        result = found[0]
        for hits in found[1:]:
            result = both(result, hits)
        return result

    def _all_terms(self, terms: Sequence[Any]) -> Hits:
        """Entries with all of these words; scores are worked out for these only."""
        fields = {term.fieldname for term in terms}
        if len(fields) > 1:
            result = self.evaluate(terms[0])
            for term in terms[1:]:
                result = both(result, self.evaluate(term))
            return result
        (field,) = fields
        numbers = [self._find(field, term.text)[1] for term in terms]
        postings = self.opened.postings(field)
        if postings is None or min(numbers) < 0:
            return NOTHING
        entries, places = entries_with_all(postings, numbers)
        scores = np.zeros(len(entries))
        for term, number, which in zip(terms, numbers, places, strict=True):
            scores += self._scores(field, postings, number, which) * term.boost
        return Sparse(entries, scores)

    def _all_words(self, parts: Sequence[Any]) -> Sparse:
        """Entries with all of these words, or other forms of them; only these are scored."""
        lists = sorted((self._entries_of(part) for part in parts), key=len)
        entries = lists[0]
        for other in lists[1:]:
            entries = entries[common(entries, other)[0]]
        scores = np.zeros(len(entries))
        for part in parts:
            for word in part.subqueries if type(part) is whoosh_query.Or else (part,):
                hits = self._hits_among(word, entries)
                scores[np.searchsorted(entries, hits.entries)] += hits.scores
        return Sparse(entries, scores)

    def _entries_of(self, part: Any) -> Array:
        """The entries of a word, or of it and its other forms, without scores."""
        if type(part) is whoosh_query.Term:
            postings, number = self._find(part.fieldname, part.text)
            missing = postings is None or number < 0
            return NOTHING.entries if missing else postings.pages(number)  # type: ignore[union-attr]
        has_any = np.zeros(self.segment.count, np.bool_)
        for word in part.subqueries:
            if type(word) is whoosh_query.Term:
                has_any[self._entries_of(word)] = True
                continue
            for postings, number, allowed in self._words_of_kin(word):
                pages = postings.pages(number)
                has_any[pages if allowed is None else pages[allowed[pages]]] = True
        return np.flatnonzero(has_any)

    def _hits_among(self, word: Any, entries: Array) -> Sparse:
        """Those of `entries` that have a word, or an other form."""
        if type(word) is Kin:
            return self._kin(word, entries)
        postings, number = self._find(word.fieldname, word.text)
        if postings is None or number < 0:
            return NOTHING
        _, places = common(entries, postings.pages(number))
        scores = self._scores(word.fieldname, postings, number, places) * word.boost
        return Sparse(postings.pages(number)[places], scores)

    def _any_of(self, query: Any) -> Hits:
        parts = [hits for part in query.subqueries if not is_empty(hits := self.evaluate(part))]
        if len(parts) < 2:
            return parts[0] if parts else NOTHING
        matches = np.zeros(self.segment.count, np.bool_)
        scores = np.zeros(self.segment.count)
        for hits in parts:
            if isinstance(hits, Dense):
                matches |= hits.matches
                scores += np.where(hits.matches, hits.scores, 0.0)
            else:
                matches[hits.entries] = True
                scores[hits.entries] += hits.scores
        return Dense(matches, scores)

    def _and_not(self, query: Any) -> Hits:
        return without(self.evaluate(query.a), self.evaluate(query.b), self.segment.count)

    def _phrase(self, query: Any) -> Hits:
        field, words = query.fieldname, query.words
        numbers = [self._find(field, word)[1] for word in words]
        postings = self.opened.postings(field)
        if postings is None or min(numbers) < 0:
            return NOTHING
        different = list(dict.fromkeys(numbers))
        entries, places = entries_with_all(postings, different)
        room = _ROOM_OF_CODE[postings.lengths()[entries]]
        where = dict(zip(different, places, strict=True))
        kept = entries_with_phrase(postings, numbers, entries, where, room)
        scores = np.zeros(len(kept))
        for number in numbers:
            scores += self._scores(field, postings, number, where[number][kept])
        return Sparse(entries[kept], scores)

    def _completions(self, query: Any) -> Hits:
        postings = self.opened.postings(query.fieldname)
        if postings is None:
            return NOTHING
        prefix = query.text.encode()
        low, high = postings.range_of(prefix)
        if low == high:
            return NOTHING
        key = (self.segment.name, query.fieldname, prefix)
        matches = self._store.cache.get(key, lambda: postings.has_any(low, high))
        return Dense(matches, matches.astype(np.float64))

    def _chosen(self, query: Any) -> Hits:
        matches = chosen_entries(self.opened, query.among)
        return Dense(matches, np.zeros(len(matches)))

    def _kin(self, query: Any, among: Array | None = None) -> Sparse:
        """Other forms count together, as one word that is as telling as the commonest of them.

        Args:
            among: only these entries; None for all.
        """
        field = query.fieldname
        idf = self._scoring.idf(field, query.text.encode())
        found: list[tuple[Array, Array]] = []
        for postings, number, allowed in self._words_of_kin(query):
            idf = min(idf, self._scoring.idf(field, postings[number]))
            pages, freqs = postings.pages(number), postings.freqs(number)
            if among is not None:
                _, places = common(among, pages)
                pages, freqs = pages[places], freqs[places]
            if allowed is not None:
                is_allowed = allowed[pages]
                pages, freqs = pages[is_allowed], freqs[is_allowed]
            found.append((pages, freqs))
        if not found:
            return NOTHING
        entries, freqs = _summed(found, self.segment.count)
        norms = self._scoring.norms(self.opened, field)
        weights = weighed(freqs, self._boost_of(field))
        return Sparse(entries, bm25f(idf, weights, norms[entries]) * _WEIGHT_OF_KIN)

    def _words_of_kin(self, query: Any) -> Iterator[tuple[FieldPostings, int, Array | None]]:
        """Each other form that occurs here, and which entries are in its language."""
        for relatives in query.others:
            language = relatives.language
            allowed = self.opened.entries_in(language) if language else None
            if language and allowed is None:
                continue
            for word in relatives.words:
                postings, number = self._find(query.fieldname, word)
                if postings is not None and number >= 0:
                    yield postings, number, allowed

    def _within(self, query: Any) -> Hits:
        hits = both(self.evaluate(query.one), self.evaluate(query.other)).sparse()
        if not len(hits.entries):
            return NOTHING
        has_both = np.zeros(self.segment.count, np.bool_)
        has_both[hits.entries] = True
        one, other = (
            places.where(has_both[places.entries])
            for places in (self._places(query.one), self._places(query.other))
        )
        kept = np.isin(hits.entries, entries_with_near(one, other, query.distance))
        return Sparse(hits.entries[kept], hits.scores[kept])

    def _places(self, query: Any) -> Places:
        """Where words, phrases, beginnings and alternatives of these stand."""
        kind = type(query)
        if kind is whoosh_query.Or:
            return any_place([self._places(part) for part in query.subqueries])
        if kind is Kin:
            return any_place([_allowed(*found) for found in self._words_of_kin(query)])
        postings = self.opened.postings(query.fieldname)
        if postings is None:
            return NOWHERE
        if kind is Completions:
            return places_of_range(postings, *postings.range_of(query.text.encode()))
        words = query.words if kind is whoosh_query.Phrase else [query.text]
        numbers = [self._find(query.fieldname, word)[1] for word in words]
        return NOWHERE if min(numbers) < 0 else places_of_phrase(postings, numbers)

    _answers: ClassVar[dict[type, Callable[["SegmentEvaluator", Any], Hits]]] = {
        whoosh_query.Term: _term,
        whoosh_query.And: _all_of,
        whoosh_query.Or: _any_of,
        whoosh_query.AndNot: _and_not,
        whoosh_query.Phrase: _phrase,
        Completions: _completions,
        Chosen: _chosen,
        Kin: _kin,
        Within: _within,
    }


def _is_word_with_kin(query: Any) -> bool:
    if type(query) is not whoosh_query.Or:
        return False
    kinds = [type(part) for part in query.subqueries]
    return Kin in kinds and all(kind in (Kin, whoosh_query.Term) for kind in kinds)


def _summed(found: list[tuple[Array, Array]], count: int) -> tuple[Array, Array]:
    """Entries with one of several words, and how often they have any."""
    if len(found) == 1:
        return found[0]
    total = np.zeros(count, np.uint32)
    for pages, freqs in found:
        total[pages] += freqs
    entries = np.flatnonzero(total)
    return entries, total[entries]


def _allowed(postings: FieldPostings, number: int, allowed: Array | None) -> Places:
    places = places_of_word(postings, number)
    return places if allowed is None else places.where(allowed[places.entries])
