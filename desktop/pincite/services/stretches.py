"""Where the words of a mark stand in the stored text of its pages, to join and divide marks. Pure.

A mark that was put together from passages that do not adjoin quotes them with "[…]" between.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

from pincite.model.anchors import CONTEXT, ELISION, Anchor, PageQuads, Quad
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText, as_quoted
from pincite.services.passages import find_passage

_BLANK_LINE = re.compile(r"\n\s*\n")
_NUMBER_LINE = re.compile(r"[\W_]*(?:\d+|[ivxlcdm]+)?[\W_]*", re.IGNORECASE)

Texts = Mapping[int, str]
"""Stored texts by page index."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of one page's text, end exclusive, with a box for each of its lines."""

    page_index: int
    start: int
    end: int
    quads: tuple[Quad, ...]


def stretches_of(anchor: Anchor, texts: Texts) -> list[Stretch]:
    """The words of a mark page by page, and passage by passage where it has "[…]".

    Empty when the text does not say, as for a scan or a mark whose boxes and lines do not agree.
    """
    pages = range(anchor.page_index, anchor.last_page_index + 1)
    if not anchor.quote or any(page not in texts for page in pages):
        return []
    page, at = anchor.page_index, max(anchor.start, 0)
    found: list[Stretch] = []
    for passage in anchor.quote.split(ELISION):
        # From where the last one ended, so that the first occurrence is the right one.
        rest = [texts[p][at if p == page else 0 :] for p in range(page, pages.stop)]
        index = TextIndex.of([PageText(number, text) for number, text in enumerate(rest)])
        runs = find_passage(index, passage)
        if not runs:
            return []
        shift = [at, *(0 for _ in rest[1:])]
        placed = [
            Stretch(
                page + p.page_index, p.start + shift[p.page_index], p.end + shift[p.page_index], ()
            )
            for run in runs
            for p in index.stretches(*run)
        ]
        found += _with_signs(placed, passage, texts)
        page, at = found[-1].page_index, found[-1].end
    return _with_quads(found, anchor, texts)


def divided(stretches: Sequence[Stretch], anchor: Anchor, texts: Texts) -> list[list[Stretch]]:
    """The parts of a mark: one a page, else one a passage, else one a paragraph."""
    pages = [list(part) for _, part in groupby(stretches, key=lambda s: s.page_index)]
    if len(pages) > 1:
        return pages
    if ELISION in anchor.quote:
        return [[stretch] for stretch in stretches]
    return [[part] for stretch in stretches for part in _paragraphs(stretch, texts)]


def anchor_of(stretches: Sequence[Stretch], texts: Texts) -> Anchor:
    """One anchor over stretches in reading order; "[…]" stands where they do not adjoin."""
    first, last = stretches[0], stretches[-1]
    passages = [_text(first, texts)]
    for before, after in pairwise(stretches):
        if adjoins(before, after, texts):
            passages[-1] += "\n" + _text(after, texts)
        else:
            passages.append(_text(after, texts))
    head, tail = texts[first.page_index], texts[last.page_index]
    return Anchor(
        page_index=first.page_index,
        places=tuple(
            PageQuads(page, tuple(q for s in part for q in s.quads))
            for page, part in groupby(stretches, key=lambda s: s.page_index)
        ),
        quote=ELISION.join(map(as_quoted, passages)),
        before=head[max(0, first.start - CONTEXT) : first.start],
        after=tail[last.end : last.end + CONTEXT],
        start=first.start,
    )


def united(stretches: Iterable[Stretch], texts: Texts) -> list[Stretch]:
    """Stretches in reading order; those of a page that overlap or adjoin become one."""
    joined: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (s.page_index, s.start, s.end)):
        last = joined[-1] if joined else None
        if last is None or last.page_index != stretch.page_index:
            joined.append(stretch)
        elif adjoins(last, stretch, texts):
            quads = _united_quads(last.quads, stretch.quads)
            joined[-1] = replace(last, end=max(last.end, stretch.end), quads=quads)
        else:
            joined.append(stretch)
    return joined


def adjoins(before: Stretch, after: Stretch, texts: Texts) -> bool:
    """True when nothing to be read stands between two stretches.

    Over a page end that leaves out what typesetting puts there: page numbers and running heads.
    """
    if before.page_index == after.page_index:
        return not texts[before.page_index][before.end : after.start].strip()
    if before.page_index + 1 != after.page_index:
        return False
    foot = texts[before.page_index][before.end :]
    head = texts[after.page_index][: after.start]
    return _is_furniture(foot, before.page_index, texts) and _is_furniture(
        head, after.page_index, texts
    )


def _is_furniture(text: str, page_index: int, texts: Texts) -> bool:
    """True for a page number, and for a line that a neighbouring page has at an end, too."""
    lines = [line for line in text.split("\n") if line.strip()]
    edges = {
        _letters(line)
        for page, other in texts.items()
        if page != page_index
        for line in _edge_lines(other)
    }
    return all(_NUMBER_LINE.fullmatch(line) or _letters(line) in edges for line in lines)


def _edge_lines(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    return lines[:2] + lines[-2:]


def _letters(line: str) -> str:
    return "".join(c for c in line.casefold() if c.isalpha())


def _with_signs(stretches: list[Stretch], passage: str, texts: Texts) -> list[Stretch]:
    """Stretches of letters and digits, widened to the signs at the ends of the passage."""
    first, last = stretches[0], stretches[-1]
    text, start = texts[first.page_index], first.start
    for sign in reversed(_signs(passage)):
        at = len(text[:start].rstrip()) - 1
        if at < 0 or text[at] != sign:
            break
        start = at
    stretches[0] = replace(first, start=start)
    text, end = texts[last.page_index], last.end
    for sign in reversed(_signs(passage[::-1])):
        at = end + len(text[end:]) - len(text[end:].lstrip())
        if at >= len(text) or text[at] != sign:
            break
        end = at + 1
    stretches[-1] = replace(stretches[-1], end=end)
    ends = (stretches[0], stretches[-1])
    return [_to_page_ends(s, texts, is_first=s is ends[0], is_last=s is ends[1]) for s in stretches]


def _to_page_ends(stretch: Stretch, texts: Texts, *, is_first: bool, is_last: bool) -> Stretch:
    """A part that goes over a page end, widened to the last signs of the page."""
    text, start, end = texts[stretch.page_index], stretch.start, stretch.end
    if not is_first and not any(map(str.isalnum, text[:start])):
        start = len(text) - len(text.lstrip())
    if not is_last and not any(map(str.isalnum, text[end:])):
        end = len(text.rstrip())
    return replace(stretch, start=start, end=end)


def _signs(passage: str) -> list[str]:
    """What stands before the first letter or digit, without spaces."""
    signs = takewhile(lambda c: not c.isalnum(), passage)
    return [sign for sign in signs if not sign.isspace()]


def _text(stretch: Stretch, texts: Texts) -> str:
    return texts[stretch.page_index][stretch.start : stretch.end]


def _line_count(stretch: Stretch, texts: Texts) -> int:
    lines = texts[stretch.page_index][stretch.start : stretch.end].split("\n")
    return sum(1 for line in lines if line.strip())


def _with_quads(stretches: Sequence[Stretch], anchor: Anchor, texts: Texts) -> list[Stretch]:
    """Give each stretch the boxes of its lines; empty when their numbers differ."""
    boxes = {place.page_index: list(place.quads) for place in anchor.places}
    filled: list[Stretch] = []
    for stretch in stretches:
        own, count = boxes.get(stretch.page_index, []), _line_count(stretch, texts)
        filled.append(replace(stretch, quads=tuple(own[:count])))
        if len(own) < count:
            return []
        del own[:count]
    return [] if any(boxes.values()) else filled


def _paragraphs(stretch: Stretch, texts: Texts) -> list[Stretch]:
    text, quads = texts[stretch.page_index], list(stretch.quads)
    ends = [m.span() for m in _BLANK_LINE.finditer(text, stretch.start, stretch.end)]
    starts = [stretch.start, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), stretch.end]
    parts = []
    for start, end in zip(starts, stops, strict=True):
        part = Stretch(stretch.page_index, start, end, ())
        count = _line_count(part, texts)
        parts.append(replace(part, quads=tuple(quads[:count])))
        del quads[:count]
    return parts


def _united_quads(first: Sequence[Quad], second: Sequence[Quad]) -> tuple[Quad, ...]:
    """Boxes of two runs that adjoin; those in the same line become one."""
    quads = list(first)
    for quad in second:
        same = next((i for i, q in enumerate(quads) if _is_same_line(q, quad)), None)
        if same is None:
            quads.append(quad)
        else:
            other = quads[same]
            quads[same] = Quad(
                min(other.x0, quad.x0), min(other.y0, quad.y0),
                max(other.x1, quad.x1), max(other.y1, quad.y1),
            )  # fmt: skip
    return tuple(quads)


def _is_same_line(one: Quad, other: Quad) -> bool:
    height = min(one.y1 - one.y0, other.y1 - other.y0)
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    return overlap > 0.5 * height and gap < 2 * height
