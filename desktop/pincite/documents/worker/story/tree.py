"""The tree of an article's markup, and small questions about it."""

import re
import unicodedata

from lxml import etree
from lxml import html as lxml_html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

BLOCKS = frozenset({
    "p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article",
    "figcaption", "caption", "td", "th", "dt", "dd", "tr", "figure", "ul", "ol", "dl", "table",
    "hr", "thead", "tbody", "tfoot",
})  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PARAGRAPH_ID = re.compile(r"^para-(\d{1,6})$")
_LEFTWARD = frozenset({"R", "AL"})


class Block:
    """A run of text between two block borders.

    Attributes:
        ids: of the blocks that begin with it.
        tag: of the innermost block around it.
        text: with single spaces.
    """

    __slots__ = ("ids", "tag", "text")

    def __init__(self, ids: tuple[str, ...], tag: str, text: str) -> None:
        self.ids = ids
        self.tag = tag
        self.text = text


def parsed(html: str) -> "HtmlElement":
    """A `div` around the nodes of an article."""
    if not html.strip():
        return lxml_html.Element("div")
    return lxml_html.fragment_fromstring(html, create_parent="div")


def serialised(root: "HtmlElement") -> str:
    """The markup of an element and all in it."""
    return str(etree.tostring(root, method="html", encoding="unicode"))


def add_class(element: "HtmlElement", name: str) -> None:
    """Add a class to an element."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def text_of(element: "HtmlElement") -> str:
    """Its text with single spaces."""
    return " ".join("".join(element.itertext()).split())


def runs_leftward(text: str) -> bool:
    """True when most letters are of scripts that are read from the right."""
    kinds = [unicodedata.bidirectional(c) for c in text[:400] if c.isalpha()]
    return 2 * sum(kind in _LEFTWARD for kind in kinds) > len(kinds)


def blocks(root: "HtmlElement") -> list[Block]:
    """The text of an article block by block, in order."""
    found: list[Block] = []
    parts: list[str] = []
    ids: list[str] = []
    tag = ""
    for kind, value, element in _events(root):
        if kind == "text":
            parts.append(value)
            continue
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            found.append(Block(tuple(ids), tag, text))
            ids.clear()
        if value:
            ids.append(value)
        tag = str(element.tag)
    return found


def _events(root: "HtmlElement") -> "Iterator[tuple[str, str, HtmlElement]]":
    """Texts ("text"), and borders of blocks ("border") with the id of what begins, if any."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_border = element.tag in BLOCKS or element.tag == "br"
        if event == "start":
            if is_border:
                yield "border", element.get("id") or "", element
            if element.text:
                yield "text", element.text, element
        else:
            if is_border:
                yield "border", "", element
            if element.tail and element is not root:
                yield "text", element.tail, element
