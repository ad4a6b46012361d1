"""The records of a library: everything that a transaction can put, remove and take back."""

from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document, PageMap
from pincite.model.items import Collection, Item
from pincite.model.notes import Note

Record = Item | Collection | Document | PageMap | Annotation | Note | Bibliography | Citation
RecordType = (
    type[Item]
    | type[Collection]
    | type[Document]
    | type[PageMap]
    | type[Annotation]
    | type[Note]
    | type[Bibliography]
    | type[Citation]
)


def record_id(record: Record) -> str:
    """The id under which a record is stored: its UUID, or the sha256 of a document or page map."""
    return record.sha256 if isinstance(record, Document | PageMap) else record.id
