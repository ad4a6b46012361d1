"""Looking at the library again when it changes."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from tests.ui.shell import Shell, book

from pincite.services.jobs import JobContext
from pincite.ui.live_look import LiveLook, Work


class Looks:
    """A view whose looks are counted."""

    def __init__(self, shell: Shell) -> None:
        self.view = QWidget()
        self.found: list[object] = []
        self.begun = 0
        self.look = LiveLook(
            shell.context, self.view, "", self._work, lambda changes: changes.items, pause_ms=0
        )
        self.look.found.connect(self.found.append)

    def _work(self) -> Work:
        self.begun += 1
        number = self.begun

        def work(_job: JobContext) -> int:
            return number

        return work


@pytest.fixture
def looks(shell: Shell) -> Iterator[Looks]:
    looks = Looks(shell)
    yield looks
    looks.view.close()
    looks.view.deleteLater()


def test_a_look_waits_until_its_view_is_seen(shell: Shell, looks: Looks) -> None:
    shell.add([book("Tides")])
    assert looks.begun == 0
    looks.view.show()
    shell.qtbot.waitUntil(lambda: looks.found == [1])


def test_a_change_is_looked_at_at_once_or_when_the_view_comes_back(
    shell: Shell, looks: Looks
) -> None:
    looks.view.show()
    shell.qtbot.waitUntil(lambda: looks.found == [1])
    shell.add([book("Tides")])
    shell.qtbot.waitUntil(lambda: looks.found == [1, 2])
    looks.view.hide()
    shell.add([book("Walls")])
    assert looks.begun == 2
    looks.view.show()
    shell.qtbot.waitUntil(lambda: looks.found == [1, 2, 3])


def test_a_view_that_comes_back_unchanged_is_not_read_again(shell: Shell, looks: Looks) -> None:
    looks.view.show()
    shell.qtbot.waitUntil(lambda: looks.found == [1])
    looks.view.hide()
    looks.view.show()
    assert looks.begun == 1


def test_what_is_asked_for_during_a_look_is_looked_at_after_it(shell: Shell, looks: Looks) -> None:
    looks.view.show()
    looks.look.now()
    looks.look.now()
    shell.qtbot.waitUntil(lambda: looks.found == [1, 2])
