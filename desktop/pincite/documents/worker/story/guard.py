"""Whether all of an article stands on its pages: counted over the whole, and block by block.

What Story draws of scripts whose letters join is not what was written: ligatures come back as one
letter, and conjuncts as some other. There words are counted instead, which stay apart.
"""

import unicodedata
from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pincite.documents.worker.story.tree import Block

COMPLETE = 0.999
"""Share of the letters and digits of the article that must stand on the pages."""
COMPLETE_SHAPED = 0.8
"""The same for scripts whose letters join."""
_WORDS_SHAPED = 0.97
_BLOCK_SHAPED = 0.5
"""Share of a block's letters, joined ones included, between its beginning and the next block's."""
_SIGN = 12
"""Letters by which a part of a block is known."""
_NEAR = 20_000
"""Letters from one block to the next; further on it is another one that begins alike."""
_SHAPED = (
    "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU",
    "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "TIBETAN", "MYANMAR", "KHMER", "SYRIAC",
)  # fmt: skip
_SHAPED_SHARE = 0.02

Starts = dict[str, tuple[int, int]]


def is_complete(blocks: "Sequence[Block]", pages: "Sequence[str]", starts: Starts) -> bool:
    """True when the letters and digits of an article stand on its pages, as often as in it.

    Args:
        pages: their texts.
        starts: where the blocks with ids begin: page and offset.
    """
    text = "\n".join(block.text for block in blocks)
    drawn = "\n".join(pages)
    wanted = letters(text)
    total = sum(wanted.values())
    if total == 0:
        return True
    shaped = sum(n for c, n in wanted.items() if unicodedata.name(c, "").startswith(_SHAPED))
    share = sum((wanted & letters(drawn)).values()) / total
    if shaped <= _SHAPED_SHARE * total:
        # A short block of a long article is less than the share that may be missing.
        return share >= COMPLETE and not _unseen_blocks(blocks, drawn)
    if share < COMPLETE_SHAPED or _words(drawn) < _WORDS_SHAPED * _words(text):
        return False
    return not _lost_blocks(blocks, pages, starts)


def letters(text: str) -> "Counter[str]":
    """Letters and digits, compatibility forms and ligatures taken apart."""
    return Counter(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def _unseen_blocks(blocks: "Sequence[Block]", drawn: str) -> "list[Block]":
    """Blocks of which neither the beginning, the middle nor the end is on the pages."""
    there = _squashed(drawn)
    last, unseen = 0, []
    for block in blocks:
        text = _squashed(block.text)
        middle = len(text) // 2
        signs = (text[:_SIGN], text[middle : middle + _SIGN], text[-_SIGN:])
        found = there.find(signs[0], last)
        if found >= 0 and len(signs[0]) == _SIGN and found - last < _NEAR:
            last = found
        elif found < 0 and not any(sign in there for sign in signs):
            unseen.append(block)
    return unseen


def _squashed(text: str) -> str:
    # What lies beyond the basic plane is drawn, but comes back as something else.
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if c.isalnum() and c <= "\uffff")


def _words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _lost_blocks(
    blocks: "Sequence[Block]", pages: "Sequence[str]", starts: Starts
) -> "list[Block]":
    """Blocks of which too little stands between their beginning and that of the next one."""
    known = [block for block in blocks if any(name in starts for name in block.ids)]
    places = [next(starts[name] for name in b.ids if name in starts) for b in known]
    places.append((len(pages), 0))
    lost = []
    for block, here, after in zip(known, places[:-1], places[1:], strict=True):
        found = sum(letters(_between(pages, here, after)).values())
        if found < _BLOCK_SHAPED * sum(letters(block.text).values()):
            lost.append(block)
    return lost


def _between(pages: "Sequence[str]", start: tuple[int, int], end: tuple[int, int]) -> str:
    if start[0] == end[0]:
        return pages[start[0]][start[1] : end[1]]
    parts = [pages[start[0]][start[1] :], *pages[start[0] + 1 : end[0]]]
    if end[0] < len(pages):
        parts.append(pages[end[0]][: end[1]])
    return "\n".join(parts)
