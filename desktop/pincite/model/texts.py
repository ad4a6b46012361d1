"""The text of a page and where each word of it stands."""

import re
from dataclasses import dataclass

from pincite.model.anchors import CONTEXT, Anchor, PageQuads, Quad

_DIVISION = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])(?=[^A-Z])")


RIGHT, DOWN, LEFT, UP = 0, 90, 180, 270
"""Headings: the way the characters of a word run on the unrotated page, in degrees clockwise."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: `page.text[start:end]`, its box and the number of its line.

    Attributes:
        edges: the boundaries of its characters in reading order, `end - start + 1` of them, in
            points: x where it runs to the right or left, y where it runs down or up; empty where
            only the box is known.
        heading: `RIGHT` for level Latin text on an upright page, `LEFT` for Arabic or Hebrew, any
            for turned text or a turned page.
    """

    start: int
    end: int
    box: Quad
    line: int
    edges: tuple[float, ...] = ()
    heading: int = RIGHT

    def edge_at(self, offset: int) -> float:
        """The boundary before character `offset` of the page's text, inside this word.

        Returns:
            An x or a y, as the heading says.
        """
        inside = min(max(offset - self.start, 0), self.end - self.start)
        if self.edges:
            return self.edges[inside]
        share = inside / max(1, self.end - self.start)
        low, high = self.reach
        first, last = (low, high) if self.heading in (RIGHT, DOWN) else (high, low)
        return first + (last - first) * share

    @property
    def reach(self) -> tuple[float, float]:
        """The two ends of its box along its heading, the lower number first."""
        box = self.box
        return (box.y0, box.y1) if self.heading in (DOWN, UP) else (box.x0, box.x1)

    def part(self, start: int, end: int) -> Quad:
        """The box of some of its characters, by offsets in the page's text."""
        low, high = sorted((self.edge_at(start), self.edge_at(end)))
        if self.heading in (DOWN, UP):
            return Quad(self.box.x0, low, self.box.x1, high)
        return Quad(low, self.box.y0, high, self.box.y1)


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page in reading order.

    Words of a line are joined by a space, lines by a line feed, blocks by two; what annotations in
    the file say is not in it. Offsets count characters of `text`.

    Attributes:
        is_picture: what is to be read on the page is a picture, or its text layer is no text; its
            text could be recognised.
        raised: starts and ends in `text` of raised digits, such as marks of notes; found for
            the text index only.
    """

    index: int
    text: str
    words: tuple[Word, ...] = ()
    is_picture: bool = False
    raised: tuple[tuple[int, int], ...] = ()


def quads_for(page: PageText, start: int, end: int) -> tuple[Quad, ...]:
    """Boxes that cover a run of characters, one per line of text, in reading order.

    A line that mixes scripts of both directions has one for each stretch.

    Args:
        page: text with words.
        start, end: offsets in `page.text`, end exclusive.
    """
    boxes: list[Quad] = []
    last: Word | None = None
    for word in page.words:
        if word.end <= start or word.start >= end:
            continue
        box = word.part(start, end)
        # Words of a line that run against each other (a number in Hebrew) need not be neighbours.
        if last is not None and (word.line, word.heading) == (last.line, last.heading):
            boxes[-1] = _around(boxes[-1], box)
        else:
            boxes.append(box)
        last = word
    return tuple(boxes)


def _around(one: Quad, other: Quad) -> Quad:
    return Quad(
        min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1)
    )


def as_quoted(text: str) -> str:
    """Text of a page as one quotes it: in one line, words joined that were divided at line ends.

    A hyphen at a line end before a small letter is taken for a division. "well-" and "known" lose
    theirs too, which the checks of quotations do not mind.
    """
    return " ".join(_DIVISION.sub("", text).split())


def anchor_for(page: PageText, start: int, end: int) -> Anchor:
    """The anchor of a run of characters on one page."""
    quads = quads_for(page, start, end)
    return Anchor(
        page_index=page.index,
        places=(PageQuads(page.index, quads),),
        quote=as_quoted(page.text[start:end]),
        before=page.text[max(0, start - CONTEXT) : start],
        after=page.text[end : end + CONTEXT],
        start=start,
    )


def anchor_across(pages: list[PageText], start: int, end: int) -> Anchor:
    """The anchor of a passage that begins on the first of `pages` and ends on the last.

    Args:
        pages: neighbouring pages, in order, at least one.
        start: offset in the first page's text.
        end: offset in the last page's text, exclusive.
    """
    if len(pages) == 1:
        return anchor_for(pages[0], start, end)
    first, last = pages[0], pages[-1]
    spans = [(p, 0, len(p.text)) for p in pages]
    spans[0] = (first, start, len(first.text))
    spans[-1] = (last, 0, end)
    quote = as_quoted("\n".join(p.text[a:b] for p, a, b in spans))
    return Anchor(
        page_index=first.index,
        places=tuple(PageQuads(p.index, quads_for(p, a, b)) for p, a, b in spans),
        quote=quote,
        before=first.text[max(0, start - CONTEXT) : start],
        after=last.text[end : end + CONTEXT],
        start=start,
    )
