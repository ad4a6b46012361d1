"""What can be done with the selected items: actions, context menu, and the acts themselves."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from pincite.model.changes import Changes
from pincite.model.ids import ItemId, fresh_id
from pincite.model.items import Item
from pincite.services.commands.items import (
    AddItem,
    ConfirmItems,
    RemoveFromCollection,
    RestoreItems,
    TrashItems,
)
from pincite.ui.context import AppContext
from pincite.ui.library.browse_pane import BrowsePane
from pincite.ui.library.panel.batch_page import collections_menu
from pincite.ui.library.panel.item_panel import ItemPanel
from pincite.ui.library.side_pane import SidePane


class ItemActs(QObject):
    """Acts on the selection of the table."""

    def __init__(
        self,
        context: AppContext,
        browse: BrowsePane,
        side: SidePane,
        panel: ItemPanel,
        tab: QWidget,
    ) -> None:
        super().__init__(tab)
        self._context = context
        self._browse = browse
        self._side = side
        self._panel = panel
        self._show_next: ItemId | None = None
        self._row_next: int | None = None
        add = context.actions.add
        table, view = browse, browse.view
        add("library.read", self.tr("Read item"), "", panel.read, "go", tab, icon_name="book-open")
        add("library.cite", self.tr("Cite item"), "", panel.cite, "cite", tab, icon_name="quotes")
        add(
            "library.trash",
            self.tr("Move to trash"),
            "Del",
            self.trash,
            "edit",
            view,
            icon_name="trash",
        )
        add("library.restore", self.tr("Restore from trash"), "", self.restore, "edit", table)
        add(
            "library.confirm",
            self.tr("Confirm details"),
            "",
            self.confirm,
            "edit",
            table,
            icon_name="check",
        )
        add(
            "library.note",
            self.tr("New note on item"),
            "Ctrl+Shift+O",
            panel.add_note,
            "edit",
            tab,
            icon_name="note",
        )
        add(
            "library.copy_key",
            self.tr("Copy citation key"),
            "Ctrl+Shift+K",
            self.copy_key,
            "cite",
            tab,
        )
        add("library.rename", self.tr("Edit title"), "F2", panel.focus_title, "edit", view)
        add(
            "library.collection",
            self.tr("New collection"),
            "",
            side.add_collection,
            "file",
            tab,
            icon_name="folder-plus",
        )
        add(
            "library.find",
            self.tr("Find in the library"),
            "Ctrl+F",
            self.find,
            "edit",
            tab,
            icon_name="magnifying-glass",
        )
        add(
            "library.documents",
            self.tr("Show documents of item"),
            "",
            lambda: panel.show_page("documents"),
            "view",
            tab,
        )
        add(
            "library.annotations",
            self.tr("Show annotations of item"),
            "",
            lambda: panel.show_page("annotations"),
            "view",
            tab,
        )
        add(
            "library.cited",
            self.tr("Show where item is cited"),
            "",
            lambda: panel.show_page("cited"),
            "view",
            tab,
        )
        context.events.changed.connect(self._on_changed)
        browse.selected.connect(self._update)
        self._update()

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

    def copy_key(self) -> None:
        """Put the citation keys of the selected items on the clipboard."""
        items = self._context.workspace.read.items(self._browse.view.selected_ids())
        QGuiApplication.clipboard().setText(", ".join(item.key for item in items))

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
            menu.addAction(get("library.cite"))
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
            menu.addSeparator()
            menu.addAction(get("library.trash"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _run(self, command: type[TrashItems] | type[RestoreItems] | type[ConfirmItems]) -> None:
        ids = tuple(self._browse.view.selected_ids())
        if ids:
            self._context.bridge.run(command(ids))

    def _update(self) -> None:
        number = len(self._browse.view.selectionModel().selectedRows())
        is_trash = self._browse.model.query.section == "trash"
        get = self._context.actions.get
        for name in ("read", "note", "rename", "documents", "annotations", "cited"):
            get(f"library.{name}").setEnabled(number == 1 and not is_trash)
        for name in ("cite", "copy_key", "trash", "confirm"):
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
