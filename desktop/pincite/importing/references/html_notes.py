"""Notes in HTML as Markdown."""

import re
from html import unescape

from lxml import etree
from lxml import html as lxml_html

from pincite.importing.references.xml_records import local, named
from pincite.importing.sanitise import sanitise, without_controls

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "del": "~~", "s": "~~"}
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol",
                     "pre", "table", "tr", "section", "figure"})  # fmt: skip
_BLANK = re.compile(r"\n[ \t]*\n[\s]*")
_DEEPEST = 60


def note_text(html: str) -> str:
    """A note as Markdown; plain text stays as it is."""
    if "<" not in html:
        return unescape(html).strip()
    try:
        root = lxml_html.fragment_fromstring(sanitise(without_controls(html)), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        return ""
    text = _written(root, 0)
    return _BLANK.sub("\n\n", text).strip()


def _written(element: etree._Element, depth: int) -> str:
    if depth > _DEEPEST or not named(element):
        return "".join(str(part) for part in element.itertext())
    inside = _plain(element.text)
    for number, child in enumerate(element, 1):
        inside += _child(child, element.tag, number, depth + 1) + _plain(child.tail)
    return inside


def _child(element: etree._Element, parent: str, number: int, depth: int) -> str:
    tag = local(element)
    text = _written(element, depth)
    if tag == "br":
        return "  \n"
    if mark := _MARKS.get(tag):
        return f"{mark}{text.strip()}{mark}" if text.strip() else text
    if tag == "a" and element.get("href"):
        return f"[{text}]({element.get('href')})"
    if tag == "li":
        head = f"{number}. " if parent == "ol" else "- "
        return head + text.strip().replace("\n", "\n  ") + "\n"
    if tag == "blockquote":
        lines = _BLANK.sub("\n\n", text).strip().splitlines()
        return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
        return f"\n\n{'#' * int(tag[1])} {text.strip()}\n\n"
    return f"\n\n{text.strip()}\n\n" if tag in _BLOCKS else text


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
