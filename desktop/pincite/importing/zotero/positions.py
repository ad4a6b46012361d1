"""Where Zotero's annotations stand on the pages of PDF files.

Source: Zotero's schema of annotations; boxes are in points of the unrotated page as the PDF counts
them, from the bottom left of its own coordinates.
"""

import json
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Position:
    """A place on a page, and on the next one for a passage that goes on there.

    Attributes:
        boxes, next_boxes: x0, y0, x1, y1 with y upwards.
        paths: of a drawing: x and y by turns.
    """

    page_index: int
    boxes: tuple[Box, ...] = ()
    next_boxes: tuple[Box, ...] = ()
    paths: tuple[tuple[float, ...], ...] = ()
    width: float = 1.0
    font_size: float = 0.0


def read_position(text: str) -> Position | None:
    """The place on a PDF page; None for places in EPUBs and web pages, and for broken ones."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or not isinstance(found.get("pageIndex"), int):
            return None
        return Position(
            max(found["pageIndex"], 0),
            _boxes(found.get("rects")),
            _boxes(found.get("nextPageRects")),
            tuple(tuple(float(v) for v in path) for path in found.get("paths") or ()),
            float(found.get("width") or 1.0),
            float(found.get("fontSize") or 0.0),
        )
    except (ValueError, TypeError, RecursionError):
        return None


def _boxes(value: Any) -> tuple[Box, ...]:
    boxes = []
    for each in value or ():
        x0, y0, x1, y1 = (float(number) for number in each)
        boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return tuple(boxes)
