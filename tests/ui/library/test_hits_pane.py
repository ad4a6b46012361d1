from pathlib import Path

import pytest
from tests.ui.shell import Shell

from pincite import assets
from pincite.model.ids import AnnotationId, Sha256
from pincite.services.importer import Importer
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.ui.library.hits_pane import HitsPane
from pincite.ui.widgets.card_list import CardList

Opened = tuple[Sha256, int | None, tuple[str, ...], AnnotationId | None]


@pytest.fixture
def pane(shell: Shell) -> HitsPane:
    """The pane over a library with one indexed document."""
    sample = assets.samples() / "storm-tides.pdf"
    if not sample.is_file():
        pytest.skip("there are no samples in this checkout")
    workspace = shell.context.workspace
    with shell.qtbot.waitSignal(shell.context.events.changed):
        Importer(workspace).run([Path(sample)], JobContext())
    update_index(workspace.library, JobContext())
    found = shell.tab.findChild(HitsPane)
    assert isinstance(found, HitsPane)
    return found


def test_words_are_found_on_pages_and_open_the_reader_there(shell: Shell, pane: HitsPane) -> None:
    opened: list[Opened] = []
    shell.context.open_reader = lambda *place: opened.append(place)
    shell.tab.search("grain storm")
    shell.qtbot.waitUntil(pane.isVisible, timeout=10_000)
    cards = pane.findChild(CardList)
    assert isinstance(cards, CardList)
    model = cards.model()
    cards.clicked.emit(model.index(0, 0))
    ((sha256, page_index, words, annotation),) = opened
    assert shell.context.workspace.read.document_exists(sha256)
    assert page_index is not None
    assert "grain" in words
    assert annotation is None
    assert "· p. 11" in str(model.index(0, 0).data())


def test_search_that_finds_no_page_takes_no_room(shell: Shell, pane: HitsPane) -> None:
    with shell.qtbot.waitSignal(pane.filled, timeout=10_000) as caught:
        shell.tab.search("zyzzyva")
    assert caught.args == [False]
