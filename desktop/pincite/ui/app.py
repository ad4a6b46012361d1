"""Starts the window: builds the objects and hands them to each other."""

import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from pincite.documents.process import WorkerPool
from pincite.documents.viewing import ViewSession
from pincite.services.libraries import remembered
from pincite.services.settings import (
    Settings,
    SettingsFile,
    default_library,
    default_settings_path,
)
from pincite.ui.main_window import MainWindow
from pincite.ui.memory import WindowMemory

if TYPE_CHECKING:
    from collections.abc import Callable

    from pincite.services.jobs import JobContext
    from pincite.ui.context import AppContext
    from pincite.ui.first_page import FirstPage
    from pincite.ui.garbage import GarbageCollector
    from pincite.ui.libraries.closing import LibraryClosing
    from pincite.ui.session import LibrarySession

logger = logging.getLogger(__name__)

_LIBRARY_AFTER_MS = 1500
"""When the library is opened at the latest if the first page of a file never comes."""


def run_window(
    library_folder: Path | None,
    file: Path | None,
    pool: WorkerPool,
    prestarted: ViewSession | None = None,
    address: str = "",
) -> int:
    """Show the window until it is closed.

    Args:
        library_folder: None for the one in the settings, or the platform's.
        file: opened for reading first; the library is opened after its first page is on view.
        pool: of document workers.
        prestarted: `file` being opened since before Qt was loaded.
        address: "pincite://…", of what shall be shown; there is no file then.

    Returns:
        The exit status of the process.
    """
    app = application()
    start = WindowStart(app, library_folder, pool)
    if prestarted is not None and file is not None:
        start.show_first_page(file, prestarted)
    else:
        start.show_library(file, address)
    status = app.exec()
    start.close()
    pool.close()
    return status


class WindowStart(QObject):
    """The steps from an empty window to a whole one, and from one library to another.

    Attributes:
        window: the one that is open.
        context: what its parts share; None before it is filled.
    """

    def __init__(
        self,
        app: QApplication,
        library_folder: Path | None,
        pool: WorkerPool,
        *,
        is_indexing: bool = True,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._pool = pool
        self._settings_file = SettingsFile(default_settings_path())
        self._settings = self._settings_file.load()
        named = self._settings.library
        self._folder = library_folder or (Path(named) if named else default_library())
        self._is_indexing = is_indexing
        self._memory = WindowMemory(self._settings_file.path.parent, app)
        self.window = MainWindow(self._memory)
        self.context: AppContext | None = None
        self._file: Path | None = None
        self._session: ViewSession | None = None
        self._page: FirstPage | None = None
        self._library: LibrarySession | None = None
        self._garbage: GarbageCollector | None = None
        self._closing: LibraryClosing | None = None
        self._after_closing: Callable[[], object] = self._end

    def show_library(self, file: Path | None, address: str = "") -> None:
        """Show the window with the library; a file that is no PDF is imported and opened."""
        library = self._fill()
        library.open()
        self.window.show()
        self._collect_garbage()
        QTimer.singleShot(0, self._pool.prestart)
        if file is not None:
            # An article has no pages until the import has made its reading copy.
            self.window.imports.start([str(file)], is_opened=True)
        if address and self.context is not None and self.context.has_library:
            from pincite.ui.addresses import open_address

            open_address(self.context, address)

    def show_first_page(self, file: Path, session: ViewSession) -> None:
        """Show the first page, then build the window around it, then open the library."""
        from pincite.ui.first_page import FirstPage

        self._file, self._session = file, session
        self._page = FirstPage(session, is_dark=_wants_dark(self._app, self._settings))
        self._page.done.connect(self._show_reader)
        self.window.setCentralWidget(self._page)
        self.window.show()

    def close(self) -> None:
        """Let go of the library."""
        if self._library is not None:
            self._library.close()

    def _show_reader(self) -> None:
        if self._page is None or self._file is None:
            return
        events, self._page = tuple(self._page.events), None
        self.window.setUpdatesEnabled(False)
        self._fill()
        reader = self.window.tabs.open_file(self._file, self._session, events)
        reader.first_page_painted.connect(self._open_library_behind)
        QTimer.singleShot(_LIBRARY_AFTER_MS, self, self._open_library_behind)
        self.window.setUpdatesEnabled(True)

    def _fill(
        self,
        before: "Callable[[JobContext], object] | None" = None,
        fallback: Path | None = None,
    ) -> "LibrarySession":
        from pincite.ui.session import LibrarySession

        context = build_context(self._app, self._pool, self._settings_file, self._settings)
        self.context = context
        self.window.fill(context)
        self.window.may_close = self._may_close
        context.switch_library = self._switch_soon
        context.library_attached.connect(self._remember_library)
        self._library = LibrarySession(
            context,
            self.window,
            self._folder,
            is_indexing=self._is_indexing,
            before=before,
            fallback=fallback,
        )
        return self._library

    def _switch_soon(
        self, folder: Path, before: "Callable[[JobContext], object] | None" = None
    ) -> None:
        """Not at once: the one who asks is part of the window that goes."""
        QTimer.singleShot(0, self, lambda: self._switch(folder, before))

    def _may_close(self) -> bool:
        """True when nothing runs; else the window closes by itself when that has stopped."""
        if self._closing is not None:
            # It closes already; when it was to make room for another library, it does not now.
            self._after_closing = self._end
            return False
        if self.context is None or not self.context.jobs.running():
            return True
        self._close_library(self._end, self.tr("Close anyway"))
        return False

    def _end(self) -> None:
        self.window.may_close = lambda: True
        self.window.close()

    def _switch(self, folder: Path, before: "Callable[[JobContext], object] | None") -> None:
        """Close this library with all its tabs, then open another one."""
        if self._closing is None:
            self._close_library(
                lambda: self._open_in_place(folder, before), self.tr("Go on without waiting")
            )

    def _close_library(self, then: "Callable[[], object]", go_on: str) -> None:
        from pincite.ui.libraries.closing import LibraryClosing

        if self.context is None or self._library is None:
            return
        # What other threads still tell is about a library that is being closed.
        self.context.events.blockSignals(True)
        self.context.bridge.blockSignals(True)
        self._after_closing = then
        self._closing = LibraryClosing(self.context, self._library, self.window, go_on)
        self._closing.done.connect(self._on_closed)
        self._closing.start()

    def _on_closed(self) -> None:
        self._closing = None
        self._after_closing()

    def _open_in_place(self, folder: Path, before: "Callable[[JobContext], object] | None") -> None:
        """Open another library in a window like the one that goes."""
        if self.context is None:
            return
        old, context, mode = self._folder, self.context, self.context.theme.mode
        self._app.setQuitOnLastWindowClosed(False)
        self.window.may_close = lambda: True
        self.window.close()
        self.window.deleteLater()
        parts = (context, context.jobs, context.events, context.bridge, context.actions)
        for part in (*parts, context.theme):
            part.deleteLater()
        self._settings = context.settings
        self._folder = folder
        self.window = MainWindow(self._memory)
        library = self._fill(before, old)
        self.context.theme.set_mode(mode)
        self.window.show()
        library.open_in_background()
        self._app.setQuitOnLastWindowClosed(True)

    def _remember_library(self) -> None:
        """The folder comes first among the recent ones; one that was switched to is the next."""
        if self.context is None or self._library is None:
            return
        context = self.context
        folder = context.workspace.library.folder.absolute()
        self._folder = folder
        recent = remembered(context.settings.recent_libraries, folder)
        settings = replace(context.settings, recent_libraries=recent)
        if self._library.was_switched_to:
            settings = replace(settings, library=str(folder))
        if settings != context.settings:
            try:
                context.save_settings(settings)
            except OSError:
                logger.warning("The settings could not be saved", exc_info=True)

    def _open_library_behind(self) -> None:
        if self._library is not None:
            self._library.open_in_background()
        self._collect_garbage()

    def _collect_garbage(self) -> None:
        from pincite.ui.garbage import GarbageCollector

        if self._garbage is None:
            self._garbage = GarbageCollector(self, self._is_working)

    def _is_working(self) -> bool:
        return self.context is not None and bool(self.context.jobs.running())


def build_context(
    app: QApplication, pool: WorkerPool, settings_file: SettingsFile, settings: Settings
) -> "AppContext":
    """All that the tabs share, before the library is open."""
    from pincite.ui.actions import Actions
    from pincite.ui.bridge import Bridge, LibraryEvents
    from pincite.ui.context import AppContext
    from pincite.ui.icons import icon
    from pincite.ui.jobs import JobRunner
    from pincite.ui.theme import Mode, Role, Theme

    mode = Mode(settings.appearance) if settings.appearance in list(Mode) else Mode.SYSTEM
    theme = Theme(app, mode)
    app.setWindowIcon(icon(theme, "quotes-fill", Role.ACCENT))
    return AppContext(
        theme=theme,
        actions=Actions(theme, settings.keys, app),
        bridge=Bridge(app),
        events=LibraryEvents(app),
        jobs=JobRunner(app),
        settings_file=settings_file,
        settings=settings,
        pool=pool,
        parent=app,
    )


def _wants_dark(app: QApplication, settings: Settings) -> bool:
    if settings.appearance == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return settings.appearance == "dark"


def application() -> QApplication:
    """The one QApplication, made where there is none yet."""
    # A job that computes must not keep the window waiting: painting asks Python hundreds of times,
    # and each time may cost one interval (5 ms otherwise: 2 s for a table while a search runs).
    sys.setswitchinterval(0.0005)
    QCoreApplication.setApplicationName("Pincite")
    QCoreApplication.setOrganizationName("Pincite")
    QApplication.setDesktopFileName("pincite")
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
