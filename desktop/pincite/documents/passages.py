"""Finding a quoted passage in the text of pages."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pincite.model.anchors import CONTEXT, Anchor, PageQuads, Quad
from pincite.model.folding import fold
from pincite.model.texts import PageText, quads_for

_SURE_LENGTH = 20
"""A folded quotation of this length may begin or end inside a word (a letter was missed)."""
_HEAD = 12
_LEAST_REST = 4
_LONGEST_GAP = 4000
"""Folded characters that may stand between two parts of a passage: heads, a long footnote."""
_MOST_TRIES = 200


class Folded:
    """One or more texts folded into one string of letters and digits.

    Attributes:
        text: the folded texts, one after the other.
        origins: for each character of `text` the offset, in its text, of the character it is from.
        begins: for each text the place in `text` where it begins.
    """

    __slots__ = ("begins", "origins", "text")

    def __init__(self, texts: Iterable[str]) -> None:
        parts: list[str] = []
        self.origins: list[int] = []
        self.begins: list[int] = []
        for text in texts:
            self.begins.append(len(self.origins))
            for offset, character in enumerate(text):
                letters = fold(character)
                if letters:
                    parts.append(letters)
                    self.origins.extend([offset] * len(letters))
        self.text = "".join(parts)

    def text_of(self, at: int) -> int:
        """Number of the text that the folded character at `at` comes from."""
        return bisect_right(self.begins, at) - 1


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one page's text.

    Attributes:
        place: which of the texts searched, from 0.
        start, end: offsets in it, end exclusive.
    """

    place: int
    start: int
    end: int


def find_passage(
    pages: Sequence[PageText | str], quote: str, *, page_index: int | None = None
) -> Anchor | None:
    """The anchor of a passage.

    Args:
        pages: neighbouring pages in order. A plain string is a page without words, with its place
            in the sequence as index: its anchor has offsets and no boxes.
        quote: as people type or copy it.
        page_index: the page where it is expected to begin; the nearest occurrence to it is taken.

    Returns:
        None when the passage does not stand there letter for letter.
    """
    texts = [p if isinstance(p, PageText) else PageText(i, p) for i, p in enumerate(pages)]
    expected = next((i for i, t in enumerate(texts) if t.index == page_index), None)
    parts = find_parts([t.text for t in texts], quote, expected=expected)
    return _anchor(texts, parts) if parts else None


def find_parts(
    texts: Sequence[str], quote: str, *, expected: int | None = None
) -> tuple[Part, ...]:
    """Where a passage stands, in parts: one a page, more when something interrupts it.

    Args:
        texts: of neighbouring pages.
        expected: the text (from 0) where it should begin; the nearest occurrence wins.

    Returns:
        Parts in reading order; empty when it is not there.
    """
    wanted = fold(quote)
    if not wanted:
        return ()
    folded = Folded(texts)
    found = [
        (at, at + len(wanted))
        for at in _occurrences(folded.text, wanted)
        if _is_whole(folded, texts, at, at + len(wanted)) or len(wanted) >= _SURE_LENGTH
    ]
    if found:
        best = min(found, key=lambda span: _distance(folded, span[0], expected))
        return tuple(_parts(folded, *best))
    interrupted = list(_interrupted(folded, wanted))
    if not interrupted:
        return ()
    spans = min(interrupted, key=lambda s: (_distance(folded, s[0][0], expected), s[1][0]))
    return tuple(part for span in spans for part in _parts(folded, *span))


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    tries = 0
    while at >= 0 and tries < _MOST_TRIES:
        yield at
        tries += 1
        at = text.find(wanted, at + 1)


def _is_whole(folded: Folded, texts: Sequence[str], start: int, end: int) -> bool:
    """True when the passage begins and ends at the edge of a word."""
    first, last = texts[folded.text_of(start)], texts[folded.text_of(end - 1)]
    before, after = folded.origins[start] - 1, folded.origins[end - 1] + 1
    begins = before < 0 or not first[before].isalnum()
    ends = after >= len(last) or not last[after].isalnum()
    return begins and ends


def _distance(folded: Folded, at: int, expected: int | None) -> int:
    return 0 if expected is None else abs(folded.text_of(at) - expected)


def _interrupted(folded: Folded, wanted: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Occurrences in two parts with a page end between them.

    Running heads and page numbers stand between the lines of a passage that crosses a page end.
    """
    if len(wanted) < _HEAD + _LEAST_REST:
        return
    text = folded.text
    for at in _occurrences(text, wanted[:_HEAD]):
        length = _HEAD
        most = min(len(wanted), len(text) - at)
        while length < most and text[at + length] == wanted[length]:
            length += 1
        # A letter of the interruption may happen to go on as the passage does.
        for cut in range(length, max(_HEAD, length - 3) - 1, -1):
            rest = wanted[cut:]
            if len(rest) < _LEAST_REST:
                continue
            again = text.find(rest, at + cut, at + cut + _LONGEST_GAP)
            if again >= 0 and folded.text_of(at) != folded.text_of(again):
                yield (at, at + cut), (again, again + len(rest))
                break


def _parts(folded: Folded, start: int, end: int) -> Iterator[Part]:
    """A folded stretch as stretches of the texts it touches."""
    while start < end:
        place = folded.text_of(start)
        is_last = place + 1 == len(folded.begins)
        stop = end if is_last else min(end, folded.begins[place + 1])
        yield Part(place, folded.origins[start], folded.origins[stop - 1] + 1)
        start = stop


def _anchor(texts: Sequence[PageText], parts: Sequence[Part]) -> Anchor:
    boxes: dict[int, list[Quad]] = {}
    for part in parts:
        page = texts[part.place]
        boxes.setdefault(page.index, []).extend(quads_for(page, part.start, part.end))
    first, last = parts[0], parts[-1]
    start = texts[first.place].text
    end = texts[last.place].text
    quote = " ".join(" ".join(texts[p.place].text[p.start : p.end].split()) for p in parts)
    return Anchor(
        page_index=texts[first.place].index,
        places=tuple(PageQuads(index, tuple(quads)) for index, quads in boxes.items()),
        quote=quote,
        before=start[max(0, first.start - CONTEXT) : first.start],
        after=end[last.end : last.end + CONTEXT],
        start=first.start,
    )
