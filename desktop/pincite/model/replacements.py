"""Replacing a file of a work by another: what becomes of all that was marked in it and cites it."""

from dataclasses import dataclass
from enum import StrEnum

from pincite.model.anchors import Anchor
from pincite.model.annotations import Stroke
from pincite.model.ids import ItemId, ReplacementId, Sha256
from pincite.model.locators import Locator

SURE = 0.85
"""Confidence below which a person should look at what was found."""


class MarkKind(StrEnum):
    """What is to move.

    `CITATION` is one of a bibliography with a place typed by hand: one that is bound moves with
    its annotation. `MENTION` is a citation in another document that names a page of the work,
    `FINDING` a citation found in the file itself about which a person has decided.
    """

    ANNOTATION = "annotation"
    CITATION = "citation"
    MENTION = "mention"
    FINDING = "finding"


class Outcome(StrEnum):
    """What became of it in the new file; `CHANGED`: other words stand at its place in the text."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    LOST = "lost"


class Decision(StrEnum):
    """What a person decided; what is not accepted stays on the old file."""

    OPEN = "open"
    ACCEPTED = "accepted"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file that takes the place of another one of the same work.

    Attributes:
        is_move: both files stay side by side; only annotations move.
    """

    id: ReplacementId
    item: ItemId
    old: Sha256
    new: Sha256
    created: str = ""
    is_move: bool = False


@dataclass(frozen=True, slots=True)
class ReplacedMark:
    """Something that is to move from the old file to the new one.

    Attributes:
        id: made from the replacement's id, `kind` and `subject`.
        subject: id of the annotation, citation or mention.
        position: in the reading order of the old file.
        confidence: that the place found is the right one, from 0 to 1; 0 when it is lost.
        old_place, new_place: how it is cited in either file.
        old_anchor, anchor: its place in either file; None where there is no passage.
        old_strokes, strokes: of a drawing, in either file.
        said, says: the words in either file.
    """

    id: str
    replacement: ReplacementId
    kind: MarkKind
    subject: str
    position: int
    outcome: Outcome
    confidence: float = 0.0
    old_place: Locator = Locator()
    new_place: Locator = Locator()
    old_anchor: Anchor | None = None
    anchor: Anchor | None = None
    old_strokes: tuple[Stroke, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    said: str = ""
    says: str = ""
    decision: Decision = Decision.OPEN

    @property
    def is_sure(self) -> bool:
        """True when it may be accepted without a look."""
        return self.outcome is not Outcome.LOST and self.confidence >= SURE


def mark_id(replacement: ReplacementId, kind: MarkKind, subject: str) -> str:
    """The id of a mark, so that looking for it again gives the same one."""
    return f"{replacement}.{kind.value}.{subject}"


def replacement_of(mark: str) -> ReplacementId:
    """The replacement that a mark's id belongs to."""
    return ReplacementId(mark.partition(".")[0])
