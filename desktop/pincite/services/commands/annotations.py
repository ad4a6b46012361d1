"""Commands on annotations."""

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
from pincite.services.errors import NothingFoundError

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


def _annotation(tx: Transaction, annotation_id: AnnotationId) -> Annotation:
    annotation = tx.get(Annotation, annotation_id)
    if annotation is None:
        raise NothingFoundError("This annotation is no longer in the library.")
    return annotation


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
    """Change an annotation; None leaves a value as it is."""

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

    @property
    def label(self) -> str:
        """Named after what changes."""
        if self.anchor is not None:
            return "Move annotation"
        if self.colour is not None:
            return "Change colour"
        if self.comment is not None:
            return "Edit comment"
        return "Tag annotation" if self.tags is not None else "Edit annotation"

    def apply(self, tx: Transaction) -> None:
        """Put the annotation with the changes."""
        old = _annotation(tx, self.annotation_id)
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
class TrashAnnotations:
    """Move annotations to the trash."""

    annotation_ids: tuple[AnnotationId, ...]
    label: str = "Delete annotation"

    def apply(self, tx: Transaction) -> None:
        """Mark each as trashed now."""
        for annotation_id in self.annotation_ids:
            tx.put(replace(_annotation(tx, annotation_id), trashed=utc_now()))


@dataclass(frozen=True, slots=True)
class RestoreAnnotations:
    """Take annotations out of the trash."""

    annotation_ids: tuple[AnnotationId, ...]
    label: str = "Restore annotation"

    def apply(self, tx: Transaction) -> None:
        """Clear the trash mark."""
        for annotation_id in self.annotation_ids:
            tx.put(replace(_annotation(tx, annotation_id), trashed=""))
