"""Where Zotero's annotations stand on the pages of PDF files.

Source: Zotero's schema of annotations; boxes are in points of the unrotated page as the PDF counts
them, from the bottom left of its own coordinates.
"""

import json
from collections.abc import Iterator
from typing import Any

from pincite.importing.foreign.records import Box, PageBoxes, Position


def read_position(text: str) -> Position | None:
    """The place on a PDF page; None for places in EPUBs and web pages, and for broken ones."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or not isinstance(found.get("pageIndex"), int):
            return None
        index = max(found["pageIndex"], 0)
        paths = tuple(tuple(float(v) for v in path) for path in found.get("paths") or ())
        first = tuple(_boxes(found.get("rects"))) or _bounds(paths)
        pages = (
            PageBoxes(index, first),
            PageBoxes(index + 1, tuple(_boxes(found.get("nextPageRects")))),
        )
        return Position(
            index,
            tuple(page for page in pages if page.boxes),
            paths,
            float(found.get("width") or 1.0),
            float(found.get("fontSize") or 0.0),
        )
    except (ValueError, TypeError, RecursionError):
        return None


def _boxes(value: Any) -> Iterator[Box]:
    for each in value or ():
        x0, y0, x1, y1 = (float(number) for number in each)
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _bounds(paths: tuple[tuple[float, ...], ...]) -> tuple[Box, ...]:
    xs = [x for path in paths for x in path[::2]]
    ys = [y for path in paths for y in path[1::2]]
    return ((min(xs), min(ys), max(xs), max(ys)),) if xs and ys else ()
