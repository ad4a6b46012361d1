"""Taking annotations of a PDF file over into the library."""

from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.annotations import Annotation
from pincite.model.ids import AnnotationId, Sha256


def taken_id(document: Sha256, origin: str) -> AnnotationId:
    """The id of an annotation of a file in the library: always the same, so it comes in once."""
    return AnnotationId(uuid5(NAMESPACE_URL, f"urn:sha256:{document}#{origin}").hex)


@dataclass(frozen=True, slots=True)
class TakeOverAnnotations:
    """Add annotations of a file to its document, in one step.

    Those that are in the library already, be it in the trash, are left as they are.

    Attributes:
        annotations: as they were read; each has an `origin`.
    """

    document: Sha256
    annotations: tuple[Annotation, ...]
    label: str = "Take over annotations"

    def apply(self, tx: Transaction) -> None:
        """Put each with an id made from its origin."""
        time = utc_now()
        for annotation in self.annotations:
            id_ = taken_id(self.document, annotation.origin)
            if tx.get(Annotation, id_) is None:
                created = annotation.created or time
                modified = annotation.modified or created
                taken = replace(annotation, id=id_, document=self.document)
                tx.put(replace(taken, created=created, modified=modified))
