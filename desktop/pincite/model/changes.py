"""Changes: what one transaction touched."""

from dataclasses import dataclass, field

from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CitationId,
    CollectionId,
    ItemId,
    MentionId,
    NoteId,
    ReplacementId,
    SavedSearchId,
    Sha256,
    TaskId,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of all records that one or more transactions created, changed or removed, by kind.

    Attributes:
        documents: rows of documents (by sha256) that changed.
        checks: citations and mentions whose quotation was checked with another result.
        pages: documents whose page map or page texts, read or recognised, changed.
        replacements: replacements of files, and decisions about what moves with them.
        tasks: tasks of items.
        related: items whose relations to other items changed.
        kept_exports: exports that are kept up to date, by id.
        styles: styles and lists of abbreviations of the library's own.
        seq: the number of the last entry of the change log that is included.
    """

    items: frozenset[ItemId] = field(default_factory=frozenset)
    collections: frozenset[CollectionId] = field(default_factory=frozenset)
    documents: frozenset[Sha256] = field(default_factory=frozenset)
    pages: frozenset[Sha256] = field(default_factory=frozenset)
    annotations: frozenset[AnnotationId] = field(default_factory=frozenset)
    notes: frozenset[NoteId] = field(default_factory=frozenset)
    bibliographies: frozenset[BibliographyId] = field(default_factory=frozenset)
    citations: frozenset[CitationId] = field(default_factory=frozenset)
    mentions: frozenset[MentionId] = field(default_factory=frozenset)
    checks: frozenset[str] = field(default_factory=frozenset)
    replacements: frozenset[ReplacementId] = field(default_factory=frozenset)
    kept_exports: frozenset[str] = field(default_factory=frozenset)
    saved_searches: frozenset[SavedSearchId] = field(default_factory=frozenset)
    styles: frozenset[str] = field(default_factory=frozenset)
    tasks: frozenset[TaskId] = field(default_factory=frozenset)
    related: frozenset[ItemId] = field(default_factory=frozenset)
    seq: int = 0

    def __bool__(self) -> bool:
        return any(
            (
                self.items, self.collections, self.documents, self.pages, self.annotations,
                self.notes, self.bibliographies, self.citations, self.mentions, self.checks,
                self.replacements, self.kept_exports, self.saved_searches, self.styles,
                self.tasks, self.related,
            )
        )  # fmt: skip

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.items | other.items,
            self.collections | other.collections,
            self.documents | other.documents,
            self.pages | other.pages,
            self.annotations | other.annotations,
            self.notes | other.notes,
            self.bibliographies | other.bibliographies,
            self.citations | other.citations,
            self.mentions | other.mentions,
            self.checks | other.checks,
            self.replacements | other.replacements,
            self.kept_exports | other.kept_exports,
            self.saved_searches | other.saved_searches,
            self.styles | other.styles,
            self.tasks | other.tasks,
            self.related | other.related,
            max(self.seq, other.seq),
        )


class Bulk:
    """Origin and group of commands that come one after another, such as the files of an import.

    They are one undo step, and a view may take several of their notices together.
    """
