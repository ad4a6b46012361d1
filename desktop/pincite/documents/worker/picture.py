"""A page as a PNG file, with coloured boxes over passages."""

from pincite.documents.wire import Message
from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LARGEST_SIDE_PX = 12_000


def png(document: "Any", index: int, request: Message) -> Message:
    """Draw a page at `dpi`; `marks` are rows of x0, y0, x1, y1 (unrotated page) and "#rrggbb"."""
    pymupdf = engine.full()
    page = document[index]
    zoom = max(request.real("dpi"), 10.0) / 72
    zoom = min(zoom, _LARGEST_SIDE_PX / max(page.rect.width, page.rect.height, 1.0))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
    for row in request.rows("marks"):
        match row:
            case [float(x0), float(y0), float(x1), float(y1), str(colour)]:
                box = pymupdf.Rect(x0, y0, x1, y1) * page.rotation_matrix * zoom
                _tint(pixmap, box.irect & pixmap.irect, colour)
    return Message({"width": pixmap.width, "height": pixmap.height}, pixmap.tobytes("png"))


def _tint(pixmap: "Any", box: "Any", colour: str) -> None:
    """Multiply the pixels in a box with a colour: paper takes the colour, ink stays dark."""
    if box.is_empty:
        return
    # A light version, as the reader shows it; full strength would swallow thin type.
    tables = []
    for at in (1, 3, 5):
        channel = int(colour[at : at + 2], 16)
        light = 255 - (255 - channel) * 0.55
        tables.append(bytes(int(level * light / 255) for level in range(256)))
    samples, stride = pixmap.samples_mv, pixmap.stride
    left, right = box.x0 * 3, box.x1 * 3
    for y in range(box.y0, box.y1):
        row = bytearray(samples[y * stride + left : y * stride + right])
        for channel_index, table in enumerate(tables):
            row[channel_index::3] = row[channel_index::3].translate(table)
        samples[y * stride + left : y * stride + right] = row
