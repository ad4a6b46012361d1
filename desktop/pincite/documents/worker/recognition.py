"""Text recognised from the picture of a page, by the Tesseract that MuPDF holds.

Tesseract turns the pixels into a page of invisible letters, which is then read like any other.
"""

from array import array

from pincite.documents.wire import Message
from pincite.documents.worker import engine
from pincite.documents.worker.pictured import is_picture
from pincite.documents.worker.text import pack
from pincite.documents.worker.words import read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pincite.documents.wire import Value

_DPI = 200
"""Measured on book pages: 150 loses notes in small print, 300 takes longer and reads no better."""
_MOST_PIXELS = 30_000_000


def recognise(page: "Any", language: str, data: str) -> Message:
    """The text of a page by its picture, with its words; annotations are left out.

    Args:
        language: as Tesseract names it, "eng" or "deu+lat".
        data: folder of Tesseract's language data.
    """
    pymupdf = engine.full()
    width, height = max(page.rect.width, 1.0), max(page.rect.height, 1.0)
    zoom = min(_DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
    # Without colours MuPDF's recognition returns nothing, and says nothing either.
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csRGB, alpha=False, annots=False
    )
    letters = pixmap.pdfocr_tobytes(compress=False, language=language, tessdata=data)
    with pymupdf.open("pdf", letters) as document:
        sheet = document[0]
        words = read_words(sheet)
        across, down = width / sheet.rect.width, height / sheet.rect.height
    words.boxes = array(
        "f", (side * (down if at % 2 else across) for at, side in enumerate(words.boxes))
    )
    header, blob = pack(words, page, with_words=True)
    return Message(
        {"pages": [header], "engine": f"Tesseract in MuPDF {pymupdf.mupdf_version}"}, blob
    )


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
