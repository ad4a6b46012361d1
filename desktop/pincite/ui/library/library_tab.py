"""The Library tab: left collections and tags, centre search and items, right the chosen item."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.library.queries import ItemQuery
from pincite.model.changes import Changes
from pincite.model.ids import CollectionId
from pincite.model.saved_searches import SavedSearch
from pincite.ui.context import AppContext
from pincite.ui.library.browse_pane import BrowsePane
from pincite.ui.library.item_acts import ItemActs
from pincite.ui.library.panel.item_panel import ItemPanel
from pincite.ui.library.side_pane import SidePane
from pincite.ui.library.side_rows import SideRow, query_of
from pincite.ui.library.tag_colours import TagColours
from pincite.ui.memory import WindowMemory
from pincite.ui.search.preview_pane import PreviewPane
from pincite.ui.welcome import WelcomePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pincite.services.finding import Finder
    from pincite.services.hits import Hit
    from pincite.services.results import Found

_SPLITTER_STATE = "library/splitter"
_SIDE_STEPS, _PANEL_STEPS = 58, 87
_NARROW_STEPS = 245


class LibraryTab(QWidget):
    """Builds the three panes and connects them; an empty library shows the welcome page.

    Signals:
        status_changed: items shown and selected, as a sentence for the status bar.
        files_wanted, folder_wanted, library_wanted, samples_wanted: the user wants to import.
    """

    status_changed = Signal(str)
    files_wanted = Signal()
    folder_wanted = Signal()
    library_wanted = Signal()
    samples_wanted = Signal()

    def __init__(
        self, context: AppContext, memory: WindowMemory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self._is_welcoming = True
        self._is_squeezed = False
        colours = TagColours(context.workspace, self)
        self._side = SidePane(context, colours)
        self._browse = BrowsePane(context, memory, colours)
        self._panel = ItemPanel(context)
        self._preview = PreviewPane(context)
        self._acts = ItemActs(context, self._browse, self._side, self._panel, self, colours)
        add = context.actions.add
        side_text, panel_text = self.tr("Side panel"), self.tr("Item panel")
        add("library.side_panel", side_text, "F7", lambda: self._toggle(0), "view", self)
        add("library.item_panel", panel_text, "F9", lambda: self._toggle(2), "view", self)
        build, save = self._browse.toggle_builder, self._browse.save_search
        add("library.build_search", self.tr("Build a search…"), "Ctrl+Alt+F", build, "edit", self)
        add("library.save_search", self.tr("Save this search…"), "Ctrl+D", save, "edit", self)
        self._welcome = WelcomePage(context.theme)
        self._welcome.files_wanted.connect(self.files_wanted)
        self._welcome.folder_wanted.connect(self.folder_wanted)
        self._welcome.library_wanted.connect(self.library_wanted)
        self._welcome.samples_wanted.connect(self.samples_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._welcome)
        self._stack.addWidget(self._build_splitter())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._connect()
        self._browse.show_query(ItemQuery())
        self._on_changed(Changes(), None)

    @property
    def status_text(self) -> str:
        """Items shown and selected."""
        return self._browse.status_text if not self._is_welcoming else ""

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        if self._is_welcoming:
            return [self._welcome]
        lists = (self._browse.view, self._browse.results.view)
        middle = [self._browse.search_box, *(view for view in lists if view.isVisible())]
        right = self._preview if self._right.currentWidget() is self._preview else self._panel
        return [self._side.view, *middle, right]

    def activate(self) -> None:
        """The tab came on view: give the keyboard to the table."""
        if self._is_welcoming:
            self._welcome.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._browse.model.follow_reading()
            self._panel.follow_reading()
            self._browse.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, text: str = "") -> None:
        """Put the cursor into the search box, with these words if there are any."""
        if text:
            self._browse.search_box.setText(text)
        self._browse.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._browse.search_box.selectAll()

    def look_for(self, search: "Callable[[Finder], Found]") -> None:
        """Show what a search finds that is not typed."""
        self._browse.look_for(search)

    def focus_results(self) -> None:
        """Give the keyboard to the list of results."""
        self._browse.results.focus_list()

    def show_item(self, item_id: str) -> None:
        """Select an item, in all items if need be."""
        self._acts.show_item(item_id)

    def save_layout(self) -> None:
        """Keep sizes for the next run."""
        self._memory.keep(_SPLITTER_STATE, self._splitter.saveState())
        self._browse.save_layout()

    def _build_splitter(self) -> QWidget:
        theme = self._context.theme
        side = QFrame()
        side.setProperty("role", "side")
        box = QVBoxLayout(side)
        box.setContentsMargins(theme.spacing(2), theme.spacing(2), theme.spacing(2), 0)
        box.addWidget(self._side)
        side.setMinimumWidth(theme.spacing(38))
        self._browse.setMinimumWidth(theme.spacing(80))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._right = QStackedWidget()
        self._right.addWidget(self._panel)
        self._right.addWidget(self._preview)
        self._right.setMinimumWidth(theme.spacing(72))
        for number, pane in enumerate((side, self._browse, self._right)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(number, 1 if number == 1 else 0)
            self._splitter.setCollapsible(number, number != 1)
        self._splitter.setSizes([theme.spacing(_SIDE_STEPS), 800, theme.spacing(_PANEL_STEPS)])
        self._splitter.restoreState(self._memory.state(_SPLITTER_STATE))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        return holder

    def _connect(self) -> None:
        self._side.chosen.connect(self._on_side_chosen)
        self._browse.selected.connect(self._on_selected)
        self._browse.opened.connect(self._panel.read)
        self._browse.search_saved.connect(self._side.choose_saved)
        self._browse.tasks.item_chosen.connect(lambda item: self._panel.show_items([item]))
        self._browse.tasks.opened.connect(self._panel.read)
        self._browse.import_wanted.connect(self.files_wanted)
        self._browse.counted.connect(lambda: self.status_changed.emit(self.status_text))
        self._browse.menu_wanted.connect(self._show_menu)
        results = self._browse.results
        results.hit_chosen.connect(self._on_hit_chosen)
        self._preview.hit_ahead = results.hit_ahead
        self._preview.read_wanted.connect(results.open_current)
        self._preview.closed.connect(lambda: self._right.setCurrentWidget(self._panel))
        self._context.events.changed.connect(self._on_changed)

    def _on_side_chosen(self, row: SideRow) -> None:
        saved = None
        if row.kind == "saved":
            saved = self._context.workspace.read.get(SavedSearch, row.name)
        if saved is not None:
            self._browse.show_saved(saved)
        else:
            self._browse.show_query(query_of(row))

    def _on_selected(self) -> None:
        self._panel.show_items(self._browse.view.selected_ids())
        if self._browse.view.hasFocus():
            self._right.setCurrentWidget(self._panel)
        self.status_changed.emit(self.status_text)

    def _on_hit_chosen(self, hit: "Hit | None", terms: tuple[str, ...]) -> None:
        """The page of the hit takes the place of the item."""
        if hit is None:
            self._right.setCurrentWidget(self._panel)
            return
        self._right.setCurrentWidget(self._preview)
        self._preview.show_hit(hit, terms)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._is_welcoming:
            read = self._context.workspace.read
            self._is_welcoming = not (
                read.item_count(ItemQuery()) or read.item_count(ItemQuery(section="trash"))
            )
            self._stack.setCurrentIndex(0 if self._is_welcoming else 1)
            self.status_changed.emit(self.status_text)

    def _show_menu(self, place: QPoint) -> None:
        self._acts.show_menu(place)

    def new_item(self) -> None:
        """Add an empty item and put the cursor into its title."""
        self._is_welcoming = False
        self._stack.setCurrentIndex(1)
        self._acts.new_item()

    def current_collection(self) -> CollectionId | None:
        """The collection on view, into which imported files go."""
        return self._side.collection

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow window the table needs the room; F9 brings the panel back.
        is_narrow = self.width() < self._context.theme.spacing(_NARROW_STEPS)
        is_shown = self._splitter.sizes()[2] > 0
        if is_narrow and not self._is_squeezed:
            self._is_squeezed = is_shown
            if is_shown:
                self._toggle(2)
        elif not is_narrow and self._is_squeezed:
            self._is_squeezed = False
            if not is_shown:
                self._toggle(2)

    def _toggle(self, number: int) -> None:
        """Hide a side pane, or bring it back at its usual width."""
        sizes = self._splitter.sizes()
        usual = self._context.theme.spacing(_SIDE_STEPS if number == 0 else _PANEL_STEPS)
        change = usual if sizes[number] == 0 else -sizes[number]
        sizes[number] += change
        if number == 2 and sizes[0] > 0:
            sizes[0] = max(sizes[0], self._context.theme.spacing(_SIDE_STEPS))
        sizes[1] = self._splitter.width() - sizes[0] - sizes[2] - 2
        self._splitter.setSizes(sizes)
