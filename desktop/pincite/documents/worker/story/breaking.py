"""Breaking what has no spaces: Story lets long words run off the page, where they are lost."""

import re

from lxml import etree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GOOD_ENDS = re.compile(r"(?<=[/\-_.,;:?&=+#%)\]}])")
_NARROW = re.compile("[\u0000-\u1100]")
"""Scripts set with spaces; the wide ones that follow break between any two characters."""


def break_long_words(element: "HtmlElement", longest: int) -> None:
    """Put a `br` into words of more than `longest` characters, after a slash or dot if there is."""
    for owner in list(element.iter()):
        if not isinstance(owner.tag, str) or owner.tag == "pre" or _is_in_pre(owner):
            continue
        _break_text(owner, longest)
        if owner is not element and owner.tail:
            _break_tail(owner, longest)


def break_code(pre: "HtmlElement", columns: int) -> None:
    """End the lines of code at the right edge; what goes on is set in by its own indent."""
    breaker = _CodeBreaker(columns)
    for event, element in etree.iterwalk(pre, events=("start", "end")):
        if event == "start":
            if element.tag == "br":
                breaker.new_line()
            element.text = breaker.broken(element.text)
        elif element is not pre:
            element.tail = breaker.broken(element.tail)


class _CodeBreaker:
    """Counts columns through the pieces of a listing."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self.new_line()

    def new_line(self) -> None:
        """A line of the listing begins."""
        self._column = 0
        self._indent = 0
        self._is_indent = True

    def broken(self, text: str | None) -> str | None:
        """A piece with line feeds where it would pass the last column."""
        if not text:
            return text
        parts: list[str] = []
        for character in text.expandtabs(4):
            if character == "\n":
                self.new_line()
            else:
                self._count(character, parts)
            parts.append(character)
        return "".join(parts)

    def _count(self, character: str, parts: list[str]) -> None:
        if self._column >= self._columns:
            parts.append("\n" + " " * self._indent)
            self._column = self._indent
        self._is_indent = self._is_indent and character == " "
        if self._is_indent and self._indent < self._columns // 2:
            self._indent += 1
        self._column += 1


def longest_word(text: str) -> int:
    """Characters of the longest word that cannot be broken."""
    return max((_width(word) for word in text.split()), default=0)


def _width(word: str) -> int:
    return len(_NARROW.findall(word))


def _is_in_pre(element: "HtmlElement") -> bool:
    return any(parent.tag == "pre" for parent in element.iterancestors())


def _break_text(owner: "HtmlElement", longest: int) -> None:
    pieces = _pieces(owner.text or "", longest)
    if len(pieces) < 2:
        return
    owner.text = pieces[0]
    for place, piece in enumerate(pieces[1:]):
        owner.insert(place, _line_break(owner, piece))


def _break_tail(owner: "HtmlElement", longest: int) -> None:
    pieces = _pieces(owner.tail or "", longest)
    if len(pieces) < 2:
        return
    owner.tail = pieces[0]
    last = owner
    for piece in pieces[1:]:
        line_break = _line_break(owner, piece)
        last.addnext(line_break)
        last = line_break


def _line_break(owner: "HtmlElement", tail: str) -> "HtmlElement":
    line_break: HtmlElement = owner.makeelement("br")
    line_break.tail = tail
    return line_break


def _pieces(text: str, longest: int) -> list[str]:
    """A text in pieces, cut inside of words that are too long."""
    if len(text) <= longest:
        return [text]
    pieces = [""]
    for word in re.split(r"(\s+)", text):
        if len(word) <= longest or word.isspace() or _width(word) <= longest:
            pieces[-1] += word
            continue
        for part in _cut(word, longest):
            pieces[-1] += part
            pieces.append("")
        pieces.pop()
    return pieces


def _cut(word: str, longest: int) -> list[str]:
    parts = [""]
    for token in _GOOD_ENDS.split(word):
        while len(token) > longest:
            if parts[-1]:
                parts.append("")
            parts[-1], token = token[:longest], token[longest:]
            parts.append("")
        if len(parts[-1]) + len(token) > longest:
            parts.append("")
        parts[-1] += token
    return [part for part in parts if part]
