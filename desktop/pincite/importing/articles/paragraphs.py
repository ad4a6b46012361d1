"""Numbering the paragraphs of an article: what is cited as "para. 12".

The blocks `p`, `li`, `blockquote` and `pre` that contain no further such block are numbered in the
order of the text, from 1, as `id="para-N"`. The numbers are given once, at import, and are part of
the stored text: the page on the web may change, the citation must not.
"""

import re
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from pincite.importing.sanitise import without_controls

_CITABLE = frozenset({"p", "li", "blockquote", "pre"})
ID_PREFIX = "para-"
_PAGE_BEGINS = re.compile(r"^\s*(?:<!doctype[^>]*>\s*)?<html[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered article.

    Attributes:
        html: the fragment with `id="para-N"` on each citable block.
        paragraphs: text of each block, `paragraphs[0]` being number 1.
    """

    html: str
    paragraphs: tuple[str, ...]


def number_paragraphs(html: str) -> Numbered:
    """Number the citable blocks of a sanitised fragment.

    A block that already carries an id stays a target of links: the id moves to an empty anchor at
    its beginning. Blocks without letters or digits (rules, spacers) are not counted.
    """
    root = parse_fragment(html)
    texts: list[str] = []
    for block in list(root.iter()):
        if block.tag not in _CITABLE or not _is_leaf(block):
            continue
        text = " ".join(block.text_content().split())
        if not any(c.isalnum() for c in text):
            continue
        texts.append(text)
        _keep_target(block)
        block.set("id", f"{ID_PREFIX}{len(texts)}")
    return Numbered(inner_html(root), tuple(texts))


def parse_fragment(html: str) -> lxml_html.HtmlElement:
    """A `div` element around the nodes of a fragment."""
    # lxml wants either a whole page or a fragment, and stumbles over what is neither.
    html = _PAGE_BEGINS.sub("", without_controls(html))
    if not html.strip():
        return lxml_html.Element("div")
    return lxml_html.fragment_fromstring(html, create_parent="div")


def inner_html(root: lxml_html.HtmlElement) -> str:
    """The markup inside an element."""
    parts = [_escaped(root.text or "")]
    parts += [etree.tostring(child, method="html", encoding="unicode") for child in root]
    return "".join(parts).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_leaf(block: lxml_html.HtmlElement) -> bool:
    """True for a block without another in it, outside of captions: they are no part of the text."""
    if any(parent.tag == "figcaption" for parent in block.iterancestors()):
        return False
    return not any(inner is not block and inner.tag in _CITABLE for inner in block.iter())


def _keep_target(block: lxml_html.HtmlElement) -> None:
    old = block.get("id")
    if not old:
        return
    anchor = lxml_html.Element("a")
    anchor.set("id", old)
    anchor.tail, block.text = block.text, None
    block.insert(0, anchor)
