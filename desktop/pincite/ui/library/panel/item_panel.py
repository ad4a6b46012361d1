"""The right pane: the chosen item in five pages, several items, or nothing yet."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pincite.model.changes import Changes
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.reading import document_to_read
from pincite.ui.context import AppContext, OpenReader
from pincite.ui.library.panel.annotations_page import AnnotationsPage
from pincite.ui.library.panel.batch_page import BatchPage
from pincite.ui.library.panel.cited_page import CitedPage
from pincite.ui.library.panel.documents_page import DocumentsPage
from pincite.ui.library.panel.info_page import InfoPage
from pincite.ui.library.panel.notes_page import NotesPage
from pincite.ui.widgets import EmptyState, SubTabs

_NOTHING, _ONE, _MANY = range(3)


class ItemPanel(QWidget):
    """Follows the selection; only the page on view reads from the library."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ids: tuple[ItemId, ...] = ()
        theme = context.theme
        self._info = InfoPage(context)
        self._documents = DocumentsPage(context)
        self._annotations = AnnotationsPage(context)
        self._notes = NotesPage(context)
        self._cited = CitedPage(context)
        self._info.read_wanted.connect(self.read)
        self._info.cite_wanted.connect(self.cite)
        self._tabs = SubTabs(theme)
        self._tabs.add("info", self.tr("Info"), self._info)
        self._tabs.add("documents", self.tr("Documents"), self._documents)
        self._tabs.add("annotations", self.tr("Annotations"), self._annotations)
        self._tabs.add("notes", self.tr("Notes"), self._notes)
        self._tabs.add("cited", self.tr("Cited"), self._cited)
        self._tabs.changed.connect(lambda _name: self._show())
        self._batch = BatchPage(context)
        text = self.tr("Select an item to see what is known about it, its files, marks and notes.")
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(theme, "cursor", self.tr("No item selected"), text))
        self._stack.addWidget(self._tabs)
        self._stack.addWidget(self._batch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        context.events.changed.connect(self._on_changed)

    def show_items(self, ids: Sequence[ItemId]) -> None:
        """Show one item, acts on several, or nothing."""
        self._ids = tuple(ids)
        self._show()

    def follow_reading(self) -> None:
        """Show anew what reading changes without a notice: the state and the last page."""
        self._show()

    def show_page(self, name: str) -> None:
        """Bring "info", "documents", "annotations", "notes" or "cited" on view."""
        self._tabs.show_page(name)

    def add_note(self) -> None:
        """A new note on the item on view."""
        if self._stack.currentIndex() == _ONE:
            self._tabs.show_page("notes")
            self._notes.add_note()

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        if self._stack.currentIndex() == _ONE:
            self._tabs.show_page("info")
            self._info.focus_field("")

    def read(self) -> None:
        """Open the item's document."""
        self._read_with(self._context.open_reader)

    def read_beside(self) -> None:
        """Open the item's document beside what is being read."""
        self._read_with(self._context.open_beside)

    def _read_with(self, open_document: OpenReader) -> None:
        for item_id in self._ids[:1]:
            document = document_to_read(self._context.workspace.read, item_id)
            if document is not None:
                open_document(document.sha256, None, (), None)
            else:
                self._tabs.show_page("documents")

    def cite(self) -> None:
        """Add the selected items to the active bibliography, which is made where there is none."""
        for item_id in self._ids:
            self._context.bridge.run(self._context.bibliographies.cite(item_id))

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._ids and changes:
            self._show()

    def _show(self) -> None:
        if len(self._ids) != 1:
            self._info.leave()
            self._stack.setCurrentIndex(_MANY if self._ids else _NOTHING)
            items = self._context.workspace.read.items(self._ids[:1])
            if items:
                self._batch.show_items(self._ids, are_trashed=bool(items[0].trashed))
            return
        item = self._context.workspace.read.get(Item, self._ids[0])
        if item is None:
            self._info.leave()
            self._stack.setCurrentIndex(_NOTHING)
            return
        self._stack.setCurrentIndex(_ONE)
        self._show_item(item)

    def _show_item(self, item: Item) -> None:
        read = self._context.workspace.read
        match self._tabs.current:
            case "info":
                self._info.show_item(item)
                self._info.show_readable(is_readable=document_to_read(read, item.id) is not None)
            case "documents":
                self._documents.show_item(item, read.documents_of(item.id))
            case "annotations":
                self._annotations.show_item(item.id, read.documents_of(item.id))
            case "notes":
                self._notes.show_notes(item.id, read.notes_of(item.id))
            case "cited":
                self._cited.show_item(item)
