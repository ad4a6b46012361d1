"""The tab of what was done since the library was opened."""

from functools import partial

from tests.ui.shell import Shell, book

from pincite.model.items import Item
from pincite.services.commands.items import EditItem
from pincite.ui.history.history_tab import HistoryTab

ONE = book("Harbour Towns", key="one")


def open_tab(shell: Shell) -> HistoryTab:
    shell.context.actions.run("edit.history")
    tab = shell.window.findChild(HistoryTab)
    assert isinstance(tab, HistoryTab)
    return tab


def shown(tab: HistoryTab) -> list[tuple[str, str]]:
    return [(row.cells[1], row.cells[2]) for row in tab.table.rows.rows()]


def click(shell: Shell, tab: HistoryTab, row: int) -> None:
    shell.after(lambda: tab.table.clicked.emit(tab.table.rows.index(row, 0)))


def title(shell: Shell) -> str:
    item = shell.context.workspace.read.get(Item, ONE.id)
    return item.title if item is not None else ""


def test_a_click_goes_back_over_several_steps_and_forward_again(shell: Shell) -> None:
    shell.add([ONE])
    for name in ("Tides", "Storms"):
        command = EditItem(ONE.id, fields={"title": name}, label=f"Call it {name}")
        shell.after(partial(shell.context.bridge.run, command))
    tab = open_tab(shell)
    start = ("The library as it was opened", "")
    assert shown(tab) == [("Call it Storms", "Now"), ("Call it Tides", ""), ("Add", ""), start]
    click(shell, tab, 2)
    shell.qtbot.waitUntil(lambda: title(shell) == "Harbour Towns")
    undone = [("Call it Storms", "Undone"), ("Call it Tides", "Undone"), ("Add", "Now"), start]
    shell.qtbot.waitUntil(lambda: shown(tab) == undone)
    assert tab.table.rows.row(0).is_quiet
    click(shell, tab, 0)
    shell.qtbot.waitUntil(lambda: title(shell) == "Storms")
    click(shell, tab, 3)
    shell.qtbot.waitUntil(lambda: title(shell) == "")
    shell.qtbot.waitUntil(lambda: shown(tab)[-1] == (start[0], "Now"))
