"""Links and outline of a reading copy, written by ourselves.

Story's own `write_with_links` fails on a link to nowhere and doubles links; PyMuPDF's
`insert_link` takes a millisecond each because it reads the page anew. Objects written as text take
a hundredth of that.
"""

from urllib.parse import quote

from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from pincite.documents.worker.story.pages import Seen

_ADDRESSES = ("http://", "https://", "mailto:")
_ABOVE_PT = 6.0
"""What stays to be seen above the place that a link leads to."""

Box = tuple[float, float, float, float]
_Linked = tuple[str, Box]


def write_links(
    document: "Any", pages: "Sequence[Sequence[Seen]]", places: "Mapping[str, tuple[int, float]]"
) -> None:
    """Put the links of an article on its pages.

    Args:
        places: page and height of what links within the article lead to, by id.
    """
    numbers = [document.page_xref(i) for i in range(len(document))]
    for index, page in enumerate(pages):
        height = document[index].rect.height
        written = []
        for address, box in by_line(page):
            action = _action(address, places, numbers, height)
            if action:
                written.append(_write(document, action, box, height))
        if written:
            array = " ".join(f"{number} 0 R" for number in written)
            document.xref_set_key(numbers[index], "Annots", f"[{array}]")


def by_line(page: "Sequence[Seen]") -> "Iterator[_Linked]":
    """The links of a page, one box a line: Story reports every run of every word."""
    last: _Linked | None = None
    for seen in page:
        x0, y0, x1, y1 = seen.box
        if not seen.href or x1 <= x0 or y1 <= y0:
            continue
        if last is not None and last[0] == seen.href and _is_same_line(last[1], seen.box):
            before = last[1]
            box = (min(before[0], x0), min(before[1], y0), max(before[2], x1), max(before[3], y1))
            last = (seen.href, box)
            continue
        if last is not None:
            yield last
        last = (seen.href, seen.box)
    if last is not None:
        yield last


def _is_same_line(one: Box, other: Box) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _action(
    address: str, places: "Mapping[str, tuple[int, float]]", numbers: list[int], height: float
) -> str:
    """What a link does, as PDF; empty where it leads nowhere."""
    if address.startswith("#"):
        place = places.get(address[1:])
        if place is None:
            return ""
        page, y = place
        top = min(height, height - y + _ABOVE_PT)
        return f"/Dest[{numbers[page]} 0 R/XYZ null {top:.1f} null]"
    if not address.lower().startswith(_ADDRESSES):
        return ""
    uri = engine.full().get_pdf_str(quote(address, safe="%/:?#[]@!$&'()*+,;=~-._"))
    return f"/A<</S/URI/URI{uri}>>"


def _write(document: "Any", action: str, box: Box, height: float) -> int:
    x0, y0, x1, y1 = box
    rect = f"[{x0:.1f} {height - y1:.1f} {x1:.1f} {height - y0:.1f}]"
    number: int = document.get_new_xref()
    document.update_object(number, f"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect{rect}{action}>>")
    return number


def write_outline(document: "Any", pages: "Sequence[Sequence[Seen]]") -> None:
    """Make the outline of the headings."""
    level, entries = 0, []
    for index, page in enumerate(pages):
        for seen in page:
            if not seen.heading or not seen.begins:
                continue
            # A level may only be one deeper than the one before.
            level = min(seen.heading, level + 1)
            y = seen.box[1]
            target = {"kind": 1, "page": index, "to": engine.full().Point(0, y), "zoom": 0.0}
            title = " ".join(seen.text.split())[:200] or "—"
            entries.append([level, title, index + 1, target])
    if entries:
        document.set_toc(entries)
