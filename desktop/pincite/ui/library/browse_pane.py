"""The centre of the Library tab: search box, table of items, pages found."""

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pincite.library.queries import ItemQuery
from pincite.model.changes import Changes
from pincite.model.ids import ItemId
from pincite.model.saved_searches import SavedSearch
from pincite.ui.context import AppContext
from pincite.ui.library.items_model import ItemsModel
from pincite.ui.library.items_view import ItemsView
from pincite.ui.library.search_bar import SearchBar
from pincite.ui.library.side_rows import SECTION_ICONS
from pincite.ui.library.tag_colours import TagColours
from pincite.ui.library.tasks.tasks_view import TasksView
from pincite.ui.library.works_search import WorksSearch
from pincite.ui.memory import WindowMemory
from pincite.ui.search.results_pane import ResultsPane
from pincite.ui.widgets import EmptyState
from pincite.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pincite.services.finding import Finder
    from pincite.services.jobs import JobContext
    from pincite.services.results import Found

_SPLITTER_STATE = "library/hits"
_LEAST_ROWS = 3
_KEY_S = 0.15
"""How long a key keeps the window busy."""
_ANY_PX = 16777215


class BrowsePane(QWidget):
    """What is shown is the query of the left pane and the words of the search box together.

    Signals:
        selected: other items are selected.
        opened: an item is to be read.
        counted: items came, went, or are selected.
        import_wanted: the Import button.
        menu_wanted: a context menu over the selection.
        search_saved: id of a saved search that was made here.
    """

    selected = Signal()
    opened = Signal()
    counted = Signal()
    import_wanted = Signal()
    menu_wanted = Signal(QPoint)
    search_saved = Signal(object)

    def __init__(
        self,
        context: AppContext,
        memory: WindowMemory,
        colours: TagColours,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self._base = ItemQuery()
        self.model = ItemsModel(context.workspace, context.theme, self)
        self.view = ItemsView(self.model, context.theme, memory, colours)
        self._bar = SearchBar(context)
        self.search_box = self._bar.box
        self.results = ResultsPane(context, memory)
        self.results.hide()
        self.tasks = TasksView(context)
        self._empty = EmptyState(context.theme, "books", "")
        self._works: tuple[ItemId, ...] | None = None
        self._is_by_index = self._is_preparing = False
        self._busy_until = 0.0
        self._works_search = WorksSearch(context, self)
        self._works_search.found.connect(self._on_works_found)
        self._build()
        self._bar.searched.connect(self._search)
        self._bar.import_wanted.connect(self.import_wanted)
        self._bar.saved.connect(self.search_saved)
        self.search_box.entered.connect(self._prepare)
        self.search_box.textChanged.connect(self._note_key)
        self.search_box.left_downwards.connect(self._enter_table)
        self.view.selected.connect(self.selected)
        self.view.opened.connect(self.opened)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.model.counted.connect(self._on_counted)
        self.results.filled.connect(self._show_results)
        self.results.enlarged.connect(lambda _is_large: self._share_room())
        self.results.closed.connect(self._search_typed)
        context.events.changed.connect(self._on_changed)

    def show_query(self, query: ItemQuery) -> None:
        """Show a section, a collection or a tag, within the words of the search box."""
        self._base = query
        self._bar.show_saved(None)
        self._ask_for_works()
        self._apply()
        self.results.narrow(query)

    def show_saved(self, saved: SavedSearch) -> None:
        """Show the works that a saved search finds, and where; its query goes into the box."""
        self._base = ItemQuery()
        self._bar.show_saved(saved)
        self._search(saved.query)

    def save_search(self) -> None:
        """Keep what is in the search box under a name."""
        self._bar.save_search()

    def toggle_builder(self) -> None:
        """Open or close the form for searches."""
        self._bar.toggle_builder()

    def clear_search(self) -> None:
        """Empty the search box and show everything again at once."""
        if self.search_box.text():
            self.search_box.clear()
            self._search("")

    @property
    def status_text(self) -> str:
        """How many items are shown and selected: "4 218 items · 1 selected"."""
        if self._table.currentIndex() == 2:
            number = self._context.workspace.read.open_task_count()
            return counted(number, self.tr("%n open task"), self.tr("%n open tasks"))
        count = counted(self.model.rowCount(), self.tr("%n item"), self.tr("%n items"))
        number = self.view.selected_count
        if not number:
            return count
        return f"{count} · " + counted(number, self.tr("%n selected"), self.tr("%n selected"))

    def save_layout(self) -> None:
        """Keep sizes for the next run."""
        self.view.save_layout()
        self._memory.keep(_SPLITTER_STATE, self._splitter.saveState())

    def _build(self) -> None:
        self._table = QStackedWidget()
        self._table.addWidget(self.view)
        self._table.addWidget(self._empty)
        self._table.addWidget(self.tasks)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._table)
        self._splitter.addWidget(self.results)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([420, 360])
        self._splitter.restoreState(self._memory.state(_SPLITTER_STATE))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(self._splitter, 1)

    def _prepare(self) -> None:
        """Have what filtering and searching need when the first key comes."""
        if self.model.texts.are_read or self._is_preparing:
            return
        self._is_preparing = True
        read, turn = self._context.workspace.read, self.model.texts.turn
        jobs, finder = self._context.jobs, self._context.finder
        texts = jobs.start(lambda _job: read.search_texts(), self.tr("Searching"), shown=False)
        texts.succeeded.connect(lambda found: self.model.texts.put(found, turn))
        index = jobs.start(
            lambda job: finder.prepare(partial(self._wait_for_keys, job)),
            self.tr("Searching"),
            shown=False,
        )
        index.ended.connect(self._on_prepared)

    def _note_key(self) -> None:
        self._busy_until = time.monotonic() + _KEY_S

    def _wait_for_keys(self, job: "JobContext") -> None:
        """On the job's thread: while keys come the window has the processor for itself.

        To paint a row Python is asked some fifty times, and each time would wait for its turn.
        """
        job.check()
        while (rest_s := self._busy_until - time.monotonic()) > 0:
            job.wait(rest_s)

    def _on_prepared(self) -> None:
        self._is_preparing = False

    def _search(self, text: str) -> None:
        self._note_key()
        # First, so that a search that is under way lets go of the processor.
        self.results.search(text if self._base.section != "trash" else "", self._base)
        self._ask_for_works()
        self._apply()

    def _ask_for_works(self) -> None:
        """The index knows which works a query finds that is more than words of titles."""
        query = self.search_box.text().strip()
        is_saved = self._bar.shown is not None and bool(query)
        self._is_by_index = is_saved or not self.search_box.is_plain()
        is_typing = not self._bar.shows_saved_query
        self._works_search.search(query if self._is_by_index else "", is_typing=is_typing)

    def _apply(self) -> None:
        kept = self.view.selected_ids()
        if self._is_by_index:
            # Until the index has answered the last works stay.
            query = replace(self._base, ids=self._works)
        else:
            query = replace(self._base, text=self.search_box.plain_words)
        self.model.set_query(query)
        self.view.select_ids(kept)
        self.selected.emit()

    def _on_works_found(self, works: tuple[ItemId, ...]) -> None:
        if works != self._works or self.model.query.ids != works:
            self._works = works
            if self._is_by_index:
                self._apply()

    def look_for(self, search: "Callable[[Finder], Found]") -> None:
        """Show what is found by other means than the search box."""
        self.results.look_for(search)

    def _search_typed(self) -> None:
        """Back from other results to what is typed."""
        self._search(self.search_box.text().strip())

    def _show_results(self, is_filled: bool) -> None:
        self.results.setVisible(is_filled)
        self._share_room()

    def _share_room(self) -> None:
        """The results get what the rows of the table do not need."""
        has_results, rows = not self.results.isHidden(), self.model.rowCount()
        self._table.setHidden(has_results and (self.results.is_enlarged or not rows))
        needed = self.view.height_of_rows(max(_LEAST_ROWS, rows))
        self._table.setMaximumHeight(needed if has_results else _ANY_PX)

    def _enter_table(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.selected_ids() and self.model.rowCount():
            self.view.select_ids([self.model.item_at(0)])

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        kept = self.view.selected_ids()
        self.model.apply(changes)
        if kept and not self.view.selected_count:
            # A list that is new as a whole forgets the selection without a word.
            self.view.select_ids(kept, scroll=False)
            self.selected.emit()
        shown = self._bar.shown
        if shown is not None and shown.id in changes.saved_searches:
            self._bar.show_saved(self._context.workspace.read.get(SavedSearch, shown.id))

    def _on_counted(self) -> None:
        is_empty = self.model.rowCount() == 0
        if is_empty:
            self._empty.set_icon(self._empty_icon())
            self._empty.set_text(*self._empty_words())
        self._table.setCurrentIndex(1 if is_empty else self._place_of_list())
        self._share_room()
        self.counted.emit()

    def _place_of_list(self) -> int:
        """The list of tasks stands in the place of the table while nothing is searched."""
        is_tasks = self._base.section == "tasks" and not self.search_box.text().strip()
        return 2 if is_tasks else 0

    def _empty_icon(self) -> str:
        """That of the row at the left which is on view."""
        if self._is_by_index or self.search_box.text().strip():
            return "magnifying-glass"
        return "folder" if self._base.collection else SECTION_ICONS.get(self._base.section, "books")

    def _empty_words(self) -> tuple[str, str]:
        if self._is_by_index:
            return (
                self.tr("No work fulfils this search"),
                self.tr("Leave a condition out, or look for a mistake in its value."),
            )
        if self.search_box.text().strip():
            return (
                self.tr("No item has all of these words"),
                self.tr("Titles, creators, years, keys and tags were looked at; try fewer words."),
            )
        if self._base.collection:
            return (
                self.tr("Nothing in this collection yet"),
                self.tr("Drag items here from the table, or drop files while it is chosen."),
            )
        words = {
            "recent": (
                self.tr("Nothing read yet"),
                self.tr("Items stand here after you open them, the latest first."),
            ),
            "tasks": (
                self.tr("Nothing to do"),
                self.tr("Tasks that you note under an item stand here until they are done."),
            ),
            "drafts": (
                self.tr("Nothing to check"),
                self.tr(
                    "Items whose details were found in a file wait here until you confirm them."
                ),
            ),
            "trash": (
                self.tr("The trash is empty"),
                self.tr("What you delete waits here and can be restored."),
            ),
        }
        nothing = (self.tr("No items yet"), self.tr("Drop files here, or choose Import."))
        return words.get(self._base.section, nothing)
