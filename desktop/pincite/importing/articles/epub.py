"""EPUB books as one article: the chapters in the order of the spine, with their titles.

Source: EPUB 3.3 (W3C), section 4.2 (container), 5 (package document), 7 (navigation); OPF 2.0.1
for `toc.ncx`; section 4.2.6.3.2 for `encryption.xml`, which also names fonts only obscured.
"""

import re
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from pincite.importing.articles.decoding import decode_html
from pincite.importing.articles.draft import ArticleDraft, Facts, make_article
from pincite.importing.articles.limits import MOST_BOOK, refuse_excess, too_much
from pincite.importing.articles.packed import Package, damaged, path_within, text_of
from pincite.importing.articles.page_dates import read_date
from pincite.importing.articles.page_tree import prepare, without_frames
from pincite.importing.articles.paragraphs import inner_html
from pincite.importing.errors import ImportingError
from pincite.importing.names import parse_name
from pincite.importing.pdf_metadata import title_from_name
from pincite.importing.sanitise import without_controls
from pincite.model.creators import Creator
from pincite.model.identifiers import normal_isbn

_CONTAINER = "META-INF/container.xml"
_OBSCURED_FONTS = frozenset((
    "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC",
))  # fmt: skip
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADINGS = ("h1", "h2", "h3")


def read_epub(data: bytes, *, name: str) -> ArticleDraft:
    """A book from its EPUB file.

    Raises:
        ImportingError: it is damaged, too large, or protected against copying.
        NoTextError: there is no text in it.
    """
    package = Package(data, name)
    if _CONTAINER not in package:
        raise damaged(name)
    _refuse_protection(package, name)
    book = _Book(package, name)
    body, images = book.body()
    return make_article(body, book.facts(), type="book", name=name, find_image=images.get)


def _refuse_protection(package: Package, name: str) -> None:
    names = {n.lower() for n in package.names}
    is_protected = bool(names & {"meta-inf/rights.xml", "meta-inf/sinf.xml"})
    if "META-INF/encryption.xml" in package:
        methods = package.xml("META-INF/encryption.xml").iter("{*}EncryptionMethod")
        is_protected |= any(m.get("Algorithm") not in _OBSCURED_FONTS for m in methods)
    if is_protected:
        raise ImportingError(
            f"“{name}” cannot be imported because it is protected against copying (DRM), so its "
            "text cannot be read; ask the seller for a copy without protection."
        )


class _Book:
    """The package document of a book and the files it names."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        roots = [str(r.get("full-path") or "") for r in package.xml(_CONTAINER).iter("{*}rootfile")]
        self._base = next((path for path in roots if path in package), "")
        if not self._base:
            raise damaged(name)
        self._opf = package.xml(self._base)
        self._items = {
            str(item.get("id")): (
                path_within(self._base, item.get("href") or ""),
                item.get("media-type") or "",
                item.get("properties") or "",
            )
            for item in self._opf.iter("{*}item")
        }

    def body(self) -> tuple[str, dict[str, bytes]]:
        """All chapters as one fragment, and the images they show by the addresses in it."""
        chapters = self._chapters()
        titles = self._titles()
        numbers = {path: number for number, path in enumerate(chapters)}
        images: dict[str, bytes] = {}
        parts: list[str] = []
        length = 0
        for number, path in enumerate(chapters):
            root = self._chapter(path)
            if root is None:
                continue
            self._rewrite(root, path, number, numbers, images)
            parts.append(_section(root, number, titles.get(path, "")))
            length += len(parts[-1])
            if length > MOST_BOOK:
                raise too_much(self._name)
        return "\n".join(parts), images

    def facts(self) -> Facts:
        """What the package document says of the book."""
        facts = Facts()
        facts.set_title(self._first("title"), "EPUB")
        facts.set_title(title_from_name(self._name), "file name")
        facts.set_creators(self._creators(), "EPUB")
        facts.set_date("issued", read_date(self._first("date")) or self._year(), "EPUB")
        facts.set("publisher", self._first("publisher"), "EPUB")
        facts.set("language", self._first("language"), "EPUB")
        facts.set("license", self._first("rights")[:200], "EPUB")
        facts.set("ISBN", self._isbn(), "EPUB")
        return facts

    def _chapters(self) -> list[str]:
        refs = [str(ref.get("idref")) for ref in self._opf.iter("{*}itemref")]
        paths = [self._items[ref][0] for ref in refs if ref in self._items and self._is_page(ref)]
        return list(dict.fromkeys(path for path in paths if path in self._package))

    def _is_page(self, ref: str) -> bool:
        _, media_type, properties = self._items[ref]
        return media_type in _PAGES and "nav" not in properties.split()

    def _chapter(self, path: str) -> lxml_html.HtmlElement | None:
        source = _XML_DECLARATION.sub("", without_controls(decode_html(self._package.read(path))))
        refuse_excess(source, self._name)
        try:
            parser = lxml_html.HTMLParser(no_network=True)
            tree = lxml_html.document_fromstring(source, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return None
        prepare(tree)
        body = tree.find(".//body")
        if body is not None:
            without_frames(body)
        return body

    def _rewrite(
        self,
        root: lxml_html.HtmlElement,
        path: str,
        number: int,
        numbers: dict[str, int],
        images: dict[str, bytes],
    ) -> None:
        """Make ids unique in the whole book, let links follow, and fetch the images."""
        for element in root.xpath(".//*[@id]"):
            element.set("id", f"c{number}-{element.get('id')}")
        for cover in list(root.xpath(".//svg[.//image]")):
            cover.drop_tag()
        for image in root.iter("img", "image"):
            image.tag = "img"
            address = image.get("src") or image.get("xlink:href") or image.get("href") or ""
            target = path_within(path, address)
            data = images.get(target) or (self._package.find(target) if target else None)
            if data:
                images[target] = data
            image.set("src", target)
        for link in root.iter("a"):
            _redirect(link, path, number, numbers)

    def _titles(self) -> dict[str, str]:
        """The titles of chapters by their files, from the navigation document or `toc.ncx`."""
        titles: dict[str, str] = {}
        for path, media_type, properties in self._items.values():
            if path not in self._package:
                continue
            if "nav" in properties.split():
                for link in self._package.xml(path).iter("{*}a"):
                    _note_title(titles, path, link.get("href"), text_of(link))
            elif media_type == "application/x-dtbncx+xml":
                for point in self._package.xml(path).iter("{*}navPoint"):
                    label = " ".join(text_of(t) for t in point.findall("{*}navLabel"))
                    content = point.find("{*}content")
                    address = content.get("src") if content is not None else None
                    _note_title(titles, path, address, label)
        return titles

    def _all(self, name: str) -> list[str]:
        elements = self._opf.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
        return [text for text in map(text_of, elements) if text]

    def _first(self, name: str) -> str:
        return next(iter(self._all(name)), "")

    def _isbn(self) -> str:
        numbers = (i.lower().removeprefix("urn:isbn:") for i in self._all("identifier"))
        return next((isbn for n in numbers if (isbn := normal_isbn(n))), "")

    def _year(self) -> str:
        match = re.match(r"\d{4}", self._first("date"))
        return match[0] if match and "1400" < match[0] < "2200" else ""

    def _creators(self) -> tuple[Creator, ...]:
        creators = self._opf.iter("{http://purl.org/dc/elements/1.1/}creator")
        names = []
        for element in creators:
            role = element.get("{http://www.idpf.org/2007/opf}role") or "aut"
            name = text_of(element)
            if name and role == "aut":
                names.append(parse_name(name))
        return tuple(names)


def _note_title(titles: dict[str, str], base: str, address: str | None, text: str) -> None:
    path, title = path_within(base, address or ""), " ".join(text.split())
    if path and title:
        titles.setdefault(path, title)


def _redirect(link: lxml_html.HtmlElement, path: str, number: int, numbers: dict[str, int]) -> None:
    address = link.get("href") or ""
    target, _, fragment = address.partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
        return
    chapter = numbers.get(path_within(path, target), number if not target else -1)
    if chapter < 0:
        link.attrib.pop("href", None)
    else:
        link.set("href", f"#c{chapter}-{unquote(fragment)}" if fragment else f"#c{chapter}-")


def _section(root: lxml_html.HtmlElement, number: int, title: str) -> str:
    """A chapter as a section with a heading; the book's title is the only one above it."""
    for level in range(5, 0, -1):
        for heading in root.iter(f"h{level}"):
            heading.tag = f"h{level + 1}"
    section = lxml_html.Element("section")
    section.set("id", f"c{number}-")
    has_heading = any(h.text_content().strip() for h in root.iter("h2", "h3"))
    if title and not has_heading:
        heading = lxml_html.Element("h2")
        heading.text = title
        section.append(heading)
    section.append(root)
    root.tag = "div"
    root.attrib.clear()
    root.tail = None
    return inner_html_of(section)


def inner_html_of(section: lxml_html.HtmlElement) -> str:
    """The markup of an element with itself."""
    frame = lxml_html.Element("div")
    frame.append(section)
    return inner_html(frame)
