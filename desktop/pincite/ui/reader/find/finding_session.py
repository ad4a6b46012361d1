"""Finding in a document: the texts of its pages, a query, and its hits as they come."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.model.documents import Document
from pincite.model.texts import PageText
from pincite.ui.context import AppContext
from pincite.ui.reader.find.finding import Hit, Sought, hits_in
from pincite.ui.reader.pages.rendering import DocumentFeed

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext

_SLICE_S = 0.005
_MOST_HITS = 20_000
_ASKED_AT_ONCE = 4


class DocumentWords(QObject):
    """The plain texts of all pages: from the library's cache, else page by page from the worker.

    Signals:
        grew: more pages are at hand, in page order.
    """

    grew = Signal()

    def __init__(self, context: AppContext, feed: DocumentFeed, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._feed = feed
        self._early: dict[int, str] = {}
        self._is_started = False
        self._is_asking = False
        self.texts: list[str] = []
        self.page_count = 0
        feed.text_ready.connect(self._on_text)

    @property
    def is_complete(self) -> bool:
        """True when the texts of all pages are at hand."""
        return self._is_started and len(self.texts) >= self.page_count

    def start(
        self, document: Document | None, page_count: int, known: Sequence[str] | None = None
    ) -> None:
        """Fetch the texts, once.

        Args:
            known: the texts, where they are at hand and not those of the library.
        """
        self.page_count = page_count
        if self._is_started:
            return
        self._is_started = True
        if known is not None:
            self._on_read(list(enumerate(known)))
            return
        if document is None or not self._context.has_library:
            self._ask()
            return
        sha = document.sha256
        workspace = self._context.workspace

        def read(_job: "JobContext") -> list[tuple[int, str]]:
            return list(workspace.read.page_texts(sha))

        handle = self._context.jobs.start(read, self.tr("Reading the text"), shown=False)
        handle.succeeded.connect(self._on_read)
        handle.failed.connect(lambda _sentence: self._ask())

    def restart(
        self, document: Document | None, page_count: int, known: Sequence[str] | None = None
    ) -> None:
        """Fetch the texts anew, where they had been fetched; they are others now. See `start`."""
        if self._is_started:
            self._is_started = self._is_asking = False
            self._early.clear()
            del self.texts[:]
            self.start(document, page_count, known)

    def _on_read(self, pages: list[tuple[int, str]]) -> None:
        if not pages and self.page_count:
            self._ask()
            return
        known = dict(pages)
        # In place: the list of hits cuts its lines out of this very list.
        self.texts[:] = [known.get(index, "") for index in range(self.page_count)]
        self.grew.emit()

    def _ask(self) -> None:
        self._is_asking = True
        first = len(self.texts)
        for index in range(first, min(first + _ASKED_AT_ONCE, self.page_count)):
            if index not in self._early:
                self._feed.request_text(index)
        self._append()

    def _on_text(self, text: PageText) -> None:
        if self._is_asking and text.index >= len(self.texts):
            self._early[text.index] = text.text
            self._append()

    def _append(self) -> None:
        before = len(self.texts)
        while len(self.texts) in self._early:
            self.texts.append(self._early.pop(len(self.texts)))
        if len(self.texts) == before:
            return
        self.grew.emit()
        if len(self.texts) < self.page_count:
            self._ask()


class FindSession(QObject):
    """A query and its hits, in page order.

    Matching runs in slices of a few milliseconds in the event loop. A thread would not be kinder to
    the window: it would hold the interpreter's lock for whole switch intervals of 5 ms, and every
    call of the window into Qt would have to win it back.

    Signals:
        cleared: the hits are gone, a new query began.
        hits_added: list of Hit that follow those before.
        finished: all pages have been looked at.
    """

    cleared = Signal()
    hits_added = Signal(object)
    finished = Signal()

    def __init__(self, words: DocumentWords, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self.sought: Sought | None = None
        self.hits: list[Hit] = []
        self.by_page: dict[int, list[Hit]] = {}
        self.is_finished = True
        self._next_page = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)
        words.grew.connect(self._resume)

    def search(self, sought: Sought | None) -> None:
        """Begin a new query; None clears the old one."""
        self.sought = sought
        self.hits = []
        self.by_page = {}
        self._next_page = 0
        self.is_finished = sought is None
        self.cleared.emit()
        if sought is None:
            self._timer.stop()
            self.finished.emit()
        else:
            self._timer.start()

    def peek(self, page_index: int) -> Hit | None:
        """The first hit on a page or after it, as far as a few milliseconds reach."""
        if self.sought is None:
            return None
        until = time.perf_counter() + _SLICE_S
        for index in range(page_index, len(self.words.texts)):
            hit = next(hits_in(self.sought, index, self.words.texts[index]), None)
            if hit is not None or time.perf_counter() > until:
                return hit
        return None

    def again(self) -> None:
        """Look for the same words in other texts."""
        self.search(self.sought)

    @property
    def is_capped(self) -> bool:
        """True when there were too many hits to keep them all."""
        return len(self.hits) >= _MOST_HITS

    def first_from(self, page_index: int) -> int:
        """The number of the first hit on a page or after it; 0 when none follows."""
        return next((n for n, hit in enumerate(self.hits) if hit.page_index >= page_index), 0)

    def _resume(self) -> None:
        if not self.is_finished:
            self._timer.start()

    def _work(self) -> None:
        until = time.perf_counter() + _SLICE_S
        found: list[Hit] = []
        while time.perf_counter() < until and self._look_at_next(found):
            pass
        if found:
            self.hits.extend(found)
            self.hits_added.emit(found)
        if self._next_page < len(self.words.texts) and not self.is_capped:
            return
        self._timer.stop()
        if self.is_capped or self.words.is_complete:
            self.is_finished = True
            self.finished.emit()

    def _look_at_next(self, found: list[Hit]) -> bool:
        texts: Sequence[str] = self.words.texts
        if self.sought is None or self._next_page >= len(texts):
            return False
        index = self._next_page
        self._next_page += 1
        hits = list(hits_in(self.sought, index, texts[index]))
        if hits:
            self.by_page[index] = hits
            found.extend(hits)
        return len(self.hits) + len(found) < _MOST_HITS
