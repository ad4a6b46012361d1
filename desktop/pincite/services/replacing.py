"""Replacing a file of a work: bring the new one in, look for everything in it, keep the review."""

from contextlib import closing
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from pincite.importing.detect import is_address
from pincite.importing.references.formats import format_of
from pincite.library.library import utc_now
from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.changes import Bulk
from pincite.model.citations import Citation
from pincite.model.documents import Document
from pincite.model.ids import ReplacementId, fresh_id
from pincite.model.items import Item
from pincite.model.replacements import (
    Decision,
    MarkKind,
    Outcome,
    ReplacedMark,
    Replacement,
    mark_id,
)
from pincite.services.commands.replacing import AcceptMarks, AddReplacedMarks, BeginReplacement
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.importer import ImportedFile, Importer
from pincite.services.jobs import Cancelled, JobContext
from pincite.services.mentions import resolve_again
from pincite.services.replacement_plan import Subject, plan, subjects_of
from pincite.services.text_indexes import TextIndexes
from pincite.services.workspace import Workspace


class Accepting(StrEnum):
    """What moves at once: what was found surely, all that was found, or nothing."""

    SURE = "sure"
    ALL = "all"
    NONE = "none"


class Replacing:
    """Replaces files of a library. Not for the GUI thread.

    Args:
        indexes: shared with whoever else compares texts of this library.
    """

    def __init__(self, workspace: Workspace, indexes: TextIndexes) -> None:
        self._workspace = workspace
        self._indexes = indexes

    def replace_file(
        self,
        old: Document,
        source: Path | str,
        context: JobContext,
        *,
        accepting: Accepting = Accepting.NONE,
    ) -> Replacement:
        """Bring in a file, or what an address names, to take the place of another of its work.

        One step for undo. Nothing is lost: what is not accepted stays on the old file, which stays
        in the library until it is let go.

        Raises:
            ServiceError: the new file cannot be read, is the old one, belongs to another work, or
                has no text to find anything by.
            Cancelled: the job was stopped; the new file may be beside the old one by then.
        """
        group = Bulk()
        new = self._imported(old, source, context, group)
        replacement = self._known_or_fresh(old, new, is_move=False)
        return self._begin(replacement, context, accepting, group)

    def move_annotations(self, old: Document, new: Document, context: JobContext) -> Replacement:
        """Look for the annotations of a file in another file that stays beside it."""
        _check_pair(self._workspace.read, old, new)
        replacement = self._known_or_fresh(old, new, is_move=True)
        return self._begin(replacement, context, Accepting.NONE, Bulk())

    def look_again(self, replacement: Replacement, context: JobContext) -> int:
        """Take into a review what was marked on the old file since it began; how many those are."""
        known = {m.id for m in self._workspace.read.replaced_marks(replacement.id)}
        subjects = [
            s
            for s in subjects_of(self._workspace.read, replacement)
            if mark_id(replacement.id, _kind(s, replacement), s.id) not in known
        ]
        marks = plan(
            self._workspace.library,
            self._indexes,
            replacement,
            subjects,
            context,
            first_position=len(known),
        )
        if marks:
            self._workspace.run_now(AddReplacedMarks(replacement, tuple(marks)))
        return len(marks)

    def _begin(
        self, replacement: Replacement, context: JobContext, accepting: Accepting, group: Bulk
    ) -> Replacement:
        workspace, read = self._workspace, self._workspace.read
        if read.get(Replacement, replacement.id) is not None:
            self.look_again(replacement, context)
        else:
            subjects = subjects_of(read, replacement)
            self._check_text(replacement, subjects)
            marks = plan(workspace.library, self._indexes, replacement, subjects, context)
            workspace.run_now(BeginReplacement(replacement, tuple(marks)), group=group)
            resolve_again(workspace, (replacement.new,), group=group)
            self._keep_reading_place(replacement)
        chosen = tuple(m.id for m in open_marks(read, replacement) if _is_chosen(m, accepting))
        if chosen:
            workspace.run_now(AcceptMarks(chosen), group=group)
        return replacement

    def _imported(
        self, old: Document, source: Path | str, context: JobContext, group: Bulk
    ) -> Document:
        read = self._workspace.read
        item = read.get(Item, old.item)
        entry = self._entry(source, item, context, group)
        if entry.sha256 is None:
            raise ServiceError(entry.message or f"“{entry.name}” is no document that can be read.")
        new = read.get(Document, entry.sha256)
        if new is None:
            raise NothingFoundError(f"“{entry.name}” did not get into the library; try again.")
        _check_pair(read, old, new)
        return new

    def _entry(
        self, source: Path | str, item: Item | None, context: JobContext, group: Bulk
    ) -> ImportedFile:
        if isinstance(source, Path) and (source.is_dir() or format_of(source) is not None):
            raise ServiceError(
                f"“{source.name}” is no document; choose a PDF, a saved web page or a text."
            )
        if isinstance(source, Path):
            return _only(Importer(self._workspace, into=item, group=group), source, context)
        # The client takes 0.1 s to load; only addresses need it.
        from pincite.importing.fetching import Fetcher

        if not is_address(source):
            raise ServiceError(f"“{source}” is neither a file nor an address.")
        with closing(Fetcher(context)) as fetcher:
            importer = Importer(self._workspace, into=item, fetcher=fetcher, group=group)
            return _only(importer, source, context)

    def _known_or_fresh(self, old: Document, new: Document, *, is_move: bool) -> Replacement:
        """An earlier replacement of the same files, whose review goes on, or a new one."""
        for known in self._workspace.read.replacements_of(old.item):
            pair = (known.old, known.new, known.is_move)
            if pair == (old.sha256, new.sha256, is_move):
                return known
        id = ReplacementId(fresh_id())
        return Replacement(id, old.item, old.sha256, new.sha256, utc_now(), is_move)

    def _check_text(self, replacement: Replacement, subjects: list[Subject]) -> None:
        annotations = (s for s in subjects if isinstance(s, Annotation))
        has_words = any(a.kind.marks_text and a.anchor.quote for a in annotations)
        if has_words and self._indexes.of(replacement.new).is_empty:
            raise ServiceError(
                "The new file has no text by which the marks could be found in it. It stands "
                "beside the old one now: let its text be recognised, then replace the file again."
            )

    def _keep_reading_place(self, replacement: Replacement) -> None:
        """Let reading go on in the new file where it stopped in the old one."""
        read = self._workspace.read
        place = read.reading_place(replacement.old)
        if replacement.is_move or place is None or read.reading_place(replacement.new) is not None:
            return
        marks = read.replaced_marks(replacement.id)
        near = [m for m in marks if m.is_sure and m.anchor is not None and m.old_anchor is not None]
        if near:
            best = min(near, key=lambda m: _pages_off(m, place.page_index))
            if best.anchor is not None:
                page = best.anchor.page_index
                self._workspace.save_place(replacement.new, replace(place, page_index=page))


def _only(importer: Importer, source: Path | str, context: JobContext) -> ImportedFile:
    files = importer.run([source], context).files
    if not files:
        # Stopped before it was read.
        raise Cancelled
    return files[0]


def open_marks(read: Reader, replacement: Replacement) -> list[ReplacedMark]:
    """Those that nobody has decided about, in the order of the old file."""
    marks = read.replaced_marks(replacement.id)
    return [mark for mark in marks if mark.decision is Decision.OPEN]


def _is_chosen(mark: ReplacedMark, accepting: Accepting) -> bool:
    if accepting is Accepting.ALL:
        return mark.outcome is not Outcome.LOST
    return accepting is Accepting.SURE and mark.is_sure


def _kind(subject: Subject, replacement: Replacement) -> MarkKind:
    if isinstance(subject, Annotation):
        return MarkKind.ANNOTATION
    if isinstance(subject, Citation):
        return MarkKind.CITATION
    return MarkKind.FINDING if subject.document == replacement.old else MarkKind.MENTION


def _check_pair(read: Reader, old: Document, new: Document) -> None:
    if old.sha256 == new.sha256:
        raise ServiceError(f"“{new.name}” is the file that is there already, letter for letter.")
    if old.item != new.item:
        owner = read.get(Item, new.item)
        title = owner.title if owner is not None and owner.title else new.name
        raise ServiceError(
            f"“{new.name}” is in the library already, as a file of “{title}”; put that item in "
            "the trash, or merge the two, and replace the file then."
        )


def _pages_off(mark: ReplacedMark, page_index: int) -> int:
    return abs(mark.old_anchor.page_index - page_index) if mark.old_anchor else 0
