"""Which quoted words a citation supports: before it, around it, after "writes:", set off, noted."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pincite.importing.manuscripts.flow import Block, BlockKind, Group
from pincite.importing.manuscripts.quoted import Quoted, quoted_in

_TRAIL = re.compile(
    r"(?:[\s.,;:!?…*†‡\d]|\[\d+\]|[(\[][^()\[\]]{0,20}"
    r"(?:emphas[ie]s|italics|added|original|translat|Hervorhebung)[^()\[\]]{0,30}[)\]])*$"
)
_BETWEEN = re.compile(r"[\s;,)(\]\[]*(?:(?:and|und|et|y|see also|cf\.)\s)?[\s(]*")
_SENTENCE = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z]\.)[.!?…][”\"’»)\]]*\s+(?=[^\W\d_a-z]|[“\"„«‘(\[@\d])"
)
_SHORT_FORM = re.compile(
    r"\b(?:pp?|cf|vol|vols|ed|eds|no|nos|ch|chap|fig|ca|etc|al|Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e|"
    r"viz|z\.B|bzw|vgl|Bd|S|f|ff|n|sec|para)\.$",
    re.I,
)
_COMPARES = re.compile(
    r"^\W*(?:but see|cf|compare|contra|contrast|see also|pace|vgl|confer)\b", re.I
)
_INTRODUCES = re.compile(r"[^.!?“”\"„«»]{0,160}$")
_ENDS_SENTENCE = re.compile(r"[)\]]*\s*(?:[.!?]|$)")
_FEWEST_WORDS = 4
_SHORTEST = 8
_FARTHEST = 6000
"""Characters before a citation in which its sentence, and the words quoted, are looked for."""
_LONGEST_TRAIL = 300
_LONGEST_NOTE_HEAD = 12
"""Words of a note before its first citation, above which it is a discussion of its own."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The words that a citation supports; `bundle` is shared by those that support the same."""

    quotations: tuple[str, ...]
    bundle: int


def quotations_beside(blocks: Sequence[Block]) -> list[Beside]:
    """For each citation of all blocks, in order, the words quoted that it supports."""
    search = _Search(blocks)
    found: list[Beside] = []
    bundle = 0
    for number, block in enumerate(blocks):
        for place, group in enumerate(block.groups):
            if place and _joins(block, block.groups[place - 1], group):
                found.append(found[-1])
                continue
            bundle += 1
            is_compared = bool(_COMPARES.match(group.cites[0].prefix))
            words = [] if is_compared else search.beside(number, place)
            found.append(Beside(tuple(w for w in words if len(w) >= _SHORTEST), bundle))
    return found


def sentence_of(block: Block, group: Group) -> str:
    """The sentence that a citation stands in."""
    spans = _near(_quoted(block.text), group.start - _FARTHEST, group.start)
    start = _sentence_start(block.text, group.start, spans)
    after = _SENTENCE.search(block.text, group.end)
    end = after.start() + 1 if after else len(block.text)
    return block.text[start:end].strip()


def _joins(block: Block, before: Group, group: Group) -> bool:
    """True when nothing but punctuation stands between two citations."""
    return bool(_BETWEEN.fullmatch(block.text, before.end, group.start))


@lru_cache(maxsize=4)
def _quoted(text: str) -> tuple[Quoted, ...]:
    """What is quoted in a block, in order; many citations of a block ask for it."""
    return tuple(sorted(quoted_in(text), key=lambda span: span.start))


def _near(spans: Sequence[Quoted], low: int, high: int) -> Sequence[Quoted]:
    """Those of spans in order that begin from one place to another."""
    first = bisect_left(spans, low, key=lambda span: span.start)
    return spans[first : bisect_right(spans, high, key=lambda span: span.start)]


class _Search:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._numbers = {id(block): number for number, block in enumerate(blocks)}

    def beside(self, number: int, place: int) -> list[str]:
        block = self._blocks[number]
        group = block.groups[place]
        floor = block.groups[place - 1].end if place else 0
        if block.kind is BlockKind.QUOTATION:
            return self._set_off(number, floor, group)
        words = self._within(number, floor, self._supported(block, group))
        words = words or self._around(number, floor, group)
        if not words and not place:
            words = self._before_block(number, group)
        if not words and block.kind is BlockKind.NOTE and not place:
            words = self._at_mark(block, group)
        return words or self._after(number, place)

    @staticmethod
    def _supported(block: Block, group: Group) -> int:
        """Where the words end that it may support: before the stop that it stands alone after."""
        before = block.text[: group.start].rstrip(" ([")
        is_alone = before.endswith((".", "!", "?", "…")) and _ENDS_SENTENCE.match(
            block.text, group.end
        )
        return len(before) - 1 if is_alone else group.start

    def _spans(self, number: int, low: int, high: int) -> Sequence[Quoted]:
        return _near(_quoted(self._blocks[number].text), low, high)

    def _within(self, number: int, floor: int, at: int) -> list[str]:
        """Quoted right before a place, or earlier in its sentence but after `floor`."""
        text, spans = self._blocks[number].text, self._spans(number, at - _FARTHEST, at)
        trail = _TRAIL.search(text, max(floor, at - _LONGEST_TRAIL), at)
        edge = trail.start() if trail else at
        direct = [s for s in spans if s.end == edge and s.start >= floor]
        start = max(floor, _sentence_start(text, direct[0].start if direct else at, spans))
        others = [s for s in spans if start <= s.start and s.end < edge and _weighs(s.inside(text))]
        return [s.inside(text) for s in (*others, *direct)]

    def _around(self, number: int, floor: int, group: Group) -> list[str]:
        """The citation stands within the marks, at their end: “the words (Adler, 23)”."""
        text = self._blocks[number].text
        for span in self._spans(number, group.start - _FARTHEST, group.start):
            inside = span.start < group.start and group.end < span.end
            if inside and not text[group.end : span.end - 1].strip(" .,;)"):
                return [text[max(span.start + 1, floor) : group.start].strip(" (")]
        return []

    def _set_off(self, number: int, floor: int, group: Group) -> list[str]:
        """The words of the block before its citation, with those of the blocks before it."""
        block = self._blocks[number]
        own = block.text[floor : group.start].strip(" (—–-")
        if not own and not floor:
            own = ""
        parts = [own] if own else []
        if not floor:
            parts = [*self._blocks_before(number), *parts]
        if not parts and not floor:
            rest = block.text[group.end :].strip()
            return [rest] if rest else []
        words = " ".join(parts)
        return [_unmarked(words)] if words else []

    def _blocks_before(self, number: int) -> list[str]:
        """Blocks set off right before this one, without a citation of their own."""
        found: list[str] = []
        for block in reversed(self._blocks[:number]):
            if block.kind is BlockKind.NOTE:
                continue
            if block.kind is not BlockKind.QUOTATION or block.groups:
                break
            found.insert(0, block.text)
        return found

    def _before_block(self, number: int, group: Group) -> list[str]:
        """The block set off before a paragraph that begins with its citation."""
        block = self._blocks[number]
        if block.kind is not BlockKind.TEXT or block.text[: group.start].strip(" (—–-"):
            return []
        words = " ".join(self._blocks_before(number))
        return [_unmarked(words)] if words else []

    def _at_mark(self, note: Block, group: Group) -> list[str]:
        """What stands in the text where the mark of a note is."""
        head = note.text[: group.start]
        if note.anchor is None or len(head.split()) > _LONGEST_NOTE_HEAD or _COMPARES.match(head):
            return []
        if _sentence_start(head, len(head), ()):
            return []
        owner, at = note.anchor
        number = self._numbers[id(owner)]
        floor = max((g.end for g in owner.groups if g.end <= at), default=0)
        floor = max([floor, *self._marks_before(owner, at)])
        if owner.kind is BlockKind.QUOTATION:
            words = " ".join((*(self._blocks_before(number) if not floor else ()),
                              owner.text[floor:at].strip()))  # fmt: skip
            return [_unmarked(words)] if words.strip() else []
        return self._within(number, floor, at)

    def _marks_before(self, owner: Block, at: int) -> list[int]:
        return [
            b.anchor[1]
            for b in self._blocks
            if b.anchor is not None and b.anchor[0] is owner and b.anchor[1] < at and b.groups
        ]

    def _after(self, number: int, place: int) -> list[str]:
        """What a citation introduces: "Adler (2014, 23) writes: “…”", or a block set off."""
        block = self._blocks[number]
        group = block.groups[place]
        ceiling = (
            block.groups[place + 1].start if place + 1 < len(block.groups) else len(block.text)
        )
        span = next(iter(self._spans(number, group.end, len(block.text))), None)
        if span is not None:
            is_near = _INTRODUCES.fullmatch(block.text, group.end, span.start)
            # Another citation after the words is nearer to them.
            is_taken = ceiling < len(block.text) and ceiling - span.end < _SHORTEST
            if is_near and span.end <= ceiling and not is_taken:
                words = span.inside(block.text)
                return [words] if _weighs(words) else []
            return []
        if place + 1 == len(block.groups) and block.text.rstrip().endswith(":"):
            return self._block_after(number)
        return []

    def _block_after(self, number: int) -> list[str]:
        words = []
        for block in self._blocks[number + 1 :]:
            if block.kind is BlockKind.NOTE and not block.groups:
                continue
            if block.kind is not BlockKind.QUOTATION or block.groups:
                break
            words.append(block.text)
        return [_unmarked(" ".join(words))] if words else []


def _weighs(words: str) -> bool:
    """Enough words for a quotation; fewer are a term or words at arm's length."""
    return len(words.split()) >= _FEWEST_WORDS


def _unmarked(words: str) -> str:
    """A block without quotation marks around the whole of it."""
    words = words.strip()
    spans = quoted_in(words)
    if len(spans) == 1 and spans[0] == Quoted(0, len(words.rstrip(" .,;"))):
        return spans[0].inside(words)
    return words


def _sentence_start(text: str, at: int, spans: Sequence[Quoted]) -> int:
    """Where the sentence that `at` is in begins; stops within quotation marks do not count."""
    start = low = max(0, at - _FARTHEST)
    # Not with `at` as the end of the search, which would hide what comes next.
    for match in _SENTENCE.finditer(text, low, at + 1):
        if match.end() > at:
            break
        stop = match.start()
        if any(s.start < stop < s.end - 2 for s in spans):
            continue
        if text[stop] == "." and _SHORT_FORM.search(text, max(0, stop - 6), stop + 1):
            continue
        start = match.end()
    return start
