"""What is open in tabs: each thing once, two works beside each other, closed ones again."""

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell

from pincite import assets
from pincite.model.ids import Sha256
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.ui.reader.tab import ReaderTab


@pytest.fixture
def works(shell: Shell) -> tuple[Sha256, Sha256]:
    """Two works in the library."""
    paths = [assets.samples() / name for name in ("harbour-towns.pdf", "storm-tides.pdf")]
    files = Importer(shell.context.workspace).run(paths, JobContext()).files
    report, journal = (file.sha256 for file in files)
    assert report is not None
    assert journal is not None
    return report, journal


def _reader(shell: Shell) -> ReaderTab:
    tab = shell.window.strip.current
    assert isinstance(tab, ReaderTab)
    return tab


def _shown(tab: ReaderTab) -> list[Sha256 | None]:
    return [pane.document.sha256 if pane.document else None for pane in tab.panes]


def test_a_document_is_opened_once(shell: Shell, works: tuple[Sha256, Sha256]) -> None:
    shell.context.open_reader(works[0], None, (), None)
    first = _reader(shell)
    shell.context.open_reader(works[1], None, (), None)
    shell.context.open_reader(works[0], None, (), None)
    assert _reader(shell) is first


def test_a_work_opens_beside_the_one_that_was_read_last(
    qtbot: QtBot, shell: Shell, works: tuple[Sha256, Sha256]
) -> None:
    shell.context.open_reader(works[0], None, (), None)
    shell.context.open_beside(works[1], 5, (), None)
    tab = _reader(shell)
    assert _shown(tab) == list(works)
    qtbot.waitUntil(lambda: tab.panes[1].view.current_page == 5, timeout=10_000)


def test_a_work_on_the_second_side_is_found_there(
    shell: Shell, works: tuple[Sha256, Sha256]
) -> None:
    shell.context.open_reader(works[0], None, (), None)
    shell.context.open_beside(works[1], None, (), None)
    tab = _reader(shell)
    tab.activate(tab.panes[0])
    shell.context.open_reader(works[1], None, (), None)
    assert _reader(shell) is tab
    assert tab.pane is tab.panes[1]


def test_without_a_reader_a_work_beside_gets_a_tab(
    shell: Shell, works: tuple[Sha256, Sha256]
) -> None:
    shell.context.open_beside(works[1], None, (), None)
    assert _shown(_reader(shell)) == [works[1]]


def test_a_closed_pair_comes_back_as_a_pair(shell: Shell, works: tuple[Sha256, Sha256]) -> None:
    shell.context.open_reader(works[0], None, (), None)
    shell.context.open_beside(works[1], None, (), None)
    shell.window.tabs.close(_reader(shell))
    shell.window.tabs.reopen()
    assert _shown(_reader(shell)) == list(works)
