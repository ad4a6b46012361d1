"""Where the paragraphs of an article begin in the text of its pages."""

from pincite.documents.worker.story.tree import PARAGRAPH_ID

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pincite.documents.wire import Value
    from pincite.documents.worker.story.tree import Block
    from pincite.documents.worker.words import PageWords

_SIGN = 8
"""Letters by which a paragraph is known."""
_FURTHER = 4
"""Pages that are searched: pictures may stand between an element's beginning and its words."""


def starts_of(
    blocks: "Sequence[Block]",
    places: "Mapping[str, tuple[int, float]]",
    pages: "Sequence[PageWords]",
) -> dict[str, tuple[int, int]]:
    """Page and offset in its text of the first word of each block that has an id.

    Story says nothing of some elements; their blocks are looked for after the one before.

    Args:
        places: page and height at which the elements begin.
    """
    found: dict[str, tuple[int, int]] = {}
    last = (0, 0.0)
    for block in blocks:
        if not block.ids:
            continue
        at = next((places[name] for name in block.ids if name in places), last)
        place = _first_word(pages, *at, _letters(block.text)[:_SIGN])
        if place is not None:
            found.update(dict.fromkeys(block.ids, place))
        last = max(last, at)
    return found


def rows(starts: "Mapping[str, tuple[int, int]]") -> "Iterator[Value]":
    """Number, page and offset of the numbered paragraphs."""
    for name, (page, start) in starts.items():
        match = PARAGRAPH_ID.match(name)
        if match is not None:
            yield [int(match[1]), page, start]


def _first_word(
    pages: "Sequence[PageWords]", page: int, y: float, sign: str
) -> tuple[int, int] | None:
    """The word below `y` that begins as the block does; else the first one below it."""
    first: tuple[int, int] | None = None
    for number in range(page, min(page + _FURTHER, len(pages))):
        words = pages[number]
        for i, start in enumerate(words.starts):
            middle = (words.boxes[4 * i + 1] + words.boxes[4 * i + 3]) / 2
            if number == page and middle <= y:
                continue
            if _letters(words.text[start : start + 4 * _SIGN]).startswith(sign):
                return number, start
            first = first or (number, start)
    return first


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
