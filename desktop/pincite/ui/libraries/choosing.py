"""Opening another library, making a new one, and those that were open last."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pincite.model.errors import PinciteError
from pincite.services.libraries import check_new, check_old, is_library, library_name
from pincite.ui.context import AppContext


class Libraries(QObject):
    """Adds the actions of the File menu."""

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        menu = self.tr("Libraries")
        add = context.actions.add
        add(
            "file.open_library",
            self.tr("Open library…"),
            "",
            self.choose,
            "file",
            window,
            icon_name="books",
            submenu=menu,
        )
        add(
            "file.new_library",
            self.tr("New library…"),
            "",
            self.choose_new,
            "file",
            window,
            icon_name="plus",
            submenu=menu,
        )
        for number, path in enumerate(context.settings.recent_libraries, start=1):
            folder = Path(path)
            action = add(
                f"file.recent_library_{number}",
                self._named(folder),
                "",
                partial(self.open, folder),
                "file",
                window,
                tooltip=path,
                submenu=menu,
            )
            action.setEnabled(is_library(folder))

    def choose(self) -> None:
        """Ask for a folder with a library in it, and open it."""
        self._ask(self.tr("Open library"), self.open)

    def choose_new(self) -> None:
        """Ask for an empty folder, and make a library there."""
        self._ask(self.tr("Choose an empty folder for the new library"), self.make)

    def open(self, folder: Path) -> None:
        """Open a library in the place of this one."""
        self._switch(folder, check_old)

    def make(self, folder: Path) -> None:
        """Make a library and open it in the place of this one."""
        self._switch(folder, check_new)

    def _switch(self, folder: Path, check: Callable[[Path], None]) -> None:
        try:
            check(folder)
        except PinciteError as error:
            self._context.notify("warn", str(error))
            return
        if not self._is_open(folder):
            self._context.switch_library(folder, None)

    def _is_open(self, folder: Path) -> bool:
        if not self._context.has_library:
            return False
        return self._context.workspace.library.folder.resolve() == folder.resolve()

    def _named(self, folder: Path) -> str:
        """Its name, and where it lies if another one has the same name."""
        name = library_name(folder)
        names = [library_name(Path(path)) for path in self._context.settings.recent_libraries]
        return name if names.count(name) == 1 else f"{name} ({folder.parent})"

    def _ask(self, title: str, chosen: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._context.has_library:
            dialog.setDirectory(str(self._context.workspace.library.folder.parent))
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()
