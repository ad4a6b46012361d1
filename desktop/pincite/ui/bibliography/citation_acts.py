"""What can be done with the citations and headings of a list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from pincite.model.ids import HeadingId
from pincite.services.cited_rows import CitedRow
from pincite.services.commands.entries import (
    AddHeading,
    CopyEntries,
    EntryId,
    MoveEntries,
    RemoveEntries,
)
from pincite.services.commands.items import RestoreItems
from pincite.ui.bibliography.citations_model import CitationsModel, Dropped
from pincite.ui.bibliography.citations_view import CitationsView
from pincite.ui.bibliography.moves import moved_down, moved_up
from pincite.ui.bibliography.standing_words import Mend, mend_of
from pincite.ui.citing_drops import CitingDrops
from pincite.ui.context import AppContext
from pincite.ui.dragging import is_citable
from pincite.ui.quick_copy import QuickCopy, quoted_rows
from pincite.ui.verdicts.verdict_popup import VerdictPopup


class CitationActs(QObject):
    """Open, edit, move, fold under headings, copy, paste, mend, remove.

    Signals:
        adding: entries will come that are to be selected.
    """

    adding = Signal()

    def __init__(
        self, context: AppContext, model: CitationsModel, view: CitationsView, host: QWidget
    ) -> None:
        super().__init__(host)
        self._context = context
        self._model = model
        self._view = view
        self._host = host
        self._name_next: HeadingId | None = None
        self._drops = CitingDrops(context, self)
        self._drops.citing.connect(self.adding)
        self.quick = QuickCopy(context, self)
        model.fill_drag = lambda data, rows: self.quick.fill(data, quoted_rows(rows))
        view.opened.connect(self.open)
        view.menu_wanted.connect(self._show_menu)
        view.state_wanted.connect(self.mend)
        model.commanded.connect(self._run_edit)
        model.dropped.connect(self._cite)
        self._actions = self._make_actions()
        view.selectionModel().selectionChanged.connect(self.refresh)
        self.refresh()

    # --- looking

    def open(self, row: CitedRow) -> None:
        """Open the work at the page of a citation, with its mark on view."""
        if row.document is None:
            text = self.tr("“%1” has no file to open. Add one to it in the library.")
            self._context.notify("info", text.replace("%1", row.item.title))
            return
        self._context.open_reader(row.document.sha256, row.page_index, (), row.citation.annotation)

    def open_selected(self) -> None:
        """Open the work of the first selected citation."""
        for row in self._view.selected_rows()[:1]:
            self.open(row)

    def mend(self, row: CitedRow) -> None:
        """Lead to where a citation's state can be mended, or looked at."""
        match mend_of(row):
            case Mend.RESTORE_WORK:
                self._context.bridge.run(RestoreItems((row.item.id,)))
            case Mend.EDIT_PLACE:
                self._view.select_key(row.citation.id)
                self._view.edit_locator()
            case Mend.SHOW_WORK:
                self._context.show_item(row.item.id)
            case Mend.OPEN:
                self.open(row)
            case Mend.VERDICT:
                self.show_verdict(row)

    def mend_selected(self) -> None:
        """The same for the first selected citation."""
        for row in self._view.selected_rows()[:1]:
            self.mend(row)

    def show_verdict(self, row: CitedRow) -> None:
        """Show the check of a citation's quotation, beside its chip."""
        quoted = self._context.checks.service.of_citations([row.citation.id])
        if not quoted:
            text = self.tr("This citation has no quotation to check. Add the words that you quote.")
            self._context.notify("info", text)
            return
        popup = VerdictPopup(self._context, quoted[0], self._host)
        popup.show_for(self._view.chip_box(self._model.row_of(row.citation.id)))

    # --- moving

    def move_up(self) -> None:
        """Move the selected entries one place up."""
        if not self._is_held_by_style():
            self._run(moved_up(self._model.order, self._view.selected_keys()))

    def move_down(self) -> None:
        """Move the selected entries one place down."""
        if not self._is_held_by_style():
            self._run(moved_down(self._model.order, self._view.selected_keys()))

    def remove(self) -> None:
        """Take the selected citations out of the bibliography, and headings away."""
        chosen = tuple(self._view.selected_keys())
        owner = self._model.entries.bibliography
        self._run(RemoveEntries(chosen, owner) if chosen else None)

    def add_heading(self) -> None:
        """Put a heading before the first selected entry, or at the end, and let it be named."""
        chosen = self._view.selected_keys()
        before = chosen[0] if chosen else None
        title = self.tr("New heading")
        command = AddHeading(self._model.entries.bibliography, title, before)
        self._name_next = command.id
        self.adding.emit()
        self._run(command)

    def after_adding(self, new: Sequence[EntryId]) -> None:
        """What was added is shown now: a new heading gets its name."""
        if self._name_next is not None and self._name_next in new:
            self._view.select_key(self._name_next)
            self._view.edit_locator()
        self._name_next = None

    # --- clipboard and drops

    def copy(self) -> None:
        """Put the selected entries on the clipboard, for this or another bibliography."""
        indexes = self._view.selectedIndexes()
        if indexes:
            QGuiApplication.clipboard().setMimeData(self._model.mimeData(indexes))
            self._context.notify("ok", self.tr("Copied. Paste it into any bibliography."))

    def quick_copy(self) -> None:
        """Copy the selected citations in the user's form, for any program."""
        rows = self._view.selected_rows()
        if rows:
            self.quick.copy(lambda: quoted_rows(rows))

    def paste(self) -> None:
        """Cite what is on the clipboard: works, highlights, or citations of a bibliography."""
        data = QGuiApplication.clipboard().mimeData()
        if not is_citable(data):
            text = self.tr("There is nothing to cite on the clipboard. Copy works or highlights.")
            self._context.notify("info", text)
            return
        self.adding.emit()
        self._model.put_at_end(data, is_copy=True)

    def _cite(self, dropped: Dropped) -> None:
        owner = self._model.entries.bibliography
        self._drops.cite(owner, dropped.sources, dropped.before)

    def take_over(self, entries: tuple[EntryId, ...]) -> None:
        """Put copies of another bibliography's entries at the end."""
        owner = self._model.entries.bibliography
        self._run_edit(CopyEntries(entries, owner, label="Import citations"))

    # --- actions

    def refresh(self) -> None:
        """Enable what can be done now."""
        has_citation = bool(self._view.selected_rows())
        has_any = self._view.selectionModel().hasSelection()
        always = {"heading", "paste"}
        for name, action in self._actions.items():
            is_of_citation = name in ("open", "verdict", "edit_affixes")
            action.setEnabled(name in always or (has_citation if is_of_citation else has_any))

    def _make_actions(self) -> dict[str, QAction]:
        view, host = self._view, self._host
        entries = (
            ("open", self.tr("Open at the page"), "", self.open_selected, "book-open", view),
            ("verdict", self.tr("Mend or check the citation"), "Alt+Return", self.mend_selected,
             "check-circle", view),
            ("edit_place", self.tr("Edit the place cited"), "F2", view.edit_locator,
             "pencil-simple", view),
            ("edit_affixes", self.tr("Edit text before and after"), "Shift+F2", view.edit_affixes,
             "", view),
            ("heading", self.tr("Add heading"), "Ctrl+Shift+H", self.add_heading, "text-h", host),
            ("copy", self.tr("Copy citations"), "Ctrl+C", self.copy, "copy", view),
            ("quick_copy", self.tr("Quick copy"), "Ctrl+Shift+C", self.quick_copy, "", view),
            ("paste", self.tr("Paste citations"), "Ctrl+V", self.paste, "clipboard-text", host),
            ("move_up", self.tr("Move citation up"), "Alt+Up", self.move_up, "arrow-up", view),
            ("move_down", self.tr("Move citation down"), "Alt+Down", self.move_down, "arrow-down",
             view),
            ("remove", self.tr("Remove from the bibliography"), "Del", self.remove, "trash", view),
        )  # fmt: skip
        return {
            name: self._context.actions.add(
                f"citation.{name}",
                text,
                key,
                slot,
                "cite",
                owner,
                icon_name=icon_name,
                submenu=self.tr("Citation"),
            )
            for name, text, key, slot, icon_name, owner in entries
        }

    def _show_menu(self, place: QPoint) -> None:
        menu, rows = QMenu(self._host), self._view.selected_rows()
        for name, action in self._actions.items():
            if name in ("heading", "copy", "move_up", "remove"):
                menu.addSeparator()
            menu.addAction(action)
            if name == "quick_copy":
                menu.addMenu(self.quick.menu(menu, lambda: quoted_rows(rows)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _is_held_by_style(self) -> bool:
        """Citations that the style orders cannot be moved among each other; say so."""
        order, chosen = self._model.order, self._view.selected_keys()
        is_held = order.is_by_style and any(key not in order.headings for key in chosen)
        if is_held:
            text = self.tr(
                "These citations are ordered by style. Choose “Citations by hand” to move them."
            )
            self._context.notify("info", text)
        return is_held

    def _run_edit(self, command: object) -> None:
        is_from_elsewhere = isinstance(command, MoveEntries) and command.into is not None
        if is_from_elsewhere or isinstance(command, CopyEntries):
            self.adding.emit()
        self._run(command)

    def _run(self, command: object) -> None:
        if command is not None:
            self._context.bridge.run(command, None)  # type: ignore[arg-type]
