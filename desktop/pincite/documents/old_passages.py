"""Where the passage of an anchor stands in the text index of its own document. Pure."""

import re
from dataclasses import dataclass

from pincite.model.anchors import ELISION, Anchor
from pincite.model.folding import fold
from pincite.model.text_index import Run, TextIndex

_FARTHEST = 20_000
"""Folded letters after the end of a passage within which the next one of a quotation stands."""
_LEAD = re.compile(r"^[^\w]*")
_TRAIL = re.compile(r"[^\w]*$")


@dataclass(frozen=True, slots=True)
class OldPassage:
    """One unbroken part of what is marked.

    Attributes:
        words: folded.
        run: its place in the text as it is read; None when the document does not say.
        lead, trail: signs before the first and after the last letter, without spaces.
    """

    words: str
    run: Run | None
    lead: str = ""
    trail: str = ""


def passages_of(anchor: Anchor, index: TextIndex) -> list[OldPassage]:
    """The passages of an anchor, more than one where its quotation leaves something out."""
    found: list[OldPassage] = []
    at = _begin(anchor, index)
    for said in anchor.quote.split(ELISION):
        words = fold(said)
        if not words:
            continue
        run = _run(index, words, at, is_exact=not found and anchor.start >= 0)
        lead, trail = _LEAD.search(said), _TRAIL.search(said)
        found.append(
            OldPassage(
                words,
                run,
                "".join((lead[0] if lead else "").split()),
                "".join((trail[0] if trail else "").split()),
            )
        )
        if run is not None:
            at = index.reading.place(run[1] - 1) + 1
    return found


def _begin(anchor: Anchor, index: TextIndex) -> int:
    """The place where the page of an anchor begins, or the passage itself where it says so."""
    if not 0 <= anchor.page_index < index.page_count:
        return 0
    if anchor.start < 0:
        return index.begins[anchor.page_index]
    return index.place_of(anchor.page_index, anchor.start)


def _run(index: TextIndex, words: str, at: int, *, is_exact: bool) -> Run | None:
    """The stretch with these words at a place or soon after it, as it is read."""
    reading = index.reading
    if is_exact and index.text.startswith(words, at):
        return _as_read(index, at, at + len(words))
    # A passage over a page end may have been quoted without the running head between.
    read = reading.at(at)
    if is_exact and reading.text.startswith(words, read):
        return read, read + len(words)
    low = max(0, at - _FARTHEST) if is_exact else at
    raw = _nearest(index.text, words, low, at + _FARTHEST, at)
    if raw >= 0:
        return _as_read(index, raw, raw + len(words))
    low = max(0, read - _FARTHEST) if is_exact else read
    found = _nearest(reading.text, words, low, read + _FARTHEST, read)
    return (found, found + len(words)) if found >= 0 else None


def _as_read(index: TextIndex, start: int, end: int) -> Run | None:
    reading = index.reading
    first, last = reading.at(start), reading.at(end - 1) + 1
    # A mark on a running head or a page number: the text as it is read does not have it.
    is_left_out = reading.place(first) != start and last - first <= 1
    return None if is_left_out or last <= first else (first, min(last, len(reading.text)))


def _nearest(text: str, words: str, low: int, high: int, wanted: int) -> int:
    best, at = -1, text.find(words, low, high)
    while at >= 0:
        if best < 0 or abs(at - wanted) < abs(best - wanted):
            best = at
        if at > wanted:
            break
        at = text.find(words, at + 1, high)
    return best
