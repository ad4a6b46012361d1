"""The folders whose new files come in by themselves, and where they go."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pincite.model.changes import Changes
from pincite.model.errors import PinciteError
from pincite.model.items import Collection
from pincite.services.watched_folders import (
    WatchedFolder,
    save_watched_folders,
    watchable,
    watched_folders,
)
from pincite.ui.context import AppContext
from pincite.ui.widgets import Button, ComboBox, ElidedLabel, IconButton, Label


class WatchedFoldersPage(QScrollArea):
    """A line for each folder: the collection it fills, a pause, and letting go of it."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._folders = watched_folders(context.workspace.read)
        self._fill()
        context.events.changed.connect(self._on_changed)

    def add_folder(self, name: str) -> None:
        """Watch a folder from now on."""
        try:
            added = watchable(self._context.workspace, Path(name))
        except PinciteError as error:
            self._fill(str(error))
            return
        if all(each.path != added.path for each in self._folders):
            self._save([*self._folders, added])

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.collections:
            self._fill()

    def _fill(self, problem: str = "") -> None:
        theme, read = self._context.theme, self._context.workspace.read
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(4))
        folders = self._folders
        text = self.tr(
            "What is new in these folders comes in while Pincite is open. Nothing in them is moved "
            "or deleted."
        )
        if not folders:
            text = self.tr(
                "No folder is watched. Choose the one where your browser saves PDFs, and they come "
                "in by themselves. Nothing in it is moved or deleted."
            )
        box.addWidget(Label(text, "muted", wraps=True))
        collections = [c for c in read.collections() if not c.trashed]
        for folder in folders:
            box.addWidget(self._line(folder, collections))
        if problem:
            box.addWidget(Label(problem, "bad", wraps=True))
        row = QHBoxLayout()
        add = Button(theme, self.tr("Watch a folder…"), self._choose, icon_name="folder-plus")
        row.addWidget(add)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(1)
        # A button or a picker in the old page may be what this is called from.
        if (old := self.takeWidget()) is not None:
            old.deleteLater()
        self.setWidget(page)

    def _line(self, folder: WatchedFolder, collections: Sequence[Collection]) -> QWidget:
        theme = self._context.theme
        line = QWidget()
        box = QVBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.spacing(1))
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(folder.path, "strong"), 1)
        name = self.tr("Watch %1 no more").replace("%1", folder.name)
        head.addWidget(IconButton(theme, "x", name, lambda: self._let_go(folder)))
        box.addLayout(head)
        if not Path(folder.path).is_dir():
            box.addWidget(Label(self.tr("It is not there; it waits until it is."), "warn"))
        picker = ComboBox(theme, self.tr("Collection for %1").replace("%1", folder.name))
        picker.addItem(self.tr("No collection"), None)
        for collection in collections:
            picker.addItem(collection.name, collection.id)
        picker.setCurrentIndex(max(0, picker.findData(folder.collection)))
        picker.activated.connect(
            lambda _row: self._change(folder, replace(folder, collection=picker.currentData()))
        )
        pause = QCheckBox(self.tr("Pause"))
        pause.setAccessibleName(self.tr("Pause %1").replace("%1", folder.name))
        pause.setChecked(folder.is_paused)
        pause.toggled.connect(lambda is_on: self._change(folder, replace(folder, is_paused=is_on)))
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(3))
        row.addWidget(picker, 1)
        row.addWidget(pause)
        box.addLayout(row)
        return line

    def _change(self, old: WatchedFolder, new: WatchedFolder) -> None:
        self._save([new if each.path == old.path else each for each in self._folders])

    def _let_go(self, old: WatchedFolder) -> None:
        self._save([each for each in self._folders if each.path != old.path])

    def _save(self, folders: Sequence[WatchedFolder]) -> None:
        """Shown at once: the write of it may have to wait for an import."""
        self._folders = tuple(folders)
        save_watched_folders(self._context.workspace, folders)
        self._fill()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Watch a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add_folder)
        dialog.open()
