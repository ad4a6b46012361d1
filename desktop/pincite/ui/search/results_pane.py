"""What a search found: how much, how it is shown, and the list."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pincite.library.values import EVERYTHING, ItemQuery
from pincite.model.changes import Changes
from pincite.search.ordering import Choice, Order
from pincite.services.hits import Hit, View
from pincite.ui.context import AppContext
from pincite.ui.memory import WindowMemory
from pincite.ui.search.facet_row import Facets
from pincite.ui.search.hit_menu import HitMenu
from pincite.ui.search.results_control import Listing, ResultsControl, Wish
from pincite.ui.search.results_model import ResultsModel
from pincite.ui.search.results_view import ResultsView
from pincite.ui.search.rows import ResultRow, rows_of_hits, rows_of_work
from pincite.ui.search.trail import SearchTrail, place_among_hits
from pincite.ui.search.words import nothing_in, order_name, total_text, view_name
from pincite.ui.widgets import ComboBox, ElidedLabel, IconButton, Label, SectionHead
from pincite.ui.widgets.flow import FlowLayout
from pincite.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from pincite.services.finding import Finder
    from pincite.services.results import Found, FoundWork

_AGAIN_AFTER_MS, _LATER_MS = 400, 2000
_VIEW, _ORDER = "search/view", "search/order"


class ResultsPane(QWidget):
    """The views and the order are remembered; what narrows the results goes with the search.

    Signals:
        filled: whether there is anything to show.
        found: what a search brought, a Found.
        hit_chosen: the Hit that is current, and the words to mark; None and ().
        enlarged: the list is to have all the room, or not.
        closed: what was looked for by other means than the search box is left.
    """

    filled = Signal(bool)
    found = Signal(object)
    hit_chosen = Signal(object, object)
    enlarged = Signal(bool)
    closed = Signal()

    def __init__(
        self, context: AppContext, memory: WindowMemory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._memory = memory
        self.control = ResultsControl(context, self)
        self.control.wish = _remembered(memory)
        self.model = ResultsModel(self)
        self.view = ResultsView(context.theme, self.model)
        self._facets = Facets(context.theme, self)
        self._works: dict[int, FoundWork] = {}
        self._shown: dict[int, int] = {}
        self._goal: tuple[int, int] | None = None
        self._trail: SearchTrail | None = None
        self._shown_found: Found | None = None
        self._wants_focus = False
        self._build()
        self._connect()

    def search(self, query: str, within: ItemQuery = EVERYTHING) -> None:
        """Search for these words soon; "" clears the pane at once.

        Args:
            within: the list of items that is on view.
        """
        if query.strip():
            view = _remembered(self._memory).view
            self.control.wish = replace(self.control.wish, view=view, within=_narrower(within))
            self.control.search(query.strip())
        else:
            self._clear()

    def narrow(self, within: ItemQuery) -> None:
        """Show of what was found what stands in another list of items."""
        self.control.show(replace(self.control.wish, within=_narrower(within)))

    def look_for(self, search: "Callable[[Finder], Found]") -> None:
        """Show what another kind of search finds, as pages, with the keyboard in the list."""
        wish = replace(self.control.wish, view=View.PAGES, choice={}, within=None)
        self.control.wish = wish
        self._wants_focus = True
        self.control.look_for(search)

    @property
    def is_enlarged(self) -> bool:
        """True while the list is to have all the room."""
        return self._enlarge.isChecked()

    # --- building

    def _build(self) -> None:
        theme = self._context.theme
        self._title = ElidedLabel("", "muted")
        self._head = SectionHead("")
        self._order = ComboBox(theme, self.tr("Order of the results"), kind="quiet")
        self._order.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        for order in Order:
            self._order.addItem(order_name(order), order)
        self._order.setCurrentIndex(self._order.findData(self.control.wish.order))
        self._enlarge = IconButton(
            theme, "arrows-out-line-vertical", self.tr("Give the results all the room"),
            is_checkable=True,
        )  # fmt: skip
        self._close = IconButton(theme, "x", self.tr("Close these results"), self.closed.emit)
        self._close.hide()
        head = QHBoxLayout()
        head.setContentsMargins(theme.spacing(3), theme.spacing(1.5), theme.spacing(2), 0)
        head.setSpacing(theme.spacing(1))
        head.addWidget(self._head)
        head.addSpacing(theme.spacing(1))
        head.addWidget(self._title, 1)
        for tool in (self._order, self._enlarge, self._close):
            head.addWidget(tool)
        self._views = Segments(theme, self.tr("What is listed"))
        for view in View:
            self._views.add(view.value, view_name(view, 0))
        self._views.set_current(self.control.wish.view.value)
        flow = FlowLayout(theme.spacing(1.5))
        for widget in (self._views, *self._facets.chips, self._facets.clear_button):
            flow.addWidget(widget)
        tools = QVBoxLayout()
        tools.setContentsMargins(theme.spacing(3), 0, theme.spacing(2), theme.spacing(2))
        tools.addLayout(flow)
        self._message = Label("", "muted", wraps=True)
        self._message.setContentsMargins(theme.spacing(3), 0, theme.spacing(3), theme.spacing(2))
        self._message.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.spacing(1))
        box.addLayout(head)
        box.addLayout(tools)
        box.addWidget(self._message)
        box.addWidget(self.view, 1)

    def _connect(self) -> None:
        control, view = self.control, self.view
        control.found.connect(self.found)
        control.listed.connect(self._on_listed)
        control.extended.connect(self._on_extended)
        control.unfolded.connect(self._on_unfolded)
        control.unchanged.connect(self._look_later)
        control.failed.connect(self._say)
        view.chosen.connect(self._on_chosen)
        view.opened.connect(self.open)
        view.unfolded.connect(self._on_unfold)
        view.end_near.connect(control.more)
        view.menu_wanted.connect(self._show_menu)
        self._facets.chosen.connect(self._choose)
        self._views.chosen.connect(lambda name: self.show_view(View(name)))
        self._order.activated.connect(lambda _row: self._on_order())
        self._enlarge.toggled.connect(self.enlarged)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._search_again)
        self._context.events.changed.connect(self._on_changed)

    # --- how it is shown

    def show_view(self, view: View) -> None:
        """List pages, works, or notes and marks."""
        self._views.set_current(view.value)
        self._memory.keep(_VIEW, view.value)
        self.control.show(replace(self.control.wish, view=view))

    def _on_order(self) -> None:
        order = Order(self._order.currentData())
        self._memory.keep(_ORDER, order.value)
        self.control.show(replace(self.control.wish, order=order))

    def _choose(self, choice: Choice) -> None:
        kept = {facet: names for facet, names in choice.items() if names}
        listing = self.control.listing
        self._facets.show(listing.arranged if listing else None, kept)
        self.control.show(replace(self.control.wish, choice=kept))

    # --- what is shown

    def _clear(self) -> None:
        self.control.clear()
        self.control.wish = replace(self.control.wish, choice={})
        self.model.set_rows([])
        self._works.clear()
        self.hit_chosen.emit(None, ())
        self.filled.emit(False)

    def _on_listed(self, listing: Listing) -> None:
        found, wish, arranged = listing.found, listing.wish, listing.arranged
        if found is not self._shown_found:
            self._shown_found = found
            self.hit_chosen.emit(None, ())
        self._works = {work.number: work for work in listing.works}
        self._shown = {work.number: len(work.hits) for work in listing.works}
        self.model.set_rows([row for work in listing.works for row in self._rows(work)])
        self.view.scrollToTop()
        self._views.set_current(wish.view.value)
        for view in View:
            self._views.set_text(view.value, view_name(view, listing.counts.get(view, 0)))
        self._facets.show(arranged, wish.choice)
        self._close.setVisible(bool(found.title))
        total = ""
        if arranged is not None:
            total = total_text(wish.view, arranged.hit_count, arranged.work_count)
        self._head.setText(total)
        self._title.setText(found.title)
        # A mistake is told under the search box.
        message = found.message if found.mistake is None else ""
        if not message and arranged is not None and not arranged.work_count:
            message = nothing_in(wish.view)
        self._message.setText(message)
        self._message.setVisible(bool(message))
        counts = listing.counts
        # Titles stand in the table already.
        is_listed = wish.view is View.WORKS and counts.get(View.WORKS)
        is_anything = (
            is_listed
            or counts.get(View.PAGES)
            or counts.get(View.MARKS)
            or any(wish.choice.values())
        )
        self.filled.emit(bool(is_anything or found.title or (found.message and message)))
        self._go_on()
        self._look_later()
        if self._wants_focus and found.title:
            self._wants_focus = False
            self.focus_list()

    def _look_later(self) -> None:
        """More will be found when the index has been made."""
        listing = self.control.listing
        if listing is not None and listing.found.is_provisional:
            self._again.start(_LATER_MS)

    def _on_extended(self, works: "list[FoundWork]") -> None:
        self._works.update({work.number: work for work in works})
        self._shown.update({work.number: len(work.hits) for work in works})
        self.model.append([row for work in works for row in self._rows(work)])
        self._go_on()

    def _on_unfolded(self, shown: tuple[int, tuple[tuple[int, Hit], ...]]) -> None:
        number, hits = shown
        work = self._works.get(number)
        if work is None:
            return
        before = self.view.current_row()
        self._shown[number] = len(hits)
        is_open = len(hits) > len(work.hits)
        count = len(work.group.hits)
        self.model.replace(number, rows_of_hits(number, work.row, hits, count, is_open=is_open))
        goal, self._goal = self._goal, None
        if goal is not None:
            self.view.select_row(self.model.find(*goal))
        elif before is not None and before.group == number:
            place = before.place if before.place >= 0 else hits[0][0]
            row = self.model.find(number, place)
            self.view.select_row(row if row >= 0 else self.model.find(number, hits[0][0]))

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        """Names of works and of pages stand in the list."""
        is_concerned = changes.items or changes.documents or changes.pages or changes.collections
        if is_concerned and self.control.listing is not None:
            self._again.start(_AGAIN_AFTER_MS)

    def _search_again(self) -> None:
        row = self.view.current_row()
        self._goal = (row.group, row.place) if row is not None and row.place >= 0 else None
        self.control.again()

    def _rows(self, work: "FoundWork") -> list[ResultRow]:
        if self.control.wish.view is View.WORKS:
            return rows_of_work(work.number, work.row, work.hits, work.pages)
        return rows_of_hits(work.number, work.row, work.hits, len(work.group.hits))

    def _on_unfold(self, number: int, is_more: bool) -> None:
        if self.control.wish.view is View.WORKS:
            return
        if is_more:
            self.control.unfold(number, self._shown.get(number, 0))
        else:
            self.control.fold(number)

    def _say(self, message: str) -> None:
        self._message.setText(message)
        self._message.setVisible(bool(message))
        if message:
            self.filled.emit(True)

    def _on_chosen(self, row: ResultRow | None) -> None:
        listing = self.control.listing
        if row is not None and row.hit is not None and listing is not None:
            self.hit_chosen.emit(row.hit, listing.found.terms)

    # --- going from hit to hit

    def open(self, row: ResultRow) -> None:
        """Read a hit; from there on the reader goes to the others."""
        listing = self.control.listing
        if row.hit is None or listing is None or listing.arranged is None:
            return
        if row.hit.document is None:
            self._context.show_item(row.hit.item)
            return
        arranged, position = place_among_hits(listing, row)
        if arranged is None:
            place = (row.hit.document.sha256, row.hit.page_index)
            self._context.open_reader(*place, listing.found.terms, row.hit.annotation)
            return
        if self._trail is not None:
            self._trail.moved.disconnect(self._follow)
        self._trail = SearchTrail(self._context, listing.found, arranged, position, self)
        self._trail.moved.connect(self._follow)
        self._trail.start(row.hit)

    def _follow(self, position: int) -> None:
        """The reader went to another hit: select it here, too."""
        listing = self.control.listing
        if (
            listing is None
            or listing.arranged is None
            or self._trail is None
            or listing.arranged is not self._trail.arranged
        ):
            return
        self._goal = listing.arranged.place_of(position)
        self._go_on()

    def _go_on(self) -> None:
        """Select the hit that is wanted, or load what is missing before it can be."""
        if self._goal is None:
            return
        number, place = self._goal
        arranged = self.control.listing.arranged if self.control.listing else None
        if arranged is None or number >= arranged.work_count:
            self._goal = None
            return
        row = self.model.find(number, place)
        if row >= 0:
            self._goal = None
            self.view.select_row(row)
        elif number in self._works:
            self.control.unfold(number, self._shown.get(number, 0), place=place)
        else:
            self.control.reach(number)

    def hit_ahead(self) -> Hit | None:
        """The hit that stands below the current one, as far as it is in the list."""
        for number in range(self.view.currentIndex().row() + 1, self.model.rowCount()):
            hit = self.model.row(number).hit
            if hit is not None:
                return hit
        return None

    def open_current(self) -> None:
        """Read the hit that is current."""
        row = self.view.current_row()
        if row is not None:
            self.open(row)

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            first = 0 if self.control.wish.view is View.WORKS else 1
            self.view.select_row(first)

    def _show_menu(self, row: ResultRow, place: QPoint) -> None:
        if row.hit is not None and self.control.listing is not None:
            menu = HitMenu(self._context, row.hit, self.control.listing.found.terms, self)
            menu.read_wanted.connect(lambda: self.open(row))
            menu.popup(place)


def _narrower(query: ItemQuery) -> ItemQuery | None:
    return None if query == EVERYTHING else query


def _remembered(memory: WindowMemory) -> Wish:
    """The view and the order that were used last."""
    view, order = memory.text(_VIEW), memory.text(_ORDER)
    return Wish(
        View(view) if view in set(View) else View.PAGES,
        Order(order) if order in set(Order) else Order.RELEVANCE,
    )
