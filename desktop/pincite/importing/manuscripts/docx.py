"""Word manuscripts: fields, content controls and bookmarks of reference managers, notes, styles.

Source: ISO/IEC 29500-1, 17.3 (paragraphs), 17.5.2 (content controls), 17.11 (notes), 17.13.5
(revisions), 17.16 (fields).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pincite.importing.articles.packed import Package, damaged
from pincite.importing.manuscripts.citavi import cites_of_citavi
from pincite.importing.manuscripts.csl_codes import cites_of_code, cites_of_tag, is_bibliography
from pincite.importing.manuscripts.endnote import cites_of_endnote
from pincite.importing.manuscripts.flow import Block, BlockKind, Flow
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.properties import custom_properties
from pincite.importing.manuscripts.word_sources import Sources, cites_of_field, sources_of
from pincite.model.manuscripts import Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_QUOTE_STYLES = ("quot", "blocktext", "block text", "zitat", "citation", "blockquote")
_LEAST_INDENT = 280
"""Twentieths of a point on the left from which on a paragraph is set off."""
_LEFT_OUT = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "sdtPr", "instrText", "delInstrText",
                 "delText", "annotationRef", "footnoteRef", "endnoteRef", "commentReference")
)  # fmt: skip
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes, name: str) -> Flow:
    """The blocks of a Word document.

    Raises:
        ImportingError: it is damaged, too large, or protected with a password.
    """
    package = Package(data, name)
    package.refuse_entities()
    body = _part(package, "word/document.xml").find(f"{_W}body")
    if body is None:
        raise damaged(name)
    flow = Flow()
    _Reading(flow, package).read(body)
    return flow


@dataclass(slots=True)
class _Field:
    """A field being read: its code, and where its result begins."""

    block: Block
    code: str = ""
    packed: str = ""
    start: int = -1


@dataclass(slots=True)
class _Bookmark:
    block: Block
    start: int
    code: str = ""


@dataclass(slots=True)
class _Story:
    """The state of the text, or of one note: its open fields and its block."""

    block: Block
    fields: list[_Field] = field(default_factory=list)
    is_note: bool = False


class _Reading:
    def __init__(self, flow: Flow, package: Package) -> None:
        self._flow = flow
        self._notes = {
            kind: _notes(package, f"word/{kind}s.xml", kind) for kind in ("footnote", "endnote")
        }
        self._styles = _styles(package)
        self._sources = _all_sources(package)
        self._codes = custom_properties(package)
        self._counts = {"footnote": 0, "endnote": 0}
        self._paragraph = 0
        self._bookmarks: dict[str, _Bookmark] = {}
        self._bibliographies = 0

    def read(self, body: etree._Element) -> None:
        story = _Story(Block(Place(0)))
        for paragraph in _paragraphs(body):
            self._paragraph += 1
            story.block = self._flow.begin(Place(self._paragraph), self._kind(paragraph))
            self._add_children(paragraph, story)

    def _kind(self, paragraph: etree._Element) -> BlockKind:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return BlockKind.TEXT
        style = self._styles.get(_value(properties.find(f"{_W}pStyle")), "")
        if style.startswith(("heading", "title", "überschrift")):
            return BlockKind.HEADING
        if any(style.startswith(word) for word in _QUOTE_STYLES):
            return BlockKind.QUOTATION
        return BlockKind.QUOTATION if _is_set_off(properties) else BlockKind.TEXT

    def _add_children(self, element: etree._Element, story: _Story) -> None:
        for child in element:
            if isinstance(child.tag, str):
                self._add(child, story)

    def _add(self, element: etree._Element, story: _Story) -> None:
        tag = str(element.tag)
        name = tag.removeprefix(_W)
        if name == "instrText" and story.fields:
            if story.fields[-1].start < 0:
                story.fields[-1].code += element.text or ""
        elif tag in _LEFT_OUT or tag == _FALLBACK:
            return
        elif name == "t":
            self._text(element.text or "", story)
        elif name in ("tab", "br", "cr"):
            self._text(" ", story)
        elif name == "noBreakHyphen":
            self._text("-", story)
        elif name == "fldChar":
            self._field_mark(element, story)
        elif name == "fldSimple":
            self._simple_field(element, story)
        elif name == "sdt":
            self._control(element, story)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name.removesuffix("Reference"), element, story)
        elif name in ("bookmarkStart", "bookmarkEnd"):
            self._bookmark(element, story, is_start=name == "bookmarkStart")
        else:
            self._add_children(element, story)

    def _text(self, text: str, story: _Story) -> None:
        is_code = any(each.start < 0 for each in story.fields)
        if not is_code and not self._bibliographies:
            story.block.add(text)

    def _field_mark(self, element: etree._Element, story: _Story) -> None:
        kind = element.get(f"{_W}fldCharType")
        if kind == "begin":
            packed = element.findtext(f"{_W}fldData") or ""
            story.fields.append(_Field(story.block, packed=packed))
        elif kind == "separate" and story.fields:
            open_field = story.fields[-1]
            open_field.block, open_field.start = story.block, len(story.block.text)
            self._bibliographies += is_bibliography(open_field.code)
        elif kind == "end" and story.fields:
            self._end_field(story)

    def _end_field(self, story: _Story) -> None:
        done = story.fields.pop()
        self._bibliographies -= done.start >= 0 and is_bibliography(done.code)
        if story.fields and story.fields[-1].start < 0:
            # EndNote keeps its data in a field within the code of the field.
            story.fields[-1].packed = story.fields[-1].packed or done.packed
            return
        start = done.start if done.start >= 0 else len(story.block.text)
        self._close(done.block, start, story.block, self._cites(done.code, done.packed))

    def _simple_field(self, element: etree._Element, story: _Story) -> None:
        code = element.get(f"{_W}instr") or ""
        is_list = is_bibliography(code)
        self._bibliographies += is_list
        block, start = story.block, len(story.block.text)
        self._add_children(element, story)
        self._bibliographies -= is_list
        self._close(block, start, story.block, self._cites(code, ""))

    def _control(self, element: etree._Element, story: _Story) -> None:
        tag = _value(element.find(f"{_W}sdtPr/{_W}tag"))
        is_list = is_bibliography(tag)
        self._bibliographies += is_list
        content = element.find(f"{_W}sdtContent")
        block, start = story.block, len(story.block.text)
        if content is not None:
            self._add_children(content, story)
        self._bibliographies -= is_list
        self._close(block, start, story.block, cites_of_tag(tag))

    def _cites(self, code: str, packed: str) -> tuple[Cite, ...]:
        return (
            cites_of_code(code)
            or cites_of_endnote(code, packed)
            or cites_of_citavi(code)
            or cites_of_field(code, self._sources)
        )

    def _close(self, block: Block, start: int, last: Block, cites: tuple[Cite, ...]) -> None:
        """Make the text since `start` a citation, unless there is one in it already."""
        if not cites:
            return
        if block is not last:
            block, start = last, 0
        if any(g.start >= start for g in block.groups):
            return
        end = len(block.text)
        shown = block.text[start:end]
        block.text = block.text[:start]
        block.cite(cites, shown)

    def _bookmark(self, element: etree._Element, story: _Story, *, is_start: bool) -> None:
        id = element.get(f"{_W}id") or ""
        if not is_start:
            known = self._bookmarks.pop(id, None)
            if known is not None:
                self._close(known.block, known.start, story.block, self._cites(known.code, ""))
            return
        code = self._codes.get(element.get(f"{_W}name") or "", "")
        if code:
            self._bookmarks[id] = _Bookmark(story.block, len(story.block.text), code)

    def _note(self, kind: str, element: etree._Element, story: _Story) -> None:
        note = self._notes[kind].get(element.get(f"{_W}id") or "")
        if note is None or story.is_note or self._bibliographies:
            return
        self._counts[kind] += 1
        block = self._flow.note(story.block, str(self._counts[kind]))
        inner = _Story(block, is_note=True)
        for number, paragraph in enumerate(_paragraphs(note)):
            if number:
                block.add(" ")
            self._add_children(paragraph, inner)
        while inner.fields:
            self._end_field(inner)


def _part(package: Package, name: str) -> etree._Element:
    root = package.xml(name)
    if _STRICT in str(root.tag):
        # "Strict" documents differ in the address of their names only.
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.replace(f"{{{_STRICT}}}", _W)
            for key, value in list(element.attrib.items()):
                element.attrib[str(key).replace(f"{{{_STRICT}}}", _W)] = value
    return root


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in order, those of tables and controls too, those of text boxes with their own."""
    for child in element.iterchildren("*"):
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in _LEFT_OUT and child.tag != _FALLBACK:
            yield from _paragraphs(child)


def _notes(package: Package, path: str, kind: str) -> dict[str, etree._Element]:
    if path not in package:
        return {}
    return {
        str(note.get(f"{_W}id")): note
        for note in _part(package, path).iterfind(f"{_W}{kind}")
        if note.get(f"{_W}type") in (None, "normal")
    }


def _styles(package: Package) -> dict[str, str]:
    """Id of a style -> its name in small letters, as far as it tells what a paragraph is."""
    if "word/styles.xml" not in package:
        return {}
    found = {}
    for style in _part(package, "word/styles.xml").iterfind(f"{_W}style"):
        name = _value(style.find(f"{_W}name")) or ""
        found[str(style.get(f"{_W}styleId"))] = name.lower()
    return found


def _all_sources(package: Package) -> Sources:
    found: dict[str, Mapping[str, Any]] = {}
    for name in package.names:
        if name.startswith("customXml/item") and name.endswith(".xml"):
            found.update(sources_of(package.xml(name)))
    return found


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val") or ""


def _is_set_off(properties: etree._Element) -> bool:
    indent = properties.find(f"{_W}ind")
    if indent is None or properties.find(f"{_W}numPr") is not None:
        return False
    left = indent.get(f"{_W}left") or indent.get(f"{_W}start") or "0"
    turned = indent.get(f"{_W}hanging") or indent.get(f"{_W}firstLine") or "0"
    return _number(left) >= _LEAST_INDENT and _number(turned) == 0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
