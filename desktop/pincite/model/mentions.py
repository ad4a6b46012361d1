"""Mentions: citations that stand in the text of a document, and the works that they name."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pincite.model.anchors import Anchor
from pincite.model.ids import ItemId, MentionId, Sha256, WorkNameId
from pincite.model.locators import Locator

_SIGNS = re.compile(r"[\W_]+")

GUESS = 0.5
"""Below this confidence a find is a guess: offered to a person, never taken for a citation."""


class MentionKind(StrEnum):
    """How a citation names its work.

    `AUTHOR` by a name, `NUMBER` by its place in a list of references, `IBID` and `OPCIT` by an
    earlier citation, `LAW` by volume and reporter; `TIME` and `LOCATOR` give a place only.
    """

    AUTHOR = "author"
    IBID = "ibid"
    OPCIT = "opcit"
    NUMBER = "number"
    TIME = "time"
    LAW = "law"
    LOCATOR = "locator"


class MentionState(StrEnum):
    """What is known of the work that a mention names.

    `SUGGESTED` has an item that a person should look at first; `RESOLVED` one that was found
    without doubt; `CONFIRMED` one that a person chose.
    """

    UNRESOLVED = "unresolved"
    SUGGESTED = "suggested"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"

    @property
    def is_decided(self) -> bool:
        """True for what a person decided: it is never changed by the program."""
        return self in (MentionState.CONFIRMED, MentionState.DISMISSED)


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation found in the text of a document.

    Attributes:
        id: made from the document, the words and what stands before them, so that finding the same
            citation again gives the same id.
        anchor: page, offset and words; without boxes, which the page's words give.
        length: characters from the anchor's start in the document's text; it may run over the end
            of the page.
        work: as written: "RAND", "Smith & Jones 2009", "12"; empty where the words name none.
        locator: as written, with short ranges made whole.
        carried: the locator of the citation before, which a bare "ibid." repeats.
        quotation: the words that it supports; empty when there are none.
        entry: the full reference that it leads to: a line of the list of references, or the note.
        after: the earlier citation whose work it takes ("ibid."); None when it names its own.
        is_doubtful: that, or its reference, could be another: a person should look.
        confidence: that it is a citation and was read rightly, from 0 to 1.
        item: what it names; None while unresolved.
        edition: the file of that work whose page is meant; empty for the one that is read.
        edition_place: how the place is cited there; empty where it is called as written here.
    """

    id: MentionId
    document: Sha256
    kind: MentionKind
    anchor: Anchor
    length: int
    work: str = ""
    locator: Locator = Locator()
    carried: Locator = Locator()
    quotation: str = ""
    entry: str = ""
    after: MentionId | None = None
    is_doubtful: bool = False
    confidence: float = 1.0
    item: ItemId | None = None
    state: MentionState = MentionState.UNRESOLVED
    edition: str = ""
    edition_place: Locator = Locator()

    @property
    def place(self) -> Locator:
        """The place in the work that it points to."""
        return self.locator or self.carried

    @property
    def is_guess(self) -> bool:
        """True for what may be no citation at all: a person should look first."""
        return self.confidence < GUESS

    @property
    def order(self) -> tuple[int, int]:
        """Sort key: reading order in its document."""
        return (self.anchor.page_index, self.anchor.start)


@dataclass(frozen=True, slots=True)
class WorkName:
    """What a person said once: this name stands for that item.

    Attributes:
        id: made from scope and name.
        document: where it holds; empty for the whole library.
        name: as it was written ("RAND"); `name_key` compares names.
    """

    id: WorkNameId
    document: str
    name: str
    item: ItemId


def name_key(work: str) -> str:
    """A work as written, without case, signs and spaces: for telling equal ones."""
    return _SIGNS.sub(" ", work.casefold()).strip()
