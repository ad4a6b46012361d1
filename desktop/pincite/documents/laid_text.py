"""The text of an article as one copy of it has it: pages, words, and where paragraphs begin."""

import json
import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.model.anchors import Quad
from pincite.model.documents import Paragraph
from pincite.model.texts import PageText, Word

FORMAT = 1
"""Version of `packed`: bytes of another version are made anew."""
_WORD_LENGTH = 4
_BOX_LENGTH = 4
_HEAD = struct.Struct("<II")


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place between two characters: a page and an offset in its text."""

    page_index: int
    offset: int


@dataclass(frozen=True, slots=True)
class LaidText:
    """The words of a copy of an article.

    Attributes:
        pages: all of them, in order; without words where only offsets are wanted.
        paragraphs: in the order of their numbers.
        width_pt, height_pt: of its pages, which are all of one size; 0 where there are no pages.
    """

    pages: tuple[PageText, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    width_pt: float = 0.0
    height_pt: float = 0.0


def packed(laid: LaidText) -> bytes:
    """A laid text as bytes, for a file that can always be made again."""
    words = [word for page in laid.pages for word in page.words]
    head = {
        "format": FORMAT,
        "size": [laid.width_pt, laid.height_pt],
        "texts": [page.text for page in laid.pages],
        "counts": [len(page.words) for page in laid.pages],
        "paragraphs": [[p.number, p.page_index, p.start] for p in laid.paragraphs],
    }
    numbers = array("i")
    places = array("f")
    for word in words:
        numbers.extend((word.start, word.end, word.line, word.heading))
        places.extend((word.box.x0, word.box.y0, word.box.x1, word.box.y1))
        # A word has its box only, or one edge more than it has characters.
        places.append(len(word.edges))
        places.extend(word.edges)
    text = json.dumps(head).encode()
    blob = numbers.tobytes()
    return zlib.compress(_HEAD.pack(len(text), len(blob)) + text + blob + places.tobytes(), 1)


def unpacked(data: bytes) -> LaidText:
    """What `packed` packed.

    Raises:
        ValueError: the bytes are damaged, or of another version.
    """
    try:
        return _unpacked(zlib.decompress(data))
    except (zlib.error, struct.error, KeyError, IndexError, TypeError) as error:
        raise ValueError("These bytes are no laid text.") from error


def _unpacked(data: bytes) -> LaidText:
    text_length, numbers_length = _HEAD.unpack_from(data)
    begin = _HEAD.size
    head = json.loads(data[begin : begin + text_length])
    if head["format"] != FORMAT:
        raise ValueError("This text was packed by another version.")
    begin += text_length
    numbers = array("i", data[begin : begin + numbers_length])
    places = array("f", data[begin + numbers_length :])
    words = _words(numbers, places)
    pages = tuple(
        PageText(index, text, tuple(next(words) for _ in range(count)))
        for index, (text, count) in enumerate(zip(head["texts"], head["counts"], strict=True))
    )
    paragraphs = tuple(Paragraph(*row) for row in head["paragraphs"])
    return LaidText(pages, paragraphs, *head["size"])


def _words(numbers: Sequence[int], places: "array[float]") -> Iterator[Word]:
    at = 0
    for first in range(0, len(numbers), _WORD_LENGTH):
        start, end, line, heading = numbers[first : first + _WORD_LENGTH]
        box = Quad(*places[at : at + _BOX_LENGTH])
        at += _BOX_LENGTH
        count = int(places[at])
        edges = tuple(places[at + 1 : at + 1 + count])
        at += 1 + count
        yield Word(start, end, box, line, edges, heading)
