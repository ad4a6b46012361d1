"""The real window on a library of one's own, for benchmarks."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from pincite.documents.process import WorkerPool
from pincite.services.settings import SettingsFile, default_settings_path
from pincite.ui.app import application, build_context
from pincite.ui.context import AppContext
from pincite.ui.garbage import GarbageCollector
from pincite.ui.main_window import MainWindow
from pincite.ui.memory import WindowMemory
from pincite.ui.session import LibrarySession


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """The window and what stands behind it."""

    context: AppContext
    window: MainWindow
    session: LibrarySession


@contextmanager
def open_window(folder: Path, *, is_indexing: bool) -> Iterator[OpenWindow]:
    """Show the main window on the library in `folder`, with settings of its own beside it."""
    os.environ["XDG_CONFIG_HOME"] = str(folder.with_name(f"{folder.name}-settings"))
    pool = WorkerPool()
    settings_file = SettingsFile(default_settings_path())
    context = build_context(application(), pool, settings_file, settings_file.load())
    window = MainWindow(WindowMemory(settings_file.path.parent), context)
    session = LibrarySession(context, window, folder, is_indexing=is_indexing)
    session.open()
    window.show()
    GarbageCollector(window, lambda: bool(context.jobs.running()))
    let_pass(0.5)
    try:
        yield OpenWindow(context, window, session)
    finally:
        window.close()
        session.close()
        pool.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def let_pass(seconds: float) -> None:
    """Let the window go about its work for a while."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QCoreApplication.processEvents()
        time.sleep(0.001)


def wait_until(is_so: Callable[[], bool], limit_s: float = 60.0) -> None:
    """Let the window work until something is so.

    Raises:
        TimeoutError: it did not come to that.
    """
    end = time.perf_counter() + limit_s
    while not is_so():
        if time.perf_counter() > end:
            raise TimeoutError
        QCoreApplication.processEvents()


class PaintWatch(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def seconds_until_painted(watch: PaintWatch, act: Callable[[], object]) -> float:
    """Do something and wait until the widget has been painted and nothing else is waiting."""
    before, began = watch.count, time.perf_counter()
    act()
    wait_until(lambda: watch.count > before)
    return time.perf_counter() - began
