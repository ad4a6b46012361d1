"""Several libraries: switched, moved, restored, with the tabs of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.program import Program
from tests.ui.shell import book

from pincite.library.backups import make_backup
from pincite.library.library import Library
from pincite.services.jobs import JobContext
from pincite.ui.libraries.rescue import moment
from pincite.ui.settings.library_page import LibraryPage
from pincite.ui.widgets import EmptyState
from pincite.ui.widgets.name_question import NameQuestion
from pincite.ui.widgets.question import Question


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    started = Program(qtbot, qapp, tmp_path / "one")
    yield started
    started.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another library, closed."""
    Library.open(tmp_path / "two").close()
    return tmp_path / "two"


def test_another_library_opens_in_the_window_and_each_has_its_tabs(
    program: Program, other: Path, tmp_path: Path
) -> None:
    program.add("Harbour Towns")
    program.start.window.tabs.open_tool("history")
    assert len(program.titles()) == 2
    program.start.window.acts.libraries.open(other)
    program.wait_for(other)
    assert program.count() == 0
    assert program.titles() == ["Library"]
    assert program.start.window.windowTitle() == "two – Pincite"
    assert program.context.settings.library == str(other)
    program.start.window.acts.libraries.open(tmp_path / "one")
    program.wait_for(tmp_path / "one")
    program.qtbot.waitUntil(lambda: program.titles() == ["Library", "History"])
    assert program.count() == 1
    recent = [str(tmp_path / "one"), str(other)]
    assert program.context.settings.recent_libraries == recent


def test_a_folder_without_library_is_not_opened(program: Program, tmp_path: Path) -> None:
    said: list[str] = []
    program.context.notify = lambda _kind, text: said.append(text)
    program.start.window.acts.libraries.open(tmp_path / "none")
    assert said[0].startswith("There is no library in")
    program.start.window.acts.libraries.make(tmp_path / "one")
    assert said[1].startswith("There is a library in")


def test_a_library_is_made_in_an_empty_folder(program: Program, tmp_path: Path) -> None:
    program.start.window.acts.libraries.make(tmp_path / "new")
    program.wait_for(tmp_path / "new")
    assert program.count() == 0


def test_a_library_is_moved_and_comes_back_on_view(program: Program, tmp_path: Path) -> None:
    program.add("Harbour Towns")
    LibraryPage(program.context, program.start.window).move_to(tmp_path / "stick" / "one")
    program.wait_for(tmp_path / "stick" / "one")
    assert program.count() == 1
    assert not (tmp_path / "one").exists()


def test_a_library_is_renamed_once_the_name_can_be_that_of_a_folder(
    program: Program, tmp_path: Path
) -> None:
    program.add("Harbour Towns")
    page = LibraryPage(program.context, program.start.window)
    page.ask_name()
    question = page.findChild(NameQuestion)
    assert isinstance(question, NameQuestion)
    question.edit.setText("two/three")
    question.yes.click()
    assert question.fault.text().startswith("A name of a folder is needed")
    question.edit.setText(" two ")
    assert question.fault.isHidden()
    question.yes.click()
    program.wait_for(tmp_path / "two")
    assert program.count() == 1


def test_a_backup_is_restored(program: Program, tmp_path: Path) -> None:
    program.add("Harbour Towns")
    backup = make_backup(program.context.workspace.library)
    program.add("Tides")
    before = program.context
    LibraryPage(before, program.start.window).restore(backup)
    program.qtbot.waitUntil(lambda: program.context is not before and program.context.has_library)
    assert program.count() == 1


def test_what_fails_offers_the_library_that_was_open(program: Program, tmp_path: Path) -> None:
    program.add("Harbour Towns")
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "library.sqlite").write_bytes(b"no library" * 50)
    program.start.window.acts.libraries.open(wrong)
    program.qtbot.waitUntil(lambda: problem(program) is not None)
    page = problem(program)
    assert page is not None
    assert page.buttons[0].text() == "Open “one” again"
    page.buttons[0].click()
    program.wait_for(tmp_path / "one")
    assert program.count() == 1


def test_a_move_that_is_stopped_offers_the_library_where_it_was(
    program: Program, tmp_path: Path
) -> None:
    program.add("Harbour Towns")

    tried: list[JobContext] = []

    def stop(job: JobContext) -> None:
        tried.append(job)
        job.cancel()
        job.check()

    program.context.switch_library(tmp_path / "elsewhere", stop)
    program.qtbot.waitUntil(lambda: problem(program) is not None)
    first = problem(program)
    assert first is not None
    assert first.buttons[1].text() == "Try again"
    first.buttons[1].click()
    program.qtbot.waitUntil(lambda: problem(program) is not first)
    assert len(tried) == 2
    assert not (tmp_path / "elsewhere").exists()
    page = problem(program)
    assert page is not None
    page.buttons[0].click()
    program.wait_for(tmp_path / "one")
    assert program.count() == 1


def test_a_damaged_library_is_brought_back_from_its_newest_sound_backup(
    program: Program, other: Path
) -> None:
    library = Library.open(other)
    with library.transaction() as tx:
        tx.put(book("Harbour Towns"))
    made = make_backup(library)
    library.close()
    (other / "backups" / "library-29990101-000000.sqlite").write_bytes(b"no backup")
    (other / "library.sqlite").write_bytes(b"no library" * 50)
    program.start.window.acts.libraries.open(other)
    program.qtbot.waitUntil(lambda: problem(program) is not None)
    page = problem(program)
    assert page is not None
    assert page.buttons[1].text() == f"Restore the backup of {moment(made)}…"
    page.buttons[1].click()
    question = program.start.window.findChild(Question)
    assert isinstance(question, Question)
    question.yes.click()
    program.wait_for(other)
    assert program.count() == 1


def problem(program: Program) -> EmptyState | None:
    page = program.start.window.strip.pages[0]
    return page if isinstance(page, EmptyState) else None
