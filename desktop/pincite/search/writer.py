"""Writing the search index: one process at a time, a little with each commit."""

import contextlib
import shutil
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from whoosh.util.filelock import FileLock

from pincite.search.engine.merge import all_together, worth_merging
from pincite.search.errors import (
    IndexBrokenError,
    IndexBusyError,
    IndexMissingError,
    IndexNotWritableError,
)
from pincite.search.manifest import NAME, Manifest, read_manifest, sync_folder, write_manifest
from pincite.search.part import Part
from pincite.search.schema import PAGE_LAYOUT, RECORD_LAYOUT
from pincite.search.segment import Segment

LOCK = "writer.lock"
Policy = Callable[[Sequence[Segment]], tuple[Segment, ...]]


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """What is searched of an item, a note or an annotation.

    Attributes:
        kind: "title" (an item), "note" or "annotation".
        id: of the record.
        item_id: the item it belongs to; empty for a note without one.
        text: body of a note; quotation and comment of an annotation; of an item everything else
            worth finding (container, publisher, year, key, identifiers).
        lang: its language where known, as in "de" or "en-GB".
    """

    kind: str
    id: str
    item_id: str = ""
    title: str = ""
    creators: str = ""
    tags: str = ""
    abstract: str = ""
    text: str = ""
    lang: str = ""


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
                build, known = folder / self._manifest.build, self._manifest
                self._pages = Part(build / "pages", PAGE_LAYOUT, "doc", known.pages)
                self._records = Part(build / "records", RECORD_LAYOUT, "key", known.records)
                self._pages.sweep()
                self._records.sweep()
                for made in (build, folder):
                    sync_folder(made)
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
        """Pages in the index; those that a commit is to write are not counted."""
        return self._pages.count()

    @property
    def segment_count(self) -> int:
        """Parts that a search goes through."""
        return len(self._pages.segments) + len(self._records.segments)

    def replace_pages(
        self, document: int, pages: Sequence[tuple[int, int, str]], lang: str = ""
    ) -> None:
        """Put the text of a document in place of what the index had of it.

        Args:
            document: its number, from 0 to 2**32 - 1.
            pages: (pid, page index, text) each; pages without words are left out.
            lang: its language where known, as in "de" or "en-GB".
        """
        with _disk_errors():
            self._pages.replace(document, page_entries(document, pages, lang))

    def remove_document(self, document: int) -> None:
        """Take all pages of a document out."""
        with _disk_errors():
            self._pages.replace(document, ())

    def has_document(self, document: int) -> bool:
        """True when pages of this document were in the index at the last commit."""
        return self._pages.has(document)

    def language_of(self, document: int) -> str:
        """The language that pages of this document had at the last commit; empty for none."""
        value = self._pages.value(document, "lang")
        return value.decode() if isinstance(value, bytes) else ""

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
        with _disk_errors():
            self._records.replace(
                key,
                (
                    {
                        "key": key,
                        "kind": entry.kind,
                        "item": entry.item_id,
                        "lang": entry.lang,
                        **texts,
                    },
                ),
            )

    def remove_record(self, kind: str, id: str) -> None:
        """Take an item, note or annotation out."""
        with _disk_errors():
            self._records.replace(f"{kind}:{id}", ())

    @property
    def pages_folder(self) -> Path:
        """Where other processes put segments of pages for `adopt_pages`."""
        return self._pages.folder

    def adopt_pages(self, segment: Segment | None, documents: Collection[int]) -> None:
        """Take pages that another process wrote, in place of all that these documents had."""
        with _disk_errors():
            self._pages.adopt(segment, documents)

    def commit(self, seq: int) -> None:
        """Make all changes so far visible and lasting, together with the number of the last one.

        In a rebuild they are written, but nobody sees them before `publish`.
        """
        with _disk_errors():
            self._pages.flush()
            self._records.flush()
            self._publish_segments(seq)

    def _publish_segments(self, seq: int) -> None:
        before = self._manifest
        self._manifest = replace(
            before,
            seq=seq,
            generation=before.generation + 1,
            pages=self._pages.segments,
            records=self._records.segments,
        )
        self._write_manifest()
        self._pages.forget(before.pages)
        self._records.forget(before.records)

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
        return any(worth_merging(part.segments) for part in (self._pages, self._records))

    def merge(self, check: Callable[[], None] = lambda: None) -> None:
        """Join small segments; for idle times. Commits what is pending under the last number.

        Args:
            check: called often; what it raises stops the merging, with what is done kept.

        Raises:
            IndexBrokenError: a file is damaged; it has to be built anew.
        """
        self._join(worth_merging, check)

    def optimize(self, check: Callable[[], None] = lambda: None) -> None:
        """Join segments until there are as few as can be. Otherwise as `merge`."""
        self._join(all_together, check)

    def _join(self, policy: Policy, check: Callable[[], None]) -> None:
        self.commit(self.last_seq)
        for part in (self._pages, self._records):
            while chosen := policy(part.segments):
                check()
                with _disk_errors():
                    part.merge(chosen, check)
                    self._publish_segments(self.last_seq)

    def close(self) -> None:
        """Discard what was not committed and let others write."""
        if not self._is_published:
            shutil.rmtree(self.folder / self._manifest.build, ignore_errors=True)
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def page_entries(
    document: int, pages: Sequence[tuple[int, int, str]], lang: str
) -> Iterator[dict[str, Any]]:
    """Pages of a document as entries; those without words are left out."""
    for pid, page, text in pages:
        if text and not text.isspace():
            yield {"pid": pid, "doc": document, "page": page, "lang": lang, "text": text}


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
