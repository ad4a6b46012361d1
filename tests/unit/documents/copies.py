"""Copies of a text, laid out in lines and pages of some width, for tests of places in them."""

from collections.abc import Sequence

from pincite.documents.laid_text import LaidText
from pincite.model.anchors import Quad
from pincite.model.documents import Paragraph
from pincite.model.texts import PageText, Word

LETTER_PT, LINE_PT, MARGIN_PT = 5.0, 12.0, 50.0


class _Setter:
    """Sets words one after another."""

    def __init__(self, letters: int, lines: int) -> None:
        self.letters, self.lines = letters, lines
        self.pages: list[tuple[list[str], list[Word]]] = [([], [])]
        self.column = self.line = 0

    @property
    def length(self) -> int:
        return sum(map(len, self.pages[-1][0]))

    def end_line(self, gap: str = "\n") -> None:
        self.column, self.line = 0, self.line + 1
        if self.line == self.lines:
            self.pages.append(([], []))
            self.line = 0
        elif self.pages[-1][0]:
            self.pages[-1][0].append(gap)

    def put(self, text: str) -> tuple[int, int]:
        """Set a word; where it begins: page and offset."""
        if self.column and self.column + 1 + len(text) > self.letters:
            self.end_line()
        elif self.column:
            self.pages[-1][0].append(" ")
            self.column += 1
        start = self.length
        x, y = MARGIN_PT + self.column * LETTER_PT, MARGIN_PT + self.line * LINE_PT
        edges = tuple(x + n * LETTER_PT for n in range(len(text) + 1))
        box = Quad(x, y, x + len(text) * LETTER_PT, y + LINE_PT - 2)
        self.pages[-1][0].append(text)
        self.pages[-1][1].append(Word(start, start + len(text), box, self.line, edges))
        self.column += len(text)
        return len(self.pages) - 1, start


def laid(paragraphs: Sequence[str], letters: int, lines: int = 10) -> LaidText:
    """Numbered paragraphs in lines of so many letters, so many lines a page."""
    setter, begins = _Setter(letters, lines), []
    for number, paragraph in enumerate(paragraphs, start=1):
        first, *rest = paragraph.split() or [""]
        if setter.column:
            setter.end_line("\n\n")
        begins.append(Paragraph(number, *setter.put(first)))
        for word in rest:
            setter.put(word)
    pages = tuple(
        PageText(index, "".join(parts), tuple(words))
        for index, (parts, words) in enumerate(setter.pages)
    )
    width = 2 * MARGIN_PT + max(letters, 40) * LETTER_PT
    return LaidText(pages, tuple(begins), width, 2 * MARGIN_PT + lines * LINE_PT)
