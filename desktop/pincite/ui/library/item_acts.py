"""What can be done with the selected items: actions, context menu, and the acts themselves."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from pincite.model.changes import Changes
from pincite.model.ids import ItemId, fresh_id
from pincite.model.items import Item
from pincite.model.reading_states import ReadingState
from pincite.services.commands.items import (
    AddItem,
    ConfirmItems,
    RemoveFromCollection,
    RestoreItems,
    TrashItems,
)
from pincite.services.commands.reading_states import SetReading
from pincite.services.commands.tags import TagItems, ToggleTag
from pincite.ui.annotation_exports import AnnotationExports, ReadingSource
from pincite.ui.context import AppContext
from pincite.ui.exporting.opening import ExportScope, open_export_dialog
from pincite.ui.library.batch.batch_dialog import BatchDialog
from pincite.ui.library.browse_pane import BrowsePane
from pincite.ui.library.key_renewal import KeyRenewal
from pincite.ui.library.panel.batch_page import collections_menu
from pincite.ui.library.panel.item_panel import ItemPanel
from pincite.ui.library.side_pane import SidePane
from pincite.ui.library.state_names import state_name
from pincite.ui.library.tag_colours import TagColours
from pincite.ui.quick_copy import MOST_DRAGGED, QuickCopy
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.copying import Quoted


class ItemActs(QObject):
    """Acts on the selection of the table."""

    def __init__(
        self,
        context: AppContext,
        browse: BrowsePane,
        side: SidePane,
        panel: ItemPanel,
        tab: QWidget,
        colours: TagColours,
    ) -> None:
        super().__init__(tab)
        self._colours = colours
        self._context = context
        self._browse = browse
        self._side = side
        self._panel = panel
        self._show_next: ItemId | None = None
        self._row_next: int | None = None
        self._quick = QuickCopy(context, self)
        self._exports = AnnotationExports(context, tab)
        browse.model.fill_drag = self._fill_drag
        self._add_acts_of_item(tab)
        self._add_acts_of_rows()
        self._add_acts_of_tab(tab)
        context.events.changed.connect(self._on_changed)
        browse.selected.connect(self._update)
        browse.view.digit_pressed.connect(self.toggle_tag)
        self._update()

    def _add_acts_of_item(self, tab: QWidget) -> None:
        tr, panel = self.tr, self._panel
        show = panel.show_page
        self._add("read", tr("Read item"), panel.read, "go", tab, icon="book-open")
        self._add("read_beside", tr("Read beside the open work"), panel.read_beside, "go", tab)
        self._add("cite", tr("Cite item"), panel.cite, "cite", tab, icon="quotes")
        self._add(
            "note", tr("New note on item"), panel.add_note, "edit", tab, "Ctrl+Shift+O", "note"
        )
        self._add("documents", tr("Documents of item"), lambda: show("documents"), "view", tab)
        self._add(
            "annotations", tr("Annotations of item"), lambda: show("annotations"), "view", tab
        )
        self._add("cited", tr("Citations of item"), lambda: show("cited"), "view", tab)

    def _add_acts_of_rows(self) -> None:
        tr, pane, table = self.tr, self._browse, self._browse.view
        self._add("trash", tr("Move to trash"), self.trash, "edit", table, "Del", "trash")
        self._add("restore", tr("Restore from trash"), self.restore, "edit", pane)
        self._add("confirm", tr("Confirm details"), self.confirm, "edit", pane, icon="check")
        self._add(
            "complete",
            tr("Complete details…"),
            self.complete,
            "edit",
            pane,
            icon="magnifying-glass-plus",
        )
        self._add("get_pdf", tr("Get the PDF…"), self.get_pdf, "edit", pane, icon="file-pdf")
        self._add("rename", tr("Edit title"), self._panel.focus_title, "edit", table, "F2")
        self._add("export", tr("Export items…"), self.export, "file", pane, icon="export")
        self._add("renew_keys", tr("Make citation keys anew…"), self.renew_keys, "cite", pane)
        self._add(
            "quick_copy", tr("Quick copy"), self.quick_copy, "cite", pane, "Ctrl+Shift+C", "copy"
        )
        self._add("clean", tr("Clean up items…"), self.clean, "edit", pane)
        self._add("copy_key", tr("Copy citation key"), self.copy_key, "cite", pane, "Ctrl+Shift+K")

        self._add(
            "export_annotations", tr("Export annotations…"), self.export_annotations, "file", pane,
            icon="export",
        )  # fmt: skip
        for state in ReadingState:
            text = tr("Mark as %1").replace("%1", state_name(state).lower())
            self._add(f"mark_{state.value}", text, partial(self.mark, state), "edit", pane)
        self._add("edit_items", tr("Edit items…"), self.edit_items, "edit", pane, "Ctrl+Shift+E")

    def _add_acts_of_tab(self, tab: QWidget) -> None:
        tr, new_collection = self.tr, self._side.add_collection
        glass = "magnifying-glass"
        self._add("find", tr("Find in the library"), self.find, "edit", tab, "Ctrl+F", glass)
        self._add(
            "collection", tr("New collection"), new_collection, "file", tab, "", "folder-plus"
        )

    def _add(
        self,
        name: str,
        text: str,
        slot: Callable[[], object],
        group: str,
        owner: QWidget,
        key: str = "",
        icon: str = "",
    ) -> None:
        add = self._context.actions.add
        add(f"library.{name}", text, key, slot, group, owner, icon_name=icon)

    def find(self) -> None:
        """Put the cursor into the search box."""
        self._browse.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._browse.search_box.selectAll()

    def trash(self) -> None:
        """Move the selected items to the trash; the row that comes in their place is selected."""
        ids = self._browse.view.selected_ids()
        if ids:
            self._row_next = self._browse.model.row_of(ids[0])
            self._run(TrashItems)

    def restore(self) -> None:
        """Take the selected items out of the trash."""
        self._run(RestoreItems)

    def confirm(self) -> None:
        """Agree with what was found in the files."""
        self._run(ConfirmItems)

    def complete(self) -> None:
        """Look the selected items up and show what is found beside what they say."""
        from pincite.ui.resolving.completion_dialog import open_completion

        open_completion(self._context, self._browse.view.selected_ids(), self._browse)

    def get_pdf(self) -> None:
        """Look for addresses of the selected item's PDF."""
        from pincite.ui.resolving.pdf_dialog import open_pdf_dialog

        for item_id in self._browse.view.selected_ids()[:1]:
            open_pdf_dialog(self._context, item_id, self._browse)

    def mark(self, state: ReadingState) -> None:
        """Say how far the user is with the selected items."""
        ids = tuple(self._browse.view.selected_ids())
        if ids:
            self._context.bridge.run(SetReading(ids, state))

    def toggle_tag(self, digit: int) -> None:
        """Give the tag of a digit to the selected items, or take it; 0 takes all coloured ones."""
        ids = tuple(self._browse.view.selected_ids())
        tag = self._colours.tag_of(digit)
        if tag:
            self._context.bridge.run(ToggleTag(ids, tag))
        elif not digit and self._colours.in_use:
            self._context.bridge.run(TagItems(ids, remove=self._colours.in_use))

    def edit_items(self) -> None:
        """Edit one field of all selected items."""
        dialog = BatchDialog(self._context, self._browse.view.selected_ids(), self._browse)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy_key(self) -> None:
        """Put the citation keys of the selected items on the clipboard."""
        items = self._context.workspace.read.items(self._browse.view.selected_ids())
        QGuiApplication.clipboard().setText(", ".join(item.key for item in items))

    def export(self) -> None:
        """Write the selected items to a file."""
        ids = self._browse.view.selected_ids()
        name = counted(len(ids), self.tr("%n item"), self.tr("%n items"))
        if len(ids) == 1:
            item = self._context.workspace.read.get(Item, ids[0])
            name = (item.title if item else "") or name
        open_export_dialog(self._context, ExportScope(name, items=tuple(ids)), self._browse)

    def renew_keys(self) -> None:
        """Show which keys the selected items would get, to be agreed with."""
        dialog = KeyRenewal(self._context, self._browse.view.selected_ids(), self._browse)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def quick_copy(self) -> None:
        """Copy the selected items in the user's form."""
        ids = self._browse.view.selected_ids()
        if ids:
            self._quick.copy(lambda: self._quoted(ids))

    def export_annotations(self) -> None:
        """Offer the formats in which annotations of the selected items are exported."""
        menu = self._exports.menu(self._browse, self._reading_source())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(QCursor.pos())

    def clean(self) -> None:
        """Show what clean-ups would change in the selected items."""
        self._context.clean_up(self._browse.view.selected_ids())

    def new_item(self, command: Callable[[Item], AddItem] = AddItem) -> None:
        """Add an empty item to the collection on view and put the cursor into its title."""
        item = Item(ItemId(fresh_id()), type="book", fields={"title": self.tr("New item")})
        if self._side.collection is not None:
            item = replace(item, collections=(self._side.collection,))
        self._show_next = item.id
        self._context.bridge.run(command(item))

    def show_item(self, item_id: str) -> None:
        """Select an item; where it is not shown, in all items."""
        wanted = ItemId(item_id)
        if self._browse.model.row_of(wanted) is None:
            self._browse.clear_search()
            self._side.choose("section:all")
        self._browse.view.select_ids([wanted])

    def show_menu(self, place: QPoint) -> None:
        """The context menu of the selection."""
        ids = self._browse.view.selected_ids()
        get = self._context.actions.get
        menu = QMenu(self._browse)
        if self._browse.model.query.section == "trash":
            menu.addAction(get("library.restore"))
        else:
            menu.addAction(get("library.read"))
            menu.addAction(get("library.read_beside"))
            menu.addAction(get("library.cite"))
            menu.addAction(get("library.quick_copy"))
            # The key has an entry of its own, with its key on the keyboard.
            menu.addMenu(self._quick.menu(menu, lambda: self._quoted(ids), without=("key",)))
            menu.addAction(get("library.copy_key"))
            menu.addSeparator()
            menu.addMenu(collections_menu(self._context, ids, menu))
            collection = self._browse.model.query.collection
            if collection is not None:
                menu.addAction(
                    self.tr("Remove from this collection"),
                    lambda: self._context.bridge.run(RemoveFromCollection(tuple(ids), collection)),
                )
            menu.addAction(get("library.note"))
            menu.addAction(get("library.confirm"))
            menu.addAction(get("library.complete"))
            menu.addAction(get("library.get_pdf"))
            menu.addMenu(self._exports.menu(menu, self._reading_source()))
            menu.addAction(get("library.edit_items"))
            reading = menu.addMenu(self.tr("Reading"))
            for state in ReadingState:
                reading.addAction(get(f"library.mark_{state.value}"))
            menu.addSeparator()
            menu.addAction(get("library.export"))
            menu.addAction(get("library.renew_keys"))
            menu.addAction(get("library.clean"))
            menu.addSeparator()
            menu.addAction(get("library.trash"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _fill_drag(self, data: QMimeData, ids: Sequence[ItemId]) -> None:
        if len(ids) <= MOST_DRAGGED:
            self._quick.fill(data, self._quoted(ids))

    def _quoted(self, ids: Sequence[ItemId]) -> "list[Quoted]":
        from pincite.services.bibliographies import ItemCite
        from pincite.services.copying import Quoted

        return [Quoted(ItemCite(item)) for item in self._context.workspace.read.items(ids)]

    def _reading_source(self) -> ReadingSource:
        return ReadingSource(tuple(self._browse.view.selected_ids()))

    def _run(self, command: type[TrashItems] | type[RestoreItems] | type[ConfirmItems]) -> None:
        ids = tuple(self._browse.view.selected_ids())
        if ids:
            self._context.bridge.run(command(ids))

    def _update(self) -> None:
        number = self._browse.view.selected_count
        is_trash = self._browse.model.query.section == "trash"
        get = self._context.actions.get
        marks = [f"mark_{state.value}" for state in ReadingState]
        for name in (
            "read", "read_beside", "note", "rename", "documents", "annotations", "cited", "get_pdf",
        ):  # fmt: skip
            get(f"library.{name}").setEnabled(number == 1 and not is_trash)
        for name in (
            "cite", "quick_copy", "copy_key", "trash", "confirm", "export", "renew_keys",
            "export_annotations", "complete", "edit_items", "clean", *marks,
        ):  # fmt: skip
            get(f"library.{name}").setEnabled(number > 0 and not is_trash)
        get("library.restore").setEnabled(number > 0 and is_trash)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        rows = self._browse.model.rowCount()
        if self._row_next is not None and changes.items:
            row, self._row_next = min(self._row_next, rows - 1), None
            if row >= 0 and not self._browse.view.selected_ids():
                self._browse.view.select_ids([self._browse.model.item_at(row)])
        if self._show_next in changes.items:
            wanted, self._show_next = self._show_next, None
            if wanted is not None:
                self.show_item(wanted)
                self._panel.focus_title()
