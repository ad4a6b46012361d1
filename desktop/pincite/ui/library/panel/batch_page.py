"""What can be done with several items at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from pincite.model.ids import ItemId
from pincite.model.tags import typed_tags
from pincite.services.commands.items import (
    AddToCollection,
    ConfirmItems,
    RestoreItems,
    TrashItems,
)
from pincite.services.commands.tags import TagItems
from pincite.ui.context import AppContext
from pincite.ui.library.batch.batch_dialog import BatchDialog
from pincite.ui.widgets import Button, Label
from pincite.ui.words import counted


class BatchPage(QWidget):
    """How many items are selected, and acts on all of them."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ids: tuple[ItemId, ...] = ()
        theme = context.theme
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(2))
        self._count = Label("", "title")
        box.addWidget(self._count)
        box.addWidget(
            Label(self.tr("What you do here is done to all of them."), "muted", wraps=True)
        )
        box.addSpacing(theme.spacing(2))
        box.addLayout(self._tag_row())
        self._collect = Button(theme, self.tr("Add to a collection…"), icon_name="folder-plus")
        self._collect.clicked.connect(self._show_collections)
        self._edit = Button(
            theme, self.tr("Edit items…"), self._run_edit, icon_name="pencil-simple"
        )
        self._confirm = Button(
            theme, self.tr("Confirm details"), self._run_confirm, icon_name="check"
        )
        self._complete = Button(
            theme, self.tr("Complete details…"), icon_name="magnifying-glass-plus"
        )
        self._complete.clicked.connect(lambda: context.actions.run("library.complete"))
        self._trash = Button(theme, self.tr("Move to trash"), self._run_trash, icon_name="trash")
        self._restore = Button(
            theme, self.tr("Restore"), self._run_restore, icon_name="arrow-u-up-left"
        )
        for button in (
            self._edit, self._collect, self._confirm, self._complete, self._trash, self._restore,
        ):  # fmt: skip
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            box.addLayout(row)
        box.addStretch(1)

    def show_items(self, ids: Sequence[ItemId], *, are_trashed: bool) -> None:
        """Act on these items from now on."""
        self._ids = tuple(ids)
        self._count.setText(
            counted(len(ids), self.tr("%n item selected"), self.tr("%n items selected"))
        )
        for button in (self._edit, self._collect, self._confirm, self._complete, self._trash):
            button.setVisible(not are_trashed)
        self._tags.setEnabled(not are_trashed)
        self._restore.setVisible(are_trashed)

    def _tag_row(self) -> QHBoxLayout:
        theme = self._context.theme
        self._tags = QLineEdit()
        self._tags.setPlaceholderText(self.tr("tag; another tag"))
        self._tags.setAccessibleName(self.tr("Tags to add"))
        self._tags.returnPressed.connect(self._run_tag)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addWidget(self._tags, 1)
        row.addWidget(Button(theme, self.tr("Add tags"), self._run_tag, icon_name="tag"))
        return row

    def _run_tag(self) -> None:
        if tags := typed_tags(self._tags.text()):
            self._context.bridge.run(TagItems(self._ids, add=tags))
            self._tags.clear()

    def _run_edit(self) -> None:
        dialog = BatchDialog(self._context, self._ids, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _run_confirm(self) -> None:
        self._context.bridge.run(ConfirmItems(self._ids))

    def _run_trash(self) -> None:
        self._context.bridge.run(TrashItems(self._ids))

    def _run_restore(self) -> None:
        self._context.bridge.run(RestoreItems(self._ids))

    def _show_collections(self) -> None:
        menu = collections_menu(self._context, self._ids, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._collect.mapToGlobal(self._collect.rect().bottomLeft()))


def collections_menu(context: AppContext, ids: Sequence[ItemId], parent: QWidget) -> QMenu:
    """A menu of all collections; choosing one files the items there."""
    menu = QMenu(parent.tr("Add to collection"), parent)
    collections = context.workspace.read.collections()
    for collection in collections:
        action = menu.addAction(collection.name.replace("&", "&&"))
        action.triggered.connect(
            lambda _checked=False, c=collection.id: context.bridge.run(
                AddToCollection(tuple(ids), c)
            )
        )
    if not collections:
        menu.addAction(parent.tr("There are no collections yet")).setEnabled(False)
    return menu
