"""Making paragraphs of text that stands bare between blocks, so that it can be cited too."""

from lxml import html as lxml_html

from pincite.importing.articles.paragraphs import inner_html, parse_fragment

_CONTAINERS = ("div", "section")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "dd",
        "dt",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
_MAY_BE_EMPTY = (
    "figure", "figcaption", "p", "div", "section", "ul", "ol", "li", "a", "blockquote", "h1", "h2",
    "h3", "h4", "h5", "h6",
)  # fmt: skip


def wrap_bare_text(html: str) -> str:
    """Put runs of text outside of any block into `p`; two line breaks in a row divide paragraphs.

    Empty figures, paragraphs and containers, which cleaning leaves behind, are taken out.
    """
    root = parse_fragment(html)
    for paragraph in root.iter("p"):
        if any(_is_double(line_break) for line_break in paragraph.iterchildren("br")):
            # Several paragraphs in one: a container that is divided below.
            paragraph.tag = "div"
    for container in [root, *root.iter(*_CONTAINERS)]:
        if _has_bare_text(container):
            _wrap_runs(container)
    targets = {str(address)[1:] for address in root.xpath("//a/@href[starts-with(., '#')]")}
    for element in reversed(list(root.iter(*_MAY_BE_EMPTY))):
        if element is not root and _is_empty(element, targets):
            element.drop_tree()
    return inner_html(root)


def _has_bare_text(container: lxml_html.HtmlElement) -> bool:
    texts = [container.text, *(child.tail for child in container)]
    inline = any(child.tag not in _BLOCKS and child.text_content().strip() for child in container)
    return inline or any(text and text.strip() for text in texts)


def _wrap_runs(container: lxml_html.HtmlElement) -> None:
    children = list(container)
    run = lxml_html.Element("p")
    run.text, container.text = container.text, None
    for child in children:
        tail, child.tail = child.tail, None
        container.remove(child)
        if child.tag in _BLOCKS:
            _finish(container, run)
            container.append(child)
            run = lxml_html.Element("p")
            run.text = tail
        elif (
            child.tag == "br" and len(run) and run[-1].tag == "br" and not _has_words(run[-1].tail)
        ):
            run.remove(run[-1])
            _finish(container, run)
            run = lxml_html.Element("p")
            run.text = tail
        else:
            run.append(child)
            child.tail = tail
    _finish(container, run)


def _finish(container: lxml_html.HtmlElement, run: lxml_html.HtmlElement) -> None:
    if len(run) or _has_words(run.text):
        container.append(run)


def _is_double(line_break: lxml_html.HtmlElement) -> bool:
    following = line_break.getnext()
    return following is not None and following.tag == "br" and not _has_words(line_break.tail)


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip())


def _is_empty(element: lxml_html.HtmlElement, targets: set[str]) -> bool:
    """True for an element without text or image that no link leads to."""
    if element.text_content().strip() or element.find(".//img") is not None:
        return False
    return not any(inner.get("id") in targets for inner in element.iter())
