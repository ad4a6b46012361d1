"""A window's context around a real library, and readers of real files in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pincite import assets
from pincite.citing.csl_engine import CslEngine
from pincite.documents.process import WorkerPool
from pincite.model.documents import Document
from pincite.services.bibliographies import BibliographyService
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.reading import shown_path
from pincite.services.settings import Settings, SettingsFile
from pincite.services.workspace import Workspace
from pincite.ui.actions import Actions
from pincite.ui.bridge import Bridge, LibraryEvents
from pincite.ui.context import AppContext
from pincite.ui.jobs import JobRunner
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab
from pincite.ui.theme import Mode, Theme

REPORT = assets.root() / "samples" / "harbour-towns.pdf"


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme."""
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    """An empty library."""
    workspace = Workspace.open(library_folder)
    yield workspace
    workspace.close()


@pytest.fixture
def context(theme: Theme, workspace: Workspace, tmp_path: Path) -> Iterator[AppContext]:
    """What the window hands to a tab; notices are kept in `context.said`."""
    events, jobs, pool = LibraryEvents(), JobRunner(), WorkerPool()
    context = AppContext(
        theme=theme,
        actions=Actions(theme),
        bridge=Bridge(),
        events=events,
        jobs=jobs,
        settings_file=SettingsFile(tmp_path / "settings.json"),
        settings=Settings(),
        pool=pool,
    )
    workspace.subscribe(events.publish)
    context.attach_library(workspace, None, BibliographyService(workspace, CslEngine))  # type: ignore[arg-type]  # a reader asks for no search
    yield context
    jobs.stop()
    pool.close()


@pytest.fixture
def report(workspace: Workspace) -> Document:
    """The sample report, imported: roman front matter, then pages from 1."""
    found = Importer(workspace).run([REPORT], JobContext()).files[0]
    assert found.sha256 is not None
    document = workspace.read.get(Document, found.sha256)
    assert document is not None
    return document


@pytest.fixture
def open_tab(qtbot: QtBot, context: AppContext) -> Iterator[Callable[..., ReaderTab]]:
    """Opens a reader tab and waits for its first page."""
    opened: list[ReaderTab] = []

    def open_one(document: Document | None, path: Path | None = None) -> ReaderTab:
        if path is None:
            assert document is not None
            path = shown_path(context.workspace.library.files, document)
        tab = ReaderTab(context, document, path, "title")
        opened.append(tab)
        tab.resize(1300, 900)
        with qtbot.waitSignal(tab.first_page_painted, timeout=20_000):
            tab.show()
        return tab

    yield open_one
    for tab in opened:
        tab.shut()
        tab.close()
        tab.deleteLater()


@pytest.fixture
def open_reader(open_tab: Callable[..., ReaderTab]) -> Callable[..., ReaderPane]:
    """Opens a reader tab and gives its only pane."""
    return lambda document, path=None: open_tab(document, path).pane


@pytest.fixture
def reader(open_reader: Callable[..., ReaderPane], report: Document) -> ReaderPane:
    """The sample report, open at its first page."""
    return open_reader(report)
