"""Pictures in an article: their size on the page, and their captions beside them."""

import base64
import binascii
import re
from typing import NamedTuple

from pincite.documents.worker import engine
from pincite.documents.worker.story.tables import column_share
from pincite.documents.worker.story.tree import BLOCKS, add_class, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATA_URI = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)
_POINTS_A_PIXEL = 0.75
_INLINE_PX = 40
"""Up to this height a picture among words stays in its line."""
_TALLEST = 0.62
"""Share of the page's height; the rest is for the caption, and for some text."""


class _Size(NamedTuple):
    width: float
    height: float


def set_pictures(root: "HtmlElement", measure_pt: float, height_pt: float) -> dict[str, bytes]:
    """Give every picture its size in points, and a large one a line of its own.

    Pictures in `data:` addresses are taken out, by name, for Story's archive; what cannot be drawn
    is left out.
    """
    shelf: dict[str, bytes] = {}
    for image in list(root.iter("img")):
        data = _data(image)
        pixels = _pixels(data) if data else None
        if not data or pixels is None:
            image.drop_tree()
            continue
        name = f"picture-{len(shelf) + 1}"
        shelf[name] = data
        _set_size(image, _shown(image, pixels), measure_pt, height_pt)
        image.set("src", name)
    return shelf


def _data(image: "HtmlElement") -> bytes | None:
    match = _DATA_URI.fullmatch(image.get("src") or "")
    if match is None:
        return None
    try:
        return base64.b64decode(match[1], validate=False)
    except (binascii.Error, ValueError):
        return None


def _pixels(data: bytes) -> _Size | None:
    mupdf = engine.full().mupdf
    try:
        buffer = mupdf.fz_new_buffer_from_copied_data(data)
        image = mupdf.fz_new_image_from_buffer(buffer)
        size = _Size(image.w(), image.h())
    except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere)
        return None
    return size if size.width > 0 and size.height > 0 else None


def _shown(image: "HtmlElement", pixels: _Size) -> _Size:
    """The size that the page gave it, in CSS pixels, in the picture's own proportions."""
    wanted = [image.get(name, "").strip() for name in ("width", "height")]
    width, height = (float(w) if w.isdecimal() and 0 < int(w) < 5000 else 0.0 for w in wanted)
    if width:
        return _Size(width, width * pixels.height / pixels.width)
    if height:
        return _Size(height * pixels.width / pixels.height, height)
    return pixels


def _set_size(image: "HtmlElement", shown: _Size, measure_pt: float, height_pt: float) -> None:
    width, height = shown.width * _POINTS_A_PIXEL, shown.height * _POINTS_A_PIXEL
    cell = next(image.iterancestors("td", "th"), None)
    if cell is not None:
        measure_pt = max(12.0, 0.9 * measure_pt * column_share(cell) - 10.0)
    shrink = min(1.0, measure_pt / width, _TALLEST * height_pt / height)
    for name in ("width", "height"):
        image.attrib.pop(name, None)
    width, height = max(1.0, width * shrink), max(1.0, height * shrink)
    image.set("style", f"width:{width:.1f}pt;height:{height:.1f}pt")
    if shown.height > _INLINE_PX:
        _stand_alone(image)


def _stand_alone(image: "HtmlElement") -> None:
    """A large picture among words gets a line of its own; alone in its paragraph it is centred."""
    holder = next((e for e in image.iterancestors() if e.tag in BLOCKS), None)
    if holder is None or holder.tag in ("td", "th") or text_of(holder):
        return
    if holder.tag in ("p", "div"):
        add_class(holder, "picture")
    entry = next(image.iterancestors("li"), None)
    if entry is not None and not text_of(entry):
        # A bullet beside a picture says nothing.
        entry.set("style", "list-style-type:none")
