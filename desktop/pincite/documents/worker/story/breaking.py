"""Breaking what has no spaces: Story lets long words run off the page, where they are lost."""

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_GOOD_ENDS = re.compile(r"(?<=[/\-_.,;:?&=+#%)\]}])")
_CODE_INDENT = re.compile(r"[ \t]*")
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
    column, indent = 0, ""

    def broken(text: str) -> str:
        nonlocal column, indent
        parts: list[str] = []
        for character in text:
            if character == "\n":
                column, indent = 0, ""
            elif column >= columns:
                parts.append("\n")
                parts.append(indent)
                column = len(indent)
            if character in " \t" and column == len(indent) and column < columns // 2:
                indent += " " if character == " " else "    "
            parts.append("    " if character == "\t" else character)
            if character != "\n":
                column += 4 if character == "\t" else 1
        return "".join(parts)

    _map_text(pre, broken)


def longest_word(text: str) -> int:
    """Characters of the longest word that cannot be broken."""
    return max((_width(word) for word in text.split()), default=0)


def _width(word: str) -> int:
    return len(_NARROW.findall(word))


def _map_text(root: "HtmlElement", change: "Callable[[str], str]") -> None:
    """Change all texts inside an element, in their order."""
    if root.text:
        root.text = change(root.text)
    for child in root:
        _map_text(child, change)
        if child.tail:
            child.tail = change(child.tail)


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
        if len(word) <= longest or _width(word) <= longest:
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
