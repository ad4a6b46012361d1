"""Keeping the search index as new as the library."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass

from pincite.library.library import Library
from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.changes import Changes
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, ItemId, NoteId, Sha256
from pincite.model.items import Item
from pincite.model.notes import Note
from pincite.search.errors import IndexBrokenError, IndexBusyError, SearchIndexError
from pincite.search.index import IndexFolder, IndexWriter, RecordEntry
from pincite.search.languages import guessed_language
from pincite.services.index_builders import Builders
from pincite.services.index_pages import pages_of
from pincite.services.jobs import JobContext

logger = logging.getLogger(__name__)

PAGES_PER_COMMIT = 2000
MANY_PAGES = 4000
BUSY_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands beside the library.

    Attributes:
        behind: entries of the change log that are not in the index yet.
        message: the same as a sentence.
    """

    is_current: bool
    pages: int
    behind: int
    message: str


def folder_of(library: Library) -> IndexFolder:
    """The index of a library."""
    return IndexFolder(library.folder / "index")


def index_status(library: Library) -> IndexStatus:
    """Look at the index without writing anything."""
    try:
        with folder_of(library).open_reader() as reader:
            pages, behind = reader.page_count, library.last_seq() - reader.seq
    except SearchIndexError as error:
        return IndexStatus(False, 0, library.last_seq(), str(error))
    if behind > 0:
        message = f"{pages} pages are indexed; {behind} changes are still to come."
    else:
        message = f"{pages} pages are indexed; nothing is missing."
    return IndexStatus(behind <= 0, pages, max(0, behind), message)


def verify_index(library: Library) -> None:
    """Compare every byte of the index with its checksum; about a second for 400 MB.

    Raises:
        SearchIndexError: it is damaged, or there is none.
    """
    with folder_of(library).open_reader() as reader:
        reader.verify()


def update_index(library: Library, context: JobContext) -> None:
    """Bring the index up to date, here; waits while another process is doing just that.

    Raises:
        SearchIndexError: it cannot be written.
        Cancelled: the job was stopped; what is indexed stays.
    """
    folder = folder_of(library)
    patience = time.monotonic() + BUSY_PATIENCE_S
    while not index_status(library).is_current:
        try:
            with open_or_rebuild(folder) as writer:
                bring_up_to_date(library, writer, context)
                return
        except IndexBusyError:
            if time.monotonic() > patience:
                raise
            context.check()
            time.sleep(0.1)


def rebuild_index(library: Library, context: JobContext) -> None:
    """Make the index anew beside the old one, swap them, and join its parts."""
    with folder_of(library).rebuild() as writer:
        bring_up_to_date(library, writer, context)
        writer.publish(writer.last_seq)
        # Of as many parts as memory asks for, it is a third larger and slower to search.
        writer.optimize(context.check)


def optimize_index(library: Library, context: JobContext) -> None:
    """Bring the index up to date and join its small parts."""
    update_index(library, context)
    with open_or_rebuild(folder_of(library)) as writer:
        writer.optimize(context.check)


def open_or_rebuild(folder: IndexFolder) -> IndexWriter:
    """The writer; a broken index, or one of another version, is thrown away first: it is a cache.

    Raises:
        IndexBusyError: another process is writing.
        IndexNotWritableError, IndexUnreadableError: as it says; the index stays as it is.
    """
    try:
        return folder.open_writer()
    except IndexBrokenError:
        logger.info("The search index is made anew", exc_info=True)
        writer = folder.rebuild()
        writer.publish(0)
        return writer


def bring_up_to_date(library: Library, writer: IndexWriter, context: JobContext) -> None:
    """Index every change since the writer's last one, and commit.

    Each entry is replaced whole, so that doing it twice after a crash does no harm.

    Raises:
        Cancelled: stopped between two documents; what was indexed so far is committed.
    """
    reader = library.reader
    changes = library.changes_since(writer.last_seq)
    if changes.seq <= writer.last_seq:
        return
    documents = list(_documents(reader, changes, writer))
    if _are_many(reader, documents):
        documents = _index_in_parallel(library, writer, documents, context)
    pending = 0
    for number, sha256 in enumerate(documents):
        pages = pages_of(reader, sha256)
        writer.replace_pages(pages.number, pages.texts, pages.lang)
        pending += len(pages.texts)
        if pending >= PAGES_PER_COMMIT:
            # The old number stays until all is in: a killed indexer repeats rather than forgets.
            writer.commit(writer.last_seq)
            pending = 0
        context.progress(number + 1, len(documents), "Indexing pages")
    _index_records(reader, writer, changes)
    writer.commit(changes.seq)


def _are_many(reader: Reader, documents: list[Sha256]) -> bool:
    """Whether it pays to start processes for them, which takes as long as a thousand pages."""
    pages = 0
    for sha256 in documents:
        document = reader.get(Document, sha256)
        pages += document.pages if document else 0
        if pages >= MANY_PAGES:
            return True
    return False


def _index_in_parallel(
    library: Library, writer: IndexWriter, documents: list[Sha256], context: JobContext
) -> list[Sha256]:
    """Let other processes build segments; returns documents that they did not come to."""
    left = dict.fromkeys(documents)
    try:
        builders = Builders(library.folder, writer.pages_folder)
    except OSError:
        logger.warning("No builder could be started; indexing goes on without", exc_info=True)
        return documents
    with builders:
        for built, names in builders.build(documents):
            writer.adopt_pages(built.segment, built.documents)
            writer.commit(writer.last_seq)
            for sha256 in names:
                del left[sha256]
            context.progress(len(documents) - len(left), len(documents), "Indexing pages")
    return list(left)


def _documents(reader: Reader, changes: Changes, writer: IndexWriter) -> Iterator[Sha256]:
    """Documents whose pages must be written, or taken out because their item was trashed.

    Pages know their language, so they are written again when their item's is another one.
    """
    seen = set(changes.documents | changes.pages)
    yield from seen
    for item in reader.items(changes.items):
        for document in reader.documents_of(item.id):
            is_wanted = not (item.trashed or document.trashed)
            number = reader.document_number(document.sha256)
            is_there = writer.has_document(number)
            language = item.fields.get("language", "")
            is_other = is_there and language and writer.language_of(number) != language
            if document.sha256 not in seen and (is_there != is_wanted or is_other):
                yield document.sha256


def _index_records(reader: Reader, writer: IndexWriter, changes: Changes) -> None:
    notes = set(changes.notes)
    annotations = set(changes.annotations)
    for item_id in changes.items:
        _index_item(reader, writer, item_id)
        notes.update(note.id for note in reader.notes_of(item_id))
        annotations.update(a.id for a in reader.annotations_of_item(item_id))
    for note_id in notes:
        _index_note(reader, writer, note_id)
    for annotation_id in annotations:
        _index_annotation(reader, writer, annotation_id)


def _index_item(reader: Reader, writer: IndexWriter, item_id: ItemId) -> None:
    item = reader.get(Item, item_id)
    if item is None or item.trashed:
        writer.remove_record("title", item_id)
        return
    others = (v for k, v in item.fields.items() if k not in ("title", "abstract"))
    writer.replace_record(
        RecordEntry(
            kind="title",
            id=item.id,
            item_id=item.id,
            title=item.title,
            creators="\n".join(c.full for c in item.creators),
            tags="\n".join(item.tags),
            abstract=item.fields.get("abstract", ""),
            text="\n".join((item.key, item.year, *others)),
            lang=_language_of(item, item.fields.get("abstract", "")),
        )
    )


def _index_note(reader: Reader, writer: IndexWriter, note_id: NoteId) -> None:
    note = reader.get(Note, note_id)
    item = reader.get(Item, note.item) if note and note.item else None
    if note is None or note.trashed or (item is not None and item.trashed):
        writer.remove_record("note", note_id)
        return
    writer.replace_record(
        RecordEntry(
            kind="note",
            id=note.id,
            item_id=note.item or "",
            text=note.text,
            lang=_language_of(item, note.text),
        )
    )


def _index_annotation(reader: Reader, writer: IndexWriter, annotation_id: AnnotationId) -> None:
    annotation = reader.get(Annotation, annotation_id)
    document = reader.get(Document, annotation.document) if annotation else None
    item = reader.get(Item, document.item) if document else None
    if annotation is None or annotation.trashed or item is None or item.trashed:
        writer.remove_record("annotation", annotation_id)
        return
    texts = (annotation.anchor.quote, annotation.core, annotation.comment)
    text = "\n".join(t for t in texts if t)
    writer.replace_record(
        RecordEntry(
            kind="annotation",
            id=annotation.id,
            item_id=item.id,
            tags="\n".join(annotation.tags),
            text=text,
            lang=_language_of(item, text),
        )
    )


def _language_of(item: Item | None, text: str) -> str:
    """The language of what belongs to an item: the item's, or what the text looks like."""
    language = item.fields.get("language", "") if item else ""
    return language or guessed_language(text)
