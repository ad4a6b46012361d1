"""Which documents and bibliographies are open in tabs, and which were closed last."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from pincite.model.citations import Bibliography
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CollectionId,
    ItemId,
    ReplacementId,
    Sha256,
)
from pincite.model.items import Item
from pincite.model.replacements import Replacement
from pincite.ui.context import AppContext
from pincite.ui.tab_contents import TabContent, as_text, from_text, is_there
from pincite.ui.tab_strip import TabStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pincite.documents.protocol import Event
    from pincite.documents.viewing import ViewSession
    from pincite.services.hits import Hit
    from pincite.ui.bibliography.bibliography_tab import BibliographyTab
    from pincite.ui.reader.arrival import Arrival
    from pincite.ui.reader.reader_pane import ReaderPane
    from pincite.ui.reader.tab import ReaderTab
    from pincite.ui.search.trail import SearchTrail

_MOST_CLOSED = 20
_OPEN_TABS = "open_tabs"


class OpenTabs(QObject):
    """Opens each thing once: what is open already comes on view."""

    def __init__(self, context: AppContext, strip: TabStrip) -> None:
        super().__init__(strip)
        self._context = context
        self._strip = strip
        self._contents: dict[QWidget, tuple[TabContent, ...]] = {}
        self._closed: list[tuple[TabContent, ...]] = []
        self._readers: list[ReaderTab] = []
        self._trail_tab: ReaderTab | None = None
        strip.close_wanted.connect(self.close)
        strip.current_changed.connect(self._on_current)

    def open_file(
        self, path: Path, session: "ViewSession | None" = None, events: "Sequence[Event]" = ()
    ) -> "ReaderTab":
        """Open a file for reading that need not be in the library.

        Args:
            session: when the file is being opened already; events: what it has said so far.
        """
        return self._reader_tab(None, path, path.name, session, events)

    def open_reader(
        self,
        sha256: Sha256,
        page_index: int | None = None,
        words: tuple[str, ...] = (),
        annotation: AnnotationId | None = None,
    ) -> None:
        """Open a document of the library at a page, with words marked or a mark shown."""
        pane = self._pane_for(sha256)
        if pane is not None:
            pane.arrive(page_index, words, annotation)

    def open_hit(self, hit: "Hit", trail: "SearchTrail") -> None:
        """Open a document at what a search found; from there on F3 goes to the next hit.

        A tab that was opened for a hit gives way to the one with the next.
        """
        if hit.document is None:
            return
        content = TabContent(document=hit.document.sha256)
        was_open, before = self._tab_of(content) is not None, self._trail_tab
        pane = self._pane_for(hit.document.sha256)
        if pane is None:
            return
        pane.trail.show(hit, trail)
        tab = self._tab_of(content)
        if not was_open:
            self._trail_tab = tab
            if before is not None and len(before.panes) == 1 and before.pane.trail.has(trail):
                self.close(before)

    def _pane_for(self, sha256: Sha256) -> "ReaderPane | None":
        """The pane that shows a document, in a new tab if need be, on view."""
        content = TabContent(document=sha256)
        tab = self._tab_of(content)
        if tab is None:
            found = self._found(sha256)
            if found is None:
                return None
            tab = self._reader_tab(*found)
        self._strip.show_page(tab)
        pane = next((p for p in tab.panes if _content_of(p) == content), tab.pane)
        tab.activate(pane)
        pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return pane

    def open_beside(
        self,
        sha256: Sha256,
        page_index: int | None = None,
        words: tuple[str, ...] = (),
        annotation: AnnotationId | None = None,
    ) -> None:
        """The same beside what was read last; in a tab of its own when nothing is being read."""
        if not self._readers:
            self.open_reader(sha256, page_index, words, annotation)
            return
        pane = self._pane_beside(sha256)
        if pane is not None:
            pane.arrive(page_index, words, annotation)

    def arrive(self, sha256: Sha256, arrival: "Arrival", is_apart: bool) -> None:
        """Open a document beside what was read last, or in a tab, and flash a passage."""
        if is_apart or not self._readers:
            self.open_reader(sha256, arrival.page_index)
            tab = self._tab_of(TabContent(document=sha256))
            pane = tab.pane if tab is not None else None
        else:
            pane = self._pane_beside(sha256)
            if pane is not None and arrival.page_index is not None:
                pane.arrive(arrival.page_index)
        if pane is not None:
            pane.mentions.arrive(arrival)

    def _pane_beside(self, sha256: Sha256) -> "ReaderPane | None":
        """The side that shows a document beside what was read last."""
        found = self._found(sha256)
        if found is None:
            return None
        tab = self._readers[-1]
        self._strip.show_page(tab)
        return tab.open_beside(*found)

    def open_bibliography(self, bibliography_id: BibliographyId) -> None:
        """Open a bibliography in a tab."""
        from pincite.ui.bibliography.bibliography_tab import BibliographyTab

        content = TabContent(bibliography=bibliography_id)
        shown = next((tab for tab, held in self._contents.items() if content in held), None)
        if isinstance(shown, BibliographyTab):
            self._strip.show_page(shown)
            shown.open_beside(bibliography_id)
            return
        found = self._context.workspace.read.get(Bibliography, bibliography_id)
        if found is None or found.trashed:
            self._context.notify("warn", self.tr("This bibliography is no longer in the library."))
            return
        tab = BibliographyTab(self._context, bibliography_id)
        self._add(tab, found.name, (content,))
        tab.contents_changed.connect(lambda: self._remember_bibliographies(tab))

    def open_replacement(self, replacement_id: ReplacementId) -> None:
        """Open the review of a replaced file in a tab."""
        from pincite.ui.replacing.review_tab import ReviewTab

        contents = (TabContent(replacement=replacement_id),)
        shown = next((tab for tab, held in self._contents.items() if held == contents), None)
        if shown is not None:
            self._strip.show_page(shown)
            return
        found = self._context.workspace.read.get(Replacement, replacement_id)
        if found is None:
            text = self.tr("There is nothing to review: the replacement was taken back.")
            self._context.notify("warn", text)
            return
        self._add(ReviewTab(self._context, found), self.tr("Review"), contents)

    def open_manuscript(self, path: Path) -> None:
        """Check a manuscript in a tab, or show the one that checks it already."""
        from pincite.ui.manuscripts.manuscript_tab import ManuscriptTab

        contents = (TabContent(manuscript=path),)
        shown = next((tab for tab, held in self._contents.items() if held == contents), None)
        if shown is not None:
            self._strip.show_page(shown)
            return
        self._add(ManuscriptTab(self._context, path), path.name, contents)

    def open_ledger(self, collection: CollectionId | None) -> None:
        """Show the ledger of a collection, or of the library."""
        from pincite.ui.ledgers.ledger_tab import LedgerTab, Scope

        contents = (TabContent(is_ledger=True),)
        scope = Scope(collection=collection)
        shown = next((tab for tab, held in self._contents.items() if held == contents), None)
        if isinstance(shown, LedgerTab):
            self._strip.show_page(shown)
            shown.choose(scope)
            return
        self._add(LedgerTab(self._context, scope), self.tr("Ledger"), contents)

    def open_tool(self, name: str) -> QWidget:
        """Show a tab of the Tools menu; see `ui.tools`."""
        from pincite.ui.tools import tool_tab

        contents = (TabContent(tool=name),)
        shown = next((tab for tab, held in self._contents.items() if held == contents), None)
        if shown is not None:
            self._strip.show_page(shown)
            return shown
        title, tab = tool_tab(name, self._context)
        self._add(tab, title, contents)
        return tab

    def clean_up(self, items: "Sequence[ItemId]") -> None:
        """Show the clean-ups of these items; with none, of all."""
        from pincite.ui.cleaning.cleaning_tab import CleaningTab

        tab = self.open_tool("cleaning")
        if isinstance(tab, CleaningTab):
            tab.set_items(items)

    def close(self, tab: QWidget) -> None:
        """Close a tab; the Library stays."""
        contents = self._contents.pop(tab, None)
        if contents is None:
            return
        self._closed = [*self._closed, contents][-_MOST_CLOSED:]
        self._readers = [reader for reader in self._readers if reader is not tab]
        self._trail_tab = None if tab is self._trail_tab else self._trail_tab
        self._strip.remove(tab)
        tab.close()
        tab.deleteLater()

    def close_all(self) -> None:
        """Close everything, when the window goes; the library remembers what was open."""
        if self._context.has_library and not self._context.workspace.library.is_read_only:
            self._context.workspace.save_setting(_OPEN_TABS, as_text(self._contents.values()))
        for tab in list(self._contents):
            self.close(tab)

    def restore(self) -> None:
        """Open what was open when this library was closed; what is there no more is left out."""
        read = self._context.workspace.read
        text = read.setting(_OPEN_TABS) or "[]"
        for contents in from_text(text):
            if all(is_there(read, content) for content in contents):
                self._closed.append(contents)
                self.reopen()
        self._strip.show_page(self._strip.pages[0])

    def reopen(self) -> None:
        """Open what was closed last."""
        if not self._closed:
            return
        first, *beside = self._closed.pop()
        if first.document is not None:
            self.open_reader(first.document)
        elif first.bibliography is not None:
            self.open_bibliography(first.bibliography)
        elif first.replacement is not None:
            self.open_replacement(first.replacement)
        elif first.manuscript is not None:
            self.open_manuscript(first.manuscript)
        elif first.is_ledger:
            self.open_ledger(None)
        elif first.tool:
            self.open_tool(first.tool)
        elif first.file is not None:
            self.open_file(first.file)
        for content in beside:
            if content.document is not None:
                self.open_beside(content.document)
            elif content.bibliography is not None:
                self._open_bibliography_beside(content.bibliography)

    def _open_bibliography_beside(self, bibliography_id: BibliographyId) -> None:
        from pincite.ui.bibliography.bibliography_tab import BibliographyTab

        tab = self._strip.current
        if isinstance(tab, BibliographyTab):
            tab.open_beside(bibliography_id)

    def _on_current(self, page: object) -> None:
        """Keep the readers in the order in which they were last on view."""
        self._readers.sort(key=lambda reader: reader is page)

    def _tab_of(self, content: TabContent) -> "ReaderTab | None":
        """The tab that shows this on one of its sides."""
        found = (tab for tab, contents in self._contents.items() if content in contents)
        return next(found, None)  # type: ignore[return-value]

    def _found(self, sha256: Sha256) -> tuple[Document, Path, str] | None:
        """A document, the file to show, and its title; a sentence and None when there is none."""
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
        return document, path, item.title if item and item.title else document.name

    def _reader_tab(
        self,
        document: Document | None,
        path: Path,
        title: str,
        session: "ViewSession | None" = None,
        events: "Sequence[Event]" = (),
    ) -> "ReaderTab":
        from pincite.ui.reader.tab import ReaderTab

        tab = ReaderTab(self._context, document, path, title, session, events)
        self._readers.append(tab)
        self._add(tab, title, _contents_of(tab))
        tab.contents_changed.connect(lambda: self._remember(tab))
        return tab

    def _add(self, tab: QWidget, title: str, contents: tuple[TabContent, ...]) -> None:
        self._contents[tab] = contents
        self._strip.add(tab, title)
        renamed = getattr(tab, "title_changed", None)
        if renamed is not None:
            renamed.connect(lambda text: self._rename(tab, text))
        wants_to_go = getattr(tab, "closed", None)
        if wants_to_go is not None:
            wants_to_go.connect(lambda: self.close(tab))

    def _rename(self, tab: QWidget, text: str) -> None:
        # A tab that was closed just now may still hear of its contents.
        if tab in self._contents:
            self._strip.set_text(tab, text)

    def _remember_bibliographies(self, tab: "BibliographyTab") -> None:
        if tab in self._contents:
            ids = (side.bibliography_id for side in tab.sides)
            self._contents[tab] = tuple(TabContent(bibliography=id) for id in ids)

    def _remember(self, tab: "ReaderTab") -> None:
        """One of its sides shows something else, or a file that is in the library now."""
        if tab in self._contents:
            self._contents[tab] = _contents_of(tab)


def _contents_of(tab: "ReaderTab") -> tuple[TabContent, ...]:
    return tuple(_content_of(pane) for pane in tab.panes)


def _content_of(pane: "ReaderPane") -> TabContent:
    if pane.document is not None:
        return TabContent(document=pane.document.sha256)
    return TabContent(file=pane.path)
