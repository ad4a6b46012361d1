"""The check of a quotation against the text of a document."""

from collections.abc import Sequence
from itertools import pairwise

from pincite.citing.quotations.differences import chunks_of
from pincite.citing.quotations.matching import Matcher, Occurrence
from pincite.citing.quotations.near import Near, nearest
from pincite.citing.quotations.parsing import Quotation, plain_quotation, readings
from pincite.citing.quotations.places import Places
from pincite.citing.quotations.signs import is_same_text, remarks_on
from pincite.model.checks import Chunk, Remark, Span, Verdict
from pincite.model.citations import CitationState
from pincite.model.documents import PageMap, Paragraph
from pincite.model.locators import Locator
from pincite.model.text_index import Run, TextIndex

_FEW_LETTERS = 20
"""Cited pages with fewer letters are pictures with a number on them."""
_CONTEXT = 160
"""Characters shown before and after what was found."""


def check_quotation(
    index: TextIndex,
    page_map: PageMap,
    quotation: str,
    locator: Locator,
    *,
    paragraphs: Sequence[Paragraph] | None = None,
) -> Verdict:
    """Compare a quotation with a document.

    It is verified when its words stand on the cited pages letter for letter, after folding what
    typesetting changes; elided parts in order, over notes and page ends. A similar text only shows
    the difference. Of several occurrences the one on the cited pages counts.

    Args:
        page_map: of the document.
        locator: where it is said to stand; empty for anywhere.
        paragraphs: of an article, which is cited by them; None for a document with pages.
    """
    return Checker(index, page_map, paragraphs).check(quotation, locator)


class Checker:
    """Checks quotations against one document, keeping what it learns of it. For one thread."""

    def __init__(
        self,
        index: TextIndex,
        page_map: PageMap,
        paragraphs: Sequence[Paragraph] | None = None,
    ) -> None:
        self._index = index
        self._matcher = Matcher(index)
        self._places = Places(index, page_map, paragraphs)

    def check(self, quotation: str, locator: Locator) -> Verdict:
        """See `check_quotation`."""
        ways = readings(quotation, self._index.text)
        if not ways:
            return Verdict(CitationState.UNCHECKED)
        if self._index.is_empty:
            return Verdict(CitationState.NO_TEXT)
        cited = self._places.named(locator)
        for way in ways:
            found = self._right(way, self._matcher.occurrences(way), cited)
            if found is not None:
                return self._exact(way, found, quotation, cited, has_locator=bool(locator))
        if cited and sum(end - start for start, end in cited) < _FEW_LETTERS:
            return Verdict(CitationState.NO_TEXT)
        return self._similar(ways[0], quotation, cited)

    def _right(
        self, way: Quotation, found: Sequence[Occurrence], cited: list[Run] | None
    ) -> Occurrence | None:
        """The occurrence that counts: the most on the cited pages, then the first."""
        ordered = list(found)
        if cited:
            ordered.sort(key=lambda each: (-_share(each.runs, cited), _distance(each, cited)))
        return next((each for each in ordered if self._is_same(way, each)), None)

    def _is_same(self, way: Quotation, found: Occurrence) -> bool:
        for words, runs in zip(way.words, found.parts, strict=True):
            page = self._index.page(self._index.page_at(runs[0][0])).page.text
            if not is_same_text(words.text, self._index.with_signs(runs), page):
                return False
        return not way.has_insertions or not self._has_own_brackets(way, found)

    def _has_own_brackets(self, way: Quotation, found: Occurrence) -> bool:
        """True when the source has brackets where the quotation has others."""
        runs = found.runs
        between = [(one[1], other[0]) for one, other in pairwise(runs) if one[1] < other[0]]
        gaps = [self._index.said([gap]) for gap in between]
        before = self._index.before(runs[0][0]).rstrip()
        after = self._index.after(runs[-1][1] - 1).lstrip(" .,;:!?")
        return (
            any(self._index.after(start - 1).lstrip().startswith("[") for start, _ in between)
            or any("[" in gap for gap in gaps)
            or (way.begins_with_insertion and before.endswith("]"))
            or (way.ends_with_insertion and after.startswith("["))
        )

    def _exact(
        self,
        way: Quotation,
        found: Occurrence,
        quotation: str,
        cited: list[Run] | None,
        *,
        has_locator: bool,
    ) -> Verdict:
        share = 1.0 if cited is None else _share(found.runs, cited)
        state = CitationState.VERIFIED if share > 0 else CitationState.MOVED
        remarks = set(self._remarks(way, found))
        if way.has_insertions:
            remarks.add(Remark.INSERTION)
        if 0 < share < 1:
            remarks.add(Remark.RUNS_ON)
        if cited is None and has_locator:
            remarks.add(Remark.PLACE_UNKNOWN)
        said = self._said(found)
        chunks = self._chunks(way, [self._index.said(runs) for runs in found.parts], quotation)
        return self._verdict(state, found.runs, said, chunks, remarks)

    def _remarks(self, way: Quotation, found: Occurrence) -> list[Remark]:
        return [
            remark
            for words, runs in zip(way.words, found.parts, strict=True)
            for remark in remarks_on(words.text, self._index.said(runs))
        ]

    def _said(self, found: Occurrence) -> str:
        """The words of the source; "…" stands where the quotation leaves some out."""
        parts = [self._index.said(found.parts[0])]
        for before, after in pairwise(found.parts):
            is_next = before[-1][1] == after[0][0]
            parts.append(self._index.said(after) if is_next else f"… {self._index.said(after)}")
        return " ".join(parts)

    def _chunks(self, way: Quotation, found: Sequence[str], quotation: str) -> tuple[Chunk, ...]:
        """A quotation beside its source, part by part; gaps are no difference."""
        if len(way.words) == 1:
            return (Chunk(plain_quotation(quotation), found[0]),)
        chunks: list[Chunk] = []
        for number, (words, said) in enumerate(zip(way.words, found, strict=True)):
            if number:
                chunks.append(Chunk(way.gaps[number - 1].text, "…"))
            chunks.append(Chunk(words.text, said))
        return tuple(chunks)

    def _similar(self, way: Quotation, quotation: str, cited: list[Run] | None) -> Verdict:
        """A text that is like the quotation, with the words that differ; or none."""
        found = self._near_parts(way, cited)
        if not any(found):
            whole = Chunk(plain_quotation(quotation), "", is_same=False)
            return Verdict(CitationState.NOT_FOUND, chunks=(whole,))
        reading = self._index.reading
        runs = [run for near in found if near for run in reading.runs(*near.span)]
        chunks: list[Chunk] = []
        for number, (words, near) in enumerate(zip(way.words, found, strict=True)):
            if number:
                chunks.append(Chunk(way.gaps[number - 1].text, "…"))
            said = self._index.said(reading.runs(*near.span)) if near else ""
            chunks += chunks_of(words.text, said)
        if not runs or not _is_like(chunks):
            whole = Chunk(plain_quotation(quotation), "", is_same=False)
            return Verdict(CitationState.NOT_FOUND, chunks=(whole,))
        said = " … ".join(
            self._index.said(reading.runs(*near.span)) for near in found if near is not None
        )
        return self._verdict(CitationState.CLOSE, runs, said, tuple(chunks), set())

    def _near_parts(self, way: Quotation, cited: list[Run] | None) -> list[Near | None]:
        """What is like each of the words, beginning with the longest, in order around it."""
        reading = self._index.reading
        expected = tuple((reading.at(a), reading.at(b)) for a, b in cited or ())
        longest = max(range(len(way.words)), key=lambda n: len(way.words[n].folded))
        anchor = nearest(self._index, way.words[longest].folded, expected)
        found: list[Near | None] = [None] * len(way.words)
        if anchor is None:
            return found
        found[longest] = self._widened(anchor)
        low, high = anchor.span
        for number in range(longest + 1, len(way.words)):
            limit = high + way.gaps[number - 1].longest + 2 * len(way.words[number].folded)
            near = nearest(self._index, way.words[number].folded, (), (high, limit))
            if near is not None:
                found[number], high = self._widened(near), near.span[1]
        for number in range(longest - 1, -1, -1):
            limit = max(0, low - way.gaps[number].longest - 2 * len(way.words[number].folded))
            near = nearest(self._index, way.words[number].folded, (), (limit, low))
            if near is not None:
                found[number], low = self._widened(near), near.span[0]
        return found

    def _widened(self, near: Near) -> Near:
        """The stretch, with the words whole that it begins and ends in."""
        return Near(self._matcher.whole_words(near.span), near.score)

    def _verdict(
        self,
        state: CitationState,
        runs: Sequence[Run],
        said: str,
        chunks: tuple[Chunk, ...],
        remarks: set[Remark],
    ) -> Verdict:
        return Verdict(
            state,
            self._places.cited(runs),
            self._places.pages(runs),
            self._places.labels(runs),
            said,
            " ".join(self._index.before(runs[0][0], _CONTEXT).split()),
            " ".join(self._index.after(runs[-1][1] - 1, _CONTEXT).split()),
            chunks,
            tuple(remark for remark in Remark if remark in remarks),
            tuple(Span(*run) for run in runs),
        )


def _is_like(chunks: Sequence[Chunk]) -> bool:
    """True when more is the same than not; else the two only share common words."""
    same = sum(len(chunk.quoted) for chunk in chunks if chunk.is_same)
    return 2 * same >= sum(len(chunk.quoted) for chunk in chunks)


def _share(runs: Sequence[Run], cited: Sequence[Run]) -> float:
    """How much of some runs lies in others."""
    inside = sum(max(0, min(b, end) - max(a, start)) for a, b in runs for start, end in cited)
    return inside / max(1, sum(b - a for a, b in runs))


def _distance(found: Occurrence, cited: Sequence[Run]) -> int:
    return min(abs(found.start - start) for start, _ in cited)
