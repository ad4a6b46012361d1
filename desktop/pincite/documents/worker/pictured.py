"""Which pages are pictures of text."""

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
    _, _, width, height = page.rect
    covered = 0.0
    for image in page.get_image_info():
        x0, y0, x1, y1 = image["bbox"]
        across, down = min(x1, width) - max(x0, 0.0), min(y1, height) - max(y0, 0.0)
        covered += max(0.0, across) * max(0.0, down)
    return float(min(1.0, covered / area))
