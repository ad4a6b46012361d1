"""How the document of a pane comes on view, as its worker hands it over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pincite.documents.protocol import DocumentInfo
from pincite.model.documents import OutlineEntry

if TYPE_CHECKING:
    from pincite.ui.reader.page_stack import PageStack
    from pincite.ui.reader.reader_pane import ReaderPane


class PaneOpening(QObject):
    """First the page that is read; all that comes from the library when it has been painted.

    Attributes:
        is_ready: the first page was painted, and the rest is there or on its way.
    """

    def __init__(self, pane: "ReaderPane", stack: "PageStack") -> None:
        super().__init__(pane)
        self._pane = pane
        self._stack = stack
        self.is_ready = False
        feed = pane.feed
        feed.opened.connect(self._on_opened)
        feed.sizes_ready.connect(self._on_sizes)
        feed.password_needed.connect(self._ask_password)
        stack.password_given.connect(feed.authenticate)
        feed.document_failed.connect(self._show_failure)
        feed.outline_ready.connect(self._on_outline)
        pane.pictures.settled.connect(self.want_texts)
        pane.view.first_page_painted.connect(self._on_first_page)
        pane.context.library_attached.connect(self._on_library)

    def want_texts(self) -> None:
        """Ask for the texts of the pages on view."""
        if self.is_ready:
            self._pane.texts.want(self._pane.view.visible_pages)

    def _on_opened(self, info: DocumentInfo) -> None:
        pane = self._pane
        self._stack.show_pages()
        pane.page_count = info.pages
        pane.naming.refresh()
        pane.view.set_pages(info.sizes, info.rotations)
        pane.places.open(info.pages)
        pane.bar.page_box.set_page(pane.view.current_page)
        pane.sizes.opened()

    def _on_sizes(self, info: DocumentInfo) -> None:
        self._pane.view.correct_sizes(info.sizes, info.rotations)

    def _on_first_page(self) -> None:
        self._pane.first_page_painted.emit()
        self._build_rest()

    def _build_rest(self) -> None:
        pane = self._pane
        if self.is_ready or pane.is_closed:
            return
        self.is_ready = True
        pane.mentions.citations.refresh()
        pane.finding.mark_goal()
        pane.ready.emit()
        pane.marks.load()
        pane.external.start()
        pane.sizes.read_text()
        self.want_texts()

    def _on_library(self) -> None:
        """The library was opened after this tab: what it knows is shown now."""
        self._pane.naming.refresh()
        self._pane.marks.load()
        self._pane.marks.look_up()

    def _ask_password(self, was_wrong: bool) -> None:
        self._stack.ask_password(was_wrong=was_wrong)
        self._end_first_paint()

    def _show_failure(self, sentence: str) -> None:
        self._stack.show_failure(sentence)
        self._pane.bar.setEnabled(False)
        self._end_first_paint()

    def _end_first_paint(self) -> None:
        """No page will come for now: whoever waits for it must not wait for ever.

        Later, since a file may fail while the tab is still being built and nobody listens yet.
        """
        QTimer.singleShot(0, self._pane, self._pane.first_page_painted.emit)

    def _on_outline(self, entries: tuple[OutlineEntry, ...]) -> None:
        pane = self._pane
        stored = (pane.copy.shown_entry(entry) for entry in pane.library.outline())
        pane.sides.set_outline(entries or tuple(stored))
