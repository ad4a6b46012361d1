"""What is open in tabs: each thing once, two works beside each other, closed ones again."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell, book

from pincite import assets
from pincite.model.ids import Sha256
from pincite.services.commands.bibliographies import AddBibliography
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.dragging import put_items
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


def test_two_bibliographies_stand_in_one_tab_and_come_back_together(shell: Shell) -> None:
    one, two = AddBibliography("One"), AddBibliography("Two")
    for command in (one, two):
        shell.after(lambda c=command: shell.context.bridge.run(c))  # type: ignore[misc]
    shell.context.open_bibliography(one.id)
    tab = shell.window.strip.current
    assert isinstance(tab, BibliographyTab)
    tab.open_beside(two.id)
    shell.context.open_bibliography(one.id)
    assert shell.window.strip.current is tab
    assert tab.side.bibliography_id == one.id
    shell.window.tabs.close(tab)
    shell.window.tabs.reopen()
    again = shell.window.strip.current
    assert isinstance(again, BibliographyTab)
    assert [side.bibliography_id for side in again.sides] == [one.id, two.id]


def test_what_is_dropped_on_a_tab_is_cited_in_its_bibliography(shell: Shell) -> None:
    item, command = book("One"), AddBibliography("Thesis")
    shell.add([item])
    shell.after(lambda: shell.context.bridge.run(command))
    shell.context.open_bibliography(command.id)
    strip, tab = shell.window.strip, shell.window.strip.current
    assert isinstance(tab, BibliographyTab)
    with shell.qtbot.waitSignal(tab.side.live.read, timeout=10_000):
        strip.show_page(strip.fixed)
        strip.show_page(tab)
    strip.show_page(strip.fixed)
    bar = strip.bar.findChild(QTabBar)
    assert isinstance(bar, QTabBar)
    data = QMimeData()
    put_items(data, [item.id])
    place = QPointF(bar.tabRect(1).center())
    copy, left, none = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    shell.after(lambda: bar.dropEvent(QDropEvent(place, copy, data, left, none)))
    assert strip.current is tab
    cited = shell.context.workspace.read.citations_of(command.id)
    assert [citation.item for citation in cited] == [item.id]
