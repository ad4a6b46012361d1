"""Where raster pictures stand on a page, for page themes that recolour all but them.

Source: MuPDF's `structured-text.h` (fz_stext_block); a page's list takes 0.2-1 ms.
"""

from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pincite.documents.wire import Value
    from pincite.documents.worker.raster import Raster

    Box = tuple[float, float, float, float]

_PRESERVE_IMAGES = 4
_IMAGE_BLOCK = 1
_LEAST_SIDE_PT = 20.0
"""Smaller ones are letters, bullets and rules that were drawn as images …"""
_LEAST_ICON_PT, _ICON_ASPECT = 8.0, 4.0
"""… but for icons: in colour, without holes, and not as long as a line of text."""
_SCAN_SHARE = 0.7
"""Of the page: an image that covers so much of it is the page itself, whatever lies on it."""
_MOST = 400


class Pictures:
    """The pictures of one document, looked for once on each page."""

    def __init__(self, raster: "Raster") -> None:
        self._raster = raster
        self._known: dict[int, list[Box]] = {}

    def on_page(self, index: int, width: int, height: int) -> "list[Value]":
        """Rows of x0, y0, x1, y1 in the pixels of the whole page drawn in this size."""
        x0, y0, x1, y1 = self._raster.display_list(index)[1]
        scale = (width / max(x1 - x0, 0.01), height / max(y1 - y0, 0.01))
        return _in_pixels(self._boxes(index), scale, (0, 0), (width, height))

    def on_part(
        self, index: int, scale: float, x: int, y: int, width: int, height: int
    ) -> "list[Value]":
        """Rows of x0, y0, x1, y1 in the pixels of a part of the page."""
        return _in_pixels(self._boxes(index), (scale, scale), (x, y), (width, height))

    def _boxes(self, index: int) -> "list[Box]":
        if index not in self._known:
            try:
                self._known[index] = _picture_boxes(*self._raster.display_list(index))
            except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere; the page is drawn)
                self._known[index] = []
        return self._known[index]


def _picture_boxes(display_list: "Any", page: "Box") -> "list[Box]":
    """Boxes in points from the page's top left corner; none for a scan.

    Stencils and images of one bit are drawings in ink, not pictures: they go with the text.

    Args:
        page: the bounds of the page in the display list.
    """
    mu = engine.bare()
    options = mu.new_fz_stext_options()
    mu.fz_stext_options_flags_set(options, _PRESERVE_IMAGES)
    try:
        text = mu.ll_fz_new_stext_page_from_display_list(display_list, options)
    finally:
        mu.delete_fz_stext_options(options)
    try:
        images = _images(mu, text, page)
    finally:
        mu.ll_fz_drop_stext_page(text)
    room = (page[2] - page[0]) * (page[3] - page[1])
    # Strips of a scan cover the page together.
    if sum(_area(box) for box, _ in images) >= _SCAN_SHARE * room:
        return []
    return [box for box, is_picture in images if is_picture][:_MOST]


def _in_pixels(
    boxes: "list[Box]", scale: tuple[float, float], shift: tuple[int, int], size: tuple[int, int]
) -> "list[Value]":
    rows: list[Value] = []
    for x0, y0, x1, y1 in boxes:
        left, right = (_within(x * scale[0] - shift[0], size[0]) for x in (x0, x1))
        top, bottom = (_within(y * scale[1] - shift[1], size[1]) for y in (y0, y1))
        if left < right and top < bottom:
            rows.append([left, top, right, bottom])
    return rows


def _images(mu: "Any", text: "Any", page: "Box") -> "list[tuple[Box, bool]]":
    """The images on the page, each with whether it is a picture."""
    found = []
    block = mu.fz_stext_page_first_block_get(text)
    while block:
        if mu.fz_stext_block_type_get(block) == _IMAGE_BLOCK:
            box = _inside(engine.sides(mu.fz_stext_block_bbox_get(block)), page)
            # Without PyMuPDF's classes nobody else deletes them, and the image would stay for ever.
            owner = mu.new_FzStextBlock(block)
            image = mu.FzStextBlock_i_image(owner)
            found.append((box, _is_picture(mu, mu.FzImage_m_internal_get(image), box)))
            mu.delete_FzImage(image)
            mu.delete_FzStextBlock(owner)
        block = mu.fz_stext_block_next_get(block)
    return found


def _is_picture(mu: "Any", image: "Any", box: "Box") -> bool:
    if mu.fz_image_imagemask_get(image) or mu.fz_image_bpc_get(image) == 1:
        return False
    short, long = sorted((box[2] - box[0], box[3] - box[1]))
    if short >= _LEAST_SIDE_PT:
        return True
    is_coloured = mu.fz_image_n_get(image) >= 3 and not mu.fz_image_mask_get(image)
    return bool(is_coloured and short >= _LEAST_ICON_PT and long < _ICON_ASPECT * short)


def _inside(box: "Box", page: "Box") -> "Box":
    left, top, right, bottom = page
    return (
        min(max(box[0], left), right) - left,
        min(max(box[1], top), bottom) - top,
        min(max(box[2], left), right) - left,
        min(max(box[3], top), bottom) - top,
    )


def _area(box: "Box") -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _within(place: float, length: int) -> int:
    return min(max(round(place), 0), length)
