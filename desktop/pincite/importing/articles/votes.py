"""What two extractors, independent of each other, take for the text of an article.

The only module that knows readability-lxml and trafilatura.
"""

import copy
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from readability import Document
from readability.readability import Unparseable

from pincite.importing.articles.blocks import PIN, Block, letters_of

logger = logging.getLogger(__name__)
# They tell at length how they scored each element.
for _name in ("readability", "trafilatura", "htmldate", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_PINNED = re.compile(rf'{PIN}="(\d+)"')
_MANY = 10_000
_SHORT = 25
"""Fewer letters occur by chance: they must be a whole line of the other text."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Numbers of the blocks that each extractor keeps.

    Attributes:
        scored: readability's, by the density of commas and links.
        ruled: trafilatura's, by rules about markup, in its cautious mode.
        ruled_widely: the same in its generous mode.
    """

    scored: frozenset[int]
    ruled: frozenset[int]
    ruled_widely: frozenset[int]


def collect_votes(tree: lxml_html.HtmlElement, blocks: Sequence[Block]) -> Votes:
    """Ask both extractors about the blocks of a page; the tree stays as it is.

    On a page of very many blocks, a table of thousands of rows, the slower one is not asked.
    """
    if len(blocks) > _MANY:
        return Votes(_scored(tree), frozenset(), frozenset())
    return Votes(
        _scored(tree),
        _ruled(tree, blocks, is_wide=False),
        _ruled(tree, blocks, is_wide=True),
    )


def _scored(tree: lxml_html.HtmlElement) -> frozenset[int]:
    try:
        source = lxml_html.tostring(tree, encoding="unicode")
        found = str(Document(source).summary(html_partial=True))
    except (Unparseable, etree.LxmlError, ValueError) as error:
        logger.debug("no article found: %s", error)
        return frozenset()
    return frozenset(int(number) for number in _PINNED.findall(found))


def _ruled(
    tree: lxml_html.HtmlElement, blocks: Sequence[Block], *, is_wide: bool
) -> frozenset[int]:
    text = trafilatura.extract(
        copy.deepcopy(tree),
        include_comments=False,
        include_tables=True,
        favor_recall=is_wide,
        favor_precision=not is_wide,
        with_metadata=False,
    )
    lines = {letters_of(line) for line in (text or "").split("\n")}
    running = letters_of(text or "")
    return frozenset(
        block.number
        for block in blocks
        if block.letters in lines or (len(block.letters) >= _SHORT and block.letters in running)
    )
