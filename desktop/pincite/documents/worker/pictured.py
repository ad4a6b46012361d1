"""Which pages are pictures of text."""

from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pincite.documents.worker.words import PageWords

_FEW_LETTERS = 200
"""A stamp such as "downloaded from …" on a scan is shorter than that."""
_SCANNED_SHARE = 0.6
"""Least part of a scanned page that its picture covers."""


def is_picture(words: "PageWords", page: "Any") -> bool:
    """True when the page is a scan without text, or with no more than a stamp, or garbled."""
    if words.is_garbled:
        return True
    letters = sum(c.isalnum() for c in words.text[: 4 * _FEW_LETTERS])
    return letters < _FEW_LETTERS and _share(page) >= _SCANNED_SHARE


def _share(page: "Any") -> float:
    """The part of the page that pictures cover, from 0 to 1; scans may come in strips."""
    area = abs(page.rect) or 1.0
    boxes = (engine.full().Rect(image["bbox"]) & page.rect for image in page.get_image_info())
    return float(min(1.0, sum(abs(box) for box in boxes if not box.is_empty) / area))
