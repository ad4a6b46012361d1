"""A manuscript as blocks of text, being collected by the reader of its format."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from pincite.importing.manuscripts.manuscript import Cite
from pincite.model.manuscripts import Place


class BlockKind(Enum):
    """What a block of text is; a `QUOTATION` is set off from the text."""

    TEXT = "text"
    QUOTATION = "quotation"
    HEADING = "heading"
    NOTE = "note"


@dataclass(slots=True)
class Group:
    """A citation in a block: the stretch of its text that shows it, and what it cites.

    Attributes:
        line: of the file where it stands; 0 when that of its block does.
    """

    start: int
    end: int
    cites: tuple[Cite, ...]
    written: str
    line: int = 0


@dataclass(slots=True)
class Block:
    """A paragraph, heading, note, or a quotation set off.

    Attributes:
        text: with single spaces, in one line.
        anchor: for a note, the block that it belongs to and the offset of its mark there.
    """

    place: Place
    kind: BlockKind = BlockKind.TEXT
    text: str = ""
    groups: list[Group] = field(default_factory=list)
    anchor: "tuple[Block, int] | None" = None

    def add(self, text: str) -> None:
        """Append text; spaces that follow each other become one."""
        if not text:
            return
        words = " ".join(text.split())
        if text[0].isspace() and self.text and not self.text.endswith(" "):
            self.text += " "
        if words:
            self.text += words + (" " if text[-1].isspace() else "")

    def cite(self, cites: Iterable[Cite], shown: str, written: str = "") -> None:
        """Append a citation with the words that show it."""
        found = tuple(cites)
        start = len(self.text)
        self.add(shown)
        if found:
            as_written = " ".join((written or shown).split())
            self.groups.append(Group(start, len(self.text), found, as_written))


class Flow:
    """The blocks of a manuscript in reading order; notes follow the block with their mark.

    Attributes:
        remarks: sentences on what could not be read.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.remarks: list[str] = []

    def begin(self, place: Place, kind: BlockKind = BlockKind.TEXT) -> Block:
        """A new block at the end."""
        block = Block(place, kind)
        self.blocks.append(block)
        return block

    def note(self, of: Block, mark: str, place: Place | None = None) -> Block:
        """A new note whose mark stands at the present end of a block."""
        at = place or of.place
        marked = Place(at.number, at.is_line, mark, at.file)
        block = Block(marked, BlockKind.NOTE, anchor=(of, len(of.text)))
        self.blocks.append(block)
        return block
