"""The article in a web page: its text with headings, lists, tables, figures and notes.

Two extractors vote on the blocks of the page; what the vote says is then taken out of the page
itself, not out of what they return: they lose most captions, late images, and links to notes.
"""

import copy

from lxml import html as lxml_html

from pincite.importing.articles.blocks import PIN, page_blocks
from pincite.importing.articles.figures import kept_figures
from pincite.importing.articles.notes import kept_notes
from pincite.importing.articles.page_tree import prepare, without_frames
from pincite.importing.articles.paragraphs import inner_html
from pincite.importing.articles.selection import Selection, select
from pincite.importing.articles.votes import collect_votes

_ALWAYS_KEPT = frozenset(["br", "hr"])


def extract_article(tree: lxml_html.HtmlElement) -> str:
    """The HTML of the article, not sanitised; empty when there is none. Changes the tree.

    Args:
        tree: the whole page.
    """
    prepare(tree)
    blocks = page_blocks(tree)
    selection = select(tree, blocks, collect_votes(tree, blocks))
    if selection is None:
        return _whole_page(tree)
    kept = {blocks[number].element for number in selection.kept}
    kept |= kept_figures(selection, blocks)
    notes = kept_notes(selection, blocks)
    kept |= notes.inside
    root = _pruned(selection, kept)
    for lead in reversed(_leads(selection, kept)):
        root.insert(0, lead)
    for note in notes.outside:
        root.append(note)
    without_frames(root)
    for element in root.xpath(f".//*[@{PIN}]"):
        del element.attrib[PIN]
    return inner_html(root)


def _whole_page(tree: lxml_html.HtmlElement) -> str:
    """All that there is, where nobody found an article: a page of a few words or of pictures."""
    found = tree.xpath("//article|//main|//body") or [tree]
    best = max(found, key=lambda e: len(e.text_content().strip()))
    without_frames(best)
    return inner_html(best)


def whole_body(tree: lxml_html.HtmlElement) -> str:
    """All of a page that is shown, for pages that are nothing but an article. Changes the tree."""
    prepare(tree)
    body = tree.find(".//body")
    body = tree if body is None else body
    without_frames(body)
    return inner_html(body)


def _pruned(selection: Selection, kept: set[lxml_html.HtmlElement]) -> lxml_html.HtmlElement:
    """The article's element without what was not kept; text beside blocks is in frames by now."""
    wanted = set(kept)
    for element in kept:
        wanted.update(element.iterancestors())
    _prune(selection.root, wanted, kept)
    return selection.root


def _prune(
    element: lxml_html.HtmlElement,
    wanted: set[lxml_html.HtmlElement],
    kept: set[lxml_html.HtmlElement],
) -> None:
    pending = [element]
    while pending:
        parent = pending.pop()
        if parent in kept:
            continue
        for child in list(parent):
            if child in wanted:
                pending.append(child)
            elif child.tag not in _ALWAYS_KEPT and not _is_frame_of_table(child):
                child.drop_tree()


def _is_frame_of_table(element: lxml_html.HtmlElement) -> bool:
    """Empty cells hold the others of their row in their columns."""
    return element.tag in ("td", "th", "col", "colgroup") and not element.text_content().strip()


def _leads(selection: Selection, kept: set[lxml_html.HtmlElement]) -> list[lxml_html.HtmlElement]:
    """Copies of the kept figures that stand above the article's element."""
    inside = set(selection.root.iter())
    leads = []
    for element in kept:
        if element not in inside:
            lead = copy.deepcopy(element)
            lead.tail = None
            leads.append(lead)
    return leads
