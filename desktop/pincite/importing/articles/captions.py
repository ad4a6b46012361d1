"""Captions that pages mark with a class only, made into figures with captions."""

import re

from lxml import html as lxml_html

from pincite.importing.articles.noise import names_of

_CAPTION = re.compile(r"\b(?:caption|wp caption text|cutline|image description|photo credit)\b")
_LONGEST = 700
_OTHER_WORDS = 60
_HIGHEST = 3


def mark_captions(tree: lxml_html.HtmlElement) -> None:
    """Give pictures whose text below is called a caption the elements `figure`, `figcaption`."""
    for element in list(tree.iter("div", "p", "span", "dd", "small")):
        if not _CAPTION.search(names_of(element)) or element.xpath("ancestor::figure|.//figure"):
            continue
        text = element.text_content().strip()
        if not text or len(text) > _LONGEST:
            continue
        if element.find(".//img") is not None:
            _make_figure_of_whole(element)
            continue
        frame = _frame_of(element, len(text))
        if frame is not None:
            _make_figure(frame)
            element.tag = "figcaption"
    for figure in tree.iter("figure"):
        _name_credit(figure)


def _make_figure(frame: lxml_html.HtmlElement) -> None:
    if frame.tag != "li":
        frame.tag = "figure"
        return
    figure = lxml_html.Element("figure")
    figure.text, frame.text = frame.text, None
    figure.extend(list(frame))
    frame.append(figure)


def _name_credit(figure: lxml_html.HtmlElement) -> None:
    """The only words in a figure without a caption are its caption."""
    if figure.find(".//figcaption") is not None or figure.find(".//img") is None:
        return
    texts = [e for e in figure.iter("div", "p", "span") if e.text_content().strip()]
    inner = [e for e in texts if not any(i is not e and i in texts for i in e.iter())]
    if (
        len(inner) == 1
        and len(inner[0].text_content().split()) > 1
        and len(inner[0].text_content()) <= _LONGEST
        and inner[0].find(".//img") is None
    ):
        inner[0].tag = "figcaption"


def _frame_of(caption: lxml_html.HtmlElement, length: int) -> lxml_html.HtmlElement | None:
    """The element around a picture and its caption that holds little else."""
    around = caption
    for _ in range(_HIGHEST):
        parent = around.getparent()
        if parent is None or parent.tag not in ("div", "span", "dl", "a", "section", "li"):
            return None
        around = parent
        if len(around.text_content().strip()) > length + _OTHER_WORDS:
            return None
        if around.find(".//img") is not None:
            return around
    return None


def _make_figure_of_whole(element: lxml_html.HtmlElement) -> None:
    """An element called "caption" with its picture in it: what follows the picture is the text."""
    if element.tag != "div":
        return
    texts = [child for child in element if child.find(".//img") is None and child.tag == "p"]
    if len(texts) == 1 and texts[0].text_content().strip():
        element.tag = "figure"
        texts[0].tag = "figcaption"
