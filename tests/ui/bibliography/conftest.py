"""A desk with the thesis on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.bibliography.desk import THESIS, Desk, fill

from pincite.citing.csl_engine import CslEngine
from pincite.ui.bibliography import BibliographyTab


@pytest.fixture(scope="session")
def engine() -> Iterator[CslEngine]:
    """One for all tests: starting it takes longer than a test."""
    with CslEngine() as made:
        yield made


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, engine: CslEngine) -> Iterator[Desk]:
    """A library with four works and a bibliography of six citations."""
    made = Desk(qapp, tmp_path, engine=engine)
    fill(made)
    yield made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    made.close()


def open_tab(desk: Desk, qtbot: QtBot) -> BibliographyTab:
    """The tab of the thesis, on view, read and formatted."""
    tab = BibliographyTab(desk.context, THESIS)
    qtbot.addWidget(tab)
    tab.resize(1440, 800)
    with qtbot.waitSignal(tab.side.live.formatted, timeout=20_000):
        tab.show()
    return tab


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> BibliographyTab:
    """See `open_tab`."""
    return open_tab(desk, qtbot)
