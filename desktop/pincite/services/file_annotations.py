"""Annotations that stand in the file of a document: which are new to the library, and which not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pincite.documents.annotated import Edits, page_of
from pincite.documents.errors import DocumentError
from pincite.documents.file_annotations import FileAnnotation
from pincite.documents.file_marks import Mark
from pincite.documents.reading import DocumentReader
from pincite.exporting.annotations import annotation_rows
from pincite.library.library import Library
from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, Sha256
from pincite.model.items import Item
from pincite.services.annotation_export import (
    ALL_IN_ORDER,
    AnnotationChoice,
    annotated_documents,
)
from pincite.services.annotation_filter import sorted_annotations
from pincite.services.commands.take_over import TakeOverAnnotations
from pincite.services.errors import MissingFileError
from pincite.services.reading import shown_path


@dataclass(frozen=True, slots=True)
class External:
    """What stands in a file, seen from the library.

    An annotation of the file that is in the library is painted from there: moved, recoloured, or
    not at all when it was deleted. So it is left out of the page's picture, except a stamp or an
    arrow, which we would not paint as well; that stays until it is deleted.

    Attributes:
        shown: in the file only, to be shown as such.
        offered: those of `shown` that can be taken over; not what Pincite itself wrote into a copy
            and still has beside the original.
        hidden: places of those that are to be left out of pictures.
    """

    shown: tuple[Annotation, ...] = ()
    offered: tuple[Annotation, ...] = ()
    hidden: frozenset[Mark] = frozenset()

    def taking_over(self, document: Sha256) -> TakeOverAnnotations:
        """The command that takes over what is offered."""
        return TakeOverAnnotations(document, self.offered)


def external(reader: Reader, document: Sha256, found: Sequence[FileAnnotation]) -> External:
    """Compare what stands in a document's file with the library; a bounded read."""
    shown: list[Annotation] = []
    offered: list[Annotation] = []
    hidden: set[Mark] = set()
    ours = _Ours(reader.annotations_of(document, trashed=True))
    for entry in found:
        taken = ours.of(entry)
        if taken is None:
            here = replace(entry.annotation, document=document)
            shown.append(here)
            if not _is_elsewhere(reader, entry):
                offered.append(here)
        elif entry.is_faithful or taken.trashed:
            hidden |= {(page_of(entry), ordinal) for ordinal in entry.ordinals}
    return External(tuple(shown), tuple(offered), frozenset(hidden))


def read_external(library: Library, document: Document, password: str = "") -> External:
    """Read a document's file and compare; blocks. The copies of articles that we made have none.

    Raises:
        MissingFileError, DocumentError: its file cannot be read.
    """
    if document.is_article or not document.pages:
        return External()
    with DocumentReader(shown_path(library.files, document), password=password) as reader:
        found = reader.annotations()
    return external(library.reader, document.sha256, found)


def edits_for_copy(
    reader: Reader, document: Sha256, found: Sequence[FileAnnotation], author: str
) -> Edits:
    """What a copy of a document's file has to have otherwise than the file.

    Annotations of the file that nobody has changed stay in it as they are.
    """
    added: list[Annotation] = []
    removed: list[FileAnnotation] = []
    amended: list[tuple[FileAnnotation, Annotation]] = []
    annotations = reader.annotations_of(document, trashed=True)
    ours = _Ours(annotations)
    in_file: dict[AnnotationId, list[FileAnnotation]] = {}
    for entry in found:
        taken = ours.of(entry)
        if taken is not None:
            in_file.setdefault(taken.id, []).append(entry)
    for annotation in annotations:
        entries = in_file.get(annotation.id, [])
        if any(_is_same(annotation, entry.annotation) for entry in entries):
            continue
        if any(_keeps_looks(annotation, entry) for entry in entries):
            amended += [(entry, annotation) for entry in entries]
            continue
        removed += entries
        if not annotation.trashed:
            added.append(annotation)
    return Edits(tuple(added), tuple(removed), tuple(amended), author)


def all_annotation_shapes(
    library: Library, item: Item, choice: AnnotationChoice = ALL_IN_ORDER
) -> tuple[list[dict[str, Any]], list[str]]:
    """The annotations of an item's documents, those only in their files too, as JSON objects.

    Returns:
        The objects document by document, with "origin" and "external" added; and a sentence for
        each file that could not be read.
    """
    rows: list[dict[str, Any]] = []
    problems: list[str] = []
    for found in annotated_documents(library.reader, item, choice):
        outside: tuple[Annotation, ...] = ()
        try:
            if not choice.are_trashed:
                outside = read_external(library, found.document).shown
        except (MissingFileError, DocumentError) as error:
            problems.append(str(error))
        both = [*found.annotations, *choice.filter.chosen(outside)]
        both = sorted_annotations(both, choice.sort)
        shapes = annotation_rows([replace(found, annotations=tuple(both))])
        for shape, annotation in zip(shapes, both, strict=True):
            is_external = annotation in outside
            rows.append(shape | {"origin": annotation.origin, "external": is_external})
    return rows, problems


class _Ours:
    """The annotations of a document by what they were in its file."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._by_id = {a.id: a for a in annotations}
        self._by_origin = {a.origin: a for a in self._by_id.values() if a.origin}

    def of(self, entry: FileAnnotation) -> Annotation | None:
        own = self._by_id.get(entry.own_id) if entry.own_id else None
        return own or self._by_origin.get(entry.annotation.origin)


def _is_elsewhere(reader: Reader, entry: FileAnnotation) -> bool:
    """True for what we wrote into a copy, when the original mark is still in the library."""
    return entry.own_id is not None and reader.get(Annotation, entry.own_id) is not None


def _is_same(ours: Annotation, theirs: Annotation) -> bool:
    return not ours.trashed and _look(ours) == _look(theirs) and _said(ours) == _said(theirs)


def _keeps_looks(ours: Annotation, entry: FileAnnotation) -> bool:
    """True for a stamp or the like, which we could not draw anew, when only words differ."""
    is_drawn = not ours.trashed and not entry.is_faithful
    return is_drawn and _look(ours) == _look(entry.annotation)


def _look(annotation: Annotation) -> tuple[object, ...]:
    a = annotation
    return (a.kind, a.anchor.places, a.colour, a.strokes, a.font_pt)


def _said(annotation: Annotation) -> tuple[object, ...]:
    a = annotation
    return (a.comment, a.tags, a.quotation_kind, a.core, a.replies)
