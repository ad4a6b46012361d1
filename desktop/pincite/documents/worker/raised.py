"""Raised digits, such as the marks of notes, which the words of a page do not tell."""

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_CANDIDATE = re.compile(r"\d{1,3}(?:[,\u2013-]\d{1,3})*(?!\w)")
_SMALL = 0.85
_SHORT = 7
_LIFT = 0.12
"""Least rise over the baseline of the line, in sizes of its type."""

Span = tuple[float, float, float, float, str]
"""Box as displayed, and text."""


def raised_marks(
    text: str,
    starts: "Sequence[int]",
    ends: "Sequence[int]",
    boxes: "Sequence[float]",
    textpage: "Any",
) -> list[tuple[int, int]]:
    """Starts and ends in `text` of small type over the baseline.

    Args:
        starts, ends, boxes: of the words, as in `words.PageWords`.
        textpage: of the page; it is taken apart by fonts only when there are candidates.
    """
    candidates = list(_CANDIDATE.finditer(text))
    if not candidates:
        return []
    spans = list(_raised_spans(textpage))
    if not spans:
        return []
    found: list[tuple[int, int]] = []
    word = 0
    for match in candidates:
        start, end = match.span()
        while word < len(ends) and ends[word] <= start:
            word += 1
        if word == len(ends) or starts[word] > start:
            continue
        box = boxes[4 * word : 4 * word + 4]
        if any(span[4] == match[0] and _is_inside(span, box) for span in spans):
            found.append((start, end))
    return found


def _raised_spans(textpage: "Any") -> "Iterator[Span]":
    """Box and text of the spans that are smaller and higher than the type of their line."""
    for block in textpage.extractDICT()["blocks"]:
        lines = [line for line in block.get("lines", ()) if line["dir"] == (1.0, 0.0)]
        for line in lines:
            main = _main_span(line)
            for span in line["spans"]:
                if _is_raised(span, main):
                    yield (*span["bbox"], span["text"].strip())
            if len(main["text"].strip()) <= _SHORT:
                # MuPDF may make a line of its own of a mark.
                beside = (_main_span(other) for other in lines if _is_beside(line, other))
                if any(_is_raised(main, other) for other in beside):
                    yield (*main["bbox"], main["text"].strip())


def _main_span(line: "dict[str, Any]") -> "dict[str, Any]":
    spans: list[dict[str, Any]] = line["spans"]
    return max(spans, key=lambda span: float(len(span["text"].strip()) * span["size"]))


def _is_raised(span: "dict[str, Any]", main: "dict[str, Any]") -> bool:
    lift = main["origin"][1] - span["origin"][1]
    return bool(span["size"] < _SMALL * main["size"] and lift > _LIFT * main["size"])


def _is_beside(line: "dict[str, Any]", other: "dict[str, Any]") -> bool:
    (x0, y0, _, y1), (_, top, right, bottom) = line["bbox"], other["bbox"]
    return bool(abs(x0 - right) < bottom - top and min(y1, bottom) > max(y0, top))


def _is_inside(span: Span, box: "Sequence[float]") -> bool:
    x, y = (span[0] + span[2]) / 2, (span[1] + span[3]) / 2
    return bool(box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1)
