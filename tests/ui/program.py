"""The program with its window, as it is started, for tests of its beginning and its end."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot
from tests.ui.shell import book

from pincite.documents.process import WorkerPool
from pincite.services.commands.items import AddItem
from pincite.ui.app import WindowStart
from pincite.ui.context import AppContext


class Program:
    """The window as it is started."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path) -> None:
        self.qtbot = qtbot
        self.pool = WorkerPool()
        self.start = WindowStart(app, folder, self.pool, is_indexing=False)
        self.start.show_library(None)

    @property
    def context(self) -> AppContext:
        assert self.start.context is not None
        return self.start.context

    @property
    def folder(self) -> Path:
        return self.context.workspace.library.folder

    def add(self, title: str) -> None:
        self.context.workspace.run_now(AddItem(book(title)))

    def count(self) -> int:
        return self.context.workspace.read.item_count()

    def wait_for(self, folder: Path) -> None:
        def is_open() -> bool:
            return self.context.has_library and self.folder == folder

        self.qtbot.waitUntil(is_open)

    def titles(self) -> list[str]:
        bar = self.start.window.strip.findChild(QTabBar)
        assert isinstance(bar, QTabBar)
        return [bar.tabText(number) for number in range(bar.count())]

    def close(self) -> None:
        self.start.window.close()
        self.start.close()
        self.pool.close()
        self.start.window.deleteLater()
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
