"""Identifiers: every record has a UUID; a file is known by its sha256."""

import uuid
from typing import NewType

ItemId = NewType("ItemId", str)
AnnotationId = NewType("AnnotationId", str)
NoteId = NewType("NoteId", str)
CollectionId = NewType("CollectionId", str)
BibliographyId = NewType("BibliographyId", str)
CitationId = NewType("CitationId", str)
HeadingId = NewType("HeadingId", str)
MentionId = NewType("MentionId", str)
WorkNameId = NewType("WorkNameId", str)
SavedSearchId = NewType("SavedSearchId", str)
TaskId = NewType("TaskId", str)
ReplacementId = NewType("ReplacementId", str)
Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits of a file's contents."""


def fresh_id() -> str:
    """A new random UUID, 32 hexadecimal digits; wrap it in the id type wanted."""
    return uuid.uuid4().hex
