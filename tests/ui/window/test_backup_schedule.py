"""The daily backup, and the backups in the settings."""

from datetime import UTC, datetime, timedelta

from tests.ui.shell import Shell, book

from pincite.library.backups import backups_in, make_backup
from pincite.ui.libraries.schedule import BackupSchedule
from pincite.ui.settings.library_page import LibraryPage
from pincite.ui.widgets import Button
from pincite.ui.widgets.question import Question


def count(shell: Shell) -> int:
    return len(backups_in(shell.context.workspace.library.folder))


def test_a_backup_is_made_when_it_is_due_and_only_then(shell: Shell) -> None:
    schedule = BackupSchedule(shell.context, shell.session)
    shell.add([book("One")])
    schedule.look()
    shell.qtbot.waitUntil(lambda: count(shell) == 1)
    (first,) = backups_in(shell.context.workspace.library.folder)
    schedule.look()
    shell.qtbot.waitUntil(lambda: not shell.context.jobs.running())
    assert [b.path for b in backups_in(shell.context.workspace.library.folder)] == [first.path]
    schedule.stop()


def test_the_settings_show_backups_and_ask_before_one_is_restored(shell: Shell) -> None:
    shell.add([book("One")])
    library = shell.context.workspace.library
    make_backup(library, datetime.now(UTC) - timedelta(days=1))
    page = LibraryPage(shell.context, shell.window)
    page.show()
    page.back_up()
    shell.qtbot.waitUntil(lambda: count(shell) == 2)

    def restoring() -> list[Button]:
        return [b for b in page.findChildren(Button) if b.text() == "Restore…"]

    shell.qtbot.waitUntil(lambda: len(restoring()) == 2)
    restoring()[0].click()
    question = page.findChild(Question)
    assert isinstance(question, Question)
    assert question.windowTitle().startswith("Put the library back to what it was on")
    question.no.click()
