"""The blocks of a .bib file: what each says, and where exactly it stands in the text."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of the file is; text outside of all blocks is a comment to BibTeX."""

    ENTRY = "entry"
    STRING = "string"
    PREAMBLE = "preamble"
    COMMENT = "comment"
    TEXT = "text"


class PartKind(StrEnum):
    """How a part of a value is written."""

    BRACES = "braces"
    QUOTES = "quotes"
    NUMBER = "number"
    MACRO = "macro"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts that "#" joins to a value; `text` is without its braces or quotes."""

    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry.

    Attributes:
        name: as written.
        start, end: the value's place in the file, end exclusive.
    """

    name: str
    parts: tuple[Part, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the file that was read past: the line, from 1, and one sentence."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the file. All blocks in order are the whole file, character by character.

    Attributes:
        start, end: its place in the file, end exclusive.
        type: of an entry, as written ("Article").
        key: of an entry, or the name of a macro.
        fields: of an entry in order, repeated names included; the value of a macro is one field.
        is_closed: an entry ends with its brace, so that it can be written into.
    """

    kind: BlockKind
    start: int
    end: int
    type: str = ""
    key: str = ""
    fields: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_closed: bool = True
