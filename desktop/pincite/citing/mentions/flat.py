"""The pages of a document as one text, without the divisions of words at line ends."""

import re
from bisect import bisect_right
from collections.abc import Sequence

PAGE_END = "\n\f"
"""Between two pages, as the text of a whole document is printed."""

_DIVISION = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010][ \t]*\n[ \t]*(?=[^\W\d_])(?=[^A-Z])")


class FlatText:
    """One text to search, with the way back to the pages.

    Attributes:
        source: the pages joined by `PAGE_END`.
        text: `source` with divided words joined; offsets of what is found are in this one.
    """

    def __init__(self, pages: Sequence[str]) -> None:
        self.source = PAGE_END.join(pages)
        self._begins = [0]
        for page in pages[:-1]:
            self._begins.append(self._begins[-1] + len(page) + len(PAGE_END))
        parts: list[str] = []
        self._flat, self._origins, length, done = [0], [0], 0, 0
        for cut in _DIVISION.finditer(self.source):
            parts.append(self.source[done : cut.start()])
            length += cut.start() - done
            done = cut.end()
            self._flat.append(length)
            self._origins.append(done)
        parts.append(self.source[done:])
        self.text = "".join(parts)

    def origin(self, offset: int) -> int:
        """Where the character at `offset` of `text` stands in `source`."""
        at = bisect_right(self._flat, offset) - 1
        return self._origins[at] + offset - self._flat[at]

    def place(self, source_offset: int) -> tuple[int, int]:
        """The page (its place in the sequence, from 0) and the offset in its text."""
        at = bisect_right(self._begins, source_offset) - 1
        return at, source_offset - self._begins[at]
