"""Reading the library: one object with every question that can be asked of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from pincite.library import (
    check_queries,
    completion_queries,
    document_queries,
    filter_queries,
    item_queries,
    mark_queries,
    mention_queries,
    order_queries,
    replacement_queries,
    saved_search_queries,
    trash_queries,
    work_queries,
)
from pincite.library.belongings import Belongings, belongings_of
from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.library.tables import table_of
from pincite.library.values import (
    EVERYTHING,
    Filtered,
    ItemQuery,
    ItemRow,
    ReadingPlace,
    TagCount,
    WorkRow,
)
from pincite.model.annotations import Annotation
from pincite.model.checks import CheckSummary, QuotationCheck
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document, OutlineEntry, PageMap, Paragraph
from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CollectionId,
    ItemId,
    ReplacementId,
    Sha256,
)
from pincite.model.ignored_findings import IgnoredFinding
from pincite.model.items import Collection, Item
from pincite.model.kept_exports import KeptExport
from pincite.model.mentions import Mention, MentionState, WorkName
from pincite.model.notes import Note
from pincite.model.own_styles import OwnStyle
from pincite.model.pacing import Check, unhurried
from pincite.model.records import Record
from pincite.model.reference_sources import ReferenceSource
from pincite.model.replacements import ReplacedMark, Replacement
from pincite.model.saved_searches import SavedSearch
from pincite.model.tasks import Task
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText

__all__ = ["ItemQuery", "ItemRow", "Reader", "ReadingPlace", "TagCount"]

R = TypeVar("R", bound=Record)


class Reader:
    """Questions to the library; the answers are plain values.

    Any thread may call it: each has a connection of its own. Lists leave out what is in the trash
    unless they say otherwise. Longer than other classes because it is only a directory: the work
    is done in `item_queries`, `document_queries`, `mark_queries`, `mention_queries` and
    `check_queries`.
    """

    def __init__(self, connect: Callable[[], Database]) -> None:
        """Ask through the database that `connect` gives for the calling thread."""
        self._connect = connect

    @property
    def _database(self) -> Database:
        return self._connect()

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of this kind and id, in the trash or not; None when there is none.

        A known document always has a page map.
        """
        stored = self._stored(kind, id)
        if stored is None and kind is PageMap:
            known = self._database.value("SELECT 1 FROM documents WHERE id = ?", (id,))
            return self.page_map(Sha256(id)) if known else None  # type: ignore[return-value]
        return stored

    def _stored(self, kind: type[R], id: str) -> R | None:
        table = table_of(kind).holds_data
        data = self._database.value(f"SELECT data FROM {table} WHERE id = ?", (id,))
        return None if data is None else decode(kind, data)

    def items(self, ids: Iterable[ItemId]) -> list[Item]:
        """Items in the order of `ids`, trashed ones too; unknown ids are left out."""
        return item_queries.items(self._database, ids)

    def item_ids(
        self, query: ItemQuery = EVERYTHING, *, sort: str = "added", descending: bool = True
    ) -> list[ItemId]:
        """Ids of the items that `query` asks for.

        Args:
            sort: one of `values.SORTS`; "read" is the time of last reading.

        Raises:
            ValueError: there is no such sort or section.
        """
        return item_queries.item_ids(self._database, query, sort, descending=descending)

    def search_texts(self, ids: Iterable[ItemId] | None = None) -> dict[ItemId, str]:
        """The folded texts in which `ItemQuery.text` looks for its words; of all live items."""
        return item_queries.search_texts(self._database, ids)

    def item_rows(self, ids: Sequence[ItemId]) -> list[ItemRow]:
        """What a table shows of these items, in this order; unknown ids are left out."""
        return item_queries.item_rows(self._database, ids)

    def items_with(
        self, documents: Iterable[Sha256], annotations: Iterable[AnnotationId]
    ) -> set[ItemId] | None:
        """Whose documents and annotations these are; None when one of them is there no more."""
        return document_queries.items_with(self._database, documents, annotations)

    def item_count(self, query: ItemQuery = EVERYTHING) -> int:
        """How many items `query` asks for."""
        return item_queries.item_count(self._database, query)

    def item_by_key(self, key: str) -> Item | None:
        """The item with this citation key; a live one rather than a trashed one."""
        return item_queries.item_by_key(self._database, key)

    def keys(self) -> set[str]:
        """All citation keys in use, those of trashed items and those that items had before too."""
        return item_queries.keys(self._database)

    def find_items(self, reference: str) -> list[Item]:
        """Items that a person may mean: several when a prefix is ambiguous.

        Args:
            reference: citation key (a former one too), item id, sha256 of a document, or the first
                8 or more digits of an id or sha256; the first of these readings that finds
                something counts. Trashed items are given only when no live one is found.
        """
        return item_queries.find_items(self._database, reference)

    def item_by_identifier(self, name: str, value: str) -> Item | None:
        """The live item with this identifier, however it is spelled.

        Args:
            name: "DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL", "arXiv", or "alias" for what
                another program calls it.
        """
        return item_queries.item_by_identifier(self._database, name, value)

    def collections(self) -> list[Collection]:
        """Collections by position and name; nesting is in `parent`."""
        return item_queries.collections(self._database)

    def collection_counts(self) -> dict[CollectionId, int]:
        """Numbers of items that are direct members; collections without any are left out."""
        return item_queries.collection_counts(self._database)

    def tags(self) -> list[TagCount]:
        """Tags by name, with the number of items that `ItemQuery.tags` would find."""
        return item_queries.tags(self._database)

    def documents_of(self, item: ItemId) -> list[Document]:
        """Documents of an item, oldest first."""
        return document_queries.documents_of(self._database, item)

    def live_documents(self) -> Iterator[Document]:
        """The documents that are not in the trash, nor their items, oldest first."""
        return (decode(Document, data) for data in document_queries.live_documents(self._database))

    def articles_of_other_layouts(self, version: int) -> list[Document]:
        """Live articles whose reading copy was made by another version of the layout."""
        return document_queries.articles_of_other_layouts(self._database, version)

    def document_exists(self, sha256: Sha256) -> bool:
        """True for a document that is not in the trash, and neither is its item."""
        return document_queries.document_exists(self._database, sha256)

    def page_map(self, sha: Sha256) -> PageMap:
        """The page map; for a document without one, each page's place from 1 as its label."""
        return document_queries.page_map(self._database, sha)

    def page_text(self, sha: Sha256, index: int) -> str | None:
        """The text of the page at `index` (from 0); None when it is not stored."""
        return document_queries.page_text(self._database, sha, index)

    def recognised_page(self, sha: Sha256, index: int) -> PageText | None:
        """The text recognised on a page, with its words; None when none was."""
        return document_queries.recognised_page(self._database, sha, index)

    def page_texts(self, sha: Sha256) -> Iterator[tuple[int, str]]:
        """Index and text of each stored page, in page order, a few at a time in memory."""
        pages = document_queries.page_numbers(self._database, sha)
        return ((index, text) for _pid, index, text in pages)

    def text_index(self, sha: Sha256, version: int) -> TextIndex | None:
        """The stored text index of a document, which reads pages from here as it needs them.

        Returns:
            None when none is stored, or one of another version; `services.text_indexes` makes it.
        """
        return document_queries.text_index(
            self._database, sha, version, lambda index: self.page_with_words(sha, index)
        )

    def page_with_words(self, sha: Sha256, index: int) -> PageText:
        """A page with the boxes of its words, where the text index keeps them."""
        return document_queries.page_with_words(self._database, sha, index)

    def unindexed_documents(self, version: int) -> list[Sha256]:
        """Documents with pages that have no text index of this version, oldest first."""
        return document_queries.unindexed_documents(self._database, version)

    def page_numbers(self, sha: Sha256) -> list[tuple[int, int, str]]:
        """Pid, index and text of each stored page, for the indexer."""
        return list(document_queries.page_numbers(self._database, sha))

    def pages_by_number(self, pids: Iterable[int]) -> dict[int, tuple[Sha256, int]]:
        """Document and page index of stored page texts by pid; unknown pids are left out."""
        return document_queries.pages_by_number(self._database, pids)

    def counted_values(self, field: str) -> list[tuple[str, int]]:
        """Values of "type", "year", "lang" or "author" in live items, with numbers of items."""
        return completion_queries.counted_values(self._database, field)

    def keys_with_titles(self) -> list[tuple[str, str]]:
        """Citation keys of live items, with their titles; for completion."""
        return completion_queries.keys_with_titles(self._database)

    def filtered(self, field: str, value: str) -> Filtered:
        """What has this value; `field` is one of `filter_queries.BY_VALUE`."""
        return filter_queries.BY_VALUE[field](self._database, value)

    def filtered_by_items(self, items: Iterable[str]) -> Filtered:
        """These items, with their documents."""
        return filter_queries.of_items(self._database, items)

    def filtered_by_annotations(self, ids: Iterable[str]) -> Filtered:
        """These annotations, with their pages."""
        return filter_queries.of_annotations(self._database, ids)

    def filtered_by_year(self, first: int, last: int) -> Filtered:
        """Items published from the first to the last of these years."""
        return filter_queries.with_year(self._database, first, last)

    def filtered_by_time(self, first: str, end: str) -> Filtered:
        """Items added at or after `first` and before `end`; ISO 8601 in UTC."""
        return filter_queries.added_between(self._database, first, end)

    def work_rows(
        self, ids: Iterable[str] | None = None, check: Check = unhurried
    ) -> Iterator[WorkRow]:
        """What live works are told apart by in results: all of them, or those with these ids."""
        return work_queries.work_rows(self._database, ids, check)

    def works_of_documents(self) -> dict[int, str]:
        """The work of each live document, by the document's number in the search index."""
        return work_queries.works_of_documents(self._database)

    def documents_by_number(self) -> dict[int, Sha256]:
        """Live documents by their number in the search index."""
        return work_queries.documents_by_number(self._database)

    def mark_places(self, ids: Iterable[str]) -> dict[str, tuple[int, int, float]]:
        """Number of the document, page index and height on the page of annotations."""
        return work_queries.mark_places(self._database, ids)

    def document_number(self, sha: Sha256) -> int:
        """The small number of a document in the search index, never used twice; 0 if unknown."""
        sql = "SELECT number FROM document_numbers WHERE sha256 = ?"
        return int(self._database.value(sql, (sha,)) or 0)

    def paragraphs(self, sha: Sha256) -> list[Paragraph]:
        """The numbered paragraphs of an article, in order."""
        return document_queries.paragraphs(self._database, sha)

    def outline(self, sha: Sha256) -> list[OutlineEntry]:
        """The outline of a document, in order."""
        return document_queries.outline(self._database, sha)

    def reading_place(self, sha: Sha256) -> ReadingPlace | None:
        """Where reading the document stopped; None when nobody has read it."""
        return document_queries.reading_place(self._database, sha)

    def annotations_of(self, sha: Sha256, *, trashed: bool = False) -> list[Annotation]:
        """Annotations of a document in reading order.

        Args:
            trashed: those in the trash too.
        """
        return mark_queries.annotations_of(self._database, sha, trashed=trashed)

    def trashed_annotations_of(self, sha: Sha256) -> list[Annotation]:
        """Annotations of a document that are in the trash, in reading order."""
        return mark_queries.trashed_annotations_of(self._database, sha)

    def annotation_count(self, sha: Sha256) -> int:
        """How many annotations a document has."""
        return mark_queries.annotation_count(self._database, sha)

    def trashed_annotation_count(self, sha: Sha256) -> int:
        """How many annotations of a document are in the trash."""
        return mark_queries.trashed_annotation_count(self._database, sha)

    def annotation_tags(self) -> list[str]:
        """Every tag of an annotation or an item, by name; for completion."""
        return mark_queries.annotation_tags(self._database)

    def citation_counts(self, sha: Sha256) -> dict[AnnotationId, int]:
        """How often each annotation of a document is cited; those never cited are left out."""
        return mark_queries.citation_counts(self._database, sha)

    def annotations_of_item(self, item: ItemId) -> list[Annotation]:
        """Annotations of an item, document by document in reading order."""
        return mark_queries.annotations_of_item(self._database, item)

    def all_annotations(self) -> Iterator[Annotation]:
        """All annotations, item by item in reading order; those of trashed items are left out."""
        return (decode(Annotation, data) for data in mark_queries.all_annotations(self._database))

    def notes_of(self, item: ItemId) -> list[Note]:
        """Notes of an item, oldest first."""
        return mark_queries.notes_of(self._database, item)

    def all_notes(self) -> Iterator[Note]:
        """All notes, oldest first; those of trashed items are left out."""
        return (decode(Note, data) for data in mark_queries.all_notes(self._database))

    def bibliographies(self) -> list[Bibliography]:
        """Bibliographies by name."""
        return mark_queries.bibliographies(self._database)

    def bibliography_by_name(self, name: str) -> Bibliography | None:
        """The bibliography of this name: exactly, else accents and case aside."""
        return mark_queries.bibliography_by_name(self._database, name)

    def citations_of(self, bibliography: BibliographyId) -> list[Citation]:
        """Citations of a bibliography, in its order."""
        return mark_queries.citations_of(self._database, bibliography)

    def all_citations_of(self, bibliography: BibliographyId) -> list[Citation]:
        """Citations of a bibliography, those in the trash too."""
        return mark_queries.all_citations_of(self._database, bibliography)

    def citations_of_item(self, item: ItemId) -> list[Citation]:
        """Citations of an item in all bibliographies that are not in the trash."""
        return mark_queries.citations_of_item(self._database, item)

    def citations_of_annotation(self, annotation: AnnotationId) -> list[Citation]:
        """Citations bound to an annotation."""
        return mark_queries.citations_of_annotation(self._database, annotation)

    def mentions_of(self, sha: Sha256, *, dismissed: bool = False) -> list[Mention]:
        """Citations found in a document, in reading order.

        Args:
            dismissed: those too that somebody said are none.
        """
        return mention_queries.mentions_of(self._database, sha, dismissed=dismissed)

    def mentions_of_item(self, item: ItemId) -> list[Mention]:
        """Citations of an item in all documents, document by document in reading order."""
        return mention_queries.mentions_of_item(self._database, item)

    def mention_counts(self, sha: Sha256) -> dict[MentionState, int]:
        """How many citations found in a document are in each state."""
        return mention_queries.mention_counts(self._database, sha)

    def documents_naming(self, words: Iterable[str]) -> list[Sha256]:
        """Documents with a citation whose work is not certain and that has one of the words."""
        return mention_queries.documents_naming(self._database, words)

    def unscanned_documents(self, version: int) -> list[Sha256]:
        """Documents that this version of the search for citations has not looked through."""
        return mention_queries.unscanned_documents(self._database, version)

    def scanned_version(self, sha: Sha256) -> int:
        """The version of the search that looked through a document last; 0 when none did."""
        return mention_queries.scanned_version(self._database, sha)

    def check_of(self, source: str) -> QuotationCheck | None:
        """The last check of the quotation of a citation or mention; None when none was made."""
        return check_queries.check_of(self._database, source)

    def check_summaries(self, sources: Iterable[str]) -> dict[str, CheckSummary]:
        """What lists show of the checks of citations and mentions, by their ids."""
        return check_queries.check_summaries(self._database, sources)

    def work_names(self) -> list[WorkName]:
        """All that was said of names of works, for documents and for the library."""
        return mention_queries.work_names(self._database)

    def reference_sources(self) -> list[ReferenceSource]:
        """The lists of references that were brought in, oldest first."""
        sql = "SELECT data FROM reference_sources ORDER BY added, id"
        return [decode(ReferenceSource, row[0]) for row in self._database.rows(sql)]

    def belongings_of(self, item: ItemId) -> Belongings:
        """Everything that belongs to an item or points to it, in the trash or not."""
        return belongings_of(self._database, item)

    def distinct_pairs(self) -> set[str]:
        """Ids of the pairs of works that a person has said to be different."""
        return {row[0] for row in self._database.rows("SELECT id FROM distinct_works")}

    def items_with_tag(self, tag: str) -> list[Item]:
        """Items that have the tag themselves, those in the trash too."""
        return order_queries.items_with_tag(self._database, tag)

    def items_with_automatic_tags(self) -> list[Item]:
        """Items that have a tag that nobody chose, those in the trash too."""
        return order_queries.items_with_automatic_tags(self._database)

    def annotations_with_tag(self, tag: str) -> list[Annotation]:
        """Annotations that have the tag, those in the trash too."""
        return order_queries.annotations_with_tag(self._database, tag)

    def last_read(self, item: ItemId) -> str:
        """When a file of the item was last read, ISO 8601 in UTC; empty for never."""
        return order_queries.last_read(self._database, item)

    def tasks_of(self, item: ItemId) -> list[Task]:
        """Tasks of an item, open ones first, oldest first."""
        return order_queries.tasks_of(self._database, item)

    def open_tasks(self) -> list[Task]:
        """Open tasks of the whole library, oldest first."""
        return order_queries.open_tasks(self._database)

    def open_task_count(self) -> int:
        """How many tasks are open."""
        return order_queries.open_task_count(self._database)

    def related_to(self, item: ItemId) -> list[Item]:
        """Items that are related to one, in the order in which that was said."""
        relations = order_queries.relations_of(self._database, item)
        related = self.items(relation.other_than(item) for relation in relations)
        return [each for each in related if not each.trashed]

    def trashed_records(self) -> list[trash_queries.TrashRecord]:
        """Everything in the trash by itself, of every kind."""
        return trash_queries.trashed_records(self._database)

    def ignored_findings(self) -> dict[str, str]:
        """Findings of the check of the library to be left as they are: id -> value found."""
        rows = self._database.rows("SELECT data FROM ignored_findings")
        found = (decode(IgnoredFinding, row[0]) for row in rows)
        return {finding.id: finding.value for finding in found}

    def kept_exports(self) -> list[KeptExport]:
        """The exports that are kept up to date, oldest first."""
        sql = "SELECT data FROM kept_exports ORDER BY created, id"
        return [decode(KeptExport, row[0]) for row in self._database.rows(sql)]

    def own_styles(self) -> list[OwnStyle]:
        """The citation styles that were added to the library, oldest first."""
        sql = "SELECT data FROM own_styles ORDER BY added, id"
        return [decode(OwnStyle, row[0]) for row in self._database.rows(sql)]

    def replacements_of(self, item: ItemId) -> list[Replacement]:
        """Replacements of files of an item, the newest first."""
        return replacement_queries.replacements_of(self._database, item)

    def replaced_marks(self, id: ReplacementId) -> list[ReplacedMark]:
        """What moves with a replacement, in the reading order of the old file."""
        return replacement_queries.replaced_marks(self._database, id)

    def open_mark_count(self, id: ReplacementId) -> int:
        """How many marks of a replacement nobody has decided about."""
        return replacement_queries.open_mark_count(self._database, id)

    def trashed_documents_of(self, item: ItemId) -> list[Document]:
        """Documents of an item that are in the trash, oldest first."""
        return document_queries.trashed_documents_of(self._database, item)

    def saved_searches(self) -> list[SavedSearch]:
        """Saved searches in the order of the user."""
        return saved_search_queries.saved_searches(self._database)

    def saved_search_by_name(self, name: str) -> SavedSearch | None:
        """The saved search of this name: exactly, else accents and case aside."""
        return saved_search_queries.saved_search_by_name(self._database, name)

    def items_of_documents(self, numbers: Iterable[int]) -> set[ItemId]:
        """Live items of live documents, these by their number in the search index."""
        return document_queries.items_of_documents(self._database, numbers)

    def setting(self, name: str) -> str | None:
        """A small value that belongs to the library ("active_bibliography"); None when unset."""
        value = self._database.value("SELECT value FROM settings WHERE name = ?", (name,))
        return None if value is None else str(value)
