"""Commands on annotations: add, edit one or many, delete, restore."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.anchors import Anchor
from pincite.model.annotations import (
    Annotation,
    AnnotationKind,
    Colour,
    QuotationKind,
    Stroke,
)
from pincite.model.ids import AnnotationId
from pincite.services.commands.citations import release_citations
from pincite.services.errors import NothingFoundError, ServiceError

_NAMES = {
    AnnotationKind.HIGHLIGHT: "Highlight",
    AnnotationKind.UNDERLINE: "Underline",
    AnnotationKind.STRIKEOUT: "Strike out",
    AnnotationKind.SQUIGGLE: "Squiggle",
    AnnotationKind.NOTE: "Page note",
    AnnotationKind.AREA: "Mark area",
    AnnotationKind.INK: "Draw",
    AnnotationKind.TEXT: "Text",
}


def stored_annotation(tx: Transaction, annotation_id: AnnotationId) -> Annotation:
    """The annotation to write to, in the trash or not.

    Raises:
        NothingFoundError: it has been removed meanwhile.
    """
    annotation = tx.get(Annotation, annotation_id)
    if annotation is None:
        raise NothingFoundError("This annotation is no longer in the library.")
    return annotation


def stored_annotations(
    tx: Transaction, annotation_ids: tuple[AnnotationId, ...]
) -> Iterator[Annotation]:
    """The annotations to write to, one after another; raises as `stored_annotation` does."""
    return (stored_annotation(tx, annotation_id) for annotation_id in annotation_ids)


@dataclass(frozen=True, slots=True)
class AddAnnotation:
    """Add a mark to a document."""

    annotation: Annotation

    @property
    def label(self) -> str:
        """Named after the kind of mark."""
        return _NAMES[self.annotation.kind]

    def apply(self, tx: Transaction) -> None:
        """Put it with the present time."""
        time = utc_now()
        tx.put(replace(self.annotation, created=self.annotation.created or time, modified=time))


@dataclass(frozen=True, slots=True)
class EditAnnotation:
    """Change an annotation; None leaves a value as it is.

    Attributes:
        act: what the user did, where what changes does not tell it.
    """

    annotation_id: AnnotationId
    colour: Colour | None = None
    comment: str | None = None
    tags: tuple[str, ...] | None = None
    kind: AnnotationKind | None = None
    quotation_kind: QuotationKind | None = None
    core: str | None = None
    anchor: Anchor | None = None
    strokes: tuple[Stroke, ...] | None = None
    font_pt: float | None = None
    act: str = ""

    @property
    def label(self) -> str:
        """Named after what changes."""
        if self.act:
            return self.act
        if self.anchor is not None:
            return "Move annotation"
        if self.colour is not None:
            return "Change colour"
        if self.kind is not None:
            return "Convert annotation"
        if self.comment is not None:
            return "Edit comment"
        return "Tag annotation" if self.tags is not None else "Edit annotation"

    def apply(self, tx: Transaction) -> None:
        """Put the annotation with the changes."""
        old = stored_annotation(tx, self.annotation_id)
        new = replace(
            old,
            colour=self.colour or old.colour,
            comment=old.comment if self.comment is None else self.comment,
            tags=old.tags if self.tags is None else self.tags,
            kind=self.kind or old.kind,
            quotation_kind=self.quotation_kind or old.quotation_kind,
            core=old.core if self.core is None else self.core,
            anchor=self.anchor or old.anchor,
            strokes=old.strokes if self.strokes is None else self.strokes,
            font_pt=old.font_pt if self.font_pt is None else self.font_pt,
        )
        if new != old:
            tx.put(replace(new, modified=utc_now()))


@dataclass(frozen=True, slots=True)
class EditAnnotations:
    """Give several annotations the same value; None leaves a value as it is.

    Attributes:
        kind: highlight, underline, strikeout or squiggle: one mark of text is turned into another.
        add_tags, remove_tags: the other tags stay.
    """

    annotation_ids: tuple[AnnotationId, ...]
    colour: Colour | None = None
    kind: AnnotationKind | None = None
    quotation_kind: QuotationKind | None = None
    core: str | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Named after what changes."""
        if self.colour is not None:
            return "Change colour"
        if self.kind is not None:
            return "Convert annotation" if len(self.annotation_ids) == 1 else "Convert annotations"
        if self.quotation_kind is not None:
            return "Change kind of quotation"
        return "Edit core statement" if self.core is not None else "Tag annotations"

    def apply(self, tx: Transaction) -> None:
        """Put each annotation that changes."""
        time = utc_now()
        for old in stored_annotations(tx, self.annotation_ids):
            new = replace(
                old,
                colour=self.colour or old.colour,
                kind=self._kind_for(old),
                quotation_kind=self.quotation_kind or old.quotation_kind,
                core=old.core if self.core is None else self.core,
                tags=self._tags_for(old),
            )
            if new != old:
                tx.put(replace(new, modified=time))

    def _kind_for(self, old: Annotation) -> AnnotationKind:
        if self.kind is None or self.kind is old.kind:
            return old.kind
        if not (old.kind.marks_text and self.kind.marks_text):
            raise ServiceError(
                "Only highlights, underlines, strikeouts and squiggles can be turned into each "
                "other. Nothing was changed."
            )
        return self.kind

    def _tags_for(self, old: Annotation) -> tuple[str, ...]:
        kept = tuple(tag for tag in old.tags if tag not in self.remove_tags)
        return kept + tuple(tag for tag in self.add_tags if tag not in kept)


@dataclass(frozen=True, slots=True)
class TrashAnnotations:
    """Move annotations to the trash."""

    annotation_ids: tuple[AnnotationId, ...]

    @property
    def label(self) -> str:
        """Says whether it was one or more."""
        return "Delete annotation" if len(self.annotation_ids) == 1 else "Delete annotations"

    def apply(self, tx: Transaction) -> None:
        """Mark each as trashed now."""
        time = utc_now()
        for annotation in stored_annotations(tx, self.annotation_ids):
            tx.put(replace(annotation, trashed=annotation.trashed or time))


@dataclass(frozen=True, slots=True)
class RestoreAnnotations:
    """Take annotations out of the trash."""

    annotation_ids: tuple[AnnotationId, ...]

    @property
    def label(self) -> str:
        """Says whether it was one or more."""
        return "Restore annotation" if len(self.annotation_ids) == 1 else "Restore annotations"

    def apply(self, tx: Transaction) -> None:
        """Clear the trash mark."""
        for annotation in stored_annotations(tx, self.annotation_ids):
            tx.put(replace(annotation, trashed=""))


@dataclass(frozen=True, slots=True)
class PurgeAnnotations:
    """Remove annotations from the trash for good; undo brings them back while the program runs.

    Citations that were bound to one keep the place that they cite.
    """

    annotation_ids: tuple[AnnotationId, ...]
    label: str = "Delete for good"

    def apply(self, tx: Transaction) -> None:
        """Remove each; one that is not in the trash is left alone."""
        for annotation in stored_annotations(tx, self.annotation_ids):
            if annotation.trashed:
                release_citations(tx, annotation)
                tx.remove(Annotation, annotation.id)
