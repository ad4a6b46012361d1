"""The records of a library: everything that a transaction can put, remove and take back."""

from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography, Citation
from pincite.model.distinct_works import DistinctWorks
from pincite.model.documents import Document, PageMap
from pincite.model.ignored_findings import IgnoredFinding
from pincite.model.items import Collection, Item
from pincite.model.kept_exports import KeptExport
from pincite.model.listing import Abbreviations
from pincite.model.mentions import Mention, WorkName
from pincite.model.notes import Note
from pincite.model.own_styles import OwnStyle
from pincite.model.recognition import Recognition
from pincite.model.reference_sources import ReferenceSource
from pincite.model.related_works import RelatedWorks
from pincite.model.replacements import ReplacedMark, Replacement
from pincite.model.saved_searches import SavedSearch
from pincite.model.tasks import Task

Record = (
    Item
    | Collection
    | Document
    | PageMap
    | Recognition
    | Annotation
    | Note
    | Bibliography
    | Citation
    | Mention
    | WorkName
    | ReferenceSource
    | Replacement
    | ReplacedMark
    | KeptExport
    | DistinctWorks
    | SavedSearch
    | OwnStyle
    | Abbreviations
    | RelatedWorks
    | Task
    | IgnoredFinding
)
RecordType = (
    type[Item]
    | type[Collection]
    | type[Document]
    | type[PageMap]
    | type[Recognition]
    | type[Annotation]
    | type[Note]
    | type[Bibliography]
    | type[Citation]
    | type[Mention]
    | type[WorkName]
    | type[ReferenceSource]
    | type[Replacement]
    | type[ReplacedMark]
    | type[KeptExport]
    | type[DistinctWorks]
    | type[SavedSearch]
    | type[OwnStyle]
    | type[Abbreviations]
    | type[RelatedWorks]
    | type[Task]
    | type[IgnoredFinding]
)


def record_id(record: Record) -> str:
    """The id under which a record is stored: its UUID, or the sha256 of what it says of a file."""
    if isinstance(record, Document | PageMap | Recognition):
        return record.sha256
    return record.id
