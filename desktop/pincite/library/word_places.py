"""Places of words on a page as they are stored: numbers of fixed width, compressed."""

import struct
import zlib
from collections.abc import Sequence

from pincite.model.anchors import Quad
from pincite.model.texts import Word

_WORD = struct.Struct("<iiiiffff")
"""Start, end, line, heading; x0, y0, x1, y1 in points of the unrotated page."""


def pack_places(words: Sequence[Word]) -> bytes:
    """Words as bytes; edges of characters are not kept."""
    rows = (
        _WORD.pack(w.start, w.end, w.line, w.heading, w.box.x0, w.box.y0, w.box.x1, w.box.y1)
        for w in words
    )
    return zlib.compress(b"".join(rows), 6)


def unpack_places(blob: bytes) -> tuple[Word, ...]:
    """The words that `pack_places` packed."""
    return tuple(
        Word(start, end, Quad(*box), line, heading=heading)
        for start, end, line, heading, *box in _WORD.iter_unpack(zlib.decompress(blob))
    )
