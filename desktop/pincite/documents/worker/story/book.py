"""The sanitised markup of an article made ready for setting: what a compositor marks up by hand."""

import re
from typing import NamedTuple

from lxml import etree

from pincite.documents.worker.story import breaking, tables
from pincite.documents.worker.story.figures import set_pictures
from pincite.documents.worker.story.notes import set_notes
from pincite.documents.worker.story.tree import (
    HEADINGS,
    PARAGRAPH_ID,
    add_class,
    blocks,
    parsed,
    runs_leftward,
    serialised,
    text_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from pincite.documents.worker.story.sheet import Sheet
    from pincite.documents.worker.story.tree import Block

_LONGEST_KEPT = 350
"""Characters of a quotation or piece of code that is not torn by a page end."""
_SHORTEST_PULL = 24
_LONGEST_PULL = 320
_WIDE_SCRIPT = range(0x2E80, 0xFFF0)
_HEIGHT = re.compile(r"height:([\d.]+)pt")
_SET_IN = ("ul", "ol", "dd", "blockquote")
_DEEPEST = 6
_DIRECTED = ("p", "li", "ul", "ol", "blockquote", "figcaption", "table", "dt", "dd")
_CONTAINERS = ("ul", "ol", "dl", "div", "section")
_MONO_EM = 0.6
_CODE_PT = 8.9
_CHARACTER_EM = 0.56
"""Width of a character of a long address, whose letters are wider than those of prose."""


class Book(NamedTuple):
    """Markup for Story.

    Attributes:
        pictures: by the names that the markup has for them.
        targets: for the ids that links lead to, the ids that stand in the markup.
        kept: elements that stand on one page if a page can hold them: how high they are at least,
            by id; 0 where that is not known.
        followers: for the ids of headings, those of what follows them.
    """

    html: str
    pictures: dict[str, bytes]
    targets: dict[str, str]
    kept: dict[str, float]
    followers: dict[str, str]


def made_ready(html: str, sheet: "Sheet", *, has_tables: bool = True) -> Book:
    """Mark up an article for setting; not a letter of it changes.

    Args:
        has_tables: without them all tables become running text.
    """
    root = parsed(html)
    targets = _targets(root)
    measure_em = sheet.measure_pt / sheet.type.body_pt
    if has_tables:
        tables.set_tables(root, measure_em)
    else:
        tables.unwrap_all(root)
    height = sheet.box[3] - sheet.box[1]
    pictures = set_pictures(root, sheet.measure_pt, height)
    _drop_empty(root)
    set_notes(root, targets)
    _set_quotations(root)
    _set_code(root, sheet)
    breaking.break_long_words(root, int(0.85 * measure_em / _CHARACTER_EM))
    _set_scripts(root)
    _set_lists(root)
    _drop_last_margins(root)
    _set_title(root)
    _flatten(root)
    followers = _followers(root)
    kept = dict(_kept(root))
    return Book(serialised(root), pictures, _named(targets), kept, followers)


def paragraphs_only(html: str, sheet: "Sheet") -> Book:
    """Only paragraphs, with their ids."""
    longest = int(0.85 * sheet.measure_pt / sheet.type.body_pt / _CHARACTER_EM)
    root = parsed("")
    for block in blocks(parsed(html)):
        paragraph = etree.SubElement(root, block.tag if block.tag in HEADINGS else "p")
        paragraph.text = block.text
        name = _citable(block)
        if name:
            paragraph.set("id", name)
    breaking.break_long_words(root, longest)
    _set_scripts(root)
    return Book(serialised(root), {}, {}, {}, {})


def _citable(block: "Block") -> str:
    numbered = (name for name in block.ids if PARAGRAPH_ID.match(name))
    return next(numbered, block.ids[0] if block.ids else "")


def _targets(root: "HtmlElement") -> "dict[str, HtmlElement]":
    """The elements that links of the article lead to, by id."""
    wanted = {a.get("href")[1:] for a in root.iter("a") if (a.get("href") or "").startswith("#")}
    found: dict[str, HtmlElement] = {}
    for element in root.iter():
        name = element.get("id") if isinstance(element.tag, str) else None
        if name and name in wanted:
            found.setdefault(name, element)
    return found


def _named(targets: "dict[str, HtmlElement]") -> dict[str, str]:
    """An id that Story will report for each target: it knows nothing of empty elements."""
    names: dict[str, str] = {}
    for number, (wanted, element) in enumerate(targets.items()):
        shown = element
        while not text_of(shown) and shown.getparent() is not None:
            shown = shown.getparent()
        if not shown.get("id"):
            shown.set("id", f"at-{number}")
        names[wanted] = shown.get("id") or ""
    return names


def _drop_empty(root: "HtmlElement") -> None:
    """Without blocks that pictures have left empty: they would stand as gaps."""
    for block in reversed(list(root.iter("p", "div", "figure", "section", "li"))):
        is_empty = not text_of(block) and block.find(".//img") is None
        if is_empty and block is not root and block.find(".//hr") is None:
            block.drop_tree()


def _set_quotations(root: "HtmlElement") -> None:
    """Pull quotes: quotations whose words stand in the running text as well."""
    quotations = [q for q in root.iter("blockquote") if q.find(".//blockquote") is None]
    if not quotations:
        return
    texts = [_letters(text_of(p)) for p in root.iter("p") if p.getparent().tag != "blockquote"]
    for quotation in quotations:
        words = _letters(text_of(quotation))
        is_short = _SHORTEST_PULL <= len(words) <= _LONGEST_PULL
        if is_short and any(words in text and words != text for text in texts):
            add_class(quotation, "pull")


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _set_code(root: "HtmlElement", sheet: "Sheet") -> None:
    padding = 18.0 * sheet.type.body_pt / 11.0
    width = _MONO_EM * _CODE_PT * sheet.type.body_pt / 11.0
    for pre in root.iter("pre"):
        inset = 24.0 * sum(e.tag in ("li", "blockquote", "dd", "td") for e in pre.iterancestors())
        breaking.break_code(pre, max(20, int((sheet.measure_pt - padding - inset) / width)))


def _set_scripts(root: "HtmlElement") -> None:
    """Blocks read from the right say so; wide scripts get more room between lines."""
    for block in root.iter(*_DIRECTED, *HEADINGS):
        if block.get("dir") in (None, "auto", "") and runs_leftward(text_of(block)):
            block.set("dir", "rtl")
        if block.get("dir") == "rtl":
            add_class(block, "leftward")
    text = text_of(root)
    if 3 * sum(ord(c) in _WIDE_SCRIPT for c in text) > len(text):
        add_class(root, "wide-script")


def _set_lists(root: "HtmlElement") -> None:
    kinds = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
    for ordered in root.iter("ol"):
        kind = kinds.get(ordered.get("type", ""))
        if kind:
            ordered.set("style", f"list-style-type:{kind}")
    for plain in root.iter("ul"):
        # The circles and squares that Story has for inner lists are as large as letters.
        plain.set("style", "list-style-type:disc")


def _drop_last_margins(root: "HtmlElement") -> None:
    """The last paragraph of a quotation or entry ends where the block ends."""
    for holder in root.iter("blockquote", "li", "td", "th", "figcaption"):
        if len(holder) and holder[-1].tag == "p" and not (holder[-1].tail or "").strip():
            add_class(holder[-1], "last")


def _set_title(root: "HtmlElement") -> None:
    """A title without a byline keeps the distance that the byline would keep."""
    title = root.find("h1")
    below = None if title is None else title.getnext()
    if title is not None and (below is None or below.get("class") != "byline"):
        add_class(title, "alone")


def _flatten(root: "HtmlElement") -> None:
    """What is nested too deep is not set in any further: it would leave the page at the right."""
    for holder in root.iter(*_SET_IN):
        if sum(1 for _ in holder.iterancestors(*_SET_IN)) >= _DEEPEST:
            holder.set("style", f"{holder.get('style', '')};margin-left:0;margin-right:0;padding:0")


def _followers(root: "HtmlElement") -> dict[str, str]:
    """What follows each heading: a page should never end between."""
    found: dict[str, str] = {}
    for number, heading in enumerate(list(root.iter(*HEADINGS))):
        follower = _next_block(heading)
        if follower is not None:
            found[_id_of(heading, f"head-{number}")] = _id_of(follower, f"next-{number}")
    return found


def _next_block(heading: "HtmlElement") -> "HtmlElement | None":
    """The first block below a heading, wherever in the tree."""
    place = heading
    while place is not None and place.getnext() is None:
        place = place.getparent()
    block = None if place is None else place.getnext()
    while block is not None and block.tag in _CONTAINERS and len(block):
        block = block[0]
    return block


def _kept(root: "HtmlElement") -> "Iterator[tuple[str, float]]":
    """Short quotations, code and tables, pictures, and figures with their captions."""
    for number, block in enumerate(list(root.iter("blockquote", "pre", "table", "figure"))):
        if block.tag == "figure" or len(text_of(block)) <= _LONGEST_KEPT:
            yield _id_of(block, f"keep-{number}"), _height_of_pictures(block)
    for number, picture in enumerate(root.xpath(".//*[contains(@class, 'picture')]")):
        yield _id_of(picture, f"picture-{number}"), _height_of_pictures(picture)


def _height_of_pictures(block: "HtmlElement") -> float:
    """Of the highest one in it, in points."""
    heights = (_HEIGHT.search(image.get("style") or "") for image in block.iter("img"))
    return max((float(match[1]) for match in heights if match), default=0.0)


def _id_of(element: "HtmlElement", otherwise: str) -> str:
    if not element.get("id"):
        element.set("id", otherwise)
    return element.get("id") or ""
