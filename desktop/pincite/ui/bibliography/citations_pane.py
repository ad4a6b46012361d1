"""The left part of the tab: its head, the citations, and what can be done with them."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from pincite.services.cited_rows import CitedRow
from pincite.services.commands.bibliographies import TrashCitations
from pincite.ui.bibliography.affix_popup import AffixPopup
from pincite.ui.bibliography.citations_model import CitationsModel
from pincite.ui.bibliography.citations_view import CitationsView
from pincite.ui.bibliography.contents import Contents, moved_down, moved_up
from pincite.ui.bibliography.header import Header
from pincite.ui.context import AppContext
from pincite.ui.verdicts.verdict_popup import VerdictPopup
from pincite.ui.widgets import EmptyState


class CitationsPane(QFrame):
    """The citations of a bibliography in order."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._context = context
        self.header = Header(context.theme)
        self.model = CitationsModel(self)
        self.view = CitationsView(context.theme, self.model)
        self.view.opened.connect(self.open)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.verdict_wanted.connect(self.show_verdict)
        self.model.commanded.connect(self._run)
        self.popup: AffixPopup | None = None
        self._empty = EmptyState(
            context.theme,
            "quotes",
            self.tr("Nothing is cited here yet"),
            self.tr(
                "Citations will stand here in the order of your text, each with its page. "
                "Open a work, select a passage and press Ctrl+Shift+C to cite it."
            ),
            (self.tr("Go to the library"), self._go_to_library),
        )
        self.setFocusProxy(self.view)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list_page())
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self._stack, 1)
        self._actions = self._make_actions()
        self.view.selectionModel().selectionChanged.connect(self._enable_actions)
        self._enable_actions()

    def show_contents(self, contents: Contents) -> None:
        """Show the citations."""
        self.header.show_contents(contents)
        self.model.set_rows(contents.rows)
        self._stack.setCurrentIndex(0 if contents.rows else 1)
        self.setFocusProxy(self.view if contents.rows else self._empty.buttons[0])
        self._enable_actions()

    def open(self, row: CitedRow) -> None:
        """Open the work at the page of a citation, with its mark on view."""
        if row.document is None:
            text = self.tr("“%1” has no file to open. Add one to it in the library.")
            self._context.notify("info", text.replace("%1", row.item.title))
            return
        self._context.open_reader(row.document.sha256, row.page_index, (), row.citation.annotation)

    def open_selected(self) -> None:
        """Open the work of the first selected citation."""
        for row in self.view.selected_rows()[:1]:
            self.open(row)

    def move_up(self) -> None:
        """Move the selected citations one place up."""
        self._run(moved_up(self.model.order, self.view.selected_ids()))

    def move_down(self) -> None:
        """Move the selected citations one place down."""
        self._run(moved_down(self.model.order, self.view.selected_ids()))

    def remove(self) -> None:
        """Take the selected citations out of the bibliography."""
        chosen = tuple(self.view.selected_ids())
        self._run(TrashCitations(chosen) if chosen else None)

    def edit_affixes(self) -> None:
        """Open the pop-up for what stands around the current citation."""
        rows = self.view.selected_rows()
        if not rows:
            return
        self.popup = AffixPopup(self._context.theme, rows[0].citation, self)
        self.popup.commanded.connect(self._run)
        card = self.view.current_card()
        corner = self.view.viewport().mapToGlobal(card.topLeft())
        self.popup.show_below(QRect(corner, card.size()))

    def show_verdict(self, row: CitedRow) -> None:
        """Show the check of a citation's quotation, beside its chip."""
        quoted = self._context.checks.service.of_citations([row.citation.id])
        if not quoted:
            text = self.tr("This citation has no quotation to check. Add the words that you quote.")
            self._context.notify("info", text)
            return
        popup = VerdictPopup(self._context, quoted[0], self)
        number = list(self.model.order).index(row.citation.id)
        popup.show_for(self.view.chip_box(number))

    def show_selected_verdict(self) -> None:
        """Show the check of the first selected citation."""
        for row in self.view.selected_rows()[:1]:
            self.show_verdict(row)

    def _go_to_library(self) -> None:
        self._context.actions.run("go.library")

    def _list_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        # The first card keeps its distance from the head, and scrolls under it like the others.
        box.setContentsMargins(0, self._context.theme.spacing(2), 0, 0)
        box.addWidget(self.view)
        return page

    def _make_actions(self) -> dict[str, QAction]:
        entries = (
            ("open", self.tr("Open at the page"), "", self.open_selected, "book-open"),
            (
                "verdict",
                self.tr("Show the check of the quotation"),
                "Alt+Return",
                self.show_selected_verdict,
                "check-circle",
            ),
            ("edit_place", self.tr("Edit the place cited"), "F2", self.view.edit_locator, ""),
            ("edit_affixes", self.tr("Text before and after…"), "Shift+F2", self.edit_affixes, ""),
            ("move_up", self.tr("Move citation up"), "Alt+Up", self.move_up, "arrow-up"),
            ("move_down", self.tr("Move citation down"), "Alt+Down", self.move_down, "arrow-down"),
            ("remove", self.tr("Remove from the bibliography"), "Del", self.remove, "trash"),
        )
        return {
            name: self._context.actions.add(
                f"citation.{name}", text, key, slot, "cite", self.view, icon_name=icon_name
            )
            for name, text, key, slot, icon_name in entries
        }

    def _enable_actions(self) -> None:
        has_any = bool(self.view.selectionModel().hasSelection())
        for action in self._actions.values():
            action.setEnabled(has_any)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for name, action in self._actions.items():
            if name in ("move_up", "remove"):
                menu.addSeparator()
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _run(self, command: object) -> None:
        if command is not None:
            self._context.bridge.run(command, None)  # type: ignore[arg-type]
