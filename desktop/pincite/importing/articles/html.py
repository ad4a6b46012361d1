"""Web pages as articles."""

import re

from lxml import etree
from lxml import html as lxml_html

from pincite.importing.articles.decoding import decode_html
from pincite.importing.articles.draft import ArticleDraft, make_article
from pincite.importing.articles.extraction import extract_article, whole_body
from pincite.importing.articles.images import FindImage
from pincite.importing.articles.limits import refuse_excess
from pincite.importing.articles.page_metadata import read_page_metadata
from pincite.importing.errors import NoTextError
from pincite.importing.pdf_metadata import title_from_name
from pincite.importing.sanitise import without_controls

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(
    data: bytes,
    *,
    name: str,
    url: str = "",
    accessed: str = "",
    find_image: FindImage | None = None,
    is_selection: bool = False,
) -> ArticleDraft:
    """The article of a saved web page.

    Args:
        data: the file; nothing it refers to is loaded.
        url: its address where the caller knows it; else the page's own word counts.
        accessed: when it was saved (EDTF), where the caller knows it.
        find_image: gives the images that are at hand; others are left out.
        is_selection: all of it is the article, for a person has chosen it.

    Raises:
        NoTextError: no text was found.
    """
    source = without_controls(_XML_DECLARATION.sub("", decode_html(data)))
    refuse_excess(source, name)
    tree = _parse(source, name)
    facts, type = read_page_metadata(tree, source)
    facts.set("URL", url, "address")
    facts.set_date("accessed", accessed, "saved page")
    if is_selection:
        facts.set_title(_first_heading(tree), "first heading")
    facts.set_title(title_from_name(name), "file name")
    address = url or facts.fields.get("URL", "")
    _remember_sources(tree)
    if address:
        resolve_addresses(tree, address)
    body = whole_body(tree) if is_selection else extract_article(tree)
    return make_article(body, facts, type=type, name=name, find_image=find_image)


def _first_heading(tree: lxml_html.HtmlElement) -> str:
    texts = (" ".join(h.text_content().split()) for h in tree.iter("h1", "h2", "h3"))
    return next((text for text in texts if text), "")


def _remember_sources(tree: lxml_html.HtmlElement) -> None:
    """What stands in a saved page leads to the files beside it; below it becomes absolute."""
    for image in tree.iter("img"):
        source = (image.get("src") or "").strip()
        if source and not source.startswith("data:"):
            image.set("data-first", source)


def _parse(source: str, name: str) -> lxml_html.HtmlElement:
    try:
        return lxml_html.document_fromstring(source, parser=lxml_html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NoTextError(
            f"“{name}” cannot be imported because it is not a web page with text; "
            "check that it opens in a browser."
        ) from error


def resolve_addresses(tree: lxml_html.HtmlElement, address: str) -> None:
    """Make all addresses absolute but those of places on the page itself."""
    # A `base` would lead "#note" to another page; browsers do that, and no author means it.
    inner = [(a, a.get("href")) for a in tree.xpath("//a[starts-with(@href, '#')]")]
    tree.make_links_absolute(address, resolve_base_href=True, handle_failures="ignore")
    for link, fragment in inner:
        link.set("href", fragment)
    page = address.split("#")[0]
    for link in tree.xpath("//a[starts-with(@href, 'http')]"):
        target, _, fragment = link.get("href").partition("#")
        if fragment and target == page:
            link.set("href", f"#{fragment}")
