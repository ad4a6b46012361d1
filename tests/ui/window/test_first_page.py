"""The first page stands where the reader will have it."""

from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell

from pincite import assets
from pincite.documents.protocol import Opened, PageRendered
from pincite.documents.viewing import ViewSession
from pincite.ui.first_page import FirstPage

SAMPLE = assets.root() / "samples" / "storm-tides.pdf"


def test_the_reader_has_its_pages_where_the_first_one_stood(qtbot: QtBot, shell: Shell) -> None:
    window = shell.window
    window.resize(1400, 900)
    window.show()
    reader = window.tabs.open_file(SAMPLE)
    with qtbot.waitSignal(reader.first_page_painted):
        pass
    qtbot.waitUntil(lambda: reader.pane.sides.right is not None)
    view = reader.pane.view
    real = QRect(view.mapTo(window, QPoint(0, 0)), view.size())
    session = ViewSession(SAMPLE, shell.context.pool)
    page = FirstPage(session, is_dark=False)
    qtbot.addWidget(page)
    page.resize(window.size())
    with qtbot.waitSignal(page.done):
        page.show()
    page.resize(window.size())
    planned = page.page_area()
    session.close()
    assert (real.topLeft() - planned.topLeft()).manhattanLength() <= 3, (real, planned)
    assert (real.bottomRight() - planned.bottomRight()).manhattanLength() <= 4, (real, planned)


def test_the_first_page_hands_on_what_it_heard(qtbot: QtBot, shell: Shell) -> None:
    session = ViewSession(SAMPLE, shell.context.pool)
    session.request_page(0, 400, 500, generation=0)
    page = FirstPage(session, is_dark=True)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.done):
        page.show()
    assert [type(event) for event in page.events[:2]] == [Opened, PageRendered]
    session.close()


def test_a_page_that_does_not_come_is_not_waited_for(qtbot: QtBot, shell: Shell) -> None:
    session = ViewSession(assets.root() / "samples" / "missing.pdf", shell.context.pool)
    page = FirstPage(session, is_dark=False)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.done):
        page.show()
    session.close()
