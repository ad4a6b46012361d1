"""OpenDocument texts: headings, lists, tables, notes with links both ways, images, quotations.

Source: OpenDocument 1.3, part 3 (OASIS): section 5 (text), 6.3 (notes), 9 (tables), 16 (styles).
"""

from lxml import etree
from lxml import html as lxml_html

from pincite.importing.articles.draft import ArticleDraft, Facts, make_article
from pincite.importing.articles.limits import MOST_BOOK, MOST_OFFICE_XML, too_much
from pincite.importing.articles.packed import Package, damaged, text_of
from pincite.importing.articles.page_dates import read_date
from pincite.importing.articles.paragraphs import inner_html
from pincite.importing.names import parse_names
from pincite.importing.pdf_metadata import title_from_name

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SIMPLE = {
    f"{_TEXT}list": "ul", f"{_TEXT}list-item": "li", f"{_TEXT}list-header": "li",
    f"{_TEXT}section": "section", f"{_TABLE}table": "table", f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td", f"{_TEXT}line-break": "br",
}  # fmt: skip
_OPENED = frozenset((
    f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_DRAW}frame", f"{_DRAW}a",
    f"{_DRAW}text-box", f"{_TEXT}table-of-content", f"{_TEXT}index-body", f"{_TEXT}ruby",
    f"{_TEXT}ruby-base", f"{_TEXT}bookmark-ref", f"{_TEXT}sequence", f"{_TEXT}date",
))  # fmt: skip
_MOST_SPACES = 20


def read_odt(data: bytes, *, name: str) -> ArticleDraft:
    """An article from an OpenDocument text.

    Raises:
        ImportingError: it is damaged, too large, or protected with a password.
        NoTextError: there is no text in it.
    """
    package = Package(data, name)
    package.refuse_entities()
    if package.size("content.xml") > MOST_OFFICE_XML:
        raise too_much(name)
    content = package.xml("content.xml")
    body = content.find(f".//{_OFFICE}text")
    if body is None:
        raise damaged(name)
    facts = _facts(package)
    reading = _Reading(content)
    html = reading.read(body)
    if len(html) > MOST_BOOK:
        raise too_much(name)
    facts.set_title(reading.title, "first heading")
    facts.set_title(title_from_name(name), "file name")
    return make_article(html, facts, type="document", name=name, find_image=package.find)


def _facts(package: Package) -> Facts:
    facts = Facts()
    meta = package.xml("meta.xml") if "meta.xml" in package else None
    if meta is None:
        return facts

    def first(*tags: str) -> str:
        texts = (" ".join((meta.findtext(f".//{tag}") or "").split()) for tag in tags)
        return next((text for text in texts if text), "")

    facts.set_title(first(f"{_DC}title"), "document properties")
    authors = parse_names(first(f"{_META}initial-creator", f"{_DC}creator"))
    facts.set_creators(authors, "document properties")
    created = read_date(first(f"{_META}creation-date", f"{_DC}date"))
    facts.set_date("issued", created, "document properties")
    facts.set("language", first(f"{_DC}language"), "document properties")
    return facts


class _Reading:
    """Turns the elements of a text into HTML.

    Attributes:
        title: the first paragraph styled as title, else the first heading.
    """

    def __init__(self, content: etree._Element) -> None:
        self.title = ""
        self._heading = ""
        self._notes: list[lxml_html.HtmlElement] = []
        self._styles = {
            str(style.get(f"{_STYLE}name")): style for style in content.iter(f"{_STYLE}style")
        }

    def read(self, body: etree._Element) -> str:
        """The whole text as a fragment; its notes at the end."""
        root = lxml_html.Element("div")
        self._add_children(body, root)
        for note in self._notes:
            root.append(note)
        self.title = self.title or self._heading
        return inner_html(root)

    def _add_children(self, source: etree._Element, target: lxml_html.HtmlElement) -> None:
        _append_text(target, source.text)
        for child in source:
            if isinstance(child.tag, str):
                self._add(child, target)
            _append_text(target, child.tail)

    def _add(self, source: etree._Element, target: lxml_html.HtmlElement) -> None:
        tag = str(source.tag)
        if tag in (f"{_TEXT}h", f"{_TEXT}p"):
            self._add_paragraph(source, target, is_heading=tag == f"{_TEXT}h")
        elif tag == f"{_TEXT}span":
            self._add_span(source, target)
        elif tag == f"{_TEXT}a":
            link = _child(target, "a")
            link.set("href", _link(source.get(_HREF) or ""))
            self._add_children(source, link)
        elif tag == f"{_TEXT}note":
            self._add_note(source, target)
        elif tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            count = source.get(f"{_TEXT}c") or "1"
            _append_text(target, " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif tag in (f"{_TEXT}bookmark", f"{_TEXT}bookmark-start"):
            _child(target, "a").set("id", source.get(f"{_TEXT}name") or "")
        elif tag == f"{_DRAW}image":
            _child(target, "img").set("src", (source.get(_HREF) or "").removeprefix("./"))
        elif tag in _SIMPLE:
            self._add_simple(source, target)
        elif tag in _OPENED:
            self._add_children(source, target)

    def _add_paragraph(
        self, source: etree._Element, target: lxml_html.HtmlElement, *, is_heading: bool
    ) -> None:
        style = self._names_of_style(source)
        text = text_of(source)
        if is_heading:
            level = source.get(f"{_TEXT}outline-level") or "1"
            self._heading = self._heading or text
            paragraph = _child(
                target, f"h{min(max(int(level), 1), 6)}" if level.isdecimal() else "h2"
            )
        elif "title" in style and "subtitle" not in style:
            self.title = self.title or text
            paragraph = _child(target, "h1")
        elif style & {"quotations", "quote", "blockquote", "block text"}:
            paragraph = _child(target, "blockquote")
        elif "preformatted text" in style:
            paragraph = _child(target, "pre")
        else:
            paragraph = _child(target, "p")
        self._add_children(source, paragraph)

    def _names_of_style(self, source: etree._Element) -> set[str]:
        """The style of a paragraph and the one it is derived from, in words."""
        own = source.get(f"{_TEXT}style-name") or ""
        style = self._styles.get(own)
        parent = (style.get(f"{_STYLE}parent-style-name") or "") if style is not None else ""
        return {n.replace("_20_", " ").replace("_", " ").lower() for n in (own, parent) if n}

    def _add_span(self, source: etree._Element, target: lxml_html.HtmlElement) -> None:
        style = self._styles.get(source.get(f"{_TEXT}style-name") or "")
        looks = style.find(f"{_STYLE}text-properties") if style is not None else None
        inner = target
        if looks is not None:
            position = looks.get(f"{_STYLE}text-position") or ""
            for tag, is_so in (
                ("b", looks.get(f"{_FO}font-weight") == "bold"),
                ("i", looks.get(f"{_FO}font-style") == "italic"),
                ("sup", position.startswith(("super", "33"))),
                ("sub", position.startswith(("sub", "-33"))),
            ):
                inner = _child(inner, tag) if is_so else inner
        self._add_children(source, inner)

    def _add_note(self, source: etree._Element, target: lxml_html.HtmlElement) -> None:
        number = len(self._notes) + 1
        body = source.find(f"{_TEXT}note-body")
        mark = "".join((source.findtext(f"{_TEXT}note-citation") or str(number)).split())
        link = _child(_child(target, "sup"), "a")
        link.set("href", f"#note-{number}")
        link.set("id", f"ref-{number}")
        link.text = mark
        note = lxml_html.Element("div")
        note.set("id", f"note-{number}")
        self._notes.append(note)
        if body is not None:
            self._add_children(body, note)
        first = next(note.iter("p"), note)
        back = lxml_html.Element("a")
        back.set("href", f"#ref-{number}")
        back.text, back.tail, first.text = mark, f" {first.text or ''}", None
        first.insert(0, back)

    def _add_simple(self, source: etree._Element, target: lxml_html.HtmlElement) -> None:
        element = _child(target, _SIMPLE[str(source.tag)])
        for name in ("columns", "rows"):
            spanned = source.get(f"{_TABLE}number-{name}-spanned") or "1"
            if spanned != "1":
                element.set("colspan" if name == "columns" else "rowspan", spanned)
        self._add_children(source, element)


def _child(target: lxml_html.HtmlElement, tag: str) -> lxml_html.HtmlElement:
    child = lxml_html.Element(tag)
    target.append(child)
    return child


def _append_text(target: lxml_html.HtmlElement, text: str | None) -> None:
    if not text:
        return
    # Neither len() nor an index: both walk along all children.
    last = next(target.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        target.text = (target.text or "") + text


def _link(address: str) -> str:
    """Links within a text carry the kind of their target ("#Chapter|outline")."""
    return address.partition("|")[0] if address.startswith("#") else address
