"""The text of a book or a web page as its file has it, and the places that selectors lead to."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from pincite.importing.articles.decoding import decode_html
from pincite.importing.articles.limits import refuse_excess
from pincite.importing.articles.packed import Package, path_within
from pincite.importing.errors import ImportingError
from pincite.importing.foreign.selectors import BookPlace, PagePlace, Step, read_selector
from pincite.importing.sanitise import without_controls
from pincite.model.folding import fold, fold_with_origins

_CONTAINER = "META-INF/container.xml"
_UNSAID = frozenset(("script", "style", "noscript", "template"))
_SURE_LETTERS = 16
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(slots=True)
class _Node:
    """An element.

    Attributes:
        start: where its text begins.
        chunks: begin and end of the texts before, between and after its child elements.
    """

    start: int
    children: "list[_Node]" = field(default_factory=list)
    chunks: list[tuple[int, int]] = field(default_factory=list)


class _Tree:
    """One file: its text, and where the elements stand in it.

    Attributes:
        begin, end: of what is shown of it.
    """

    def __init__(self, root: etree._Element, start: int) -> None:
        self._element = root
        self._nodes: dict[object, _Node] = {}
        self._by_id: dict[str, _Node] = {}
        self._parts: list[str] = []
        self._length = start
        self._walk(root)
        self.root = self._nodes[root]
        self.text = "".join(self._parts)
        body = next(root.iter("{*}body"), root)
        self.begin, self.end = self._nodes[body].start, self._length

    def _walk(self, root: etree._Element) -> None:
        open_nodes: list[_Node] = []
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                node = _Node(self._length)
                self._nodes[element] = node
                self._by_id.setdefault(element.get("id") or "", node)
                if open_nodes:
                    open_nodes[-1].children.append(node)
                open_nodes.append(node)
                is_said = _name(element) not in _UNSAID
                node.chunks.append(self._say(element.text if is_said else ""))
                continue
            if event == "end":
                open_nodes.pop()
            if open_nodes and element is not root:
                chunk = self._say(element.tail)
                chunks = open_nodes[-1].chunks
                if event == "end":
                    chunks.append(chunk)
                else:
                    # A comment does not part a text.
                    chunks[-1] = (chunks[-1][0], chunk[1])

    def _say(self, text: str | None) -> tuple[int, int]:
        start = self._length
        self._parts.append(text or "")
        self._length += len(text or "")
        return start, self._length

    def at_steps(self, steps: tuple[Step, ...], offset: int) -> list[int]:
        """Where steps may lead: as the standard counts, and as programs do that skip no text."""
        node = self.root
        for number, step in enumerate(steps, 1):
            known = self._by_id.get(step.id) if step.id else None
            if step.number % 2:
                return _in_chunks(node, step.number // 2, offset) if number == len(steps) else []
            place = step.number // 2 - 1
            if known is not None:
                node = known
            elif 0 <= place < len(node.children):
                node = node.children[place]
            else:
                return []
        return [node.start]

    def at_xpath(self, xpath: str, offset: int) -> list[int]:
        """Where an offset in the text of an element is."""
        try:
            found = self._element.xpath(xpath)
        except etree.XPathError:
            return []
        elements = found if isinstance(found, list) else []
        nodes = [node for each in elements if (node := self._nodes.get(each)) is not None]
        return [node.start + offset for node in nodes[:1]]


class SourceText:
    """A book or a page, read once for all its annotations."""

    def __init__(self, trees: list[_Tree]) -> None:
        self._trees = trees
        self._text = "".join(tree.text for tree in trees)

    @cached_property
    def _folding(self) -> tuple[str, list[int]]:
        return fold_with_origins(self._text)

    @property
    def folded(self) -> str:
        """Letters and digits of all of it."""
        return self._folding[0]

    def place(self, selector: str, sort_index: str, words: str) -> int | None:
        """Where a passage begins, as a place in `folded`; None when nothing tells.

        Args:
            selector, sort_index: see `records.ForeignMark`.
            words: what it quotes.
        """
        found = self._at(read_selector(selector)) or self._near(sort_index)
        if not found:
            return None
        start = fold(words)[:_SURE_LETTERS]
        places = [bisect_left(self._folding[1], offset) for offset in found]
        return next((at for at in places if self.folded.startswith(start, at)), places[0])

    def _at(self, place: BookPlace | PagePlace | None) -> list[int]:
        if isinstance(place, BookPlace) and place.chapter < len(self._trees):
            return self._trees[place.chapter].at_steps(place.steps, place.offset)
        if isinstance(place, PagePlace) and self._trees:
            return self._trees[0].at_xpath(place.xpath, place.offset)
        return []

    def _near(self, sort_index: str) -> list[int]:
        """By chapter and characters of it, or by characters of the page."""
        match = re.fullmatch(r"(?:(\d{1,9})\|)?(\d{1,9})", sort_index)
        if match is None or int(match[1] or 0) >= len(self._trees):
            return []
        tree = self._trees[int(match[1] or 0)]
        return [min(tree.begin + int(match[2]), tree.end)]


def read_source(path: Path, media_type: str) -> SourceText | None:
    """The text of a book or a web page; None for other files, and for those that are broken."""
    try:
        if media_type == "application/epub+zip":
            return SourceText(_chapters(Package(path.read_bytes(), path.name)))
        if media_type == "text/html":
            return SourceText([_Tree(_page(path), 0)])
    except (ImportingError, OSError, etree.LxmlError, ValueError):
        # The words alone will have to do.
        return None
    return None


def _page(path: Path) -> etree._Element:
    source = without_controls(_XML_DECLARATION.sub("", decode_html(path.read_bytes())))
    refuse_excess(source, path.name)
    parser = lxml_html.HTMLParser(no_network=True)
    root: etree._Element = lxml_html.document_fromstring(source, parser=parser)
    return root


def _chapters(package: Package) -> list[_Tree]:
    """The files of the spine, each with a place of its own even when it cannot be read."""
    roots = (str(r.get("full-path") or "") for r in package.xml(_CONTAINER).iter("{*}rootfile"))
    base = next((path for path in roots if path in package), "")
    opf = package.xml(base)
    files = {
        str(item.get("id")): path_within(base, item.get("href") or "")
        for item in opf.iter("{*}item")
    }
    trees: list[_Tree] = []
    start = 0
    for ref in opf.iter("{*}itemref"):
        try:
            root = package.xml(files.get(str(ref.get("idref")), ""))
        except ImportingError:
            root = etree.Element("html")
        trees.append(_Tree(root, start))
        start += len(trees[-1].text)
    return trees


def _in_chunks(node: _Node, number: int, offset: int) -> list[int]:
    filled = [chunk for chunk in node.chunks if chunk[0] < chunk[1]]
    found = [chunks[number] for chunks in (node.chunks, filled) if number < len(chunks)]
    return list(dict.fromkeys(min(start + offset, end) for start, end in found))


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
