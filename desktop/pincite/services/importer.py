"""Import of files: what they are is found out in workers, then each goes in whole or not at all."""

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pincite.documents.workbench import Workbench
from pincite.importing.articles.files import Origin
from pincite.importing.foreign.programs import ForeignProgram, program_at
from pincite.library.files import sha256_of
from pincite.library.library import utc_now
from pincite.model.changes import Bulk
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import CollectionId, ItemId, Sha256
from pincite.model.items import Item
from pincite.services.errors import ServiceError
from pincite.services.file_reading import FileReader, ReadFile, kind_to_import
from pincite.services.file_storing import FileStoring
from pincite.services.foreign_import import alone_in, plan_of, read_foreign, recognised
from pincite.services.foreign_remainder import ForeignRemainder
from pincite.services.import_plans import format_within, list_format, planned
from pincite.services.jobs import Cancelled, JobContext
from pincite.services.pasting import Passage
from pincite.services.quotations import keep_quotations
from pincite.services.reading_ahead import ReadersAhead
from pincite.services.references import (
    ReferencePlan,
    Standing,
    Taken,
    at_line,
    known_works,
    take_references,
)
from pincite.services.sources import name_for, one_by_one, saved
from pincite.services.workspace import Workspace

if TYPE_CHECKING:
    # httpx takes 0.1 s to load; only addresses need it.
    from pincite.importing.fetching import Fetcher

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file.

    Attributes:
        status: "new", "known" (the same file was there already) or "failed".
        message: why it failed, what is wrong with it, or what was simplified in its reading copy,
            as a sentence; else empty.
        address: where it was fetched from; empty for files.
        paragraphs: that an article is cited by; its pages are of our making.
    """

    path: Path
    status: str
    item: ItemId | None = None
    key: str = ""
    sha256: Sha256 | None = None
    title: str = ""
    pages: int = 0
    message: str = ""
    address: str = ""
    paragraphs: int = 0

    @property
    def source(self) -> str:
        """The address or the path that was asked for."""
        return self.address or str(self.path)

    @property
    def name(self) -> str:
        """What to call it in a list."""
        return self.address or self.path.name


@dataclass(slots=True)
class ImportReport:
    """What became of each file, in order. Entries of status "new" are safely in the library."""

    files: list[ImportedFile] = field(default_factory=list)
    is_cancelled: bool = False

    def count(self, status: str) -> int:
        """How many files have this status."""
        return sum(1 for entry in self.files if entry.status == status)


T = TypeVar("T")


class Importer:
    """Brings files into a library, in their order; used on one job thread.

    Files are read ahead by several processes. What they cite is looked for when all are in: until
    then they can be read and searched already.

    Args:
        collection: where new items are filed; tags: what they are tagged with.
        into: existing item that gets the files as further documents.
        fetcher: gets what addresses name, closed by whoever made it.
        brings_images: the images of web pages are fetched, too; without it no file that is
            imported makes a connection.
        group: of the undo step that the import is a part of; one of its own when None.
        looks_within: the works that web pages and Word documents tell of come in, too.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        collection: CollectionId | None = None,
        tags: tuple[str, ...] = (),
        into: Item | None = None,
        fetcher: "Fetcher | None" = None,
        brings_images: bool = False,
        group: Bulk | None = None,
        looks_within: bool = False,
    ) -> None:
        self._workspace = workspace
        self._looks_within = looks_within
        self._fetcher = fetcher
        self._fetch_image = fetcher.image if fetcher and brings_images else None
        self._collections = (collection,) if collection else ()
        self._tags = tags
        self._into = into
        self._bulk = group or Bulk()
        self._files = FileReader(self._collections, tags)
        self._storing = FileStoring(workspace)

    def run(
        self,
        sources: Sequence[Path | str | Passage],
        context: JobContext,
        *,
        is_recursive: bool = True,
    ) -> ImportReport:
        """`bring`, then `look_through`."""
        report = self.bring(sources, context, is_recursive=is_recursive)
        self.look_through(report, context)
        return report

    def bring(
        self,
        sources: Sequence[Path | str | Passage],
        context: JobContext,
        *,
        is_recursive: bool = True,
    ) -> ImportReport:
        """Import files and folders, addresses (as text) and passages: files first.

        What fails is one line of the report and the rest goes in. Cancelling keeps what was
        imported before, and what is being read.
        """
        sources = list(one_by_one(sources, is_recursive))
        whole = {s: p for s in sources if isinstance(s, Path) and (p := program_at(s))}
        sources = [s for s in sources if s not in whole]
        report = ImportReport()
        for path, program in whole.items():
            report.files += self._take_foreign(path, program, context)
        done = 0
        # Images are fetched one after the other.
        with ReadersAhead(1 if self._fetch_image else None) as readers, suppress(Cancelled):
            read = readers.read(
                sources,
                lambda source: self._read_ahead(source, readers),
                lambda: context.is_cancelled,
            )
            for source, found in read:
                if found is None:
                    with readers.bench() as bench:
                        entries = self._import_source(source, bench, context)
                else:
                    entries = [self._put(found)]
                report.files += entries
                done += 1
                with suppress(Cancelled):
                    context.progress(done, len(sources), entries[0].name)
        report.is_cancelled = done < len(sources) or context.is_cancelled
        return report

    def _take_foreign(
        self, path: Path, program: ForeignProgram, context: JobContext
    ) -> list[ImportedFile]:
        """A whole library of another program: works with files, then annotations and notes."""
        entries: list[ImportedFile] = []

        def take() -> ImportedFile:
            found = read_foreign(program, path)
            for library in found.libraries:
                if not library.items:
                    continue
                # One after the other: a group may have works of the user's own library, too.
                plan = plan_of(self._workspace.read, found, library)
                if plan.candidates and not context.is_cancelled:
                    if (command := recognised(plan)) is not None:
                        self._workspace.run_now(command, self._bulk, group=self._bulk)
                    entries.extend(self._listed(plan.path, partial(_same, plan), context))
            with Workbench() as bench:
                for file in alone_in(found):
                    if not context.is_cancelled:
                        entries.append(self._import_one(file, bench))
            documents = {entry.path: entry.sha256 for entry in entries if entry.sha256}
            rest = ForeignRemainder(self._workspace, found, documents, self._bulk)
            for problem in (*found.content.problems, *rest.take(context)):
                entries.append(ImportedFile(path, "failed", message=problem))
            return entries[0] if entries else ImportedFile(path, "known")

        first = self._guarded(path, take)
        return entries or [first]

    def take(self, lists: Sequence[ReferencePlan], context: JobContext) -> ImportReport:
        """Take in lists of references that somebody decided on, and the files that they name.

        What fails is one line of the report. Cancelling keeps what was imported before.
        """
        report = ImportReport()
        for plan in lists:
            if not context.is_cancelled:
                report.files += self._listed(plan.path, partial(_same, plan), context)
        report.is_cancelled = context.is_cancelled
        self.look_through(report, context)
        return report

    def look_through(self, report: ImportReport, context: JobContext) -> None:
        """What the new documents cite, and which documents have been citing the new items.

        Stopped, it ends there: documents that were not looked through are known to be so.
        """
        # Here, not above: it takes 0.1 s to load, and comes when the texts are searchable.
        from pincite.services.mentions import look_through_new

        new = [entry for entry in report.files if entry.status == "new"]
        items = [entry.item for entry in new if entry.item]
        documents = [entry.sha256 for entry in new if entry.sha256]
        try:
            if documents:
                look_through_new(self._workspace, items, documents, self._bulk, context.check)
        except Cancelled:
            return
        except PinciteError:
            # The files are in; what they cite is looked for again when somebody asks.
            logger.info("Citations were not found", exc_info=True)

    def _read_ahead(
        self, source: Path | str | Passage, readers: ReadersAhead
    ) -> ReadFile | ImportedFile | None:
        """A document that was read and stored; None for what has to wait for its turn."""
        if not isinstance(source, Path) or list_format(source) is not None:
            return None
        if self._looks_within and format_within(source) is not None:
            return None
        with readers.bench() as bench:
            read = self._read_one(source, bench, self._into)
        # Without the worker, which can read on while the disk is waited for.
        return self._stored(read)

    def _import_source(
        self, source: Path | str | Passage, bench: Workbench, context: JobContext
    ) -> list[ImportedFile]:
        format = list_format(source)
        documents: list[ImportedFile] = []
        if format is None:
            documents.append(self._import_one(source, bench))
            format = format_within(source) if self._looks_within else None
        if format is None or isinstance(source, str):
            return documents
        path = source if isinstance(source, Path) else Path(source.name)
        read = self._workspace.read
        return documents + self._listed(
            path, lambda: planned(source, format, known_works(read)), context
        )

    def _listed(
        self, path: Path, plan: Callable[[], ReferencePlan], context: JobContext
    ) -> list[ImportedFile]:
        entries: list[ImportedFile] = []

        def take() -> ImportedFile:
            entries.extend(self._take_list(plan(), context))
            return entries[0] if entries else ImportedFile(path, "known")

        first = self._guarded(path, take)
        return entries if first.status != "failed" or entries else [first]

    def _take_list(self, plan: ReferencePlan, context: JobContext) -> Iterator[ImportedFile]:
        """The works of a list, and then the files that they name."""
        taken = take_references(
            self._workspace, plan, collections=self._collections, tags=self._tags, group=self._bulk
        )
        for work in taken:
            yield _imported_reference(plan.path, work)
        for line, message in plan.problems:
            yield ImportedFile(plan.path, "failed", message=at_line(line, message))
        named = [(work, file) for work in taken for file in work.candidate.files]
        if named:
            yield from self._take_files(named, context)
        keep_quotations(self._workspace, taken, self._bulk)

    def _take_files(
        self, named: Sequence[tuple[Taken, Path]], context: JobContext
    ) -> Iterator[ImportedFile]:
        with ReadersAhead() as readers:

            def read(pair: tuple[Taken, Path]) -> ReadFile | ImportedFile:
                work, file = pair
                with readers.bench() as bench:
                    found = self._read_one(file, bench, work.item)
                return self._stored(found)

            found = readers.read(named, read, lambda: context.is_cancelled)
            for number, ((_, file), entry) in enumerate(found, 1):
                yield self._put(entry)
                with suppress(Cancelled):
                    context.progress(number, len(named), file.name)

    def _import_one(self, source: Path | str | Passage, bench: Workbench) -> ImportedFile:
        if isinstance(source, Path):
            return self._put(self._stored(self._read_one(source, bench, self._into)))
        with tempfile.TemporaryDirectory(prefix="pincite-import-") as scratch:
            folder = Path(scratch)
            if isinstance(source, Passage):
                read = self._guarded(
                    Path(source.name), lambda: self._read_passage(source, folder, bench)
                )
                return self._put(self._stored(read))
            read = self._guarded(
                Path(name_for(source)), lambda: self._read_address(source, folder, bench)
            )
            return replace(self._put(self._stored(read)), address=source)

    def _read_one(self, path: Path, bench: Workbench, into: Item | None) -> ReadFile | ImportedFile:
        origin = Origin(fetch_image=self._fetch_image)
        return self._guarded(path, lambda: self._read_file(path, bench, origin, into))

    def _read_address(
        self, address: str, folder: Path, bench: Workbench
    ) -> ReadFile | ImportedFile:
        if self._fetcher is None:
            raise ServiceError(f"{address} was not opened because no connections are wanted here.")
        fetched = self._fetcher.page(address)
        path = saved(fetched, folder)
        origin = Origin(
            fetched.url,
            accessed=utc_now()[:10],
            charset=fetched.charset,
            fetch_image=self._fetch_image,
        )
        return self._read_file(path, bench, origin, self._into)

    def _read_passage(
        self, passage: Passage, folder: Path, bench: Workbench
    ) -> ReadFile | ImportedFile:
        path = passage.saved(folder)
        origin = Origin(url=passage.url, is_selection=True)
        return self._read_file(path, bench, origin, self._into)

    def _guarded(self, path: Path, act: Callable[[], T]) -> T | ImportedFile:
        try:
            return act()
        except Cancelled:
            raise
        except PinciteError as error:
            return ImportedFile(path, "failed", message=str(error))
        except OSError as error:
            logger.info("Import failed", exc_info=True)
            reason = error.strerror or "it cannot be read"
            return ImportedFile(path, "failed", message=f"The file could not be read: {reason}.")
        except Exception:
            # One file of a batch must never end the batch: the report says so, the log says why.
            logger.exception("Import failed in an unexpected way")
            return ImportedFile(
                path,
                "failed",
                message="The file could not be read, for a reason Pincite did not expect; "
                "the log has the details.",
            )

    def _read_file(
        self, path: Path, bench: Workbench, origin: Origin, into: Item | None
    ) -> ReadFile | ImportedFile:
        kind = kind_to_import(path)
        sha256 = sha256_of(path)
        known = self._known(path, sha256)
        return known or self._files.read(path, sha256, kind, bench, origin, into)

    def _stored(self, read: ReadFile | ImportedFile) -> ReadFile | ImportedFile:
        if isinstance(read, ImportedFile):
            return read

        def store() -> ReadFile:
            self._storing.store(read)
            return read

        return self._guarded(read.path, store)

    def _put(self, read: ReadFile | ImportedFile) -> ImportedFile:
        """Put what was read into the library, unless the same file came before it."""
        if isinstance(read, ImportedFile):
            return read

        def put() -> ImportedFile:
            known = self._known(read.path, read.command.document.sha256)
            if known is not None:
                return known
            try:
                self._workspace.run_now(read.command, self._bulk, group=self._bulk)
            except PinciteError:
                self._storing.take_back(read)
                raise
            # A file that was there before may have been swept in between; now it has an owner.
            self._storing.store(read)
            return self._imported(read)

        return self._guarded(read.path, put)

    def _known(self, path: Path, sha256: Sha256) -> ImportedFile | None:
        reader = self._workspace.read
        document = reader.get(Document, sha256)
        item = reader.get(Item, document.item) if document else None
        if document is None or item is None or document.trashed or item.trashed:
            return None
        known = ImportedFile(path, "known", item.id, item.key, sha256, item.title, document.pages)
        return replace(known, paragraphs=len(reader.paragraphs(sha256)))

    def _imported(self, read: ReadFile) -> ImportedFile:
        command = read.command
        item = self._workspace.read.get(Item, command.item.id) or command.item
        document = command.document
        return ImportedFile(
            read.path,
            "new",
            item.id,
            item.key,
            document.sha256,
            item.title,
            document.pages,
            document.problem or read.note,
            paragraphs=len(command.paragraphs),
        )


def _same(plan: ReferencePlan) -> ReferencePlan:
    return plan


def _imported_reference(path: Path, work: Taken) -> ImportedFile:
    candidate, item = work.candidate, work.item
    remarks = [at_line(*remark) for remark in candidate.reference.remarks]
    if candidate.standing is Standing.IN_DOUBT and candidate.like is not None:
        remarks.append(f"It may be the same work as “{candidate.like.key}”; compare the two.")
    remarks += [f"Its file “{name}” was not found." for name in candidate.missing_files]
    status = "known" if candidate.standing is Standing.KNOWN else "new"
    return ImportedFile(path, status, item.id, item.key, None, item.title, 0, " ".join(remarks))
