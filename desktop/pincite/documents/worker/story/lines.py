"""The last resort: an article as plain lines, set by ourselves, so that nothing can be lost.

Story may drop text or never end, whatever it is given. Here each line is measured and drawn by one
call, with another font of MuPDF's where the serif has no such letter.
"""

import unicodedata

from pincite.documents.worker import engine
from pincite.documents.worker.story.tree import runs_leftward

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pincite.documents.worker.story.sheet import Sheet
    from pincite.documents.worker.story.tree import Block

_FONT = "tiro"
_WIDE = ("W", "F")
_LAST_BASIC = 0xFFFF
_LONGEST_WORD = 24
"""Characters; longer words go on in the next piece, which fits any line."""
_GAP_LINES = 0.5
_HEADING_GROWTH = {"h1": 1.8, "h2": 1.3}


class Lines:
    """Sets blocks of plain text one below another.

    Attributes:
        places: page and height at which each block with an id begins.
    """

    def __init__(self, sheet: "Sheet") -> None:
        pymupdf = engine.full()
        self._sheet = sheet
        self._document = pymupdf.open()
        self._font = pymupdf.Font(_FONT)
        self._y = sheet.box[3]
        self._page: Any = None
        self._writer: Any = None
        self.places: dict[str, tuple[int, float]] = {}

    def add(self, block: "Block") -> None:
        """Set a block below what there is."""
        size = self._sheet.type.body_pt * _HEADING_GROWTH.get(block.tag, 1.0)
        is_leftward = runs_leftward(block.text)
        for number, line in enumerate(self._lines(block.text, size)):
            self._next_line(size)
            if number == 0:
                place = (len(self._document) - 1, self._y - size)
                self.places.update(dict.fromkeys(block.ids, place))
            self._draw(line, size, is_leftward=is_leftward)
        self._y += _GAP_LINES * self._sheet.line_pt

    def finished(self) -> bytes:
        """The PDF."""
        self._end_page()
        return bytes(self._document.tobytes())

    def _lines(self, text: str, size: float) -> "Iterator[str]":
        """A text in lines that fit, broken at spaces where there are some."""
        room = self._sheet.measure_pt
        line, width = "", 0.0
        for word in _words(text):
            advance = self._font.text_length(word, size)
            if line and width + advance > room:
                yield line.rstrip()
                line, width = "", 0.0
            line, width = line + word, width + advance
        if line.strip():
            yield line.rstrip()

    def _next_line(self, size: float) -> None:
        height = self._sheet.line_pt * size / self._sheet.type.body_pt
        if self._writer is None or self._y + height > self._sheet.box[3]:
            self._end_page()
            width, tall = self._sheet.width_pt, self._sheet.height_pt
            self._page = self._document.new_page(width=width, height=tall)
            self._writer = engine.full().TextWriter(self._page.rect)
            self._y = self._sheet.box[1]
        self._y += height

    def _draw(self, line: str, size: float, *, is_leftward: bool) -> None:
        left, _, right, _ = self._sheet.box
        x = left
        if is_leftward:
            x = max(left, right - self._font.text_length(line, size))
        self._writer.append(
            (x, self._y), line, font=self._font, fontsize=size, right_to_left=is_leftward
        )

    def _end_page(self) -> None:
        if self._writer is not None:
            self._writer.write_text(self._page)


def _words(text: str) -> "Iterator[str]":
    """Words with the space behind them; each character of scripts without spaces on its own."""
    word = ""
    for character in text:
        if ord(character) > _LAST_BASIC:
            # The fonts' tables of what is drawn know no characters beyond.
            character = unicodedata.normalize("NFKC", character)
        word += character
        is_wide = unicodedata.east_asian_width(character[-1:] or " ") in _WIDE
        if character.isspace() or is_wide or len(word) >= _LONGEST_WORD:
            yield word
            word = ""
    if word:
        yield word
