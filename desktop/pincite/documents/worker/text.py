"""Answers that carry the text of pages."""

from array import array
from time import monotonic

from pincite.documents.numbers import numbers_on
from pincite.documents.wire import Message
from pincite.documents.worker.pictured import is_picture
from pincite.documents.worker.words import PageWords, read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pincite.documents.wire import Value


def answer(page: "Any", *, with_edges: bool) -> Message:
    """The text of one page, its words and, if wanted, the edges of their characters."""
    words = read_words(page, edges=with_edges)
    header, blob = pack(words, page, with_words=True)
    header["picture"] = is_picture(words, page)
    return Message({"pages": [header]}, blob)


def answer_many(
    document: "Any",
    indices: "Iterable[int]",
    *,
    with_words: bool,
    with_raised: bool,
    seconds: float,
) -> Message:
    """Texts of neighbouring pages, as many as `seconds` allow but at least one.

    The header has one entry a page; a page that fails has the entry {"error": …} and no bytes.
    """
    until = monotonic() + seconds
    headers: list[Value] = []
    blobs: list[bytes] = []
    for index in indices:
        try:
            page = document[index]
            words = read_words(page, raised=with_raised)
            header, blob = pack(words, page, with_words=with_words)
            if words.raised:
                header["raised"] = [list(run) for run in words.raised]
            header["numbers"] = [list(n) for n in _numbers(words, page)]
        except Exception as error:  # noqa: BLE001  (MuPDF raises anything anywhere)
            header, blob = {"error": str(error)[:300]}, b""
        headers.append(header)
        blobs.append(blob)
        if monotonic() > until:
            break
    return Message({"pages": headers}, b"".join(blobs))


def pack(words: PageWords, page: "Any", *, with_words: bool) -> "tuple[dict[str, Value], bytes]":
    """The header entry of a page and its bytes.

    The bytes are text, starts, ends, lines, boxes; with edges also headings, counts, edges. Places
    are those of the unrotated page.
    """
    text = words.text.encode("utf-8", "replace")
    if len(text) != len(words.text.encode("utf-8", "surrogatepass")):
        # Lone surrogates: one replacement character each keeps the offsets.
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in words.text).encode()
    header: dict[str, Value] = {"index": page.number, "bytes": len(text), "words": 0}
    if words.is_garbled:
        header["garbled"] = True
    if not with_words:
        return header, text
    header["words"] = len(words.starts)
    header["heading"] = -page.rotation % 360
    boxes = _upright(words.boxes, page)
    parts = [text, words.starts.tobytes(), words.ends.tobytes(), words.lines.tobytes(), boxes]
    if any(words.edges):
        headings = array("i", ((h - page.rotation) % 360 for h in words.headings))
        counts = array("i", (len(e) for e in words.edges))
        flat = array("f", _upright_edges(words, page))
        header["edges"] = len(flat)
        parts += [headings.tobytes(), counts.tobytes(), flat.tobytes()]
    return header, b"".join(parts)


def _upright_edges(words: PageWords, page: "Any") -> "Iterator[float]":
    """Edges turned back into the unrotated page: an x becomes a y where the page lies on its side.

    Source: as `geometry.box_from_display`, for one side of the box.
    """
    turn, width, height = page.rotation, page.rect.width, page.rect.height
    for edges, heading in zip(words.edges, words.headings, strict=True):
        is_upright = heading in (90, 270)
        is_mirrored = turn == 180 or turn == (270 if is_upright else 90)
        if is_mirrored:
            end = height if is_upright else width
            yield from (end - edge for edge in edges)
        else:
            yield from edges


def _upright(boxes: "array[float]", page: "Any") -> bytes:
    """Boxes turned back into the unrotated page."""
    turn = page.rotation
    if turn == 0:
        return boxes.tobytes()
    from pincite.documents.geometry import box_from_display

    width, height = page.rect.width, page.rect.height
    upright = array("f")
    for at in range(0, len(boxes), 4):
        x0, y0, x1, y1 = boxes[at : at + 4]
        upright.extend(box_from_display((x0, y0, x1, y1), width, height, turn))
    return upright.tobytes()


def _numbers(words: PageWords, page: "Any") -> "Iterable[tuple[str, int, float, float, float]]":
    rect = page.rect
    return numbers_on(words.text, words.starts, words.ends, words.boxes, rect.width, rect.height)
