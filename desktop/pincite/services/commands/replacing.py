"""Commands of replacing a file: begin, accept, keep, place by hand, let the old file go."""

from dataclasses import dataclass, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.anchors import Anchor
from pincite.model.annotations import Stroke
from pincite.model.citations import Citation
from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.locators import Locator
from pincite.model.mentions import Mention, MentionState
from pincite.model.replacements import (
    Decision,
    MarkKind,
    Outcome,
    ReplacedMark,
    Replacement,
)
from pincite.services.commands.mentions import remember_names_of
from pincite.services.commands.moved_marks import move_back, move_on
from pincite.services.errors import NothingFoundError, ServiceError


@dataclass(frozen=True, slots=True)
class BeginReplacement:
    """Let a file take the place of another one, and keep what is to move for a review.

    Nothing moves yet: what names a page of the old file goes on meaning that file.
    """

    replacement: Replacement
    marks: tuple[ReplacedMark, ...]

    @property
    def label(self) -> str:
        """The act."""
        return "Move annotations" if self.replacement.is_move else "Replace file"

    def apply(self, tx: Transaction) -> None:
        """Put the review, and pin what cites by page to the old file."""
        asked = self.replacement
        old, new = _document(tx, asked.old), _document(tx, asked.new)
        tx.put(asked)
        for mark in self.marks:
            tx.put(mark)
            _pin(tx, asked, mark)
        if not asked.is_move:
            tx.put(replace(old, replaced_by=new.sha256))
            # The way back, too: a file that is taken up again is not read through its successor.
            tx.put(replace(new, replaced_by=""))
            remember_names_of(tx, old.sha256, new.sha256)


@dataclass(frozen=True, slots=True)
class AddReplacedMarks:
    """Take marks into a review that were made on the old file since."""

    replacement: Replacement
    marks: tuple[ReplacedMark, ...]
    label: str = "Look for new marks"

    def apply(self, tx: Transaction) -> None:
        """Put them; those that are known stay as they are."""
        for mark in self.marks:
            if tx.get(ReplacedMark, mark.id) is None:
                tx.put(mark)
                _pin(tx, self.replacement, mark)


@dataclass(frozen=True, slots=True)
class AcceptMarks:
    """Move marks to the places that were found in the new file.

    One that was changed or removed since the review began is left alone.
    """

    marks: tuple[str, ...]

    @property
    def label(self) -> str:
        """Says whether it was one or more."""
        return "Accept new place" if len(self.marks) == 1 else "Accept new places"

    def apply(self, tx: Transaction) -> None:
        """Move each, and note the decision."""
        moved = 0
        for mark in _stored(tx, self.marks):
            if mark.decision is Decision.ACCEPTED or mark.outcome is Outcome.LOST:
                continue
            if move_on(tx, _replacement(tx, mark), mark):
                tx.put(replace(mark, decision=Decision.ACCEPTED))
                moved += 1
        if self.marks and not moved:
            raise ServiceError(
                "Nothing was moved: it has been changed or removed since it was looked for. Look "
                "again, or place it by hand."
            )


@dataclass(frozen=True, slots=True)
class KeepMarks:
    """Leave marks on the old file; those that had moved go back."""

    marks: tuple[str, ...]
    label: str = "Keep on the old file"

    def apply(self, tx: Transaction) -> None:
        """Move back what has moved, and note the decision."""
        for mark in _stored(tx, self.marks):
            if mark.decision is Decision.ACCEPTED:
                move_back(tx, _replacement(tx, mark), mark)
            tx.put(replace(mark, decision=Decision.KEPT))


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """Put a mark where a person says that it belongs in the new file.

    Attributes:
        anchor: the passage chosen.
        place: how that is cited.
        strokes: of a drawing, there.
    """

    mark: str
    anchor: Anchor
    place: Locator
    strokes: tuple[Stroke, ...] = ()
    label: str = "Place by hand"

    def apply(self, tx: Transaction) -> None:
        """Move it there."""
        (mark,) = _stored(tx, (self.mark,))
        replacement = _replacement(tx, mark)
        if mark.decision is Decision.ACCEPTED:
            move_back(tx, replacement, mark)
        placed = replace(
            mark,
            outcome=Outcome.SAME if self.place == mark.old_place else Outcome.MOVED,
            confidence=1.0,
            anchor=self.anchor,
            new_place=self.place,
            strokes=self.strokes,
            says=self.anchor.quote,
            decision=Decision.ACCEPTED,
        )
        if not move_on(tx, replacement, placed):
            raise ServiceError("It has been changed or removed since, so it was not moved.")
        tx.put(placed)


@dataclass(frozen=True, slots=True)
class TrashDocument:
    """Let a file go: it moves to the trash with what stays on it."""

    document: Sha256
    label: str = "Let the file go"

    def apply(self, tx: Transaction) -> None:
        """Mark it as trashed now."""
        document = _document(tx, self.document)
        tx.put(replace(document, trashed=document.trashed or utc_now()))


@dataclass(frozen=True, slots=True)
class RestoreDocument:
    """Take a file out of the trash."""

    document: Sha256
    label: str = "Bring the file back"

    def apply(self, tx: Transaction) -> None:
        """Clear the trash mark."""
        tx.put(replace(_document(tx, self.document), trashed=""))


def _document(tx: Transaction, sha256: Sha256) -> Document:
    document = tx.get(Document, sha256)
    if document is None:
        raise NothingFoundError("This file is no longer in the library.")
    return document


def _stored(tx: Transaction, ids: tuple[str, ...]) -> list[ReplacedMark]:
    found = [tx.get(ReplacedMark, id) for id in ids]
    marks = [mark for mark in found if mark is not None]
    if len(marks) < len(ids):
        raise NothingFoundError("This review is no longer there: the replacement was taken back.")
    return marks


def _replacement(tx: Transaction, mark: ReplacedMark) -> Replacement:
    replacement = tx.get(Replacement, mark.replacement)
    if replacement is None:
        raise NothingFoundError("This review is no longer there: the replacement was taken back.")
    return replacement


def _pin(tx: Transaction, replacement: Replacement, mark: ReplacedMark) -> None:
    """Let what cites by page go on meaning the old file until it is decided."""
    if mark.kind is MarkKind.CITATION:
        citation = tx.get(Citation, mark.subject)
        if citation is not None:
            tx.put(replace(citation, document=replacement.old))
    elif mark.kind is MarkKind.MENTION:
        mention = tx.get(Mention, mark.subject)
        if mention is not None and mention.state is not MentionState.DISMISSED:
            tx.put(replace(mention, edition=replacement.old))
