"""The words in which a quotation and its source differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pincite.citing.quotations.signs import is_same_text
from pincite.model.checks import Chunk
from pincite.model.folding import fold

_UNSPACED_WORD = 24
"""Letters without a space after which a "word" is taken for a sentence of a script without them."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as written, and what is compared of it."""

    text: str
    key: str


def chunks_of(quoted: str, found: str) -> tuple[Chunk, ...]:
    """Two texts, cut where they begin and cease to differ; signs and capitals do not count."""
    ours, theirs = _words(quoted), _words(found)
    matcher = SequenceMatcher(
        None, [word.key for word in ours], [word.key for word in theirs], autojunk=False
    )
    chunks = []
    for tag, a, b, c, d in matcher.get_opcodes():
        one, other = _text(ours[a:b]), _text(theirs[c:d])
        is_same = tag == "equal" or (fold(one) == fold(other) and is_same_text(one, other, other))
        chunks.append(Chunk(one, other, is_same))
    return _joined(chunks)


def _words(text: str) -> list[_Word]:
    words = []
    for part in text.split():
        pieces = list(part) if len(part) > _UNSPACED_WORD and not part.isascii() else [part]
        words += [_Word(piece, _key(piece)) for piece in pieces]
    return words


def _key(word: str) -> str:
    """Letters and digits, with the signs inside a number."""
    inner = word.strip(".,;:!?\"'“”‘’«»„()[]…—–")
    return inner if any(c.isdecimal() for c in inner) else fold(word)


def _text(words: Sequence[_Word]) -> str:
    parts = []
    for word in words:
        is_letter = len(word.text) == 1 and not word.text.isascii()
        parts.append(word.text if is_letter else f"{word.text} ")
    return "".join(parts).strip()


def _joined(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """Neighbours of one kind as one; what has no letters on either side joins its neighbour."""
    joined: list[Chunk] = []
    for chunk in chunks:
        is_same = chunk.is_same or not (fold(chunk.quoted) or fold(chunk.found))
        if joined and joined[-1].is_same == is_same:
            last = joined[-1]
            joined[-1] = Chunk(
                f"{last.quoted} {chunk.quoted}".strip(),
                f"{last.found} {chunk.found}".strip(),
                is_same,
            )
        else:
            joined.append(Chunk(chunk.quoted, chunk.found, is_same))
    return tuple(joined)
