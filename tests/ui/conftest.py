"""What tests of the window get. Exceptions in slots and Qt's warnings fail them by pytest-qt."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell, open_shell


@pytest.fixture(autouse=True)
def _garbage_in_this_thread() -> Iterator[None]:
    """As in the program: a collection on a job's thread would delete Qt objects there."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _clipboard_is_empty_at_the_end(qapp: QApplication) -> Iterator[None]:
    """Off screen the clipboard outlives Python, which its contents made here must not."""
    yield
    QApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _no_leftover_windows(qapp: QApplication) -> Iterator[None]:
    """Every top-level widget that a test makes is gone when it ends (`qtbot.addWidget` does it)."""
    before = QApplication.topLevelWidgets()
    yield
    leftover = _leftover(before)
    if leftover:
        # Cycles between Python and Qt objects keep windows alive that nobody holds.
        gc.collect()
        leftover = _leftover(before)
    names = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in leftover]
    for widget in leftover:
        widget.close()
        widget.deleteLater()
    if names:
        pytest.fail("windows left open: " + ", ".join(names), pytrace=False)


def _leftover(before: list[QWidget]) -> list[QWidget]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if shiboken6.isValid(widget) and widget not in before
    ]


@pytest.fixture
def shell(
    qtbot: QtBot, qapp: QApplication, library_folder: Path, tmp_path: Path
) -> Iterator[Shell]:
    """An open window on an empty library."""
    with open_shell(qtbot, qapp, library_folder, tmp_path / "config") as opened:
        opened.session.open()
        opened.window.show()
        yield opened
