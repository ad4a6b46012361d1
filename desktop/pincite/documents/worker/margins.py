"""Where the content of pages lies: what a small picture of them shows that is not white."""

from time import monotonic

from pincite.documents.wire import Message
from pincite.documents.worker.raster import Raster

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pincite.documents.wire import Value

_PX_PER_POINT = 0.5
_LONGEST_PX = 800
_PAPER = 248
"""Levels from here on are paper: a hairline in grey is still darker, even in a small picture."""
_BLACK_AND_WHITE = bytes(255 if level >= _PAPER else 0 for level in range(256))
_WHITE = b"\xff"


def answer(raster: Raster, pages: "Iterable[int]", seconds: float) -> Message:
    """Content boxes of the pages, one after the other, for so many seconds; of one page at least.

    Rows of x0, y0, x1, y1 in points of the page as displayed; empty for a page that is blank or
    cannot be drawn.
    """
    boxes: list[Value] = []
    end = monotonic() + seconds
    for index in pages:
        try:
            box = content_box(raster, index)
        except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere)
            box = None
        boxes.append([] if box is None else list(box))
        if monotonic() >= end:
            break
    return Message({"boxes": boxes})


def content_box(raster: Raster, index: int) -> tuple[float, float, float, float] | None:
    """The smallest box around all that is not white; None for a blank page."""
    width_pt, height_pt, _ = raster.size(index)
    scale = min(_PX_PER_POINT, _LONGEST_PX / max(width_pt, height_pt, 1.0))
    width, height = max(1, round(width_pt * scale)), max(1, round(height_pt * scale))
    pixels = bytearray(width * height * 3)
    raster.draw(index, width, height, memoryview(pixels))
    found = _dark_box(pixels.translate(_BLACK_AND_WHITE), width * 3)
    if found is None:
        return None
    left, top, right, bottom = found
    across, down = width_pt / width, height_pt / height
    return left // 3 * across, top * down, -(-right // 3) * across, bottom * down


def _dark_box(pixels: bytearray, stride: int) -> tuple[int, int, int, int] | None:
    """Bytes from the left and rows from the top of what is not white, ends exclusive."""
    length = len(pixels)
    below = len(pixels.lstrip(_WHITE))
    if not below:
        return None
    top, bottom = (length - below) // stride, -(-len(pixels.rstrip(_WHITE)) // stride)
    left, right = stride, 0
    for start in range(top * stride, bottom * stride, stride):
        row = pixels[start : start + stride]
        left = min(left, stride - len(row.lstrip(_WHITE)))
        right = max(right, len(row.rstrip(_WHITE)))
    return left, top, right, bottom
