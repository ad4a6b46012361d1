"""Which blocks of a page are the article: the extractors' votes and the structure around them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import html as lxml_html

from pincite.importing.articles.blocks import Block
from pincite.importing.articles.noise import (
    is_advertisement,
    is_byline,
    is_cross_reference,
    is_noise,
)
from pincite.importing.articles.votes import Votes

_CORE_SHARE = 0.95
"""The article is the innermost element that holds this share of the votes."""
_LONG = 150
_SHORT = 80
_MUCH_LINKED = 0.5
_SAME_LETTERS = 40
"""A block of at least so many letters that comes again word for word is a second copy of it."""
_SECTIONS = 3
"""Headings of an article that stand beside each other, for one more to be taken for its own."""
_LEADS_ON = re.compile(
    r"\W*(?:related|recommended|more|read|most|popular|latest|trending|navigation|menu|share|comments?)\b",
    re.IGNORECASE,
)
_ENOUGH = 200
_MUCH = 0.4
_TABLE_SHARE, _LIST_SHARE = 0.15, 0.2


@dataclass(frozen=True, slots=True)
class Selection:
    """The article within a page.

    Attributes:
        root: the element that holds it all.
        kept: the numbers of its blocks.
        much: elements that hold so much of it that no name makes them noise.
    """

    root: lxml_html.HtmlElement
    kept: frozenset[int]
    much: frozenset[lxml_html.HtmlElement]


def select(tree: lxml_html.HtmlElement, blocks: Sequence[Block], votes: Votes) -> Selection | None:
    """The article; None when nobody found any text."""
    count = _Count(blocks, votes)
    if not count.strong:
        return None
    root = _core(tree, blocks, count)
    inside = [b for b in blocks if _is_inside(b.element, root)]
    strong = [b.number for b in inside if b.number in count.strong]
    if not strong:
        return None
    place = _Place(root, strong[0], strong[-1], count)
    kept = {block.number for block in inside if place.keeps(block)}
    kept |= _whole_groups(root, inside, kept, count)
    kept |= _headings(inside, kept, root, count)
    kept |= _lists_of_sections(inside, kept, root, count)
    return Selection(root, frozenset(_without_repetitions(blocks, kept, count)), count.much)


class _Count:
    """Votes counted: `strong` blocks are those that both extractors keep."""

    def __init__(self, blocks: Sequence[Block], votes: Votes) -> None:
        self.votes = votes
        ruled = votes.ruled | votes.ruled_widely
        self.by_any = votes.scored | ruled
        letters = {b.number: len(b.letters) for b in blocks}
        both = votes.scored & ruled
        if sum(letters[n] for n in both) < _ENOUGH:
            both = votes.scored or votes.ruled or votes.ruled_widely
        self.strong = both
        self.much = self._holders(blocks)

    def _holders(self, blocks: Sequence[Block]) -> frozenset[lxml_html.HtmlElement]:
        held: dict[lxml_html.HtmlElement, int] = {}
        for block in blocks:
            if block.number in self.strong:
                for element in _up_to(block.element, None):
                    held[element] = held.get(element, 0) + len(block.letters)
        total = sum(len(b.letters) for b in blocks if b.number in self.strong)
        return frozenset(e for e, letters in held.items() if letters > _MUCH * total)

    def weight(self, number: int) -> float:
        """How many voted for a block; the modes of one extractor have one vote together."""
        votes = self.votes
        ruled = ((number in votes.ruled) + (number in votes.ruled_widely)) / 2
        return (number in votes.scored) + ruled


class _Place:
    """Decides on blocks by where they stand between the first and the last strong one."""

    def __init__(self, root: lxml_html.HtmlElement, first: int, last: int, count: _Count) -> None:
        self._root, self._first, self._last, self._count = root, first, last, count

    def keeps(self, block: Block) -> bool:
        votes, number = self._count.weight(block.number), block.number
        text = block.element.text_content()
        if is_advertisement(text) or (block.linked > _MUCH_LINKED and is_cross_reference(text)):
            return False
        if len(block.letters) < _SHORT and self._is_byline(block):
            return False
        if is_in_noise(block.element, self._root, self._count.much):
            return votes >= 2
        if number in self._count.strong:
            return True
        if self._first < number < self._last:
            return votes >= 1 or block.linked < 0.4
        if block.element.tag in ("li", "dd", "dt", "td") or block.element.getparent().tag == "li":
            return votes >= (0.5 if block.linked < 0.3 else 1)
        return votes >= 0.5 and block.linked < 0.3 and len(block.letters) >= _LONG

    def _is_byline(self, block: Block) -> bool:
        around = list(_up_to(block.element, self._root))
        return any(e not in self._count.much and is_byline(e) for e in around[:4])


def _core(
    tree: lxml_html.HtmlElement, blocks: Sequence[Block], count: _Count
) -> lxml_html.HtmlElement:
    weights: dict[lxml_html.HtmlElement, float] = {}
    total = 0.0
    for block in blocks:
        if block.number in count.by_any:
            weight = count.weight(block.number) * len(block.letters)
            total += weight
            for element in _up_to(block.element, None):
                weights[element] = weights.get(element, 0.0) + weight
    root = tree
    while True:
        inner = next((c for c in root if weights.get(c, 0.0) >= _CORE_SHARE * total), None)
        if inner is None or inner.tag in ("ul", "ol", "p", "figure"):
            break
        root = inner
    # A part of a table is nothing by itself; a cell of a table for layout is.
    while root.tag in ("table", "thead", "tbody", "tfoot", "tr") and root.getparent() is not None:
        root = root.getparent()
    return root


def _whole_groups(
    root: lxml_html.HtmlElement, inside: Sequence[Block], kept: set[int], count: _Count
) -> set[int]:
    """The other blocks of lists and tables of which most was kept."""
    groups: dict[lxml_html.HtmlElement, list[Block]] = {}
    data = {table for table in root.iter("table") if _is_data(table)}
    for block in inside:
        for element in _up_to(block.element, root):
            if element.tag in ("ul", "ol", "dl") or element in data:
                groups.setdefault(element, []).append(block)
    more: set[int] = set()
    for element, members in groups.items():
        if is_in_noise(element, root, count.much):
            continue
        letters = sum(len(b.letters) for b in members)
        voted = sum(len(b.letters) for b in members if b.number in kept)
        if voted >= (_TABLE_SHARE if element.tag == "table" else _LIST_SHARE) * letters:
            more.update(b.number for b in members)
    return more


def _is_data(element: lxml_html.HtmlElement) -> bool:
    """True for a table of data; those for layout hold tables or whole texts in their cells."""
    if element.find(".//table") is not None:
        return False
    return not any(len(cell.findall(".//p")) > 3 for cell in element.iter("td"))


def _headings(
    inside: Sequence[Block], kept: set[int], root: lxml_html.HtmlElement, count: _Count
) -> set[int]:
    """Headings with kept text below them, before the next heading of their rank or above."""
    found: set[int] = set()
    begun = min(kept, default=0)
    for position, block in enumerate(inside):
        if not block.is_heading or block.number in kept or block.number < begun:
            continue
        if is_in_noise(block.element, root, count.much):
            continue
        for follower in inside[position + 1 :]:
            if follower.number in kept:
                found.add(block.number)
            if follower.number in kept or (
                follower.is_heading and (follower.element.tag <= block.element.tag)
            ):
                break
    return found


def _lists_of_sections(
    inside: Sequence[Block], kept: set[int], root: lxml_html.HtmlElement, count: _Count
) -> set[int]:
    """Lists of links under headings that stand beside those of the article: its sources, say."""
    beside = Counter(
        (b.element.getparent(), b.element.tag) for b in inside if b.is_heading and b.number in kept
    )
    numbers = {b.element: b.number for b in inside}
    found: set[int] = set()
    for block in inside:
        heading = block.element
        if not block.is_heading or beside[heading.getparent(), heading.tag] < _SECTIONS:
            continue
        if _LEADS_ON.match(heading.text_content().strip()):
            continue
        for follower in heading.itersiblings():
            if follower.tag == heading.tag:
                break
            if follower.tag not in ("ul", "ol", "div"):
                continue
            lists = [follower] if follower.tag != "div" else follower.findall("ul")
            members = {numbers[e] for part in lists for e in part.iter() if e in numbers}
            if members and not any(is_in_noise(part, root, count.much) for part in lists):
                found |= members | {block.number}
    return found - kept


def _without_repetitions(blocks: Sequence[Block], kept: set[int], count: _Count) -> Iterator[int]:
    """Captions and lead-ins that pages carry once for each width of a window stand there once."""
    seen: dict[str, lxml_html.HtmlElement] = {}
    for number in sorted(kept):
        block = blocks[number]
        if block.is_heading:
            yield number  # the contents list the same words
            continue
        parent = block.element.getparent()
        first = seen.setdefault(block.letters, parent)
        is_copy = first is not parent and len(block.letters) >= _SAME_LETTERS
        if not is_copy or count.weight(number) >= 2:
            yield number


def is_in_noise(
    element: lxml_html.HtmlElement,
    root: lxml_html.HtmlElement,
    much: frozenset[lxml_html.HtmlElement],
) -> bool:
    """True for an element in a part of `root` that is no text of the article."""
    return any(e not in much and is_noise(e) for e in _up_to(element, root))


def _is_inside(element: lxml_html.HtmlElement, root: lxml_html.HtmlElement) -> bool:
    return any(e is root for e in _up_to(element, None))


def _up_to(
    element: lxml_html.HtmlElement, root: lxml_html.HtmlElement | None
) -> Iterator[lxml_html.HtmlElement]:
    """An element and those around it, `root` excluded unless it is the element itself."""
    yield element
    for parent in element.iterancestors():
        if parent is root:
            return
        yield parent
