"""The running text of a stored article: what places in it are counted in."""

from collections.abc import Iterator

from lxml import html as lxml_html

from pincite.documents.laid_text import LaidText
from pincite.importing.articles.paragraphs import ID_PREFIX, parse_fragment
from pincite.model.documents import Paragraph
from pincite.model.texts import PageText

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip


def running_text(html: str) -> LaidText:
    """The text of a sanitised article as one page, and where its numbered paragraphs begin.

    White space counts as one space; what is a block of its own is in words of its own. A numbered
    block goes on to the next one: headings, captions and cells that have no number belong to the
    paragraph before them. Between two numbered blocks stands a line feed.
    """
    blocks: list[tuple[int, list[str]]] = [(0, [])]
    for number, text in _pieces(parse_fragment(html)):
        if number:
            blocks.append((number, []))
        blocks[-1][1].append(text)
    parts, paragraphs, at = [], [], 0
    for number, pieces in blocks:
        text = " ".join("".join(pieces).split())
        if number:
            paragraphs.append(Paragraph(number, 0, at))
        parts.append(text)
        at += len(text) + 1
    return LaidText((PageText(0, "\n".join(parts)),), tuple(paragraphs))


def _pieces(element: lxml_html.HtmlElement) -> Iterator[tuple[int, str]]:
    """Texts in order, each with the number of the paragraph that begins with it, or 0."""
    is_block = element.tag not in _INLINE
    yield _number_of(element), (" " if is_block else "") + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield 0, child.tail or ""
    if is_block:
        yield 0, " "


def _number_of(element: lxml_html.HtmlElement) -> int:
    name = element.get("id") or ""
    number = name.removeprefix(ID_PREFIX)
    return int(number) if name.startswith(ID_PREFIX) and number.isdecimal() else 0
