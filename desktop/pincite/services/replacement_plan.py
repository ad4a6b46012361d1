"""What is to move when a file is replaced, and where each of it is in the new file."""

from collections.abc import Iterator
from dataclasses import replace

from pincite.documents.errors import DocumentError
from pincite.documents.moving import Mover, Size
from pincite.documents.reading import DocumentReader
from pincite.library.library import Library
from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.citations import Citation
from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.locators import Locator
from pincite.model.mentions import Mention
from pincite.model.replacements import (
    MarkKind,
    Outcome,
    ReplacedMark,
    Replacement,
    mark_id,
)
from pincite.model.text_index import TextIndex
from pincite.services.commands.moved_marks import is_at
from pincite.services.errors import MissingFileError
from pincite.services.jobs import JobContext
from pincite.services.reading import shown_path
from pincite.services.replaced_places import PlaceMover
from pincite.services.text_indexes import TextIndexes

Subject = Annotation | Citation | Mention
_BY_PLACE = ("page", "paragraph")
"""Kinds of locators that a new file may give another number; chapters keep theirs."""


def subjects_of(read: Reader, replacement: Replacement) -> list[Subject]:
    """All that is to move: annotations in reading order, then what cites by page."""
    found: list[Subject] = list(read.annotations_of(replacement.old))
    if replacement.is_move:
        return found
    found += _decided_findings(read, replacement.old)
    found += _typed_citations(read, replacement)
    found += _mentions_from_elsewhere(read, replacement)
    return found


def plan(
    library: Library,
    indexes: TextIndexes,
    replacement: Replacement,
    subjects: list[Subject],
    context: JobContext,
    *,
    first_position: int = 0,
) -> list[ReplacedMark]:
    """Look for each subject in the new file; nothing is written. Not for the GUI thread.

    Raises:
        Cancelled: the job was stopped.
    """
    if not subjects:
        return []
    planner = _Planner(library, indexes, replacement)
    marks = []
    for number, subject in enumerate(subjects):
        mark = planner.mark(subject)
        marks.append(replace(mark, position=first_position + number))
        context.progress(number + 1, len(subjects), "Finding marks again")
    return marks


class _Planner:
    def __init__(self, library: Library, indexes: TextIndexes, replacement: Replacement) -> None:
        self._read = library.reader
        self._replacement = replacement
        old, new = (self._document(sha) for sha in (replacement.old, replacement.new))
        before, after = indexes.of(old.sha256), indexes.of(new.sha256)
        self._mover = Mover(before, after, page_sizes(library, old), page_sizes(library, new))
        self._places = PlaceMover(self._read, self._mover, old, new)
        self._new_text: TextIndex = after
        self._findings = self._read.mentions_of(new.sha256, dismissed=True)

    def mark(self, subject: Subject) -> ReplacedMark:
        """What becomes of a subject."""
        match subject:
            case Annotation():
                return self._annotation(subject)
            case Citation():
                lost = self._lost(MarkKind.CITATION, subject.id, subject.locator, subject.quotation)
                return self._cited(lost, subject.quotation)
            case Mention() if subject.document == self._replacement.old:
                return self._finding(subject)
            case Mention():
                said = subject.quotation or subject.anchor.quote
                lost = self._lost(MarkKind.MENTION, subject.id, subject.place, said)
                return self._cited(lost, subject.quotation)

    def _annotation(self, annotation: Annotation) -> ReplacedMark:
        anchor = annotation.anchor
        place = self._places.cited_before(anchor)
        said = anchor.quote or annotation.comment
        lost = replace(
            self._lost(MarkKind.ANNOTATION, annotation.id, place, said),
            old_anchor=anchor,
            old_strokes=annotation.strokes,
        )
        moved = self._mover.annotation(annotation)
        if moved is None:
            return lost
        new_place = self._places.cited(moved.anchor)
        return replace(
            lost,
            outcome=_outcome(place, new_place, is_same_text=moved.is_same_text),
            confidence=round(moved.confidence, 3),
            new_place=new_place,
            anchor=moved.anchor,
            strokes=moved.strokes,
            says=moved.anchor.quote or said,
        )

    def _cited(self, lost: ReplacedMark, quotation: str) -> ReplacedMark:
        found = self._places.place(lost.old_place, quotation)
        if found is None or not found.place:
            return replace(lost, old_anchor=self._places.old_anchor(lost.old_place))
        says = found.anchor.quote if found.anchor else ""
        return replace(
            lost,
            outcome=_outcome(lost.old_place, found.place, is_same_text=found.is_same_text),
            confidence=round(found.confidence, 3),
            new_place=found.place,
            old_anchor=found.old_anchor,
            anchor=found.anchor,
            says=says or lost.said,
        )

    def _finding(self, mention: Mention) -> ReplacedMark:
        """A decided citation of the old file: the same citation as it was found in the new one."""
        place = self._places.cited_before(mention.anchor)
        lost = replace(
            self._lost(MarkKind.FINDING, mention.id, place, mention.anchor.quote),
            old_anchor=mention.anchor,
        )
        moved = self._mover.passage(mention.anchor)
        if moved is None:
            return lost
        new_place = self._places.cited(moved.anchor)
        found = replace(
            lost,
            outcome=_outcome(place, new_place, is_same_text=moved.is_same_text),
            confidence=round(moved.confidence, 3),
            new_place=new_place,
            anchor=moved.anchor,
            says=moved.anchor.quote,
        )
        return found if any(is_at(m, found) for m in self._findings) else lost

    def _lost(self, kind: MarkKind, subject: str, place: Locator, said: str) -> ReplacedMark:
        replacement = self._replacement.id
        return ReplacedMark(
            mark_id(replacement, kind, subject),
            replacement,
            kind,
            subject,
            0,
            Outcome.LOST,
            old_place=place,
            said=said,
        )

    def _document(self, sha256: Sha256) -> Document:
        document = self._read.get(Document, sha256)
        assert document is not None, "a replacement names documents of the library"
        return document


def _outcome(old: Locator, new: Locator, *, is_same_text: bool) -> Outcome:
    if not is_same_text:
        return Outcome.CHANGED
    return Outcome.SAME if old == new else Outcome.MOVED


def page_sizes(library: Library, document: Document) -> tuple[Size, ...]:
    """Sizes of all pages of what is shown of a document; empty where it cannot be read."""
    try:
        with DocumentReader(shown_path(library.files, document)) as reader:
            return reader.info.sizes
    except (DocumentError, MissingFileError):
        return ()


def _decided_findings(read: Reader, old: Sha256) -> Iterator[Mention]:
    return (m for m in read.mentions_of(old, dismissed=True) if m.state.is_decided)


def _typed_citations(read: Reader, replacement: Replacement) -> Iterator[Citation]:
    """Citations with a place of their own that means the old file."""
    for citation in read.citations_of_item(replacement.item):
        is_typed = citation.annotation is None and citation.locator.kind in _BY_PLACE
        if is_typed and citation.locator and citation.document in ("", replacement.old):
            yield citation


def _mentions_from_elsewhere(read: Reader, replacement: Replacement) -> Iterator[Mention]:
    for mention in read.mentions_of_item(replacement.item):
        is_elsewhere = mention.document not in (replacement.old, replacement.new)
        is_by_place = bool(mention.place) and mention.place.kind in _BY_PLACE
        if is_elsewhere and is_by_place and mention.edition in ("", replacement.old):
            yield mention
