"""What may interrupt a quotation in its source: notes, captions, figures, running heads.

A quotation passes over whole lines only, and only over such as are no part of the running text:
set smaller than it, or begun like a caption, or at a page end in the middle of a sentence. Words
that somebody left out are no interruption.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pincite.model.text_index import TextIndex

_SMALLER = 0.94
"""Notes are set at 80 to 92 % of the text; two fonts of one size differ by less than this."""
_LONGEST_UNMARKED = 1500
"""Letters that may be passed over at a page end where the size of the type tells nothing."""
_CAPTION = re.compile(
    r"\W*(?:fig(?:ure|\.)|tab(?:le|\.|elle)|abb(?:ildung|\.)|tableau|figura|tabla|plate|scheme|"
    r"source:|note:|图|表|図)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!:;\u3002\uff01\uff1f][\"'\u201d\u2019\u00bb)\]]*\s*$")
_SIGNS = re.compile(r"[^\w\n]*")
_BLOCK_AFTER = re.compile(r"^\W*\n\s*\n")
_BLOCK_BEFORE = re.compile(r"\n\s*\n\W*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page.

    Attributes:
        begin: place of its first letter.
        size_pt: of its type; 0 when unknown.
        is_block_start: a block begins with it.
    """

    begin: int
    size_pt: float
    is_block_start: bool
    is_caption: bool


class Asides:
    """Answers where lines begin in an index, and which lines a quotation may pass over."""

    def __init__(self, index: TextIndex) -> None:
        self._index = index
        self._lines: dict[int, list[_Line]] = {}

    def line_starts(self, start: int, end: int) -> list[int]:
        """Places where lines begin, from `start` to `end`."""
        if start >= end:
            return []
        first, last = self._index.page_at(start), self._index.page_at(end - 1)
        return [
            line.begin
            for page in range(first, last + 1)
            for line in self._lines_of(page)
            if start <= line.begin < end
        ]

    def may_pass_over(self, last: int, first: int) -> bool:
        """True when all lines between two parts of a quotation are asides.

        Args:
            last: place of the last letter before the interruption, at the end of a line.
            first: place of the first letter after it, at the start of a line.
        """
        body = self._line_at(last)
        between = self._lines_between(last, first)
        if body.size_pt and between and all(self._is_aside(line, body) for line in between):
            return True
        return self._is_page_end_in_sentence(last, first)

    def _is_aside(self, line: _Line, body: _Line) -> bool:
        if line.is_caption:
            return True
        return 0 < line.size_pt < _SMALLER * body.size_pt

    def _lines_between(self, last: int, first: int) -> list[_Line]:
        """Lines after that of `last` and before that of `first`; captions reach to their end."""
        pages = range(self._index.page_at(last), self._index.page_at(first) + 1)
        lines = [line for page in pages for line in self._lines_of(page)]
        found: list[_Line] = []
        is_caption = False
        for line in lines:
            if line.is_block_start:
                is_caption = line.is_caption
            if last < line.begin < first and not self._is_left_out(line.begin):
                found.append(_Line(line.begin, line.size_pt, line.is_block_start, is_caption))
        return found

    def _is_left_out(self, place: int) -> bool:
        runs = self._index.left_out
        number = bisect_right(runs, (place, 1 << 62)) - 1
        return number >= 0 and runs[number][0] <= place < runs[number][1]

    def _is_page_end_in_sentence(self, last: int, first: int) -> bool:
        """True when a sentence goes on after a page end, with whole blocks between."""
        page, page_after = self._index.page_at(last), self._index.page_at(first)
        if page_after != page + 1 or first - last > _LONGEST_UNMARKED:
            return False
        before, after = self._index.page(page), self._index.page(page_after)
        end, start = before.offset(last) + 1, after.offset(first)
        foot, head = before.page.text[end:], after.page.text[:start]
        signs = _SIGNS.match(foot)
        ending = before.page.text[end - 1 : end] + (signs[0] if signs else "")
        is_blocks = _is_apart(_BLOCK_AFTER, foot) and _is_apart(_BLOCK_BEFORE, head)
        goes_on = not after.page.text[start].isupper() and not _SENTENCE_END.search(ending)
        return is_blocks and goes_on

    def _line_at(self, place: int) -> _Line:
        lines = self._lines_of(self._index.page_at(place))
        found = [line for line in lines if line.begin <= place]
        return found[-1] if found else _Line(place, 0.0, True, False)

    def _lines_of(self, page: int) -> list[_Line]:
        if page not in self._lines:
            self._lines[page] = self._read_lines(page)
        return self._lines[page]

    def _read_lines(self, number: int) -> list[_Line]:
        folded = self._index.page(number)
        text = folded.page.text
        sizes: dict[int, list[float]] = {}
        starts: dict[int, int] = {}
        for word in folded.page.words:
            sizes.setdefault(word.line, []).append(word.box.y1 - word.box.y0)
            starts.setdefault(word.line, word.start)
        size_at = {starts[line]: _upper(heights) for line, heights in sizes.items()}
        lines: list[_Line] = []
        at, is_block_start = 0, True
        for row in text.split("\n"):
            if row.strip():
                start = at + len(row) - len(row.lstrip())
                lines.append(
                    _Line(
                        folded.place(start),
                        size_at.get(start, 0.0),
                        is_block_start,
                        is_block_start and bool(_CAPTION.match(row)),
                    )
                )
                is_block_start = False
            else:
                is_block_start = True
            at += len(row) + 1
        return lines


def _is_apart(border: re.Pattern[str], text: str) -> bool:
    """True for nothing, or for blocks that stand apart from what the text was cut from."""
    return not any(map(str.isalnum, text)) or bool(border.search(text))


def _upper(heights: list[float]) -> float:
    """The height that three of four words do not exceed: raised and lowered signs are fewer."""
    return sorted(heights)[3 * (len(heights) - 1) // 4]
