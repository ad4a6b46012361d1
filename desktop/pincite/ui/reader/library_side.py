"""What the library knows about the document that is shown: names of pages, outline, last place."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pincite.model.documents import Document, OutlineEntry, Paragraph
from pincite.model.items import Item
from pincite.ui.context import AppContext
from pincite.ui.reader.history import Place
from pincite.ui.reader.page_names import PageNames, names_for

if TYPE_CHECKING:
    from pincite.library.values import ReadingPlace
    from pincite.services.page_numbering import PageNumbering


class LibrarySide:
    """Reads and writes what belongs to one document; nothing of a file that is not in the library.

    Attributes:
        document: None until a loose file was imported.
    """

    def __init__(self, context: AppContext, document: Document | None) -> None:
        self._context = context
        self.document = document

    @property
    def is_there(self) -> bool:
        """True when the document can be looked up."""
        return self.document is not None and self._context.has_library

    def names(
        self, page_count: int, shown_paragraphs: Sequence[Paragraph] | None = None
    ) -> PageNames:
        """Names of its pages or paragraphs; of the file's own pages where nothing is known.

        Args:
            shown_paragraphs: of the pages shown, where they are not those of the library.
        """
        document = self.document
        if document is None or not self._context.has_library:
            return PageNames.by_file_page(page_count)
        read = self._context.workspace.read
        paragraphs = read.paragraphs(document.sha256) if document.is_article else []
        if shown_paragraphs is not None:
            paragraphs = list(shown_paragraphs)
        page_map = read.page_map(document.sha256)
        return names_for(page_map, page_count, paragraphs, is_article=document.is_article)

    def title(self) -> str:
        """The title of the work; empty when it is not known."""
        if self.document is None or not self._context.has_library:
            return ""
        item = self._context.workspace.read.get(Item, self.document.item)
        return item.title if item else ""

    def outline(self) -> list[OutlineEntry]:
        """The stored outline; empty when there is none."""
        if self.document is None or not self._context.has_library:
            return []
        return self._context.workspace.read.outline(self.document.sha256)

    def last_place(self) -> "ReadingPlace | None":
        """Where reading stopped."""
        if self.document is None or not self._context.has_library:
            return None
        return self._context.workspace.read.reading_place(self.document.sha256)

    def save_place(self, place: Place, zoom: float, view: str) -> None:
        """Remember where reading stopped, and how; 0 as zoom when it follows the window."""
        if self.document is None or not self._context.has_library:
            return
        from pincite.library.values import ReadingPlace

        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._context.workspace.save_place(
            self.document.sha256, ReadingPlace(place.page_index, place.y_fraction, zoom, at, view)
        )

    def number_pages(self, numbering: "PageNumbering") -> None:
        """Correct printed page numbers."""
        if self.document is not None:
            count = len(self._context.workspace.read.page_map(self.document.sha256).found)
            self._context.bridge.run(numbering.command(self.document.sha256, count))
