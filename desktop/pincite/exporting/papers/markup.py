"""Marked text as runs: the HTML of the citation engine, and Markdown of comments and notes."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from pincite.exporting.papers.paper import Block, BlockKind, Entry, Mark, Run, Runs

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = {
    "i": Mark.ITALIC, "em": Mark.ITALIC, "b": Mark.BOLD, "strong": Mark.BOLD, "s": Mark.STRIKE,
    "sup": Mark.SUPER, "sub": Mark.SUB, "u": Mark.UNDERLINE, "code": Mark.CODE,
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-variant:\s*small-caps"), Mark.SMALL_CAPS),
    (re.compile(r"font-weight:\s*bold"), Mark.BOLD),
    (re.compile(r"font-style:\s*(?:italic|oblique)"), Mark.ITALIC),
    (re.compile(r"text-decoration:\s*underline"), Mark.UNDERLINE),
    (re.compile(r"vertical-align:\s*super"), Mark.SUPER),
    (re.compile(r"vertical-align:\s*sub"), Mark.SUB),
)
_UPRIGHT = (
    (re.compile(r"font-style:\s*normal"), Mark.ITALIC),
    (re.compile(r"font-weight:\s*normal"), Mark.BOLD),
    (re.compile(r"font-variant:\s*normal"), Mark.SMALL_CAPS),
    (re.compile(r"text-decoration:\s*none"), Mark.UNDERLINE),
)
_SPACE = re.compile(r"[ \t\r\n]+")
_INLINE = {
    "em_open": Mark.ITALIC, "strong_open": Mark.BOLD, "s_open": Mark.STRIKE,
}  # fmt: skip


class _Reader(HTMLParser):
    """Collects runs; what stands in the left margin is kept apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self.label: list[Run] = []
        self._open: list[tuple[str, frozenset[Mark], str]] = []
        self._margins = 0
        self._divs: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "div":
            self._divs.append("left-margin" in given.get("class", ""))
            self._margins += self._divs[-1]
            self._part()
        elif tag == "br":
            self._add(" ")
        elif tag != "meta":
            marks, link = self._open[-1][1:] if self._open else (frozenset[Mark](), "")
            marks = marks | ({_TAGS[tag]} if tag in _TAGS else set())
            style = given.get("style", "")
            marks |= {mark for pattern, mark in _STYLES if pattern.search(style)}
            marks -= {mark for pattern, mark in _UPRIGHT if pattern.search(style)}
            self._open.append((tag, marks, given.get("href", link)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._divs:
            self._margins -= self._divs.pop()
            self._part()
            return
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number][0] == tag:
                del self._open[number:]
                return

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _part(self) -> None:
        """Words of two columns or blocks do not run into each other."""
        if not self._margins and self.runs:
            self._add(" ")

    def _add(self, text: str) -> None:
        marks, link = self._open[-1][1:] if self._open else (frozenset[Mark](), "")
        (self.label if self._margins else self.runs).append(Run(text, marks, link))


def runs_of(html: str) -> Runs:
    """The runs of a citation in the engine's HTML."""
    reader = _read(html)
    return tidy([*reader.label, *reader.runs])


def entry_of(html: str) -> Entry:
    """An entry of the list of references from the engine's HTML."""
    reader = _read(html)
    return Entry(tidy(reader.runs), tidy(reader.label))


def tidy(runs: list[Run]) -> Runs:
    """Runs in one line: no white space twice or at the ends, neighbours in one form joined."""
    made: list[Run] = []
    ends_blank = True
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        text = text[1:] if ends_blank and text.startswith(" ") else text
        if not text:
            continue
        ends_blank = text.endswith(" ")
        if made and (made[-1].marks, made[-1].link) == (run.marks, run.link):
            made[-1] = Run(made[-1].text + text, run.marks, run.link)
        else:
            made.append(Run(text, run.marks, run.link))
    while made and not made[-1].text.rstrip(" "):
        made.pop()
    if made and made[-1].text.endswith(" "):
        made[-1] = Run(made[-1].text.rstrip(" "), made[-1].marks, made[-1].link)
    return tuple(made)


def blocks_of_markdown(text: str, kind: BlockKind = BlockKind.REMARK) -> tuple[Block, ...]:
    """The paragraphs of a comment or note.

    Args:
        kind: of its plain paragraphs.
    """
    # Here, not above: what only formats citations shall not wait for it.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("strikethrough")
    return tuple(_blocks(parser.parse(text), kind))


def _blocks(tokens: "list[Token]", kind: BlockKind) -> Iterator[Block]:
    lists = quotes = headings = 0
    for token in tokens:
        if token.type in ("list_item_open", "list_item_close"):
            lists += token.nesting
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            headings += token.nesting
        elif token.type in ("fence", "code_block"):
            code = frozenset({Mark.CODE})
            yield from (Block(kind, (Run(line, code),)) for line in token.content.splitlines())
        elif token.type == "html_block":
            yield Block(kind, tidy([Run(token.content)]))
        elif token.type == "inline":
            runs = tidy(list(_inline(token.children or [])))
            if runs:
                yield Block(_kind(kind, lists, quotes, headings), runs)


def _kind(kind: BlockKind, lists: int, quotes: int, headings: int) -> BlockKind:
    if headings:
        return BlockKind.SUBHEADING
    if lists:
        return BlockKind.BULLET
    return BlockKind.QUOTATION if quotes else kind


def _inline(tokens: "list[Token]") -> Iterator[Run]:
    marks: frozenset[Mark] = frozenset()
    link = ""
    for token in tokens:
        if token.type in _INLINE:
            marks |= {_INLINE[token.type]}
        elif token.type.replace("_close", "_open") in _INLINE:
            marks -= {_INLINE[token.type.replace("_close", "_open")]}
        elif token.type == "link_open":
            link = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            link = ""
        elif token.type in ("softbreak", "hardbreak"):
            yield Run(" ", marks, link)
        elif token.type == "code_inline":
            yield Run(token.content, marks | {Mark.CODE}, link)
        elif token.content:
            yield Run(token.content, marks, link)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader
