"""The blocks of text of a page, as what is voted on."""

from dataclasses import dataclass

from lxml import html as lxml_html

from pincite.importing.articles.page_tree import RUN, is_block

PIN = "data-block"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """An element with text and without further blocks in it.

    Attributes:
        letters: its letters and digits, folded.
        linked: the share of them that stands in links to other pages, 0 to 1.
    """

    number: int
    element: lxml_html.HtmlElement
    letters: str
    linked: float

    @property
    def is_heading(self) -> bool:
        """True for h1 to h6."""
        tag = str(self.element.tag)
        return len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()


def letters_of(text: str) -> str:
    """Letters and digits only, folded: what is compared."""
    return "".join(c for c in text.casefold() if c.isalnum())


def page_blocks(tree: lxml_html.HtmlElement) -> list[Block]:
    """All blocks in the order of the page; each element gets its number as an attribute."""
    blocks: list[Block] = []
    for element in tree.iter():
        if not _is_leaf(element):
            continue
        letters = letters_of(element.text_content())
        if not letters:
            continue
        links = [a for a in (*element.iter("a"), *element.iterancestors("a")) if _leads_away(a)]
        in_links = sum(len(letters_of(link.text_content())) for link in links)
        element.set(PIN, str(len(blocks)))
        blocks.append(Block(len(blocks), element, letters, min(1.0, in_links / len(letters))))
    return blocks


def _leads_away(link: lxml_html.HtmlElement) -> bool:
    """False for anchors and for links within the page: contents, notes and the way back."""
    return bool(link.get("href")) and not (link.get("href") or "").startswith("#")


def _is_leaf(element: lxml_html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("html", "head", "title"):
        return False
    if any(parent.tag == "head" for parent in element.iterancestors()):
        return False
    if not (is_block(element) or element.get(RUN) is not None):
        return False
    return not any(is_block(child) or child.get(RUN) is not None for child in element)
