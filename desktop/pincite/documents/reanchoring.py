"""Finding a passage of one file again in another file of the same work.

What is compared are the folded texts as they are read, without running heads and page numbers. The
words themselves, those around them and the place among all the rest decide together; each alone
misleads: words are repeated, neighbours are rewritten, pages are set anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pincite.documents.alignment import Alignment
from pincite.documents.interruptions import uninterrupted
from pincite.model.replacements import SURE
from pincite.model.text_index import Run, TextIndex

_CONTEXT = 64
_WHOLE = 120
"""Longer passages are found by their ends: what stands between may be rewritten or interrupted."""
_END = 60
_LEAST_SCORE = 0.6
_LEAST_LIKENESS = 0.62
_LEAST_LIKENESS_SHORT = 0.75
_SHORT = 24
_MOST_OCCURRENCES = 400
_MOST_SEEDS = 200
_MOST_BUCKETS = 25
_BUCKET = 32
_FAR = 300
"""Letters off the expected place at which half of its weight is gone."""
_NEAR = 60
_WEIGHTS = (50.0, 18.0, 18.0, 14.0)
"""Of the words, those before, those after, and the place."""
_WEIGHTS_BLIND = (56.0, 21.0, 21.0, 2.0)
"""The same where no place is expected."""
_LINE = 32
_LONGEST_NOTE = 1500
"""Letters of notes that may stand between a few words of a passage and the rest of it."""
_FITTING = 0.85
_NOTHING_THERE = 0.7
_MARGIN = 0.04
"""Lead over the next best place without which a person should look."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage to be found.

    Attributes:
        text, before, after: folded.
        expected: where it should begin in the new text; None when the texts tell nothing.
        window: the part of the new text in which it should stand.
        share: where it begins in the old text, from 0 to 1.
    """

    text: str
    before: str = ""
    after: str = ""
    expected: int | None = None
    window: tuple[int, int] | None = None
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of the new text, end exclusive, and how sure it is the passage, from 0 to 1.

    Attributes:
        parts: the same without what interrupts it: the notes at the foot of a page.
    """

    start: int
    end: int
    score: float
    parts: tuple[Run, ...] = ()

    @property
    def is_sure(self) -> bool:
        """True when nobody need look."""
        return self.score >= SURE


class Reanchorer:
    """Finds passages of the old text in the new one. For one thread.

    Attributes:
        old, new: the text indexes of both files.
    """

    def __init__(self, old: TextIndex, new: TextIndex) -> None:
        self.old, self.new = old, new
        self._old_text, self._text = old.reading.text, new.reading.text
        self.alignment = Alignment(self._old_text, self._text)

    def run(self, start: int, end: int) -> Hit | None:
        """Where a stretch of the old text, as it is read, stands now; None when it does not."""
        return self.run_of(((start, end),))

    def run_of(self, parts: Sequence[Run]) -> Hit | None:
        """The same for a stretch that something interrupts; the parts are what belongs to it."""
        old, start, end = self._old_text, parts[0][0], parts[-1][1]
        return self.find(
            Wanted(
                "".join(old[slice(*part)] for part in parts),
                old[max(0, start - _CONTEXT) : start],
                old[end : end + _CONTEXT],
                self.alignment.place(start),
                self.alignment.window(start, end),
                start / max(1, len(old)),
            )
        )

    def find(self, wanted: Wanted) -> Hit | None:
        """Where a passage stands; None when nothing like it does."""
        if not wanted.text or not self._text:
            return None
        is_long = len(wanted.text) > _WHOLE
        hit = (self._by_ends(wanted) if is_long else None) or self._best(wanted)
        if hit is None:
            return None
        if self._text.startswith(wanted.text, hit.start):
            return replace(hit, parts=((hit.start, hit.end),))
        start, end = self._torn_edges(wanted, hit.start, hit.end)
        parts = uninterrupted(wanted.text, self.new, start, end)
        return Hit(start, end, self._rescored(wanted, hit, parts), parts)

    def _rescored(self, wanted: Wanted, hit: Hit, parts: tuple[Run, ...]) -> float:
        """The score, when the words stand there without what interrupts them."""
        if len(parts) == 1 and parts[0] == (hit.start, hit.end):
            return hit.score
        words = "".join(self._text[slice(*part)] for part in parts)
        likeness = fuzz.ratio(wanted.text, words) / 100
        whole = self._scored(wanted, parts[0][0], parts[-1][1], likeness)
        return max(hit.score, whole.score)

    # --- long passages

    def _by_ends(self, wanted: Wanted) -> Hit | None:
        """A long passage by its beginning and its end."""
        text, length = wanted.text, len(wanted.text)
        at = wanted.expected
        if at is not None and self._text.startswith(text, at):
            whole = self._scored(wanted, at, at + length)
            if whole.is_sure:
                return whole
        middle = length - _END
        head = self._best(replace(wanted, text=text[:_END], after=text[_END : _END + _CONTEXT]))
        tail = self._best(
            replace(
                wanted,
                text=text[middle:],
                before=text[middle - _CONTEXT : middle] if middle > _CONTEXT else text[:middle],
                expected=None if at is None else at + middle,
            )
        )
        if head is None or tail is None:
            return None
        span = tail.end - head.start
        if not 0.6 * length < span < 1.6 * length + 2500:
            return None
        likeness = fuzz.ratio(text, self._text[head.start : tail.end]) / 100
        # A long note or figure may stand between; the ends must be right then.
        score = min((head.score + tail.score) / 2, 0.5 + 0.5 * likeness + 0.1)
        return Hit(head.start, tail.end, score) if score >= _LEAST_SCORE else None

    # --- short passages

    def _best(self, wanted: Wanted) -> Hit | None:
        at, length = wanted.expected, len(wanted.text)
        if at is not None and self._text.startswith(wanted.text, at):
            hit = self._scored(wanted, at, at + length)
            if hit.score >= 0.97:
                return hit
        found = {(h.start, h.end): h for h in self._exact(wanted)}
        best = max((h.score for h in found.values()), default=0.0)
        if best < SURE:
            for start, end in (*self._in_window(wanted), *self._by_seeds(wanted)):
                hit = self._scored(wanted, *self._with_edges(wanted, start, end))
                found[hit.start, hit.end] = hit
        return _chosen(list(found.values()))

    def _exact(self, wanted: Wanted) -> list[Hit]:
        hits: list[Hit] = []
        at = self._text.find(wanted.text)
        while at >= 0 and len(hits) < _MOST_OCCURRENCES:
            hits.append(self._scored(wanted, at, at + len(wanted.text)))
            at = self._text.find(wanted.text, at + 1)
        return hits

    def _in_window(self, wanted: Wanted) -> list[tuple[int, int]]:
        """The likest stretch near the expected place."""
        if wanted.expected is None or wanted.window is None:
            return []
        room = 2 * len(wanted.text) + 200
        low = max(0, wanted.window[0] - _CONTEXT, wanted.expected - 4 * room)
        high = min(wanted.window[1] + _CONTEXT, wanted.expected + 4 * room)
        found = [*self._alike(wanted.text, low, max(high, low))]
        if not found:
            # The words are others: what stood around them tells where they would be.
            around = wanted.before + wanted.text + wanted.after
            found = [
                (start + len(wanted.before), end - len(wanted.after))
                for start, end in self._alike(around, low - _CONTEXT, high + _CONTEXT)
                if end - len(wanted.after) > start + len(wanted.before)
            ]
        return found

    def _by_seeds(self, wanted: Wanted) -> list[tuple[int, int]]:
        """Stretches anywhere that have many short runs of letters of the passage."""
        texts = [(wanted.text, 0, 0)]
        if len(wanted.text) < 2 * _SHORT:
            around = wanted.before + wanted.text + wanted.after
            texts.append((around, len(wanted.before), len(wanted.after)))
        found = []
        for text, lead, trail in texts:
            for bucket in self._buckets(text):
                low = max(0, bucket * _BUCKET - 40)
                for start, end in self._alike(text, low, low + len(text) + 112):
                    if end - trail > start + lead:
                        found.append((start + lead, end - trail))
        return found

    def _buckets(self, text: str) -> list[int]:
        size = 6 if len(text) >= _SHORT else 4
        votes: dict[int, int] = {}
        for offset in range(0, max(1, len(text) - size + 1), 2):
            seed = text[offset : offset + size]
            at = self._text.find(seed)
            for _ in range(_MOST_SEEDS):
                if at < 0:
                    break
                bucket = (at - offset) // _BUCKET
                votes[bucket] = votes.get(bucket, 0) + 1
                at = self._text.find(seed, at + 1)
        return sorted(votes, key=lambda b: -votes[b])[:_MOST_BUCKETS]

    def _alike(self, text: str, low: int, high: int) -> list[tuple[int, int]]:
        low = max(0, low)
        part = self._text[low : max(low, high)]
        if not part:
            return []
        found = fuzz.partial_ratio_alignment(text, part)
        least = _LEAST_LIKENESS if len(text) >= _SHORT else _LEAST_LIKENESS_SHORT
        if found is None or found.score < 100 * least or found.dest_end <= found.dest_start:
            return []
        return [(low + found.dest_start, low + found.dest_end)]

    def _with_edges(self, wanted: Wanted, start: int, end: int) -> tuple[int, int]:
        """A stretch that is about right, cut where the passage begins and ends."""
        first = self._edge(start, wanted.before[-32:], wanted.text[:32])
        last = self._edge(end, wanted.text[-32:], wanted.after[:32])
        return (first, last) if last > first else (start, end)

    def _edge(self, about: int, left: str, right: str) -> int:
        """The place near `about` that parts what is most like `left` from what is like `right`."""
        low = max(0, about - len(left) - 8)
        part = self._text[low : about + len(right) + 8]
        cut = len(left)
        place = about
        for step in Levenshtein.opcodes(left + right, part):
            if step.src_start <= cut <= step.src_end:
                inside = min(cut - step.src_start, step.dest_end - step.dest_start)
                place = low + step.dest_start + inside
                if cut < step.src_end or step.tag == "equal":
                    break
        return place

    def _torn_edges(self, wanted: Wanted, start: int, end: int) -> tuple[int, int]:
        """The ends of a stretch, when an interruption has torn off a few words of the passage."""
        first = self._torn(start, wanted.before[-_LINE:], wanted.text[:_LINE])
        last = self._torn(end, wanted.text[-_LINE:], wanted.after[:_LINE])
        return (first, last) if last > first else (start, end)

    def _torn(self, about: int, left: str, right: str) -> int:
        """The better of the place found, and those that either side alone would give."""
        best, best_score = about, self._fit(about, left, right)
        if best_score >= _FITTING or min(len(left), len(right)) < _LINE // 2:
            return best
        low = max(0, about - _LONGEST_NOTE)
        for text, is_left in ((left, True), (right, False)):
            for start, end in self._alike(text, low, about + _LONGEST_NOTE):
                place = self._edge(end if is_left else start, left, right)
                score = self._fit(place, left, right)
                if score > best_score + _MARGIN:
                    best, best_score = place, score
        return best

    def _fit(self, place: int, left: str, right: str) -> float:
        """How well a place parts two texts."""
        before = self._text[max(0, place - len(left)) : place]
        after = self._text[place : place + len(right)]
        return (_likeness(before, left) + _likeness(after, right)) / 2

    def _scored(self, wanted: Wanted, start: int, end: int, words: float = -1.0) -> Hit:
        """A stretch with its score.

        Args:
            words: how like the passage its words are, where that is known.
        """
        text = self._text
        if words < 0:
            words = fuzz.ratio(wanted.text, text[start:end]) / 100
        before = _likeness(text[max(0, start - (len(wanted.before) or 1)) : start], wanted.before)
        after = _likeness(text[end : end + (len(wanted.after) or 1)], wanted.after)
        if wanted.expected is None:
            weights = _WEIGHTS_BLIND
            place = 1 - abs(start / max(1, len(text)) - wanted.share)
        else:
            weights = _WEIGHTS
            off = max(0, abs(start - wanted.expected) - _NEAR)
            place = 1 / (1 + off / _FAR)
        parts = (words, before, after, place)
        score = sum(w * p for w, p in zip(weights, parts, strict=True)) / sum(weights)
        return Hit(start, end, score)


def _likeness(one: str, other: str) -> float:
    """Of what stands around a passage; at the ends of a text there may be nothing to compare."""
    if not other:
        return _NOTHING_THERE if one else 1.0
    return fuzz.ratio(one, other) / 100


def _chosen(hits: list[Hit]) -> Hit | None:
    """The best of some places; less sure when another one is nearly as good."""
    if not hits:
        return None
    hits.sort(key=lambda hit: -hit.score)
    best = hits[0]
    if best.score < _LEAST_SCORE:
        return None
    rivals = (h for h in hits[1:] if h.start >= best.end or h.end <= best.start)
    rival = next(rivals, None)
    if rival is not None and best.score - rival.score < _MARGIN:
        return replace(best, score=min(best.score, SURE - 0.01))
    return best
