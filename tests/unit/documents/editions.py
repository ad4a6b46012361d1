"""One text set twice: the same words on other pages, with other heads and notes."""

from collections.abc import Sequence

from pincite.model.anchors import Anchor, Quad
from pincite.model.folding import fold
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText, Word

SENTENCES = (
    "The towns did not starve for want of ships at all.",
    "They starved because the scales were wrong and nobody looked at them for years.",
    "Prices fell in the spring, and the keeper of the tub was asked whether it was accurate.",
    "He said that a loaf was the only public document that the poor could read with their hands.",
    "By the time a cargo was weighed it had been sold twice, and the buyer had gone to sea.",
    "Nobody in the harbour could tell a honest weight from a false one before the harvest.",
    "The magistrates met in May and wrote a letter which was answered in November.",
    "What the letter asked for was a second pair of scales, to be kept in the church.",
    "The answer was that scales are not the business of a church, nor of magistrates.",
    "So the matter rested until the winter when the river froze and no ship could leave.",
)
LINE_PT = 12.0
_LETTER_PT = 5.0


def page(index: int, lines: Sequence[str], *, left_pt: float = 50.0) -> PageText:
    """A page of lines, one below the other, with a box for each word."""
    text, words = "", list[Word]()
    for number, line in enumerate(lines):
        top = 60.0 + number * LINE_PT
        for part in line.split():
            if text and not text.endswith("\n"):
                text += " "
            x = left_pt + _LETTER_PT * (len(text) - text.rfind("\n") - 1)
            box = Quad(x, top, x + _LETTER_PT * len(part), top + 10.0)
            words.append(Word(len(text), len(text) + len(part), box, number))
            text += part
        text += "\n"
    return PageText(index, text.rstrip("\n"), tuple(words))


def edition(pages: Sequence[Sequence[str]], *, left_pt: float = 50.0) -> TextIndex:
    """The index of pages, each given as its lines."""
    return TextIndex.of([page(i, lines, left_pt=left_pt) for i, lines in enumerate(pages)])


def broken(text: str, width: int) -> list[str]:
    """A text in lines of at most so many characters."""
    lines, line = list[str](), ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def marked(index: TextIndex, words: str, *, after: str = "") -> Anchor:
    """The anchor of some words, the first that stand after others."""
    begin = index.text.index(fold(after)) if after else 0
    start = index.text.index(fold(words), begin)
    return index.anchor([(start, start + len(fold(words)))])
