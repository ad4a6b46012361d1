"""Writing the search index: one process at a time, a little with each commit."""

import contextlib
import logging
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from whoosh import index as whoosh_index
from whoosh.util.filelock import FileLock
from whoosh.writing import IndexingError

from pincite.search.errors import (
    IndexBrokenError,
    IndexBusyError,
    IndexMissingError,
    IndexNotWritableError,
)
from pincite.search.manifest import NAME, Manifest, read_manifest, write_manifest
from pincite.search.schema import page_schema, record_schema
from pincite.search.storage import DurableStorage, sweep

logger = logging.getLogger(__name__)

LOCK = "writer.lock"
_INDEX_NAME = "MAIN"
_MERGE_FROM = 8
_MEMORY_MB = 96


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """What is searched of an item, a note or an annotation.

    Attributes:
        kind: "title" (an item), "note" or "annotation".
        id: of the record.
        item_id: the item it belongs to; empty for a note without one.
        text: body of a note; quotation and comment of an annotation; of an item everything else
            worth finding (container, publisher, year, key, identifiers).
    """

    kind: str
    id: str
    item_id: str = ""
    title: str = ""
    creators: str = ""
    tags: str = ""
    abstract: str = ""
    text: str = ""


class IndexWriter:
    """The only writer of the search index in `folder`; makes an empty index where there is none.

    Changes become visible, and last, with `commit`. Replacing is idempotent: an indexer that was
    killed repeats everything after `last_seq`, and each entry is there exactly once. One thread.

    Raises:
        IndexBusyError: another process is writing it.
        IndexBrokenError, IndexOutdatedError: it has to be built anew: `IndexWriter.rebuild`.
        IndexNotWritableError: no permission or no room.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self.folder = folder
        self._holds_back = fresh
        with _disk_errors():
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _acquire(folder)
        try:
            with _disk_errors():
                self._manifest, self._is_published = self._start(fresh=fresh)
                self._sweep()
                build = folder / self._manifest.build
                self._pages = _Part(build / "pages", page_schema(), "doc")
                self._records = _Part(build / "records", record_schema(), "key")
        except BaseException:
            self._lock.release()
            raise

    @classmethod
    def rebuild(cls, folder: Path) -> Self:
        """A writer on an empty index beside the old one, which stays in use until `publish`.

        Readers keep finding in the old index, if it is any good. Closing without `publish`
        discards the new one.
        """
        return cls(folder, fresh=True)

    def _start(self, *, fresh: bool) -> tuple[Manifest, bool]:
        if not fresh:
            try:
                return read_manifest(self.folder), True
            except IndexMissingError:
                pass
        return Manifest(build=f"build-{uuid.uuid4().hex[:8]}"), False

    def _sweep(self) -> None:
        """Remove builds that no manifest names: of a killed rebuild, or replaced ones."""
        keep = {self._manifest.build}
        with contextlib.suppress(IndexMissingError, IndexBrokenError):
            keep.add(read_manifest(self.folder).build)
        (self.folder / (NAME + ".tmp")).unlink(missing_ok=True)
        for build in self.folder.glob("build-*"):
            if build.name not in keep:
                shutil.rmtree(build, ignore_errors=True)

    @property
    def last_seq(self) -> int:
        """The number of the last change that is in the index for good; 0 in a new one."""
        return self._manifest.seq

    @property
    def page_count(self) -> int:
        """Pages in the index as of the last commit."""
        return self._pages.count()

    def replace_pages(
        self, document: int, pages: Sequence[tuple[int, int, str]], lang: str = ""
    ) -> None:
        """Put the text of a document in place of what the index had of it.

        Args:
            document: its number, from 0 to 2**32 - 1.
            pages: (pid, page index, text) each; pages without words are left out.
            lang: language code where known, kept for later use.
        """
        entries = (
            {"pid": pid, "doc": document, "page": page, "lang": lang.encode(), "text": text}
            for pid, page, text in pages
            if text and not text.isspace()
        )
        with _disk_errors():
            self._pages.replace(document, entries)

    def remove_document(self, document: int) -> None:
        """Take all pages of a document out."""
        with _disk_errors():
            self._pages.replace(document, ())

    def has_document(self, document: int) -> bool:
        """True when pages of this document were in the index at the last commit."""
        return self._pages.has(document)

    def replace_record(self, entry: RecordEntry) -> None:
        """Put an item, note or annotation in place of what the index had of it."""
        key = f"{entry.kind}:{entry.id}"
        texts = {
            "title": entry.title,
            "creators": entry.creators,
            "tags": entry.tags,
            "abstract": entry.abstract,
            "text": entry.text,
        }
        values = {name: text for name, text in texts.items() if text}
        with _disk_errors():
            self._records.replace(
                key, ({"key": key, "kind": entry.kind, "item": entry.item_id, **values},)
            )

    def remove_record(self, kind: str, id: str) -> None:
        """Take an item, note or annotation out."""
        with _disk_errors():
            self._records.replace(f"{kind}:{id}", ())

    def commit(self, seq: int) -> None:
        """Make all changes so far visible and lasting, together with the number of the last one.

        In a rebuild they are written, but nobody sees them before `publish`.
        """
        with _disk_errors():
            self._pages.commit()
            self._records.commit()
            self._manifest = replace(
                self._manifest, seq=seq, generation=self._manifest.generation + 1
            )
            self._write_manifest()

    def publish(self, seq: int) -> None:
        """End a rebuild: the new index replaces the old one, in one step."""
        with _disk_errors():
            with contextlib.suppress(IndexMissingError, IndexBrokenError):
                older = read_manifest(self.folder).generation
                self._manifest = replace(
                    self._manifest, generation=max(older, self._manifest.generation)
                )
            self._holds_back = False
            self.commit(seq)
            self._sweep()

    def _write_manifest(self) -> None:
        if not self._holds_back:
            write_manifest(self.folder, self._manifest)
            self._is_published = True

    def needs_merge(self) -> bool:
        """True when searching would gain from `merge`."""
        return self._pages.segments() >= _MERGE_FROM or self._records.segments() >= _MERGE_FROM

    def merge(self) -> None:
        """Join small segments; for idle times, since it takes as long as indexing their pages.

        Commits what is pending under the last number.
        """
        with _disk_errors():
            self._pages.commit(merge=True)
            self._records.commit(merge=True)
            self._manifest = replace(self._manifest, generation=self._manifest.generation + 1)
            self._write_manifest()

    def close(self) -> None:
        """Discard what was not committed and let others write."""
        self._pages.close()
        self._records.close()
        if not self._is_published:
            shutil.rmtree(self.folder / self._manifest.build, ignore_errors=True)
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Part:
    """One of the two Whoosh indexes, with a writer open while something is pending."""

    def __init__(self, folder: Path, schema: Any, key: str) -> None:
        self._key = key
        self._index = _open_or_create(folder, schema)
        self._writer: Any = None
        self._before: Any = None
        self._added: set[int | str] = set()

    def replace(self, key: int | str, entries: Iterable[dict[str, Any]]) -> None:
        if key in self._added:
            # Entries of the pending segment cannot be deleted; they can once it is written.
            self.commit()
        if self._writer is None:
            self._before = self._index.reader()
            self._writer = self._index.writer(compound=False, limitmb=_MEMORY_MB)
        self._delete(key)
        for entry in entries:
            self._writer.add_document(**entry)
            self._added.add(key)

    def _delete(self, key: int | str) -> None:
        # The reader from before all pending changes; `delete_by_term` would open one each time.
        field = self._before.schema[self._key]
        term = field.to_bytes(key)
        if (self._key, term) in self._before:
            for number in self._before.postings(self._key, term).all_ids():
                self._writer.delete_document(number)

    def commit(self, *, merge: bool = False) -> None:
        if self._writer is None:
            if not merge or self.segments() < 2:
                return
            self._writer = self._index.writer(compound=False, limitmb=_MEMORY_MB)
        # A merge by Whoosh's own policy: small segments, sizes in Fibonacci steps.
        self._writer.commit(merge=merge)
        self._forget()
        self._index = whoosh_index.FileIndex(self._index.storage)

    def _forget(self) -> None:
        if self._before is not None:
            self._before.close()
        self._writer = self._before = None
        self._added.clear()

    def segments(self) -> int:
        return len(self._index._segments())  # noqa: SLF001  # The only way that opens no file.

    def count(self) -> int:
        return int(self._index.doc_count())

    def has(self, key: int | str) -> bool:
        with contextlib.closing(self._index.reader()) as reader:
            term = reader.schema[self._key].to_bytes(key)
            return (self._key, term) in reader and any(
                not reader.is_deleted(n) for n in reader.postings(self._key, term).all_ids()
            )

    def close(self) -> None:
        if self._writer is not None:
            # After an error of the disk the writer may not even be able to give up in good order.
            with contextlib.suppress(OSError, IndexingError):
                self._writer.cancel()
        self._forget()
        self._index.close()


def _open_or_create(folder: Path, schema: Any) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    storage = DurableStorage(str(folder))
    if not whoosh_index.exists(storage):
        return whoosh_index.FileIndex.create(storage, schema, _INDEX_NAME)
    try:
        found = whoosh_index.FileIndex(storage)
        found.reader().close()
    except OSError:
        raise
    except Exception as error:  # Whoosh unpickles: a damaged file can raise anything.
        raise IndexBrokenError(
            "The search index cannot be read because its files are damaged; build it anew."
        ) from error
    return found


def _acquire(folder: Path) -> Any:
    lock = FileLock(str(folder / LOCK))
    if not lock.acquire():
        raise IndexBusyError(
            "The search index is being written by another process; try again when it has finished."
        )
    return lock


@contextlib.contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise IndexNotWritableError(
            "The search index cannot be written "
            f"({error.strerror or 'the disk reports an error'}); "
            "check that the disk has room and that you may write to the library's folder."
        ) from error
