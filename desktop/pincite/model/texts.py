"""The text of a page and where each word of it stands."""

import re
from dataclasses import dataclass

from pincite.model.anchors import CONTEXT, Anchor, PageQuads, Quad

_DIVISION = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])(?=[^A-Z])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: `page.text[start:end]`, its box and the number of its line.

    Attributes:
        edges: x of each character boundary from left to right in points, `end - start + 1` of them;
            empty where only the box is known.
    """

    start: int
    end: int
    box: Quad
    line: int
    edges: tuple[float, ...] = ()

    def x_at(self, offset: int) -> float:
        """The x of the boundary before character `offset` of the page's text, inside this word."""
        inside = min(max(offset - self.start, 0), self.end - self.start)
        if self.edges:
            return self.edges[inside]
        return self.box.x0 + (self.box.x1 - self.box.x0) * inside / max(1, self.end - self.start)


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page in reading order.

    Words of a line are joined by a space, lines by a line feed, blocks by two; what annotations in
    the file say is not in it. Offsets count characters of `text`.
    """

    index: int
    text: str
    words: tuple[Word, ...] = ()


def quads_for(page: PageText, start: int, end: int) -> tuple[Quad, ...]:
    """Boxes that cover a run of characters, one per line of text, in reading order.

    Args:
        page: text with words.
        start, end: offsets in `page.text`, end exclusive.
    """
    boxes: list[Quad] = []
    line = None
    for word in page.words:
        if word.end <= start or word.start >= end:
            continue
        box = Quad(word.x_at(start), word.box.y0, word.x_at(end), word.box.y1)
        if word.line == line:
            last = boxes[-1]
            boxes[-1] = Quad(
                min(last.x0, box.x0),
                min(last.y0, box.y0),
                max(last.x1, box.x1),
                max(last.y1, box.y1),
            )
        else:
            boxes.append(box)
            line = word.line
    return tuple(boxes)


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
