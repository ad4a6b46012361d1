"""Leaving a library while something runs: the window never waits, and says what it waits for."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.program import Program

from pincite.library.library import Library
from pincite.services.errors import WorkspaceClosedError
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace
from pincite.ui.jobs import JobHandle
from pincite.ui.libraries import closing
from pincite.ui.widgets import EmptyState, Label

TITLE = "Importing 3 files"


class Work:
    """A job that goes on until it is let go, whatever it is told."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.has_begun = threading.Event()
        self.may_end = threading.Event()
        self.context: JobContext | None = None
        program.context.jobs.start(self._run, TITLE)
        self.has_begun.wait()

    def _run(self, context: JobContext) -> None:
        self.context = context
        self.has_begun.set()
        self.may_end.wait()
        context.check()

    @property
    def is_cancelled(self) -> bool:
        assert self.context is not None
        return self.context.is_cancelled


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    started = Program(qtbot, qapp, tmp_path / "one")
    yield started
    started.close()


@pytest.fixture
def work(program: Program) -> Iterator[Work]:
    made = Work(program)
    yield made
    made.may_end.set()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another library, closed."""
    Library.open(tmp_path / "two").close()
    return tmp_path / "two"


def page(program: Program) -> EmptyState:
    shown = program.start.window.centralWidget()
    assert isinstance(shown, EmptyState)
    return shown


def texts(program: Program) -> list[str]:
    return [label.text() for label in page(program).findChildren(Label)]


def wait_until_closed(program: Program, workspace: Workspace) -> None:
    def is_closed() -> bool:
        return isinstance(workspace.save_setting("a", "b").exception(), WorkspaceClosedError)

    program.qtbot.waitUntil(is_closed)


def test_closing_the_window_waits_for_no_job_and_says_which_it_stops(
    program: Program, work: Work
) -> None:
    window, workspace = program.start.window, program.context.workspace
    assert not window.close()
    assert window.isVisible()
    assert work.is_cancelled
    assert texts(program) == ["Closing “one” …", f"What was finished stays. Stopping: {TITLE}"]
    assert page(program).buttons[0].isHidden()
    assert not program.context.actions.get("file.quit").isEnabled()
    work.may_end.set()
    program.qtbot.waitUntil(lambda: not window.isVisible())
    wait_until_closed(program, workspace)


def test_without_jobs_the_window_closes_at_once(program: Program) -> None:
    program.qtbot.waitUntil(lambda: not program.context.jobs.running())
    assert program.start.window.close()


def test_another_library_opens_when_the_jobs_of_this_one_have_stopped(
    program: Program, work: Work, other: Path
) -> None:
    window, workspace = program.start.window, program.context.workspace
    window.acts.libraries.open(other)
    program.qtbot.waitUntil(lambda: work.is_cancelled)
    assert texts(program)[0] == "Closing “one” …"
    assert program.start.window is window
    work.may_end.set()
    program.wait_for(other)
    assert program.start.window is not window
    wait_until_closed(program, workspace)


def test_a_job_that_does_not_stop_is_named_and_can_be_left(
    program: Program, work: Work, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "_PATIENCE_MS", 1)
    workspace = program.context.workspace
    program.start.window.acts.libraries.open(other)
    program.qtbot.waitUntil(lambda: work.is_cancelled)
    shown = page(program)
    program.qtbot.waitUntil(lambda: not shown.buttons[0].isHidden())
    assert texts(program)[0] == f"This has not stopped yet: {TITLE}"
    assert shown.buttons[0].text() == "Go on without waiting"
    shown.buttons[0].click()
    program.wait_for(other)
    # Nothing is closed under the job that still works with it.
    assert workspace.save_setting("a", "b").exception() is None
    work.may_end.set()
    wait_until_closed(program, workspace)


def test_the_window_can_be_closed_although_a_job_does_not_stop(
    program: Program, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "_PATIENCE_MS", 1)
    window = program.start.window
    assert not window.close()
    shown = page(program)
    program.qtbot.waitUntil(lambda: not shown.buttons[0].isHidden())
    assert shown.buttons[0].text() == "Close anyway"
    shown.buttons[0].click()
    assert not window.isVisible()


def test_closing_the_window_while_it_goes_to_another_library_ends_there(
    program: Program, work: Work, other: Path
) -> None:
    window, context = program.start.window, program.context
    window.acts.libraries.open(other)
    program.qtbot.waitUntil(lambda: work.is_cancelled)
    assert not window.close()
    work.may_end.set()
    program.qtbot.waitUntil(lambda: not window.isVisible())
    assert program.start.window is window
    assert program.context is context


def test_a_job_that_was_stopped_while_it_waited_for_a_place_does_not_begin(
    program: Program,
) -> None:
    works = [Work(program) for _ in range(4)]
    begun: list[JobContext] = []
    waiting: JobHandle = program.context.jobs.start(begun.append, "Waiting")
    waiting.cancel()
    with program.qtbot.waitSignal(waiting.cancelled):
        for each in works:
            each.may_end.set()
    assert begun == []
