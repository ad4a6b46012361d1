"""Recognising the text of scanned documents, page by page; what was read is kept in the library.

The file itself is never changed. Pages count as soon as they are kept: they can be searched, found,
selected and marked while the others are still being read.
"""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pincite.documents.errors import DocumentError
from pincite.documents.process import WorkerLostError
from pincite.documents.reading import DocumentReader
from pincite.documents.recognising import PageRecogniser, language_data
from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.changes import Bulk
from pincite.model.documents import Document, PageMap
from pincite.model.ids import Sha256, fresh_id
from pincite.model.items import Item
from pincite.model.languages import recognition_code
from pincite.model.recognition import Recognition, RecognitionRun
from pincite.model.texts import PageText
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.jobs import Cancelled, JobContext
from pincite.services.mentions import find_mentions
from pincite.services.reading import page_range, shown_path
from pincite.services.workspace import Workspace

logger = logging.getLogger(__name__)

_KEEP_AFTER_S = 10.0
"""Each time pages are kept the search index reads the document anew, so not after every page."""
_DEFAULT_LANGUAGE = "eng"


@dataclass(frozen=True, slots=True)
class KeepRecognised:
    """Command: keep what a run read on some pages, and let it count from now on."""

    document: Sha256
    run: RecognitionRun
    pages: tuple[PageText, ...]
    label: str = "Recognise text"

    def apply(self, tx: Transaction) -> None:
        """Put the texts, the recognition, and the document, which has text now."""
        document = tx.get(Document, self.document)
        if document is None:
            raise NothingFoundError("This document is no longer in the library.")
        found = tx.get(Recognition, self.document) or Recognition(self.document)
        tx.put_recognised_texts(self.document, self.run.id, self.pages)
        tx.put(found.with_pages(self.run, tuple(page.index for page in self.pages)))
        if any(page.text.strip() for page in self.pages) and not document.has_text:
            tx.put(replace(document, has_text=True, problem=""))


@dataclass(frozen=True, slots=True)
class FindPageNumbers:
    """Command: the printed numbers found on recognised pages; the user's corrections stay."""

    page_map: PageMap
    label: str = "Recognise text"

    def apply(self, tx: Transaction) -> None:
        """Put the map, as far as the file's own is not the same."""
        stored = tx.get(PageMap, self.page_map.sha256)
        if stored is not None:
            tx.put(replace(stored, found=self.page_map.found))


@dataclass(slots=True)
class RecognitionReport:
    """What became of each page.

    Attributes:
        pages: indices of the pages that were read, in that order.
        words: how many were found on them.
        failed: page index -> why, as a sentence.
    """

    language: str
    engine: str = ""
    pages: list[int] = field(default_factory=list)
    words: int = 0
    failed: dict[int, str] = field(default_factory=dict)
    seconds: float = 0.0


def available_languages() -> tuple[str, ...]:
    """The languages whose data is installed, as Tesseract names them; empty when there are none."""
    data = language_data()
    return data.languages if data is not None else ()


def what_to_install() -> str:
    """One sentence: what is missing on this system and how to get it."""
    missing = "Text recognition needs Tesseract's language data, which is not installed: "
    if sys.platform == "darwin":
        return missing + "run “brew install tesseract tesseract-lang”, then try again."
    if sys.platform == "win32":
        return missing + "install Tesseract with the languages you read, then try again."
    return (
        missing + "install a package such as “tesseract-ocr-eng” (Debian, Ubuntu), "
        "“tesseract-langpack-eng” (Fedora) or “tesseract-data-eng” (Arch), then try again."
    )


def language_for(
    item: Item | None, chosen: str, installed: tuple[str, ...], *, otherwise: str = ""
) -> str:
    """The language to read in: the one chosen, else that of the item, else English or the first.

    Args:
        chosen: what the user named: "eng", "deu+lat", or a code such as "en-GB"; empty for none.
        otherwise: what is taken before English when the item's own language does not help.

    Raises:
        ServiceError: nothing is installed, or not the language that was chosen.
    """
    if not installed:
        raise ServiceError(what_to_install())
    if chosen:
        codes = [recognition_code(part, installed) for part in chosen.split("+")]
        if not all(codes):
            raise ServiceError(
                f"There is no language data for “{chosen}” on this machine; "
                f"there is {', '.join(installed)}."
            )
        return "+".join(codes)
    own = recognition_code(item.fields.get("language", ""), installed) if item else ""
    usual = (own, otherwise, _DEFAULT_LANGUAGE)
    return next((code for code in usual if code in installed), installed[0])


def recognise(
    workspace: Workspace,
    document: Document,
    context: JobContext,
    *,
    language: str = "",
    is_everything: bool = False,
    first_page: int = 0,
) -> RecognitionReport:
    """Read the pages that have no text of their own, and keep what is found page by page.

    A page that fails is one line of the report; the others go on. Cancelling keeps what was read.

    Args:
        language: as in `language_for`.
        is_everything: read all pages anew, those with text too.
        first_page: index of the page to begin with, the one that is being looked at.

    Raises:
        ServiceError: no language data, or nothing to read.
        MissingFileError, DocumentError: the file cannot be read.
        Cancelled: the job was stopped.
    """
    data = language_data()
    item = workspace.read.get(Item, document.item)
    code = language_for(item, language, data.languages if data else ())
    assert data is not None
    path = shown_path(workspace.library.files, document)
    started = time.monotonic()
    with _cancellable(), PageRecogniser(path, data, lambda: context.is_cancelled) as recogniser:
        work = _Work(workspace, document, recogniser, RecognitionReport(code), context)
        wanted = work.pages_to_read(is_everything=is_everything)
        wanted.sort(key=lambda index: (index < first_page, index))
        try:
            work.read(wanted)
        finally:
            work.keep()
    work.find_numbers(path, item)
    work.find_mentions()
    work.report.seconds = time.monotonic() - started
    return work.report


class _Work:
    """One pass over a document."""

    def __init__(
        self,
        workspace: Workspace,
        document: Document,
        recogniser: PageRecogniser,
        report: RecognitionReport,
        context: JobContext,
    ) -> None:
        self.report = report
        self._workspace = workspace
        self._document = document
        self._recogniser = recogniser
        self._context = context
        self._run = RecognitionRun(fresh_id(), report.language, "", utc_now())
        self._bulk = Bulk()
        self._pending: list[PageText] = []
        self._kept_at = 0.0

    def pages_to_read(self, *, is_everything: bool) -> list[int]:
        """Pages without text of their own, or with no more than a stamp on a picture."""
        if is_everything:
            return list(range(self._recogniser.page_count))
        known = self._workspace.read.get(Recognition, self._document.sha256)
        done = known.pages if known is not None else {}
        wanted = [index for index in self._recogniser.wordless_pages() if index not in done]
        if not wanted:
            raise ServiceError(
                f"Every page of “{self._document.name}” has text already; to read it from the "
                "pictures all the same, choose to read all pages anew."
            )
        return wanted

    def read(self, wanted: list[int]) -> None:
        """Read these pages in this order."""
        for number, index in enumerate(wanted):
            self._context.progress(number, len(wanted), self._document.name)
            try:
                page = self._recogniser.read(index, self.report.language)
            except DocumentError as error:
                logger.info("A page was not recognised: %s", error)
                self.report.failed[index] = str(error)
                continue
            self._pending.append(page)
            self.report.words += len(page.words)
            if time.monotonic() - self._kept_at > _KEEP_AFTER_S:
                self.keep()
        self._context.progress(len(wanted), len(wanted), self._document.name)

    def keep(self) -> None:
        """Write what has been read since the last time."""
        pages, self._pending = tuple(self._pending), []
        if not pages:
            return
        self.report.engine = self._recogniser.engine
        self._run = replace(self._run, engine=self.report.engine)
        self._write(KeepRecognised(self._document.sha256, self._run, pages))
        self.report.pages += [page.index for page in pages]
        self._kept_at = time.monotonic()

    def find_numbers(self, path: Path, item: Item | None) -> None:
        """Look for printed numbers on the pages that can be read now."""
        read, sha256 = self._workspace.read, self._document.sha256
        known = read.get(Recognition, sha256)
        if known is None or self._document.is_article:
            return
        texts = {index: read.recognised_page(sha256, index) for index in known.pages}
        recognised = {index: text for index, text in texts.items() if text is not None}
        first, last = page_range(item)
        try:
            with DocumentReader(path) as reader:
                found = reader.page_map(
                    sha256, first_page=first, last_page=last, recognised=recognised
                )
        except DocumentError:
            logger.info("No page numbers were looked for", exc_info=True)
            return
        if found.found != read.page_map(sha256).found:
            self._write(FindPageNumbers(found))

    def find_mentions(self) -> None:
        """Look for citations in the text that there is now."""
        if self.report.pages:
            find_mentions(self._workspace, self._document.sha256, group=self._bulk)

    def _write(self, command: KeepRecognised | FindPageNumbers) -> None:
        self._workspace.run_now(command, self._bulk, group=self._bulk)


@contextmanager
def _cancellable() -> Iterator[None]:
    """The worker is killed when the job is cancelled, which is no fault."""
    try:
        yield
    except WorkerLostError as error:
        raise Cancelled from error
