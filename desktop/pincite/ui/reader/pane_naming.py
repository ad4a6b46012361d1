"""What the pages of a pane are called, wherever that is shown or corrected."""

from typing import TYPE_CHECKING

from pincite.ui.reader.page_names import PageNames

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane

_READ_PT = 24.0
"""How far below the upper edge the eye is when a page is scrolled to be read."""


class PaneNaming:
    """Tells the page box, the margins, the hits and the panels; asks for other names.

    Attributes:
        shown: of the pages on view.
        stored: of the pages as the library counts them.
    """

    def __init__(self, pane: "ReaderPane") -> None:
        self._pane = pane
        self.shown = self.stored = PageNames()

    def refresh(self) -> None:
        """Read the names again and show them everywhere."""
        pane = self._pane
        self.shown = self.stored = pane.library.names(pane.page_count)
        if pane.copy.paragraphs is not None:
            self.shown = pane.library.names(pane.page_count, pane.copy.paragraphs)
        pane.bar.page_box.set_names(self.shown, can_correct=pane.document is not None)
        pane.canvas.numbers.set_paragraphs(self.shown.paragraphs)
        pane.finding.hits.set_names(self.shown)
        pane.sides.set_names()

    def ask(self, scope: str) -> None:
        """Ask what is printed on the page that is being read; see `PageBox.ask_for_label`."""
        pane = self._pane
        if pane.document is None or self.shown.is_by_paragraph:
            text = pane.tr("Page numbers can be corrected for PDFs in the library only.")
            pane.context.notify("info", text)
            return
        pane.floating_bar.reveal()
        pane.bar.page_box.ask_for_label(scope)

    def reset(self) -> None:
        """Back to automatic page numbers."""
        self._pane.bar.page_box.reset()

    def follow(self) -> None:
        """In an article the page box follows line by line."""
        pane = self._pane
        if not self.shown.is_by_paragraph or not pane.page_count:
            return
        place = pane.view.place
        height = pane.view.layout_of_pages.size_pt(place.page_index)[1]
        number = pane.canvas.numbers.number_at(
            place.page_index, place.y_fraction * height + _READ_PT
        )
        pane.bar.page_box.set_page(place.page_index, number)
