"""XML that is written: elements with text, and CSL's marks as runs."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARK = re.compile(r"<(/?)(i|b|sup|sub|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)


def put(parent: ET.Element, tag: str, text: str, /, **attributes: str) -> ET.Element | None:
    """Add an element with a text; None, and nothing added, when there is no text."""
    text = _FORBIDDEN.sub("", text).strip()
    if not text:
        return None
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def branch(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    """Add an element that holds others."""
    return ET.SubElement(parent, tag, attributes)


def without_empty(root: ET.Element) -> None:
    """Remove elements that hold nothing, from the leaves up."""
    for child in list(root):
        without_empty(child)
        if not len(child) and not child.text:
            root.remove(child)


def written(root: ET.Element) -> str:
    """The document, indented, in UTF-8."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def runs(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The text in runs, each with the names of CSL's marks that it stands in."""
    open_marks: list[str] = []
    at = 0
    for match in _MARK.finditer(text):
        if part := text[at : match.start()]:
            yield _FORBIDDEN.sub("", part), frozenset(open_marks)
        at = match.end()
        closing, mark = bool(match[1]), match[2].lower()
        if not closing:
            open_marks.append(mark)
        elif mark in open_marks:
            open_marks.remove(mark)
    if text[at:]:
        yield _FORBIDDEN.sub("", text[at:]), frozenset(open_marks)
