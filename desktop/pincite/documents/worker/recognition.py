"""Text recognised from the picture of a page, by the Tesseract that MuPDF holds.

Tesseract turns the pixels into a page of invisible letters, which is then read like any other.
"""

from array import array

from pincite.documents.wire import Message
from pincite.documents.worker import engine
from pincite.documents.worker.pictured import is_picture
from pincite.documents.worker.regions import regions
from pincite.documents.worker.text import pack
from pincite.documents.worker.words import PageWords, joined, read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pincite.documents.wire import Value

_DPI = 200
"""Measured on book pages: 150 loses notes in small print, 300 takes longer and reads no better."""
_MOST_PIXELS = 30_000_000
_LOOK_DPI, _LOOK_SIDE = 36, 1000
"""The small picture in which columns are looked for, and its longest side in pixels."""


def recognise(page: "Any", language: str, data: str) -> Message:
    """The text of a page by its picture, with its words; annotations are left out.

    Args:
        language: as Tesseract names it, "eng" or "deu+lat".
        data: folder of Tesseract's language data.
    """
    pymupdf = engine.full()
    parts = [_read(page, clip, language, data) for clip in _clips(page)]
    header, blob = pack(joined(parts), page, with_words=True)
    return Message(
        {"pages": [header], "engine": f"Tesseract in MuPDF {pymupdf.mupdf_version}"}, blob
    )


def _clips(page: "Any") -> "list[Any]":
    """The columns of the page in reading order, as rectangles of the displayed page."""
    pymupdf = engine.full()
    zoom = min(_LOOK_DPI / 72, _LOOK_SIDE / max(page.rect.width, page.rect.height, 1.0))
    small = page.get_pixmap(
        matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False, annots=False
    )
    grey = bytes(small.samples)
    if small.stride != small.width:
        return [page.rect]
    boxes = regions(grey, small.width, small.height)
    return [pymupdf.Rect(*(side / zoom for side in box)) & page.rect for box in boxes]


def _read(page: "Any", clip: "Any", language: str, data: str) -> PageWords:
    pymupdf = engine.full()
    zoom = min(_DPI / 72, (_MOST_PIXELS / max(abs(page.rect), 1.0)) ** 0.5)
    # Without colours MuPDF's recognition returns nothing, and says nothing either.
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(zoom, zoom),
        colorspace=pymupdf.csRGB,
        alpha=False,
        annots=False,
        clip=clip,
    )
    letters = pixmap.pdfocr_tobytes(compress=False, language=language, tessdata=data)
    with pymupdf.open("pdf", letters) as document:
        sheet = document[0]
        words = read_words(sheet)
        scales = pixmap.width / zoom / sheet.rect.width, pixmap.height / zoom / sheet.rect.height
    origin = pixmap.x / zoom, pixmap.y / zoom
    words.boxes = array(
        "f",
        (origin[at % 2] + side * scales[at % 2] for at, side in enumerate(words.boxes)),
    )
    return words


def wordless(document: "Any", indices: "Iterable[int]") -> Message:
    """Which pages have no text to speak of, pictured or drawn as lines; blank ones too."""
    found: list[Value] = []
    for index in indices:
        try:
            page = document[index]
            words = read_words(page)
            if not words.text.strip() or is_picture(words, page):
                found.append(index)
        except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere)
            continue
    return Message({"pages": found})
