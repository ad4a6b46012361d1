"""Mistakes in the search box are told under it; F1 shows what can be typed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.shell import Shell

from pincite import assets
from pincite.services.importer import Importer
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.ui.library.browse_pane import BrowsePane
from pincite.ui.library.search_box import SyntaxHelp
from pincite.ui.widgets import Button, Label


@pytest.fixture
def browse(shell: Shell) -> BrowsePane:
    """The centre pane over a library with one indexed document."""
    sample = assets.samples() / "storm-tides.pdf"
    if not sample.is_file():
        pytest.skip("there are no samples in this checkout")
    workspace = shell.context.workspace
    with shell.qtbot.waitSignal(shell.context.events.changed):
        Importer(workspace).run([Path(sample)], JobContext())
    update_index(workspace.library, JobContext())
    found = shell.tab.findChild(BrowsePane)
    assert isinstance(found, BrowsePane)
    return found


def _mistakes(browse: BrowsePane) -> list[str]:
    labels = browse.findChildren(Label)
    return [x.text() for x in labels if x.property("role") == "bad" and x.isVisibleTo(browse)]


def test_a_mistake_is_told_under_the_box_and_goes_when_it_is_mended(
    shell: Shell, browse: BrowsePane
) -> None:
    with shell.qtbot.waitSignal(browse.search_box.searched):
        shell.tab.search("grain autor:storm")
    assert _mistakes(browse) == ["“autor:” is not known; did you mean “author:”?"]
    assert browse.search_box.text() == "grain autor:storm"
    (link,) = [b for b in browse.findChildren(Button) if b.text() == "Use author:"]
    with shell.qtbot.waitSignal(browse.search_box.searched):
        link.click()
    assert browse.search_box.text() == "grain author:storm"
    assert _mistakes(browse) == []
    with shell.qtbot.waitSignal(browse.search_box.searched):
        shell.tab.search("grain")
    assert _mistakes(browse) == []


@pytest.mark.parametrize(("query", "count"), [("has:files", 1), ("has:notes", 0)])
def test_the_table_shows_the_works_that_fulfil_a_field(
    shell: Shell, browse: BrowsePane, query: str, count: int
) -> None:
    shell.tab.search(query)
    shell.qtbot.waitUntil(lambda: browse.model.rowCount() == count, timeout=10_000)


def test_f1_shows_what_can_be_typed_and_escape_closes_it(shell: Shell, browse: BrowsePane) -> None:
    box = browse.search_box
    QTest.keyClick(box, Qt.Key.Key_F1)
    found = box.findChild(SyntaxHelp)
    assert isinstance(found, SyntaxHelp)
    assert found.isVisible()
    with shell.qtbot.waitSignal(found.destroyed):
        QTest.keyClick(found, Qt.Key.Key_Escape)
