"""Making a page ready for reading: what no reader sees goes, late images come, bare text is framed.

After it each run of text stands in an element of its own, so that it can be kept or left by itself.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from pincite.importing.articles.captions import mark_captions

RUN = "data-run"
"""Marks an element that only frames bare text; it is opened again at the end."""

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_UNSEEN = (
    "script", "style", "template", "link", "meta", "iframe", "object", "embed", "canvas", "input",
    "select", "textarea", "button",
)  # fmt: skip
_FRAMED_AS_P = frozenset((
    "article", "aside", "blockquote", "body", "center", "details", "div", "main", "section",
))  # fmt: skip
_LAZY = (
    "data-src", "data-lazy-src", "data-original", "data-url", "data-hi-res-src", "data-actualsrc",
    "data-native-src", "data-full-src", "data-lazy", "data-image", "data-img-src",
)  # fmt: skip
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_IMAGE_ADDRESS = re.compile(r"\S+\.(?:jpe?g|png|webp|gif)(?:\?\S*)?", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TINY_DATA = 512
"""An image in data of fewer characters is a placeholder, when a better address is at hand."""


def prepare(tree: lxml_html.HtmlElement) -> None:
    """Settle images, take out what is not shown, and frame bare text."""
    _write_out_formulas(tree)
    _open_noscript_images(tree)
    _show_named_images(tree)
    for image in list(tree.iter("img", "amp-img", "amp-anim")):
        _settle(image)
    _drop_unseen(tree)
    _drop_empty_boxes(tree)
    mark_captions(tree)
    _frame_runs(tree)


def without_frames(root: lxml_html.HtmlElement) -> None:
    """Open the frames around bare text inside other elements than containers."""
    for frame in root.xpath(f".//span[@{RUN}]"):
        frame.drop_tag()
    for frame in root.xpath(f".//*[@{RUN}]"):
        del frame.attrib[RUN]


def _write_out_formulas(tree: lxml_html.HtmlElement) -> None:
    """Formulas as the TeX that most pages carry with them, else as their letters."""
    for script in list(tree.xpath("//script[starts-with(@type, 'math/tex')]")):
        _become_code(script, script.text or "")
    for formula in list(tree.xpath("//math")):
        notes = formula.xpath(".//annotation[contains(@encoding, 'tex')]")
        text = formula.get("alttext") or (notes[0].text_content() if notes else "")
        _become_code(formula, text or " ".join(formula.text_content().split()))


def _become_code(element: lxml_html.HtmlElement, text: str) -> None:
    code = lxml_html.Element("code")
    code.text, code.tail, element.tail = text.strip(), element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, code)


def _open_noscript_images(tree: lxml_html.HtmlElement) -> None:
    """Images in `noscript` stand for the placeholder before them, which a script would fill."""
    for noscript in tree.xpath("//noscript[.//img]"):
        if len(noscript.text_content().strip()) > 300:
            continue
        inside = noscript.find(".//img")
        before = noscript.getprevious()
        placeholder = None
        if before is not None and not (before.tail or "").strip():
            images = [before] if before.tag == "img" else list(before.iter("img"))
            placeholder = images[0] if len(images) == 1 and not _words(before) else None
        if placeholder is not None and _address(inside):
            if not placeholder.get("alt") and inside.get("alt"):
                placeholder.set("alt", inside.get("alt"))
            placeholder.set("src", _address(inside))
            noscript.drop_tree()
        elif _address(inside):
            noscript.drop_tag()


def _show_named_images(tree: lxml_html.HtmlElement) -> None:
    """A figure that a script would fill names its image in an attribute."""
    for figure in tree.iter("figure"):
        if figure.find(".//img") is not None or figure.find(".//picture") is not None:
            continue
        named = (value.strip() for name, value in figure.items() if name not in ("class", "id"))
        address = next((v for v in named if _IMAGE_ADDRESS.fullmatch(v) and "://" in v), "")
        if address:
            image = lxml_html.Element("img")
            image.set("src", address)
            image.tail, figure.text = figure.text, None
            figure.insert(0, image)


def _settle(image: lxml_html.HtmlElement) -> None:
    image.tag = "img"
    source = _address(image)
    if source:
        image.set("src", source)


def _address(image: lxml_html.HtmlElement) -> str:
    """Where the image really is: lazy attributes before a placeholder, the largest of a set."""
    own = (image.get("src") or "").strip()
    lazy = next((image.get(n).strip() for n in _LAZY if _is_address(image.get(n))), "")
    is_placeholder = not own or (own.startswith("data:") and len(own) < _TINY_DATA)
    if lazy and (is_placeholder or lazy != own):
        return lazy
    if own and not is_placeholder:
        return own
    sets = [image.get(name) for name in _LAZY_SETS]
    # libxml2 does not know that `source` is empty: the image may stand in it.
    for picture in image.iterancestors("picture"):
        sets += [s.get(name) for s in picture.iter("source") for name in _LAZY_SETS]
    return next((a for text in sets if text and (a := _largest(text))), own)


def _is_address(value: str | None) -> bool:
    return bool(
        value
        and (
            value.strip().startswith(("http://", "https://", "/", "data:image/"))
            or _IMAGE_ADDRESS.fullmatch(value.strip())
        )
    )


def _largest(srcset: str) -> str:
    """The address with the greatest width or density of a `srcset`."""
    best, best_size = "", -1.0
    for match in re.finditer(r"(\S+?)(?:\s+([\d.]+)[wx])?\s*(?:,\s+|,$|$)", srcset.strip()):
        size = float(match[2]) if match[2] and match[2].count(".") < 2 else 0.0
        if size > best_size and match[1]:
            best, best_size = match[1], size
    return best if urlsplit(best).scheme in ("", "http", "https", "data") else ""


def _drop_unseen(tree: lxml_html.HtmlElement) -> None:
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    for element in list(tree.iter(*_UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and _is_hidden(element) and element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: lxml_html.HtmlElement) -> bool:
    if element.tag in ("html", "body", "img", "picture", "figure") or "fallback-image" in (
        element.get("class") or ""
    ):
        return False
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style") or ""))


def _drop_empty_boxes(tree: lxml_html.HtmlElement) -> None:
    """Empty boxes within a line, which programs of the browser put there, would divide its text."""
    for box in list(tree.iter("div", "p", "section")):
        parent = box.getparent()
        if parent is None or parent.tag in BLOCKS or parent.tag == "html" or _words(box):
            continue
        if box.find(".//img") is None and box.find(".//hr") is None:
            box.drop_tree()


def _frame_runs(tree: lxml_html.HtmlElement) -> None:
    """Put inline content that stands beside blocks into an element of its own."""
    for container in [e for e in tree.iter() if isinstance(e.tag, str) and _has_block_child(e)]:
        if container.tag in (
            "html",
            "head",
            "table",
            "tr",
            "tbody",
            "thead",
            "tfoot",
            "ul",
            "ol",
            "dl",
        ):
            continue
        for start, nodes in list(_runs(container)):
            _frame(container, start, nodes)


def _has_block_child(element: lxml_html.HtmlElement) -> bool:
    return any(is_block(child) for child in element)


def is_block(element: lxml_html.HtmlElement) -> bool:
    """True for a block, and for an inline element around blocks."""
    if not isinstance(element.tag, str):
        return False
    return element.tag in BLOCKS or any(inner.tag in BLOCKS for inner in element.iter())


def _runs(
    container: lxml_html.HtmlElement,
) -> Iterator[tuple[lxml_html.HtmlElement | None, list[lxml_html.HtmlElement]]]:
    """Each run of inline content: the block it follows (None at the beginning), its elements."""
    after: lxml_html.HtmlElement | None = None
    nodes: list[lxml_html.HtmlElement] = []
    for child in container:
        if is_block(child):
            yield after, nodes
            after, nodes = child, []
        else:
            nodes.append(child)
    yield after, nodes


def _frame(
    container: lxml_html.HtmlElement,
    after: lxml_html.HtmlElement | None,
    nodes: list[lxml_html.HtmlElement],
) -> None:
    text = (container.text if after is None else after.tail) or ""
    if not text.strip() and not any(_words(n) or (n.tail or "").strip() for n in nodes):
        return
    frame = lxml_html.Element("p" if container.tag in _FRAMED_AS_P else "span")
    frame.set(RUN, "")
    frame.text = text
    if after is None:
        container.text = None
        container.insert(0, frame)
    else:
        after.tail = None
        after.addnext(frame)
    for node in nodes:
        frame.append(node)


def _words(element: lxml_html.HtmlElement) -> str:
    return "".join(element.itertext()).strip()
