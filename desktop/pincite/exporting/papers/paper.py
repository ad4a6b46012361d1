"""A text with citations and a list of references, whatever it is written as."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pincite.model.items import Item
from pincite.model.locators import Locator


class Mark(StrEnum):
    """How a stretch of text is set off."""

    ITALIC = "italic"
    BOLD = "bold"
    SMALL_CAPS = "small-caps"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPER = "super"
    SUB = "sub"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one form; `link` is an address that it opens."""

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class WorkCite:
    """A work cited at a place, with the words around it."""

    item: Item
    locator: Locator = Locator()
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """A citation of one or more works, as it is shown.

    Attributes:
        id: stays the same when the paper is written again.
        note: its number when it stands in a note, from 1; 0 in the text.
    """

    id: str
    cites: tuple[WorkCite, ...]
    shown: Runs
    note: int = 0


class BlockKind(StrEnum):
    """What a paragraph is; `TITLE` is the paper's own, `HEADING` and `SUBHEADING` are below it."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    QUOTATION = "quotation"
    REMARK = "remark"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph."""

    kind: BlockKind
    parts: tuple[Run | Cluster, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list of references; `label` is a number in a column of its own, or empty."""

    runs: Runs
    label: Runs = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A text to be given away.

    Attributes:
        entries: in the order of the style.
        is_hanging: the lines of an entry after its first are indented.
        is_note: citations stand in notes.
        style: name of the CSL style that it is formatted in; empty without citations.
        language: tag of the text's language.
        author: of the document; may be empty.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    entries: tuple[Entry, ...] = ()
    is_hanging: bool = False
    is_note: bool = False
    style: str = ""
    language: str = "en-US"
    author: str = ""
    entries_title: str = "Bibliography"

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """The citations in the order of the text."""
        return tuple(p for block in self.blocks for p in block.parts if isinstance(p, Cluster))

    @property
    def is_live(self) -> bool:
        """True when a reference manager can go on with it.

        A list without citations is text only: a manager would empty it at its first refresh.
        """
        return bool(self.clusters and self.style)

    @property
    def runs(self) -> Iterator[Run]:
        """All stretches of text, of citations and references too."""
        for block in self.blocks:
            for part in block.parts:
                yield from (part,) if isinstance(part, Run) else part.shown
        for entry in self.entries:
            yield from (*entry.label, *entry.runs)

    @property
    def has_labels(self) -> bool:
        """True when the entries have numbers in a column of their own."""
        return any(entry.label for entry in self.entries)


def plain(runs: Runs) -> str:
    """The words without their form."""
    return "".join(run.text for run in runs)
