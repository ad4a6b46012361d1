"""Images and figures of an article: those in its text, and the one above it."""

import re
from collections.abc import Sequence

from lxml import html as lxml_html

from pincite.importing.articles.blocks import Block
from pincite.importing.articles.selection import Selection, is_in_noise

_SMALLEST_PX = 40
_HIGHEST_LEAD = 6
"""A lead image stands at most so many elements above the one that holds the text."""
_LEAD_WIDTH_PX = 300
_NO_PICTURE = re.compile(
    r"avatar|gravatar|\blogo\b|\bicons?\b|spacer|pixel|blank\.gif|loading|emoji|tracking|spinner",
    re.IGNORECASE,
)


def kept_figures(selection: Selection, blocks: Sequence[Block]) -> set[lxml_html.HtmlElement]:
    """The figures and images that belong to the kept text."""
    order = {element: place for place, element in enumerate(selection.root.getroottree().iter())}
    kept = [blocks[number].element for number in selection.kept]
    begin, end = min(order[e] for e in kept), max(order[e] for e in kept)
    found: set[lxml_html.HtmlElement] = set()
    for image in selection.root.iter("img"):
        figure = _figure_of(image, selection.root)
        is_near = order[figure] <= end or figure.tag == "figure"
        if is_near and is_picture(image) and not _is_in_noise(figure, selection.root, selection):
            found.add(figure)
    lead = _lead(selection, order, begin, found)
    if lead is not None:
        found.add(lead)
    return found


def is_picture(image: lxml_html.HtmlElement) -> bool:
    """True for an image with something to see: no pixel, icon or portrait of a commenter."""
    source = image.get("src") or ""
    sizes = [image.get(name) or "" for name in ("width", "height")]
    if any(
        re.fullmatch(r"\d+(?:px)?", s) and int(s.removesuffix("px")) < _SMALLEST_PX for s in sizes
    ):
        return False
    name = source[:300] if not source.startswith("data:") else ""
    about = f"{name} {image.get('class') or ''}"
    return bool(source) and not _NO_PICTURE.search(about)


def _figure_of(image: lxml_html.HtmlElement, root: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """The outermost figure around an image, unless it holds a text of its own; else the image."""
    best = image
    for parent in image.iterancestors():
        if parent is root:
            break
        if parent.tag == "figure" and not parent.xpath(".//p[string-length() > 400]|.//table"):
            best = parent
    return best


def _is_in_noise(
    element: lxml_html.HtmlElement, root: lxml_html.HtmlElement, selection: Selection
) -> bool:
    if element.tag == "img" and _is_in_list_of_links(element):
        return True
    return is_in_noise(element, root, selection.much)


def _is_in_list_of_links(element: lxml_html.HtmlElement) -> bool:
    """True for a picture beside the title of another article, all of it a link."""
    link = next((p for p in element.iterancestors("a")), None)
    return link is not None and len(link.text_content().strip()) > 20


def _lead(
    selection: Selection,
    order: dict[lxml_html.HtmlElement, int],
    begin: int,
    found: set[lxml_html.HtmlElement],
) -> lxml_html.HtmlElement | None:
    """The first figure between the page's heading and the text."""
    if any(order[f] < begin for f in found):
        return None
    around: lxml_html.HtmlElement = selection.root
    for _ in range(_HIGHEST_LEAD):
        parent = around.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        around = parent
        for image in around.iter("img"):
            figure = _figure_of(image, around)
            if order[figure] >= order[selection.root]:
                break
            if _is_lead(image, figure) and not _is_in_noise(figure, around, selection):
                return figure
        if around.tag in ("article", "main"):
            break
    return None


def _is_lead(image: lxml_html.HtmlElement, figure: lxml_html.HtmlElement) -> bool:
    width = re.match(r"\d+", image.get("width") or "")
    is_wide = width is not None and int(width[0]) >= _LEAD_WIDTH_PX
    return is_picture(image) and (figure.tag == "figure" or is_wide)
