"""The text index of a document: its letters and digits as one string, with the way back.

A place in the index is a number of folded characters from the beginning of the document. Comparing
happens on such strings; page, characters and boxes are looked up for what was found only.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pincite.model.anchors import CONTEXT, Anchor, PageQuads
from pincite.model.folding import fold, fold_with_origins
from pincite.model.texts import PageText, as_quoted, quads_for

_SIGNS_BEFORE = re.compile(r"[^\w\s]*$")
_SIGNS_AFTER = re.compile(r"[^\w\s]*")

Run = tuple[int, int]
"""From a place to a place, end exclusive."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` (exclusive) of the text of one page."""

    page_index: int
    start: int
    end: int


class FoldedPage:
    """A page with the places of its characters.

    Attributes:
        page: its text, with words where their boxes are known.
        begin: the place of its first folded character.
    """

    __slots__ = ("_origins", "begin", "page")

    def __init__(self, page: PageText, begin: int) -> None:
        self.page = page
        self.begin = begin
        _, self._origins = fold_with_origins(page.text)

    def offset(self, place: int) -> int:
        """The character in the page's text that a place on this page comes from."""
        return self._origins[place - self.begin]

    def place(self, offset: int) -> int:
        """The place of the first folded character that comes from `offset` or after it."""
        return self.begin + bisect_left(self._origins, offset)


class Reading:
    """The text as it is read: without running heads, page numbers and note marks.

    Attributes:
        text: folded.
    """

    def __init__(self, text: str, left_out: Sequence[Run]) -> None:
        starts = [0, *(end for _, end in left_out)]
        ends = [*(start for start, _ in left_out), len(text)]
        kept = [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
        self.text = "".join(text[start:end] for start, end in kept)
        self._kept = kept
        self._begins = [0, *accumulate(end - start for start, end in kept)]

    def place(self, at: int) -> int:
        """The place in the whole text of the character at `at` here."""
        number = min(bisect_right(self._begins, at) - 1, len(self._kept) - 1)
        return self._kept[number][0] + at - self._begins[number]

    def at(self, place: int) -> int:
        """Where the character at `place` stands here; the next one when it is left out."""
        number = bisect_right(self._kept, (place, 1 << 62)) - 1
        if number < 0:
            return 0
        start, end = self._kept[number]
        return self._begins[number] + min(place, end) - start

    def runs(self, start: int, end: int) -> list[Run]:
        """The places of characters `start` to `end` of this text, as runs without gaps."""
        runs: list[Run] = []
        number = bisect_right(self._begins, start) - 1
        while start < end:
            stop = min(end, self._begins[number + 1])
            shift = self._kept[number][0] - self._begins[number]
            runs.append((start + shift, stop + shift))
            start, number = stop, number + 1
        return runs


class TextIndex:
    """The folded text of a document, and its pages.

    Attributes:
        text: letters and digits of all pages, one after the other.
        begins: the place where each page begins, and at last where the text ends.
        left_out: runs of running heads, page numbers and note marks, in order.

    Threads may share it.
    """

    def __init__(
        self,
        text: str,
        begins: Sequence[int],
        left_out: Sequence[Run],
        page: Callable[[int], PageText],
    ) -> None:
        """Put together what was stored or made.

        Args:
            page: gives a page by its index, with words where their boxes are known; it is asked
                for pages in which something was found.
        """
        self.text = text
        self.begins = tuple(begins)
        self.left_out = tuple(left_out)
        self._page = page
        self._pages: dict[int, FoldedPage] = {}

    @classmethod
    def of(cls, pages: Sequence[PageText], left_out: Sequence[Run] = ()) -> "TextIndex":
        """The index of pages at hand; the first is page 0, whatever its own index says."""
        texts = [fold(page.text) for page in pages]
        begins = [0, *accumulate(map(len, texts))]
        return cls("".join(texts), begins, left_out, pages.__getitem__)

    @cached_property
    def reading(self) -> Reading:
        """The text without what is left out."""
        return Reading(self.text, self.left_out)

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return len(self.begins) - 1

    @property
    def is_empty(self) -> bool:
        """True when no page has any text."""
        return not self.text

    def page_at(self, place: int) -> int:
        """Index of the page that holds the character at a place."""
        return min(bisect_right(self.begins, place) - 1, self.page_count - 1)

    def page(self, index: int) -> FoldedPage:
        """A page with the places of its characters; kept once it was asked for."""
        known = self._pages.get(index)
        if known is None:
            known = FoldedPage(self._page(index), self.begins[index])
            self._pages[index] = known
        return known

    def place_of(self, page_index: int, offset: int) -> int:
        """The place of a character of a page's text; of the next letter where it is none."""
        return self.page(page_index).place(offset)

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """The characters of a run, page by page; pages without any are left out."""
        found: list[Stretch] = []
        while start < end:
            index = self.page_at(start)
            stop = min(end, self.begins[index + 1])
            page = self.page(index)
            found.append(Stretch(index, page.offset(start), page.offset(stop - 1) + 1))
            start = stop
        return found

    def said(self, runs: Sequence[Run]) -> str:
        """What stands there, in one line, words joined that were divided at line ends."""
        parts = [
            self.page(s.page_index).page.text[s.start : s.end]
            for run in runs
            for s in self.stretches(*run)
        ]
        return as_quoted("\n".join(parts))

    def with_signs(self, runs: Sequence[Run]) -> str:
        """`said`, with the signs that adjoin at both ends: a currency, a bracket, "%"."""
        first, last = self.stretches(*runs[0])[0], self.stretches(*runs[-1])[-1]
        before = self.page(first.page_index).page.text[max(0, first.start - 8) : first.start]
        after = self.page(last.page_index).page.text[last.end : last.end + 8]
        lead, trail = _SIGNS_BEFORE.search(before), _SIGNS_AFTER.match(after)
        return f"{lead[0] if lead else ''}{self.said(runs)}{trail[0] if trail else ''}"

    def before(self, place: int, length: int = CONTEXT) -> str:
        """Up to `length` characters of the page before a place."""
        page = self.page(self.page_at(place))
        offset = page.offset(place)
        return page.page.text[max(0, offset - length) : offset]

    def after(self, place: int, length: int = CONTEXT) -> str:
        """Up to `length` characters of the page after the character at a place."""
        page = self.page(self.page_at(place))
        offset = page.offset(place) + 1
        return page.page.text[offset : offset + length]

    def anchor(self, runs: Sequence[Run]) -> Anchor:
        """The anchor of a passage.

        Args:
            runs: its places, in reading order, at least one.
        """
        stretches = [s for run in runs for s in self.stretches(*run)]
        boxes: dict[int, PageQuads] = {}
        for s in stretches:
            page = self.page(s.page_index).page
            known = boxes.get(s.page_index, PageQuads(page.index, ()))
            quads = quads_for(page, *_to_signs(page, s))
            boxes[s.page_index] = PageQuads(page.index, (*known.quads, *quads))
        first, (_, end) = stretches[0], runs[-1]
        return Anchor(
            page_index=self.page(first.page_index).page.index,
            places=tuple(boxes.values()),
            quote=self.said(runs),
            before=self.before(runs[0][0]),
            after=self.after(end - 1),
            start=first.start,
        )


def _to_signs(page: PageText, stretch: Stretch) -> Run:
    """A stretch for boxes: with the signs that adjoin, where only whole words have known boxes.

    Inside a word the boundary of a letter is reckoned then, and a mark would cut a letter in two.
    """
    start, end = stretch.start, stretch.end
    if any(word.edges for word in page.words):
        return start, end
    before, after = (
        _SIGNS_BEFORE.search(page.text[max(0, start - 8) : start]),
        _SIGNS_AFTER.match(page.text, end),
    )
    return start - len(before[0] if before else ""), end + len(after[0] if after else "")
