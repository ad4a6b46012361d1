"""Places in an article that are no page and no paragraph: times of a transcript, and headings."""

import re
from collections.abc import Mapping, Sequence

from pincite.model.anchors import Anchor
from pincite.model.documents import OutlineEntry, Paragraph
from pincite.model.locators import Locator, LocatorRange

_TIME = r"(?:\d{1,2}:)?[0-5]?\d:[0-5]\d"
_PARTS = r"(?:[.,]\d{1,3})?"
_SPEAKER = r"(?:[^\W\d_][^\n\[(:]{0,40}:?\s+)?"
_MARK = re.compile(
    rf"\s*{_SPEAKER}[\[(](?P<time>{_TIME}){_PARTS}[\])]|\s*(?P<bare>{_TIME}){_PARTS}(?=\s)"
)
"""At the beginning of a paragraph: "[00:12:03]", "Anna Berg (3:40)", "3:40 And then"."""
_LEAST_MARKS = 3
_LINE_PT = 4.0


def timestamp_locator(
    paragraphs: Sequence[Paragraph], texts: Mapping[int, str], anchor: Anchor
) -> Locator:
    """The time at which a passage of a transcript is said; empty in other texts.

    Args:
        texts: of the pages by their index.
    """
    marks = [(p, time) for p in paragraphs if (time := _time_of(texts, p))]
    if len(marks) < _LEAST_MARKS:
        return Locator()
    end = (anchor.last_page_index, _end(anchor))
    here = (anchor.page_index, max(anchor.start, 0))
    before = [time for p, time in marks if (p.page_index, p.start) <= here]
    inside = [time for p, time in marks if here < (p.page_index, p.start) < end]
    times = before[-1:] + inside
    if not times:
        return Locator()
    last = times[-1] if times[-1] != times[0] else ""
    return Locator("timestamp", (LocatorRange(times[0], last),))


def section_locator(outline: Sequence[OutlineEntry], anchor: Anchor) -> Locator:
    """The heading above a passage; empty above the first one below the title."""
    quads = anchor.places[0].quads if anchor.places else ()
    if not quads:
        return Locator()
    here = (anchor.page_index, quads[0].y0 + _LINE_PT)
    above = [e for e in outline[1:] if e.title and (e.page_index, e.y_pt) <= here]
    return Locator("section", (LocatorRange(f"“{above[-1].title}”"),)) if above else Locator()


def _time_of(texts: Mapping[int, str], paragraph: Paragraph) -> str:
    match = _MARK.match(texts.get(paragraph.page_index, ""), paragraph.start)
    return (match["time"] or match["bare"]) if match else ""


def _end(anchor: Anchor) -> int:
    if anchor.last_page_index != anchor.page_index:
        return 0
    return max(anchor.start, 0) + len(anchor.quote)
