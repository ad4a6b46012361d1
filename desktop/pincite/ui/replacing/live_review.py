"""What a review shows, read in jobs, and read again when something in it changes."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from pincite.library.queries import Reader
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.changes import Changes
from pincite.model.citations import Citation
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, BibliographyId, ReplacementId
from pincite.model.items import Item
from pincite.model.mentions import Mention
from pincite.model.replacements import MarkKind, ReplacedMark, Replacement
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext


@dataclass(frozen=True, slots=True)
class About:
    """What a review says of a mark beside its places.

    Attributes:
        kind: of an annotation.
        colour: of an annotation, "#rrggbb"; else empty.
        comment: of an annotation.
        citations: how often an annotation is cited.
        where: what a citation stands in: a bibliography, the title of another work.
    """

    kind: AnnotationKind | None = None
    colour: str = ""
    comment: str = ""
    citations: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A replacement with all that moves; `replacement` is None when it was taken back."""

    replacement: Replacement | None
    old: Document | None = None
    new: Document | None = None
    title: str = ""
    marks: tuple[ReplacedMark, ...] = ()
    about: dict[str, About] = field(default_factory=dict)


def read_review(read: Reader, id: ReplacementId) -> Review:
    """Read a review; thousands of marks take some tenths of a second, so call it in a job."""
    replacement = read.get(Replacement, id)
    if replacement is None:
        return Review(None)
    item = read.get(Item, replacement.item)
    marks = tuple(read.replaced_marks(id))
    cited = {**read.citation_counts(replacement.old), **read.citation_counts(replacement.new)}
    names = {b.id: b.name for b in read.bibliographies()}
    about = {mark.id: _about(read, mark, cited, names) for mark in marks}
    return Review(
        replacement,
        read.get(Document, replacement.old),
        read.get(Document, replacement.new),
        item.title if item else "",
        marks,
        about,
    )


def _about(
    read: Reader,
    mark: ReplacedMark,
    cited: dict[AnnotationId, int],
    names: dict[BibliographyId, str],
) -> About:
    match mark.kind:
        case MarkKind.ANNOTATION:
            annotation = read.get(Annotation, mark.subject)
            if annotation is None:
                return About()
            return About(
                annotation.kind,
                annotation.colour.hex,
                annotation.comment,
                cited.get(annotation.id, 0),
            )
        case MarkKind.CITATION:
            citation = read.get(Citation, mark.subject)
            return About(where=names.get(citation.bibliography, "") if citation else "")
        case MarkKind.MENTION:
            mention = read.get(Mention, mark.subject)
            citing = read.get(Document, mention.document) if mention else None
            item = read.get(Item, citing.item) if citing else None
            return About(where=item.title if item else "")
        case MarkKind.FINDING:
            return About()


class LiveReview(QObject):
    """Keeps a review up to date; one job at a time.

    Signals:
        read: a new `Review`.
    """

    read = Signal(object)

    def __init__(self, context: AppContext, id: ReplacementId, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._id = id
        self._is_reading = False
        self._is_stale = False
        self._is_closed = False
        context.events.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read anew."""
        self._is_stale = not self._is_closed
        self._read_if_stale()

    def close(self) -> None:
        """Read and tell nothing any more."""
        self._is_closed, self._is_stale = True, False

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._id in changes.replacements or changes.bibliographies or changes.documents:
            self.refresh()

    def _read_if_stale(self) -> None:
        if self._is_reading or not self._is_stale:
            return
        self._is_reading, self._is_stale = True, False
        read, id = self._context.workspace.read, self._id

        def job(_context: JobContext) -> Review:
            return read_review(read, id)

        handle = self._context.jobs.start(job, "", shown=False)
        handle.succeeded.connect(self._take)
        handle.failed.connect(self._on_failed)
        handle.ended.connect(self._on_ended)

    def _take(self, review: Review) -> None:
        if not self._is_closed:
            self.read.emit(review)

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)

    def _on_ended(self) -> None:
        self._is_reading = False
        self._read_if_stale()
