"""The outline of a document, read with the bare binding.

PyMuPDF's `get_toc` gives heights of named destinations from the foot of the page.

Source: MuPDF's `fitz/outline.h`.
"""

from math import isfinite

from pincite.documents.wire import Message
from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pincite.documents.wire import Value

MOST_ENTRIES = 20_000
_DEEPEST = 50


def answer(document: "Any") -> Message:
    """Rows of level, title, page index and y in points as displayed, in order.

    Args:
        document: in MuPDF's terms (fz_document).
    """
    mu = engine.bare()
    rows: list[Value] = []
    first = mu.ll_fz_load_outline(document)
    try:
        for level, entry in _entries(mu, first):
            page = _page(mu, document, entry)
            if page >= 0:
                title = " ".join((mu.fz_outline_title_get(entry) or "").split())
                y = mu.fz_outline_y_get(entry)
                rows.append([level, title, page, float(y) if isfinite(y) else 0.0])
            if len(rows) >= MOST_ENTRIES:
                break
    finally:
        if first:
            mu.ll_fz_drop_outline(first)
    return Message({"outline": rows})


def _entries(mu: "Any", first: "Any") -> "Iterator[tuple[int, Any]]":
    """Entries with their level from 1, each before those below it."""
    later = [first]
    while later:
        entry = later.pop()
        if not entry:
            continue
        yield len(later) + 1, entry
        later.append(mu.fz_outline_next_get(entry))
        below = mu.fz_outline_down_get(entry)
        if below and len(later) < _DEEPEST:
            later.append(below)


def _page(mu: "Any", document: "Any", entry: "Any") -> int:
    """Index of the page that an entry leads to; -1 when it leads elsewhere or nowhere."""
    uri = mu.fz_outline_uri_get(entry)
    if not uri or mu.ll_fz_is_external_link(uri):
        return -1
    return int(mu.ll_fz_page_number_from_location(document, mu.fz_outline_page_get(entry)))
