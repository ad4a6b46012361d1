"""The tab of what is in the trash."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.shell import Shell, book

from pincite.model.items import Item
from pincite.model.notes import Note
from pincite.services.commands.items import TrashItems
from pincite.services.commands.notes import AddNote, TrashNotes
from pincite.ui.trash.trash_tab import TrashTab
from pincite.ui.widgets.question import Question

ONE = book("Harbour Towns", key="one")


def open_tab(shell: Shell) -> TrashTab:
    shell.context.actions.run("tools.trash")
    tab = shell.window.findChild(TrashTab)
    assert isinstance(tab, TrashTab)
    return tab


def fill(shell: Shell) -> AddNote:
    shell.add([ONE])
    note = AddNote("Look at the tolls", ONE.id)
    for command in (note, TrashNotes((note.id,)), TrashItems((ONE.id,))):
        shell.after(partial(shell.context.bridge.run, command))
    return note


def test_what_is_restored_comes_back_with_what_it_is_part_of(shell: Shell) -> None:
    note = fill(shell)
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.table.rows.rowCount() == 2)
    cells = [row.cells[:3] for row in tab.table.rows.rows()]
    assert cells == [
        ("Work", "Harbour Towns", ""),
        ("Note", "Look at the tolls", "Harbour Towns"),
    ]
    tab.table.selectRow(1)
    shell.after(tab.restore_button.click)
    read = shell.context.workspace.read
    assert [n.id for n in read.notes_of(ONE.id)] == [note.id]
    assert [item.trashed for item in read.items([ONE.id])] == [""]
    shell.qtbot.waitUntil(lambda: tab.table.rows.rowCount() == 0)


def test_emptying_asks_and_undo_brings_all_back(shell: Shell) -> None:
    note = fill(shell)
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.table.rows.rowCount() == 2)
    tab.empty_button.click()
    question = tab.findChild(Question)
    assert isinstance(question, Question)
    assert question.windowTitle() == "Delete these 2 things for good?"
    shell.after(question.yes.click)
    read = shell.context.workspace.read
    assert read.get(Item, ONE.id) is None
    assert read.get(Note, note.id) is None
    shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert read.get(Note, note.id) is not None


def test_del_asks_before_what_is_selected_is_gone_for_good(shell: Shell) -> None:
    fill(shell)
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.table.rows.rowCount() == 2)
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    assert tab.findChild(Question) is None
    tab.table.selectRow(1)
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    question = tab.findChild(Question)
    assert isinstance(question, Question)
    assert question.windowTitle() == "Delete this one thing for good?"
    question.no.click()
