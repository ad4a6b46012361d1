"""The part of a page where a quotation stands, with the passage marked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from pincite.documents.reading import DocumentReader
from pincite.model.anchors import Anchor, Quad
from pincite.model.checks import Verdict
from pincite.model.documents import Document
from pincite.services.reading import shown_path
from pincite.services.text_indexes import TextIndexes

if TYPE_CHECKING:
    from pincite.library.library import Library

_POINTS_PER_INCH = 72
_MARGIN_PT = 46.0
_LEAST_SHARE = 0.75
"""Of the page's width that is shown at least: a column with what is beside it."""


@dataclass(frozen=True, slots=True)
class PassagePicture:
    """A picture and the page it is of."""

    page_index: int
    image: QImage


def passage_picture(
    library: "Library",
    indexes: TextIndexes,
    document: Document,
    verdict: Verdict,
    *,
    width_px: int,
    colour: str,
) -> PassagePicture | None:
    """Draw the passage of a verdict; for a job.

    Args:
        width_px: of the picture in device pixels.
        colour: of the mark, "#rrggbb".

    Returns:
        None when the words stand nowhere, or their places are not known.

    Raises:
        MissingFileError, DocumentError: the file cannot be read.
    """
    if not verdict.spans:
        return None
    runs = [(span.start, span.end) for span in verdict.spans]
    anchor = indexes.of(document.sha256).anchor(runs)
    if not anchor.places or not anchor.places[0].quads:
        return None
    with DocumentReader(shown_path(library.files, document)) as reader:
        return anchor_picture(reader, anchor, width_px=width_px, colour=colour)


def anchor_picture(
    reader: DocumentReader, anchor: Anchor, *, width_px: int, colour: str, height_px: int = 0
) -> PassagePicture:
    """Draw the place of an anchor with its boxes marked, or the top of its page without any.

    Args:
        height_px: more of the page is shown above and below to fill it.

    Raises:
        DocumentError: the page cannot be drawn.
    """
    page = anchor.places[0].page_index if anchor.places else anchor.page_index
    quads = anchor.places[0].quads if anchor.places else ()
    width_pt = max(reader.info.sizes[page][0], 1.0)
    dpi = min(300.0, _POINTS_PER_INCH * width_px / (width_pt * _LEAST_SHARE))
    marks = [(quad, colour) for quad in quads]
    image = QImage.fromData(reader.render_png(page, dpi, marks))
    if not quads or reader.info.rotations[page]:
        return PassagePicture(page, image)
    part = _around(quads, image, dpi, width_px)
    return PassagePicture(page, image.copy(_heightened(part, image.height(), height_px)))


def _heightened(part: QRect, page_px: int, height_px: int) -> QRect:
    """A part of a page, higher where there is room for more, the same in its middle."""
    more = min(height_px, page_px) - part.height()
    if more <= 0:
        return part
    top = min(max(0, part.top() - more // 2), page_px - part.height() - more)
    return QRect(part.left(), top, part.width(), part.height() + more)


def _around(quads: tuple[Quad, ...], image: QImage, dpi: float, width_px: int) -> QRect:
    """The part of the picture that shows the boxes and a little around them."""
    scale = dpi / _POINTS_PER_INCH
    top = (min(q.y0 for q in quads) - _MARGIN_PT) * scale
    bottom = (max(q.y1 for q in quads) + _MARGIN_PT) * scale
    middle = (min(q.x0 for q in quads) + max(q.x1 for q in quads)) / 2 * scale
    width = min(image.width(), width_px)
    left = max(0, min(round(middle - width / 2), image.width() - width))
    first, last = max(0, round(top)), min(image.height(), round(bottom))
    return QRect(left, first, width, max(1, last - first))
