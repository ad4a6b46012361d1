"""The type size of an article that is read: remembered, changed at a keystroke, without a wait."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.documents.protocol import Event
from pincite.documents.viewing import ViewSession
from pincite.model.documents import Document, TypeSize
from pincite.ui.context import AppContext
from pincite.ui.reader.library_side import LibrarySide
from pincite.ui.reader.shown_copy import kept_size

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext
    from pincite.services.reading_copies import ArticleCopy
    from pincite.ui.reader.reader_pane import ReaderPane


_OTHERS_AFTER_MS = 2000


class TypeSizes(QObject):
    """Shows the copy of an article in the size that is wanted; does nothing for a PDF.

    Copies are made and read in a job. The pages on view stay until those of the other copy are
    there; what is read stays at the top.

    Attributes:
        size: the one that is wanted.
        copies: those that were read already.

    Signals:
        changed: another size is wanted.
        switched: the pages of another copy are shown now.
    """

    changed = Signal()
    switched = Signal()

    def __init__(self, pane: "ReaderPane", size: TypeSize) -> None:
        super().__init__(pane)
        self._pane = pane
        self.copies: dict[TypeSize, ArticleCopy] = {}
        self._sessions: dict[Path, ViewSession] = {}
        self._loading: set[TypeSize] = set()
        self._is_switching = False
        self.size = size

    @property
    def is_available(self) -> bool:
        """True for an article of the library."""
        library = self._pane.library
        return library.is_there and is_laid_out(library.document)

    @property
    def can_grow(self) -> bool:
        """True when there is a larger size."""
        return self.is_available and self.size is not TypeSize.LARGE

    @property
    def can_shrink(self) -> bool:
        """True when there is a smaller size."""
        return self.is_available and self.size is not TypeSize.SMALL

    def start_like(self, other: "TypeSizes") -> None:
        """Begin in the size of another view of the same article."""
        self.size = other.size
        self.copies.update(other.copies)

    def begin(self, events: Sequence[Event]) -> None:
        """Open the document in the size that is wanted; see `DocumentFeed.start`."""
        if self.size is TypeSize.MEDIUM or not self.is_available:
            self._pane.feed.start(events)
        else:
            self._want()

    def close(self) -> None:
        """End the workers of copies that are not on view; the feed ends the other."""
        for session in self._sessions.values():
            if session is not self._pane.feed.session:
                session.close()
        self._sessions.clear()

    def choose(self, size: TypeSize) -> None:
        """Show the article in this size, and remember it."""
        if self.is_available and size is not self.size:
            self.size = size
            self.changed.emit()
            self._want()

    def step(self, by: int) -> None:
        """To the next larger or smaller size."""
        sizes = list(TypeSize)
        place = sizes.index(self.size) + by
        if 0 <= place < len(sizes):
            self.choose(sizes[place])

    def read_text(self) -> None:
        """Once the first page is seen: read what is needed to place marks in the text.

        When nothing else is to be done, the copies in other sizes are made, so that the first
        switch is as quick as any.
        """
        if not self.is_available:
            return
        if self.size not in self.copies:
            self._load(self.size)
        QTimer.singleShot(_OTHERS_AFTER_MS, self, self._make_others)

    def opened(self) -> None:
        """The pages are open; tell when they are those of another copy."""
        if self._is_switching:
            self._is_switching = False
            self._pane.places.save_soon()
            self.switched.emit()

    def look_again(self) -> None:
        """The library has another record of the document: show a copy that was made anew."""
        before = self._pane.library.document
        document = (
            self._pane.context.workspace.read.get(Document, before.sha256) if before else None
        )
        if document is None or before is None or document.layout == before.layout:
            return
        self._pane.marks.document = self._pane.library.document = document
        self.copies.clear()
        self._loading.clear()
        self._load(self.size)

    def _make_others(self) -> None:
        document = self._pane.library.document
        if document is None or self._pane.is_closed or not self._pane.context.has_library:
            return
        library = self._pane.context.workspace.library

        def make(_job: "JobContext") -> None:
            from pincite.services.reading_copies import ReadingCopies

            ReadingCopies(library.files, library.reader).prepare(document)

        # A copy that cannot be made says so when it is wanted.
        self._pane.context.jobs.start(make, self.tr("Laying out the article"), shown=False)

    def _want(self) -> None:
        copy = self.copies.get(self.size)
        if copy is not None:
            self._show(copy)
        else:
            self._load(self.size)

    def _load(self, size: TypeSize) -> None:
        document = self._pane.library.document
        if size in self._loading or document is None:
            return
        self._loading.add(size)
        library = self._pane.context.workspace.library

        def load(_job: "JobContext") -> "tuple[Document, ArticleCopy]":
            from pincite.services.reading_copies import ReadingCopies

            return document, ReadingCopies(library.files, library.reader).load(document, size)

        job = self._pane.context.jobs.start(load, self.tr("Laying out the article"), shown=False)
        job.succeeded.connect(self._on_loaded)
        job.failed.connect(lambda sentence: self._on_failed(size, sentence))

    def _on_loaded(self, loaded: "tuple[Document, ArticleCopy]") -> None:
        document, copy = loaded
        if document != self._pane.library.document:
            return
        self._loading.discard(copy.size)
        self.copies[copy.size] = copy
        if copy.size is not self.size or self._pane.is_closed:
            return
        if copy.path == self._shown_path:
            self._pane.copy.use(copy)
            self._pane.marks.translate()
        else:
            self._show(copy)

    def _on_failed(self, size: TypeSize, sentence: str) -> None:
        self._loading.discard(size)
        if self._pane.is_closed or size is not self.size:
            return
        if size is self._pane.copy.size and self._shown_path is not None:
            return  # the text of what is shown already; marks go by its pages alone
        self._pane.context.notify("warn", sentence)
        self.size = self._pane.copy.size
        self.changed.emit()
        if self._shown_path is None:
            self._pane.feed.show(self._session(self._pane.path))

    @property
    def _shown_path(self) -> Path | None:
        session = self._pane.feed.session
        return session.path if session is not None else None

    def _show(self, copy: "ArticleCopy") -> None:
        """Show a copy in place of another, at what is being read."""
        pane = self._pane
        if copy.path == self._shown_path:
            return
        self._is_switching = self._shown_path is not None
        if self._is_switching:
            pane.view.hold()
            pane.leave_what_is_open()
        pane.places.change_copy(copy)
        pane.feed.show(self._session(copy.path))

    def _session(self, path: Path) -> ViewSession:
        """The session of a copy: those once opened stay open as long as the pool has workers."""
        shown = self._pane.feed.session
        if shown is not None:
            self._sessions[shown.path] = shown
        kept = self._sessions.get(path)
        if kept is not None:
            return kept
        document = self._pane.library.document
        identity = f"{document.sha256} {path.name}" if document is not None else ""
        session = ViewSession(path, self._pane.context.pool, identity=identity)
        self._sessions[path] = session
        return session


def is_laid_out(document: Document | None) -> bool:
    """True for an article that has a reading copy of our making."""
    return document is not None and document.is_article and bool(document.reading_name)


def first_size(context: AppContext, library: LibrarySide) -> TypeSize:
    """In which size to open a document: as it was left, else as the settings say."""
    if not library.is_there or not is_laid_out(library.document):
        return TypeSize.MEDIUM
    last = library.last_place()
    kept = kept_size(last.view) if last is not None else None
    usual = context.settings.type_size
    return kept or (TypeSize(usual) if usual in list(TypeSize) else TypeSize.MEDIUM)
