"""Which documents and bibliographies are open in tabs, and which were closed last."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pincite.model.citations import Bibliography
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import AnnotationId, BibliographyId, Sha256
from pincite.model.items import Item
from pincite.ui.context import AppContext
from pincite.ui.tab_strip import TabStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pincite.documents.protocol import Event
    from pincite.documents.viewing import ViewSession
    from pincite.ui.reader.reader_tab import ReaderTab

_MOST_CLOSED = 20


@dataclass(frozen=True, slots=True)
class _Content:
    """What a tab shows: a document of the library, a file, or a bibliography."""

    document: Sha256 | None = None
    file: Path | None = None
    bibliography: BibliographyId | None = None


class OpenTabs(QObject):
    """Opens each thing once: what is open already comes on view."""

    def __init__(self, context: AppContext, strip: TabStrip) -> None:
        super().__init__(strip)
        self._context = context
        self._strip = strip
        self._contents: dict[QWidget, _Content] = {}
        self._closed: list[_Content] = []
        strip.close_wanted.connect(self.close)

    def open_file(
        self, path: Path, session: "ViewSession | None" = None, events: "Sequence[Event]" = ()
    ) -> "ReaderTab":
        """Open a file for reading that need not be in the library.

        Args:
            session: when the file is being opened already; events: what it has said so far.
        """
        return self._reader_tab(None, path, path.name, _Content(file=path), session, events)

    def open_reader(
        self,
        sha256: Sha256,
        page_index: int | None = None,
        words: tuple[str, ...] = (),
        annotation: AnnotationId | None = None,
    ) -> None:
        """Open a document of the library at a page, with words marked or a mark shown."""
        tab = self._tab_of(_Content(document=sha256))
        if tab is None:
            tab = self._new_reader(sha256)
        if tab is None:
            return
        self._strip.show_page(tab)
        if words:
            tab.mark_words(words)
        if annotation is not None:
            tab.show_annotation(annotation)
        elif page_index is not None:
            tab.go_to(page_index)

    def open_bibliography(self, bibliography_id: BibliographyId) -> None:
        """Open a bibliography in a tab."""
        from pincite.ui.bibliography.bibliography_tab import BibliographyTab

        content = _Content(bibliography=bibliography_id)
        shown = self._tab_of(content)
        if shown is not None:
            self._strip.show_page(shown)
            return
        found = self._context.workspace.read.get(Bibliography, bibliography_id)
        if found is None or found.trashed:
            self._context.notify("warn", self.tr("This bibliography is no longer in the library."))
            return
        self._add(BibliographyTab(self._context, bibliography_id), found.name, content)

    def close(self, tab: QWidget) -> None:
        """Close a tab; the Library stays."""
        content = self._contents.pop(tab, None)
        if content is None:
            return
        self._closed = [*self._closed, content][-_MOST_CLOSED:]
        self._strip.remove(tab)
        tab.close()
        tab.deleteLater()

    def close_all(self) -> None:
        """Close everything, when the window goes."""
        for tab in list(self._contents):
            self.close(tab)

    def reopen(self) -> None:
        """Open what was closed last."""
        if not self._closed:
            return
        content = self._closed.pop()
        if content.document is not None:
            self.open_reader(content.document)
        elif content.bibliography is not None:
            self.open_bibliography(content.bibliography)
        elif content.file is not None:
            self.open_file(content.file)

    def _tab_of(self, content: _Content) -> "ReaderTab | None":
        found = (tab for tab, shown in self._contents.items() if shown == content)
        return next(found, None)  # type: ignore[return-value]

    def _new_reader(self, sha256: Sha256) -> "ReaderTab | None":
        read = self._context.workspace.read
        document = read.get(Document, sha256)
        if document is None:
            self._context.notify("bad", self.tr("This document is no longer in the library."))
            return None
        try:
            from pincite.services.reading import shown_path

            path = shown_path(self._context.workspace.library.files, document)
        except PinciteError as error:
            self._context.notify("bad", str(error))
            return None
        item = read.get(Item, document.item)
        title = item.title if item and item.title else document.name
        return self._reader_tab(document, path, title, _Content(document=sha256))

    def _reader_tab(
        self,
        document: Document | None,
        path: Path,
        title: str,
        content: _Content,
        session: "ViewSession | None" = None,
        events: "Sequence[Event]" = (),
    ) -> "ReaderTab":
        from pincite.ui.reader.reader_tab import ReaderTab

        tab = ReaderTab(self._context, document, path, title, session, events)
        self._add(tab, title, content)
        return tab

    def _add(self, tab: QWidget, title: str, content: _Content) -> None:
        self._contents[tab] = content
        self._strip.add(tab, title)
        renamed = getattr(tab, "title_changed", None)
        if renamed is not None:
            renamed.connect(lambda text: self._strip.set_text(tab, text))
        imported = getattr(tab, "document_changed", None)
        if imported is not None:
            imported.connect(lambda document: self._remember(tab, document))
        wants_to_go = getattr(tab, "closed", None)
        if wants_to_go is not None:
            wants_to_go.connect(lambda: self.close(tab))

    def _remember(self, tab: QWidget, document: Document) -> None:
        """A file that was only open for reading is in the library now."""
        if tab in self._contents:
            self._contents[tab] = _Content(document=document.sha256)
