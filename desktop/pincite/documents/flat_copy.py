"""A copy of an article as one run of signs, whatever pages they stand on."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from pincite.documents.laid_text import LaidText, Spot
from pincite.documents.matching import Signs
from pincite.model.anchors import ELISION, Anchor
from pincite.model.folding import fold
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText, Word

_HYPHENS = frozenset("-\u00ad\u2010")

Span = tuple[int, int]
"""Numbers of signs, end exclusive."""


class FlatCopy:
    """The signs of a copy and the way from them to its pages, and back.

    Attributes:
        laid: the copy.
        signs: of all pages.
    """

    def __init__(self, laid: LaidText) -> None:
        self.laid = laid
        self._texts = [page.text for page in laid.pages]
        self._begins: list[int] = []
        at = 0
        for text in self._texts:
            self._begins.append(at)
            at += len(text) + 1
        self.signs = Signs("\n".join(self._texts))
        self._word_starts: dict[int, list[int]] = {}

    def has_same_pages(self, other: "FlatCopy") -> bool:
        """True when the pages of both say the same."""
        return self._texts == [page.text for page in other.laid.pages]

    def paragraph_starts(self) -> dict[int, int]:
        """The first sign of each paragraph, by its number."""
        return {
            p.number: self.number_at(Spot(p.page_index, p.start))
            for p in self.laid.paragraphs
            if p.page_index < len(self._texts)
        }

    def number_at(self, spot: Spot) -> int:
        """The number of the first sign at a spot or after it."""
        if not self._texts:
            return 0
        page = min(spot.page_index, len(self._texts) - 1)
        return self.signs.at(self._begins[page] + min(spot.offset, len(self._texts[page])))

    def spot_of(self, number: int) -> Spot:
        """Where a sign stands; the last one's place beyond the end."""
        if not self.signs.offsets:
            return Spot(0, 0)
        offset = self.signs.offsets[min(number, len(self.signs.offsets) - 1)]
        page = bisect_right(self._begins, offset) - 1
        return Spot(page, offset - self._begins[page])

    def end_of(self, number: int) -> Spot:
        """Where the sign before `number` ends: the end of a span."""
        spot = self.spot_of(max(number - 1, 0))
        return Spot(spot.page_index, spot.offset + 1)

    def flat_offset(self, spot: Spot) -> int:
        """Characters from the beginning of the copy, with one between two pages."""
        return self._begins[spot.page_index] + spot.offset

    def parts_of(self, span: Span) -> list[tuple[PageText, int, int]]:
        """A span page by page: the page, and offsets in its text, end exclusive."""
        first, last = self.spot_of(span[0]), self.end_of(span[1])
        parts = []
        for page in self.laid.pages[first.page_index : last.page_index + 1]:
            start = first.offset if page.index == first.page_index else 0
            end = last.offset if page.index == last.page_index else len(page.text)
            parts.append((page, start, end))
        return parts

    def spans_of(self, anchor: Anchor) -> list[Span]:
        """The signs of a passage; several where it was put together; none where it has no words.

        They begin where the anchor says. Where its words do not stand there, the nearest place
        where they do is taken.
        """
        passages = [p for p in anchor.quote.split(ELISION) if p.strip()]
        at = self.number_at(Spot(anchor.page_index, anchor.start)) if anchor.start >= 0 else -1
        found: list[Span] = []
        for passage in passages:
            after = found[-1][1] if found else 0
            # The parts of a passage follow each other, so the first occurrence is the right one.
            at = self.signs.text.find("".join(passage.split()), after) if found else at
            span = self._span_at(at, passage) if at >= 0 else None
            span = span or self.find(passage, anchor.page_index, after=after)
            if span is None:
                return []
            found.append(span)
        return found

    def find(self, quote: str, page_index: int, *, after: int = 0) -> Span | None:
        """The occurrence of some words nearest to a page, not before sign `after`; None if none."""
        found = list(self._occurrences(fold(quote), after))
        if not found:
            return None
        # A short word inside others is not meant.
        whole = [span for span in found if self._is_whole(*span)]
        start, end = min(
            whole or found, key=lambda span: abs(self.spot_of(span[0]).page_index - page_index)
        )
        return self._widened(start, end, quote)

    def words_on(self, page_index: int) -> Sequence[Word]:
        """The words of a page; none where there is no such page."""
        pages = self.laid.pages
        return pages[page_index].words if 0 <= page_index < len(pages) else ()

    def number_of(self, page_index: int, word: Word) -> int:
        """The number of a word's first sign."""
        return self.number_at(Spot(page_index, word.start))

    def word_at(self, number: int) -> tuple[int, Word] | None:
        """The word that holds a sign, and its page; None where a page has no words."""
        spot = self.spot_of(number)
        words = self.words_on(spot.page_index)
        if not words:
            return None
        starts = self._word_starts.get(spot.page_index)
        if starts is None:
            starts = self._word_starts[spot.page_index] = [word.start for word in words]
        place = max(0, bisect_right(starts, spot.offset) - 1)
        return spot.page_index, words[place]

    @cached_property
    def _index(self) -> TextIndex:
        return TextIndex.of(self.laid.pages)

    def _occurrences(self, wanted: str, after: int) -> Iterator[Span]:
        if not wanted:
            return
        first = self.spot_of(after)
        begin = self._index.place_of(first.page_index, first.offset) if after else 0
        at = self._index.text.find(wanted, begin)
        while at >= 0:
            stretches = self._index.stretches(at, at + len(wanted))
            start = self.number_at(Spot(stretches[0].page_index, stretches[0].start))
            end = self.number_at(Spot(stretches[-1].page_index, stretches[-1].end - 1)) + 1
            yield start, end
            at = self._index.text.find(wanted, at + 1)

    def _is_whole(self, start: int, end: int) -> bool:
        """True when a span begins and ends at the edges of words."""
        first, last = self.spot_of(start), self.end_of(end)
        before = self._texts[first.page_index][: first.offset][-1:]
        after = self._texts[last.page_index][last.offset :][:1]
        return not before.isalnum() and not after.isalnum()

    def _span_at(self, number: int, quote: str) -> Span | None:
        """The span of a quotation that begins at a sign; hyphens of line ends may be left out."""
        wanted, signs, at = "".join(quote.split()), self.signs.text, number
        if signs[at : at + len(wanted)] == wanted:
            return at, at + len(wanted)
        for sign in wanted:
            while at < len(signs) and signs[at] != sign and signs[at] in _HYPHENS:
                at += 1
            if at >= len(signs) or signs[at] != sign:
                return None
            at += 1
        return number, at

    def _widened(self, start: int, end: int, quote: str) -> Span:
        """A span of letters and digits, with the signs at the ends of its quotation."""
        wanted, signs = "".join(quote.split()), self.signs.text
        head = next((i for i, c in enumerate(wanted) if c.isalnum()), 0)
        tail = next((i for i, c in enumerate(reversed(wanted)) if c.isalnum()), 0)
        while head and start and signs[start - 1] == wanted[head - 1]:
            start, head = start - 1, head - 1
        while tail and end < len(signs) and signs[end] == wanted[-tail]:
            end, tail = end + 1, tail - 1
        return start, end


def cuts_between(source: FlatCopy, target: FlatCopy) -> list[tuple[int, int]]:
    """Pairs of signs where both copies begin the same paragraph, rising in both."""
    ones, others = source.paragraph_starts(), target.paragraph_starts()
    pairs = sorted((ones[number], others[number]) for number in ones.keys() & others.keys())
    # A paragraph that stands out of order in one of them (read across columns) is no landmark.
    rising: list[tuple[int, int]] = []
    for pair in pairs:
        while rising and rising[-1][1] > pair[1]:
            rising.pop()
        rising.append(pair)
    return [pair for before, pair in pairwise([(-1, -1), *rising]) if pair[0] > before[0]]
