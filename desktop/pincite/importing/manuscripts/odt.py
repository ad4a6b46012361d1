"""OpenDocument manuscripts: reference marks and bookmarks of Zotero and JabRef, notes, quotations.

Source: OpenDocument 1.3, part 3 (OASIS): 5.5 (tracked changes), 6.2.2 (bookmarks and reference
marks), 6.3 (notes), 8.1.2 (bibliography marks); JabRef's names of reference marks.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from pincite.importing.articles.packed import Package, damaged, text_of
from pincite.importing.manuscripts.csl_codes import cites_of_code, is_bibliography
from pincite.importing.manuscripts.flow import Block, BlockKind, Flow
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import csl_locator
from pincite.importing.manuscripts.properties import custom_properties
from pincite.model.manuscripts import Place

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
"""Fields of Word as LibreOffice keeps them when it saves a Word document as OpenDocument."""
_LEFT_OUT = frozenset((
    f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation", f"{_TEXT}ruby-text",
    f"{_TEXT}table-of-content", f"{_TEXT}bibliography", f"{_TEXT}sequence-decls",
    f"{_OFFICE}forms", f"{_TEXT}alphabetical-index",
))  # fmt: skip
_QUOTE_STYLES = ("quot", "blockquote", "block_20_text", "block text", "zitat")
_LENGTH = re.compile(r"(?P<number>[\d.]+)(?P<unit>mm|cm|in|pt|pc)?$")
_POINTS = {"mm": 2.835, "cm": 28.35, "in": 72.0, "pt": 1.0, "pc": 12.0}
_LEAST_INDENT_PT = 14
_JABREF = re.compile(r"JABREF_(?P<key>\S+?)\s+CID_")
_OLD_JABREF = re.compile(r"JR_cite\d*_\d_(?P<keys>.+)$")


def read_odt(data: bytes, name: str) -> Flow:
    """The blocks of an OpenDocument text.

    Raises:
        ImportingError: it is damaged, too large, or protected with a password.
    """
    package = Package(data, name)
    package.refuse_entities()
    content = package.xml("content.xml")
    body = content.find(f".//{_OFFICE}text")
    if body is None:
        raise damaged(name)
    flow = Flow()
    styles = _styles([content, *([package.xml("styles.xml")] if "styles.xml" in package else [])])
    _Reading(flow, styles, custom_properties(package)).read(body)
    return flow


class _Reading:
    def __init__(self, flow: Flow, set_off: frozenset[str], codes: Mapping[str, str]) -> None:
        self._flow = flow
        self._set_off = set_off
        self._codes = codes
        self._paragraph = 0
        self._open: dict[str, tuple[Block, int]] = {}
        self._fields: list[tuple[Block, int, str]] = []

    def read(self, body: etree._Element) -> None:
        for paragraph in _paragraphs(body):
            self._paragraph += 1
            block = self._flow.begin(Place(self._paragraph), self._kind(paragraph))
            self._add_children(paragraph, block)

    def _kind(self, paragraph: etree._Element) -> BlockKind:
        if paragraph.tag == f"{_TEXT}h":
            return BlockKind.HEADING
        style = paragraph.get(f"{_TEXT}style-name") or ""
        is_quotation = style in self._set_off or _is_quote_style(style)
        return BlockKind.QUOTATION if is_quotation else BlockKind.TEXT

    def _add_children(self, element: etree._Element, block: Block) -> None:
        block.add(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._add(child, block)
            block.add(child.tail or "")

    def _add(self, element: etree._Element, block: Block) -> None:
        tag = str(element.tag)
        if tag in _LEFT_OUT:
            return
        name = element.get(f"{_TEXT}name") or ""
        if tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            block.add(" ")
        elif tag == f"{_TEXT}note":
            self._note(element, block)
        elif tag in (f"{_TEXT}reference-mark-start", f"{_TEXT}bookmark-start"):
            self._open[name] = (block, len(block.text))
        elif tag in (f"{_TEXT}reference-mark-end", f"{_TEXT}bookmark-end"):
            if name in self._open:
                self._close(*self._open.pop(name), block, self._cites(name))
        elif tag in (f"{_TEXT}reference-mark", f"{_TEXT}bookmark"):
            self._close(block, len(block.text), block, self._cites(name))
        elif tag == f"{_FIELD}fieldmark-start":
            param = element.find(f"{_FIELD}param")
            code = "" if param is None else param.get(f"{_FIELD}value") or ""
            self._fields.append((block, len(block.text), code))
        elif tag == f"{_FIELD}fieldmark-end":
            if self._fields:
                begun, start, code = self._fields.pop()
                self._close(begun, start, block, self._cites(code))
        elif tag == f"{_TEXT}bibliography-mark":
            key = element.get(f"{_TEXT}identifier") or ""
            block.cite((Cite(key=key),) if key else (), text_of(element))
        else:
            self._add_children(element, block)

    def _cites(self, name: str) -> tuple[Cite, ...]:
        code = self._codes.get(name, "")
        return cites_of_code(name) or cites_of_code(code) or self._jabref(name)

    def _jabref(self, name: str) -> tuple[Cite, ...]:
        keys = [match["key"] for match in _JABREF.finditer(name)]
        if not keys and (old := _OLD_JABREF.match(name)):
            keys = [key.strip() for key in old["keys"].split(",")]
        # JabRef keeps one text on pages for a mark, in a property named like it.
        place = csl_locator(self._codes.get(name, ""))
        last = len(keys) - 1
        return tuple(
            Cite(key=key, locator=place) if number == last else Cite(key=key)
            for number, key in enumerate(keys)
        )

    def _close(self, block: Block, start: int, last: Block, cites: tuple[Cite, ...]) -> None:
        if block is not last:
            block, start = last, 0
        if not cites or any(g.start >= start for g in block.groups):
            return
        shown = block.text[start:]
        block.text = block.text[:start]
        block.cite(cites, shown)

    def _note(self, element: etree._Element, owner: Block) -> None:
        body = element.find(f"{_TEXT}note-body")
        if body is None or owner.kind is BlockKind.NOTE:
            return
        mark = "".join((element.findtext(f"{_TEXT}note-citation") or "").split())
        block = self._flow.note(owner, mark)
        for number, paragraph in enumerate(_paragraphs(body)):
            if number:
                block.add(" ")
            self._add_children(paragraph, block)


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element.iterchildren("*"):
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield child
        elif not is_bibliography(child.get(f"{_TEXT}name") or ""):
            yield from _paragraphs(child)


def _styles(roots: list[etree._Element]) -> frozenset[str]:
    """Names of the paragraph styles in which quotations are set off."""
    found: set[str] = set()
    derived: list[tuple[str, str]] = []
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name") or ""
            derived.append((name, style.get(f"{_STYLE}parent-style-name") or ""))
            properties = style.find(f"{_STYLE}paragraph-properties")
            if _is_quote_style(name) or (properties is not None and _is_indented(properties)):
                found.add(name)
    found.update(n for n, p in derived if (p in found and _is_quote_style(p)))
    return frozenset(found - {""})


def _is_quote_style(name: str) -> bool:
    return name.lower().startswith(_QUOTE_STYLES)


def _is_indented(properties: etree._Element) -> bool:
    left = _points(properties.get(f"{_FO}margin-left"))
    right = _points(properties.get(f"{_FO}margin-right"))
    first = _points(properties.get(f"{_FO}text-indent"))
    return left >= _LEAST_INDENT_PT and (first == 0 or right >= _LEAST_INDENT_PT)


def _points(length: str | None) -> float:
    match = _LENGTH.match(length or "")
    return float(match["number"]) * _POINTS.get(match["unit"] or "pt", 1.0) if match else 0.0
