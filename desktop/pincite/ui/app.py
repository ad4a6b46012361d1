"""Starts the window: builds the objects and hands them to each other."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from pincite.documents.process import WorkerPool
from pincite.documents.viewing import ViewSession
from pincite.services.settings import (
    SettingsFile,
    default_library,
    default_settings_path,
)
from pincite.ui.actions import Actions
from pincite.ui.bridge import Bridge, LibraryEvents
from pincite.ui.context import AppContext
from pincite.ui.icons import icon
from pincite.ui.jobs import JobRunner
from pincite.ui.main_window import MainWindow
from pincite.ui.memory import WindowMemory
from pincite.ui.session import LibrarySession
from pincite.ui.theme import Mode, Role, Theme

_LIBRARY_AFTER_MS = 1500
"""When the library is opened at the latest if the first page of a file never comes."""


def run_window(
    library_folder: Path | None,
    file: Path | None,
    pool: WorkerPool,
    prestarted: ViewSession | None = None,
) -> int:
    """Show the window until it is closed.

    Args:
        library_folder: None for the one in the settings, or the platform's.
        file: opened for reading first; the library is opened after its first page is on view.
        pool: of document workers.
        prestarted: `file` being opened since before Qt was loaded.

    Returns:
        The exit status of the process.
    """
    app = application()
    context, memory = build_context(app, pool)
    window = MainWindow(context, memory)
    folder = library_folder or Path(context.settings.library or default_library())
    session = LibrarySession(context, window, folder)
    if file is not None and file.suffix.lower() == ".pdf":
        reader = window.tabs.open_file(file, prestarted)
        reader.first_page_painted.connect(session.open)
        QTimer.singleShot(_LIBRARY_AFTER_MS, session, session.open)
        window.show()
    else:
        session.open()
        window.show()
        QTimer.singleShot(0, pool.prestart)
        if prestarted is not None:
            prestarted.close()
        if file is not None:
            # An article has no pages until the import has made its reading copy.
            window.imports.start([str(file)], is_opened=True)
    status = app.exec()
    session.close()
    pool.close()
    return status


def build_context(app: QApplication, pool: WorkerPool) -> tuple[AppContext, WindowMemory]:
    """All that the tabs share, before the library is open; and the memory of the layout."""
    file = SettingsFile(default_settings_path())
    settings = file.load()
    mode = Mode(settings.appearance) if settings.appearance in list(Mode) else Mode.SYSTEM
    theme = Theme(app, mode)
    app.setWindowIcon(icon(theme, "quotes-fill", Role.ACCENT))
    context = AppContext(
        theme=theme,
        actions=Actions(theme, settings.keys, app),
        bridge=Bridge(app),
        events=LibraryEvents(app),
        jobs=JobRunner(app),
        settings_file=file,
        settings=settings,
        pool=pool,
        parent=app,
    )
    return context, WindowMemory(file.path.parent, app)


def application() -> QApplication:
    """The one QApplication, made where there is none yet."""
    QCoreApplication.setApplicationName("Pincite")
    QCoreApplication.setOrganizationName("Pincite")
    QApplication.setDesktopFileName("pincite")
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
