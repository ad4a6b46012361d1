"""A window on a library of its own, for tests of the shell."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pincite.documents.process import WorkerPool
from pincite.model.creators import Creator
from pincite.model.ids import ItemId, fresh_id
from pincite.model.items import Item
from pincite.services.commands.items import AddItem
from pincite.services.settings import SettingsFile
from pincite.services.workspace import Batch
from pincite.ui.actions import Actions
from pincite.ui.bridge import Bridge, LibraryEvents
from pincite.ui.context import AppContext
from pincite.ui.jobs import JobRunner
from pincite.ui.library.library_tab import LibraryTab
from pincite.ui.main_window import MainWindow
from pincite.ui.memory import WindowMemory
from pincite.ui.session import LibrarySession
from pincite.ui.theme import Mode, Theme


@dataclass
class Shell:
    """The window and what stands behind it."""

    context: AppContext
    window: MainWindow
    session: LibrarySession
    qtbot: QtBot

    @property
    def tab(self) -> LibraryTab:
        """The Library tab."""
        assert self.window.library_tab is not None
        return self.window.library_tab

    def add(self, items: Sequence[Item]) -> None:
        """Put items into the library and wait until the window knows."""
        with self.qtbot.waitSignal(self.context.events.changed):
            self.context.workspace.run_now(Batch("Add", tuple(AddItem(item) for item in items)))

    def after(self, act: Callable[[], object]) -> None:
        """Do something and wait until the library has changed and the window knows."""
        with self.qtbot.waitSignal(self.context.events.changed):
            act()


@contextmanager
def open_shell(qtbot: QtBot, app: QApplication, folder: Path, config: Path) -> Iterator[Shell]:
    """A window; the library is opened by `shell.session.open()`."""
    file = SettingsFile(config / "settings.json")
    theme = Theme(app, Mode.LIGHT)
    context = AppContext(
        theme=theme,
        actions=Actions(theme),
        bridge=Bridge(),
        events=LibraryEvents(),
        jobs=JobRunner(),
        settings_file=file,
        settings=file.load(),
        pool=WorkerPool(),
    )
    window = MainWindow(WindowMemory(config, context), context)
    session = LibrarySession(context, window, folder, is_indexing=False)
    try:
        yield Shell(context, window, session, qtbot)
    finally:
        window.close()
        session.close()
        context.pool.close()
        window.deleteLater()
        theme.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def book(
    title: str, family: str = "Adler", year: str = "2014", *, key: str = "", **fields: str
) -> Item:
    """An item for tests."""
    return Item(
        ItemId(fresh_id()),
        type="book",
        key=key,
        fields={"title": title, **fields},
        creators=(Creator(family=family, given="Ruth"),),
        dates={"issued": year},
    )
