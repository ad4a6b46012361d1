"""The left pane with its acts: make, rename, move and delete collections."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from pincite.model.changes import Changes
from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId, CollectionId, ItemId, SavedSearchId
from pincite.services.commands.bibliographies import (
    ArchiveBibliography,
    DuplicateBibliography,
    TrashBibliography,
)
from pincite.services.commands.collections import (
    AddCollection,
    MoveCollection,
    RenameCollection,
    TrashCollection,
)
from pincite.services.commands.items import AddToCollection
from pincite.services.commands.saved_searches import (
    EditSavedSearch,
    MoveSavedSearch,
    TrashSavedSearch,
)
from pincite.services.commands.tags import TagItems
from pincite.ui.annotation_exports import AnnotationExports, ReadingSource
from pincite.ui.citing_drops import CitingDrops
from pincite.ui.context import AppContext
from pincite.ui.exporting.opening import ExportScope, open_export_dialog
from pincite.ui.library.saved_counts import SavedCounts
from pincite.ui.library.side_model import CitesDropped, SideModel
from pincite.ui.library.side_rows import HEADS, SideRow
from pincite.ui.library.side_view import SideView
from pincite.ui.library.tag_acts import TagActs
from pincite.ui.library.tag_colours import TagColours
from pincite.ui.widgets import IconButton


class SidePane(QWidget):
    """Sections, collections and tags.

    Signals:
        chosen: the `SideRow` that was chosen.
    """

    chosen = Signal(object)

    def __init__(
        self, context: AppContext, colours: TagColours, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._rename_next: CollectionId | None = None
        self._choose_next: SavedSearchId | None = None
        self._drops = CitingDrops(context, self)
        self._exports = AnnotationExports(context, self)
        self._model = SideModel(context.workspace, colours, self)
        self._tags = TagActs(context, colours, self._model, self)
        self.view = SideView(self._model, context.theme)
        self._add = IconButton(
            context.theme, "plus", self.tr("New collection"), self.add_collection, parent=self.view
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self.view.row_chosen.connect(self.chosen)
        self.view.bibliography_opened.connect(self._open_bibliography)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.verticalScrollBar().valueChanged.connect(self._place_button)
        self._model.rowsInserted.connect(self._place_button)
        self._model.rowsRemoved.connect(self._place_button)
        self._model.renamed.connect(self._rename)
        self._model.saved_renamed.connect(self._rename_saved)
        self._counts = SavedCounts(context, self)
        self._counts.counted.connect(self._model.set_saved_counts)
        self._model.items_dropped.connect(self._file_items)
        self._model.collection_dropped.connect(self._move)
        self._model.cites_dropped.connect(self._cite)
        context.events.changed.connect(self._on_changed)
        context.theme.changed.connect(self._place_button)
        QTimer.singleShot(0, self, self._place_button)

    @property
    def collection(self) -> CollectionId | None:
        """The collection on view, into which new items go."""
        return self.view.chosen.collection

    def choose(self, key: str) -> None:
        """Choose a row by its key ("section:all")."""
        self.view.choose(key)

    def add_collection(self, parent: CollectionId | None = None) -> None:
        """Make a collection and start typing its name."""
        command = AddCollection(self.tr("New collection"), parent)
        self._rename_next = command.id
        self._context.bridge.run(command)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        QTimer.singleShot(0, self, self._place_button)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        is_shown = changes.items or changes.collections or changes.saved_searches
        if is_shown or changes.bibliographies or changes.citations or changes.tasks:
            self._model.refresh()
        if self._choose_next in changes.saved_searches:
            self.view.choose(f"saved:{self._choose_next}")
            self._choose_next = None
        if self._rename_next in changes.collections:
            index = self._model.index_of(f"collection:{self._rename_next}")
            self._rename_next = None
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def _place_button(self) -> None:
        """The + stands in the heading of the collections."""
        rect = self.view.visualRect(self._model.index_of(HEADS[0]))
        side = self._context.theme.spacing(6)
        self._add.resize(side, side)
        x = self.view.viewport().width() - side
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = 0
        self._add.move(x, rect.bottom() - side + 2)
        self._add.setVisible(rect.isValid() and rect.bottom() > side)

    def _open_bibliography(self, row: SideRow) -> None:
        self._context.open_bibliography(BibliographyId(row.name))

    def _add_bibliography_acts(self, menu: QMenu, row: SideRow) -> None:
        bibliography = BibliographyId(row.name)
        service, bridge = self._context.bibliographies, self._context.bridge
        menu.addAction(self.tr("Open"), lambda: self._open_bibliography(row))
        active = menu.addAction(
            self.tr("Cite into this one"), lambda: service.set_active(bibliography)
        )
        active.setCheckable(True)
        current = service.active()
        active.setChecked(current is not None and current.id == bibliography)
        menu.addSeparator()
        scope = ExportScope(row.text, bibliography=bibliography)
        menu.addAction(self.tr("Export…"), lambda: self._export(scope))
        found = self._context.workspace.read.get(Bibliography, bibliography)
        if found is not None:
            name = service.free_name(self.tr("%1, copy").replace("%1", found.name))
            menu.addAction(
                self.tr("Duplicate"), lambda: bridge.run(DuplicateBibliography(bibliography, name))
            )
            put_away = ArchiveBibliography(bibliography, is_archived=not found.archived)
            words = self.tr("Take out of the archive") if found.archived else self.tr("Archive")
            menu.addAction(words, lambda: bridge.run(put_away))
            active.setEnabled(not found.archived)
        menu.addAction(
            self.tr("Delete bibliography"), lambda: bridge.run(TrashBibliography(bibliography))
        )

    def _export(self, scope: ExportScope) -> None:
        open_export_dialog(self._context, scope, self.window())

    def choose_saved(self, saved: SavedSearchId) -> None:
        """Choose a saved search, as soon as it is there."""
        self._choose_next = saved

    def _rename_saved(self, change: tuple[SavedSearchId, str]) -> None:
        self._context.bridge.run(EditSavedSearch(change[0], name=change[1]))

    def _add_saved_acts(self, menu: QMenu, row: SideRow) -> None:
        saved, bridge = SavedSearchId(row.name), self._context.bridge
        order = [each.id for each in self._context.workspace.read.saved_searches()]
        at = order.index(saved) if saved in order else 0
        index = self._model.index_of(row.key)
        menu.addAction(self.tr("Rename"), lambda: self.view.edit(index))
        up = menu.addAction(
            self.tr("Move up"), lambda: bridge.run(MoveSavedSearch(saved, order[at - 1]))
        )
        up.setEnabled(at > 0)
        beyond = order[at + 2] if at + 2 < len(order) else None
        down = menu.addAction(
            self.tr("Move down"), lambda: bridge.run(MoveSavedSearch(saved, beyond))
        )
        down.setEnabled(at + 1 < len(order))
        menu.addSeparator()
        menu.addMenu(self._exports.menu(menu, ReadingSource(search=saved)))
        menu.addAction(self.tr("Delete saved search"), lambda: bridge.run(TrashSavedSearch(saved)))

    def _cite(self, dropped: CitesDropped) -> None:
        self._drops.take(dropped.bibliography, dropped.carried, is_copy=dropped.is_copy)

    def _rename(self, change: tuple[SideRow, str]) -> None:
        row, name = change
        if row.kind == "tag":
            self._tags.rename(row.name, name)
        else:
            self._context.bridge.run(RenameCollection(CollectionId(row.name), name))

    def _file_items(self, change: tuple[tuple[ItemId, ...], SideRow]) -> None:
        ids, row = change
        if row.collection is not None:
            self._context.bridge.run(AddToCollection(ids, row.collection))
        else:
            self._context.bridge.run(TagItems(ids, add=(row.name,)))

    def _move(self, change: tuple[CollectionId, CollectionId | None]) -> None:
        self._context.bridge.run(MoveCollection(*change))

    def _show_menu(self, what: tuple[SideRow | None, QPoint]) -> None:
        row, place = what
        menu = QMenu(self)
        collection = row.collection if row else None
        if row is not None and row.kind == "bibliography":
            self._add_bibliography_acts(menu, row)
        elif row is not None and row.kind == "saved":
            self._add_saved_acts(menu, row)
        elif row is not None and (row.kind == "tag" or row.key == HEADS[2]):
            self._tags.add_to(menu, row, self.view)
        else:
            menu.addAction(self.tr("New collection"), self.add_collection)
        if row is not None and collection is not None:
            menu.addAction(
                self.tr("New collection inside"), lambda: self.add_collection(collection)
            )
            menu.addSeparator()
            index = self._model.index_of(row.key)
            menu.addAction(self.tr("Rename"), lambda: self.view.edit(index))
            scope = ExportScope(row.text, collection=collection)
            menu.addAction(self.tr("Export…"), lambda: self._export(scope))
            if row.depth:
                menu.addAction(self.tr("Move to the top"), lambda: self._move((collection, None)))
            menu.addMenu(self._exports.menu(menu, ReadingSource(collection=collection)))
            menu.addAction(
                self.tr("Delete collection"),
                lambda: self._context.bridge.run(TrashCollection(collection)),
            )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
