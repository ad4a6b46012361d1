"""The left part of the tab: its head, the citations, and what can be done with them."""

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from pincite.model.citations import Ordering
from pincite.services.standings import rows_to_mend
from pincite.ui.bibliography.citation_acts import CitationActs
from pincite.ui.bibliography.citations_model import CitationsModel, ShownEntries
from pincite.ui.bibliography.citations_view import CitationsView
from pincite.ui.bibliography.contents import Contents, HeadingRow
from pincite.ui.bibliography.folded import Folded
from pincite.ui.bibliography.header import Header
from pincite.ui.bibliography.list_bar import ListBar
from pincite.ui.context import AppContext
from pincite.ui.dragging import ENTRIES, is_citable
from pincite.ui.widgets import EmptyState


class CitationsPane(QFrame):
    """The citations of a bibliography in order."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAcceptDrops(True)
        self._context = context
        self._contents = Contents(None)
        self.header = Header(context.theme)
        self.bar = ListBar(context.theme)
        self.model = CitationsModel(self)
        self.view = CitationsView(context.theme, self.model)
        self.acts = CitationActs(context, self.model, self.view, self)
        self._folded = Folded(context)
        self._selects_new = False
        self._empty = EmptyState(
            context.theme,
            "quotes",
            self.tr("Nothing is cited here yet"),
            self.tr(
                "Citations will stand here in the order of your text, each with its page. "
                "Drag works or highlights here, or select a passage and press Ctrl+Shift+C."
            ),
            (self.tr("Go to the library"), self._go_to_library),
        )
        self.setFocusProxy(self.view)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self.bar)
        box.addSpacing(context.theme.spacing(1))
        box.addWidget(self._stack, 1)
        self.view.folded.connect(self._fold)
        self.bar.heading_wanted.connect(self.acts.add_heading)
        self.bar.mend_wanted.connect(self.go_to_next_to_mend)
        self.acts.adding.connect(self._select_what_comes)

    def show_contents(self, contents: Contents) -> None:
        """Show the citations."""
        if contents.bibliography is None:
            return
        self._contents = contents
        self.header.show_contents(contents)
        self.acts.quick.use_style(contents.bibliography.style, contents.bibliography.locale)
        self.bar.show_contents(contents, len(rows_to_mend(contents.rows)))
        before = set(self.model.order.entries)
        self._show_entries()
        new = [id for id in self.model.order.entries if id not in before]
        if self._selects_new and new:
            self._selects_new = False
            self.view.select_keys(set(new))
            self.acts.after_adding(new)
        has_any = bool(contents.sections)
        self._stack.setCurrentIndex(0 if has_any else 1)
        self.setFocusProxy(self.view if has_any else self._empty.buttons[0])
        self.acts.refresh()

    def go_to_next_to_mend(self) -> None:
        """Select the next citation that needs a look, round the end."""
        rows = self._contents.rows
        wanted = [row.citation.id for row in rows_to_mend(rows)]
        if not wanted:
            return
        order = [row.citation.id for row in rows]
        here = [id for id in self.view.selected_ids() if id in order]
        at = order.index(here[0]) if here else -1
        chosen = next((id for id in wanted if order.index(id) > at), wanted[0])
        self.select_citation(chosen)
        self.view.setFocus()

    def select_citation(self, citation: str) -> None:
        """Select a citation, and unfold its group."""
        if self.model.row_of(citation) < 0:
            for section in self._contents.sections:
                is_here = any(row.citation.id == citation for row in section.rows)
                if section.heading is not None and is_here:
                    self._set_folded(section.heading.id, is_folded=False)
        self.view.select_key(citation)

    def fold_all(self, *, are_folded: bool) -> None:
        """Fold or unfold all groups."""
        for section in self._contents.sections:
            if section.heading is not None:
                self._set_folded(section.heading.id, is_folded=are_folded)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Over the list it is the list that answers; this is for the rest, and for an empty one.
        if is_citable(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        is_copy = not event.mimeData().hasFormat(ENTRIES)
        self.model.put_at_end(event.mimeData(), is_copy=is_copy)
        event.acceptProposedAction()

    def _show_entries(self) -> None:
        owner = self._contents.bibliography
        if owner is None:
            return
        is_by_style = owner.ordering is Ordering.STYLE
        closed = self._folded.of(owner.id)
        self.model.show(ShownEntries.of(self._contents, closed, is_by_style=is_by_style))

    def _fold(self, row: HeadingRow) -> None:
        self._set_folded(row.heading.id, is_folded=row.is_open)

    def _set_folded(self, heading: str, *, is_folded: bool) -> None:
        owner = self._contents.bibliography
        if owner is not None:
            self._folded.set(owner.id, heading, is_folded=is_folded)
            self._show_entries()

    def _select_what_comes(self) -> None:
        self._selects_new = True

    def _go_to_library(self) -> None:
        self._context.actions.run("go.library")
