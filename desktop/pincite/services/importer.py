"""Import of files: what they are is found out in workers, then each goes in whole or not at all."""

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pincite.citing.mentions.scanning import scan
from pincite.documents.articles import LAYOUT, make_reading_copy
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.importing.articles import ArticleDraft, read_article
from pincite.importing.articles.files import Origin
from pincite.importing.articles.images import with_images_inside
from pincite.importing.detect import Kind, kind_of
from pincite.importing.pdf_metadata import draft_from_clues
from pincite.importing.zotero.folder import is_zotero_folder
from pincite.library.files import sha256_of
from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.changes import Bulk
from pincite.model.documents import Document, OutlineEntry, PageLabel, PageMap, Paragraph
from pincite.model.errors import PinciteError
from pincite.model.ids import CollectionId, ItemId, Sha256, fresh_id
from pincite.model.items import Item, ItemDraft
from pincite.model.mentions import Mention
from pincite.services.commands.keys import fresh_key
from pincite.services.commands.mentions import save_mentions
from pincite.services.errors import ServiceError
from pincite.services.import_plans import format_within, list_format, planned
from pincite.services.jobs import JobContext
from pincite.services.mentions import resolve_new_items
from pincite.services.pasting import Passage
from pincite.services.quotations import keep_quotations
from pincite.services.reading import page_range
from pincite.services.reading_copies import ARTICLE
from pincite.services.references import (
    ReferencePlan,
    Standing,
    Taken,
    at_line,
    known_works,
    take_references,
)
from pincite.services.sources import name_for, one_by_one, saved, with_origin
from pincite.services.workspace import Workspace
from pincite.services.zotero_import import ZoteroRemainder, alone_in, read_zotero

if TYPE_CHECKING:
    # httpx takes 0.1 s to load; only addresses need it.
    from pincite.importing.fetching import Fetcher

logger = logging.getLogger(__name__)

MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "html": "text/html",
    "markdown": "text/markdown",
    "text": "text/plain",
    "mhtml": "multipart/related",
    "webarchive": "application/x-webarchive",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


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


@dataclass(frozen=True, slots=True)
class AddDocument:
    """Command: put a new file and all that was read from it; makes an item unless one is named."""

    item: Item
    is_new_item: bool
    document: Document
    page_map: PageMap
    texts: tuple[tuple[int, str], ...]
    outline: tuple[OutlineEntry, ...]
    paragraphs: tuple[Paragraph, ...]
    mentions: tuple[Mention, ...] = ()
    label: str = "Import"

    def apply(self, tx: Transaction) -> None:
        """Put item, document, page map, texts and citations in one transaction."""
        if self.is_new_item:
            tx.put(replace(self.item, key=self.item.key or fresh_key(tx, self.item)))
        tx.put(self.document)
        tx.put(self.page_map)
        tx.put_page_texts(self.document.sha256, self.texts)
        tx.put_outline(self.document.sha256, self.outline)
        tx.put_paragraphs(self.document.sha256, self.paragraphs)
        save_mentions(tx, self.document.sha256, self.mentions)


class Importer:
    """Brings files into a library, one after another; used on one job thread.

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

    def run(
        self,
        sources: Sequence[Path | str | Passage],
        context: JobContext,
        *,
        is_recursive: bool = True,
    ) -> ImportReport:
        """Import files and folders, addresses (as text) and passages: files first.

        What fails is one line of the report and the rest goes in. Cancelling keeps what was
        imported before.
        """
        sources = list(one_by_one(sources, is_recursive))
        folders = [s for s in sources if isinstance(s, Path) and is_zotero_folder(s)]
        sources = [s for s in sources if s not in folders]
        report = ImportReport()
        for folder in folders:
            report.files += self._take_zotero(folder, context)
        with Workbench() as bench:
            for number, source in enumerate(sources):
                if context.is_cancelled:
                    report.is_cancelled = True
                    break
                entries = self._import_source(source, bench, context)
                report.files += entries
                if not context.is_cancelled:
                    context.progress(number + 1, len(sources), entries[0].name)
        self._resolve_mentions(report)
        return report

    def _take_zotero(self, folder: Path, context: JobContext) -> list[ImportedFile]:
        """A whole library of Zotero: works with files, then annotations and notes."""
        entries: list[ImportedFile] = []

        def take() -> ImportedFile:
            found = read_zotero(self._workspace.read, folder)
            with Workbench() as bench:
                for plan in found.plans:
                    if plan.candidates and not context.is_cancelled:
                        entries.extend(
                            self._listed(plan.path, partial(_same, plan), bench, context)
                        )
                for path in alone_in(found):
                    if not context.is_cancelled:
                        entries.append(self._import_one(path, bench))
            documents = {entry.path: entry.sha256 for entry in entries if entry.sha256}
            rest = ZoteroRemainder(self._workspace, found, documents, self._bulk)
            for problem in rest.take(context):
                entries.append(ImportedFile(folder, "failed", message=problem))
            return entries[0] if entries else ImportedFile(folder, "known")

        first = self._guarded(folder, take)
        return entries or [first]

    def _resolve_mentions(self, report: ImportReport) -> None:
        """What the new documents cite, and which documents have been citing the new items."""
        new = [entry for entry in report.files if entry.status == "new"]
        items = [entry.item for entry in new if entry.item]
        documents = [entry.sha256 for entry in new if entry.sha256]
        try:
            if documents:
                resolve_new_items(self._workspace, items, documents, self._bulk)
        except PinciteError:
            # The files are in; what they cite is looked for again when somebody asks.
            logger.info("Citations were not resolved", exc_info=True)

    def take(self, lists: Sequence[ReferencePlan], context: JobContext) -> ImportReport:
        """Take in lists of references that somebody decided on, and the files that they name.

        What fails is one line of the report. Cancelling keeps what was imported before.
        """
        report = ImportReport()
        with Workbench() as bench:
            for plan in lists:
                if not context.is_cancelled:
                    report.files += self._listed(plan.path, partial(_same, plan), bench, context)
        report.is_cancelled = context.is_cancelled
        self._resolve_mentions(report)
        return report

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
            path, lambda: planned(source, format, known_works(read)), bench, context
        )

    def _listed(
        self,
        path: Path,
        plan: Callable[[], ReferencePlan],
        bench: Workbench,
        context: JobContext,
    ) -> list[ImportedFile]:
        entries: list[ImportedFile] = []

        def take() -> ImportedFile:
            entries.extend(self._take_list(plan(), bench, context))
            return entries[0] if entries else ImportedFile(path, "known")

        first = self._guarded(path, take)
        return entries if first.status != "failed" or entries else [first]

    def _take_list(
        self, plan: ReferencePlan, bench: Workbench, context: JobContext
    ) -> Iterator[ImportedFile]:
        """The works of a list, and then the files that they name."""
        taken = take_references(
            self._workspace, plan, collections=self._collections, tags=self._tags, group=self._bulk
        )
        for work in taken:
            yield _imported_reference(plan.path, work)
        for line, message in plan.problems:
            yield ImportedFile(plan.path, "failed", message=at_line(line, message))
        into = self._into
        named = [(work, file) for work in taken for file in work.candidate.files]
        for number, (work, file) in enumerate(named):
            if context.is_cancelled:
                break
            context.progress(number, len(named), file.name)
            self._into = work.item
            yield self._import_one(file, bench)
        self._into = into
        keep_quotations(self._workspace, taken, self._bulk)

    def _import_one(self, source: Path | str | Passage, bench: Workbench) -> ImportedFile:
        if isinstance(source, Path):
            origin = Origin(fetch_image=self._fetch_image)
            return self._guarded(source, lambda: self._import_file(source, bench, origin))
        with tempfile.TemporaryDirectory(prefix="pincite-import-") as scratch:
            folder = Path(scratch)
            if isinstance(source, Passage):
                return self._guarded(
                    Path(source.name), lambda: self._import_passage(source, folder, bench)
                )
            entry = self._guarded(
                Path(name_for(source)), lambda: self._import_address(source, folder, bench)
            )
            return replace(entry, address=source)

    def _import_address(self, address: str, folder: Path, bench: Workbench) -> ImportedFile:
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
        return self._import_file(path, bench, origin)

    def _import_passage(self, passage: Passage, folder: Path, bench: Workbench) -> ImportedFile:
        path = passage.saved(folder)
        return self._import_file(path, bench, Origin(url=passage.url, is_selection=True))

    def _guarded(self, path: Path, act: Callable[[], ImportedFile]) -> ImportedFile:
        try:
            return act()
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

    def _import_file(self, path: Path, bench: Workbench, origin: Origin) -> ImportedFile:
        kind = _kind(path)
        sha256 = sha256_of(path)
        known = self._known(path, sha256)
        if known is not None:
            return known
        with tempfile.TemporaryDirectory(prefix="pincite-import-") as scratch:
            return self._import_new(path, sha256, kind, bench, Path(scratch), origin)

    def _known(self, path: Path, sha256: Sha256) -> ImportedFile | None:
        reader = self._workspace.read
        document = reader.get(Document, sha256)
        item = reader.get(Item, document.item) if document else None
        if document is None or item is None or document.trashed or item.trashed:
            return None
        known = ImportedFile(path, "known", item.id, item.key, sha256, item.title, document.pages)
        return replace(known, paragraphs=len(reader.paragraphs(sha256)))

    def _import_new(
        self,
        path: Path,
        sha256: Sha256,
        kind: Kind,
        bench: Workbench,
        scratch: Path,
        origin: Origin,
    ) -> ImportedFile:
        article: ArticleDraft | None = None
        shown = path
        paragraphs: tuple[Paragraph, ...] = ()
        note = ""
        if kind != "pdf":
            article = read_article(path, kind, origin)
            shown = scratch / f"{path.stem}.reading.pdf"
            images = {image.name: image.data for image in article.images}
            html = with_images_inside(article.html, images.get)
            copy = make_reading_copy(
                html, shown, title=article.draft.fields.get("title", ""), workbench=bench
            )
            paragraphs, note = copy.paragraphs, copy.note
        with DocumentReader(shown, workbench=bench) as document_reader:
            draft = (
                article.draft
                if article
                else with_origin(draft_from_clues(document_reader.clues(), path.name), origin)
            )
            command = self._command(
                path, sha256, kind, draft, document_reader, paragraphs, is_article=bool(article)
            )
        self._store(path, command.document, article, shown)
        self._workspace.run_now(command, self._bulk, group=self._bulk)
        return self._imported(path, command, note)

    def _command(
        self,
        path: Path,
        sha256: Sha256,
        kind: Kind,
        draft: ItemDraft,
        reader: DocumentReader,
        paragraphs: tuple[Paragraph, ...],
        *,
        is_article: bool,
    ) -> AddDocument:
        item = self._into or self._item(draft)
        texts = tuple((page.index, page.text) for page in reader.texts(words=False))
        has_text = any(text.strip() for _, text in texts)
        document = Document(
            sha256=sha256,
            item=item.id,
            name=path.name,
            media_type=MEDIA_TYPES[kind],
            size=path.stat().st_size,
            pages=reader.info.pages,
            reading_name=f"{path.stem}.reading.pdf" if is_article else "",
            layout=LAYOUT if is_article else 0,
            has_text=has_text,
            problem=""
            if has_text
            else "There is no text in this file (a scan?), so it cannot be searched; open it and "
            "let its text be recognised.",
            added=utc_now(),
        )
        page_map = self._page_map(reader, document, item)
        return AddDocument(
            item,
            self._into is None,
            document,
            page_map,
            texts,
            reader.outline(),
            paragraphs,
            tuple(scan(sha256, texts)),
        )

    def _page_map(self, reader: DocumentReader, document: Document, item: Item) -> PageMap:
        """Pages that we made ourselves, of an article, are only counted."""
        if document.is_article:
            counted = (PageLabel(str(number + 1)) for number in range(document.pages))
            return PageMap(document.sha256, tuple(counted))
        first, last = page_range(item)
        return reader.page_map(document.sha256, first_page=first, last_page=last)

    def _item(self, draft: ItemDraft) -> Item:
        time = utc_now()
        return Item(
            id=ItemId(fresh_id()),
            type=draft.type,
            fields=draft.fields,
            creators=draft.creators,
            dates=draft.dates,
            tags=tuple(dict.fromkeys((*draft.tags, *self._tags))),
            collections=self._collections,
            sources=draft.sources,
            is_draft=True,
            added=time,
            modified=time,
        )

    def _store(
        self, path: Path, document: Document, article: ArticleDraft | None, shown: Path
    ) -> None:
        """The files come before the rows: a row never speaks of a file that is not there."""
        files = self._workspace.library.files
        files.add(path, document.sha256, document.name)
        if article is not None:
            for image in article.images:
                files.add_bytes(image.data, document.sha256, image.name)
            files.add_bytes(article.html.encode(), document.sha256, ARTICLE)
            files.add_bytes(shown.read_bytes(), document.sha256, document.reading_name)

    def _imported(self, path: Path, command: AddDocument, note: str) -> ImportedFile:
        item = self._workspace.read.get(Item, command.item.id) or command.item
        document = command.document
        return ImportedFile(
            path,
            "new",
            item.id,
            item.key,
            document.sha256,
            item.title,
            document.pages,
            document.problem or note,
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


def _kind(path: Path) -> Kind:
    """What to import a file as; one that only says it is a PDF is left to the worker to refuse."""
    kind = kind_of(path)
    if kind is None and path.suffix.lower() != ".pdf":
        raise ServiceError(
            f"“{path.name}” cannot be imported because it is no PDF, web page, book (EPUB), text "
            "document (DOCX, ODT), Markdown or plain text; save it as one of these first."
        )
    return "pdf" if kind is None or path.suffix.lower() == ".pdf" else kind
