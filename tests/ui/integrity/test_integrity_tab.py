"""The tab that checks the items of the library."""

from PySide6.QtWidgets import QWidget
from tests.ui.shell import Shell, book

from pincite.model.items import Item
from pincite.ui.integrity.integrity_tab import IntegrityTab
from pincite.ui.library.items_view import ItemsView

ONE = book("Harbour Towns", key="one", publisher="North Press", edition="2nd ed.")
TWO = book("Tides &amp; Trade", key="two", publisher="North Press", edition="third")
SOUND = book("Storms", key="three", publisher="North Press")


def open_tab(shell: Shell) -> IntegrityTab:
    shell.context.actions.run("tools.integrity")
    tab = shell.window.findChild(IntegrityTab)
    assert isinstance(tab, IntegrityTab)
    return tab


def stored(shell: Shell, item: Item) -> Item:
    (found,) = shell.context.workspace.read.items([item.id])
    return found


def wait_for(shell: Shell, tab: IntegrityTab, count: int) -> None:
    shell.qtbot.waitUntil(lambda: len(tab.shown()) == count)


def test_findings_are_listed_by_kind_with_their_numbers(shell: Shell) -> None:
    shell.add([ONE, TWO, SOUND])
    tab = open_tab(shell)
    wait_for(shell, tab, 3)
    cells = [row.cells for row in tab.kinds.rows.rows()]
    expected = [("All findings", "3"), ("Editions that are not a number", "2")]
    assert cells == [*expected, ("HTML left in texts", "1")]
    assert tab.message.text() == "3 findings"
    tab.kinds.select_key("html")
    assert [f.key for f in tab.shown()] == ["two"]
    assert tab.table.rows.row(0).cells[3] == "Tides & Trade"


def test_all_of_a_kind_are_mended_in_one_step(shell: Shell) -> None:
    shell.add([ONE, TWO])
    tab = open_tab(shell)
    wait_for(shell, tab, 3)
    tab.kinds.select_key("edition")
    assert tab.mend_all_button.text() == "Mend all 2"
    shell.after(tab.mend_all_button.click)
    assert [stored(shell, i).fields["edition"] for i in (ONE, TWO)] == ["2", "3"]
    wait_for(shell, tab, 1)
    shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert stored(shell, ONE).fields["edition"] == "2nd ed."
    wait_for(shell, tab, 3)


def test_what_is_ignored_goes_and_can_be_shown_again(shell: Shell) -> None:
    shell.add([ONE])
    tab = open_tab(shell)
    wait_for(shell, tab, 1)
    tab.table.selectRow(0)
    tab.ignore_button.click()
    assert tab.shown() == []
    shell.qtbot.waitUntil(lambda: not tab.heed.isHidden())
    assert tab.heed.text() == "Show the ignored one"
    tab.heed.click()
    wait_for(shell, tab, 1)


def test_a_finding_leads_to_its_item(shell: Shell) -> None:
    shell.add([ONE, SOUND])
    tab = open_tab(shell)
    wait_for(shell, tab, 1)
    tab.table.selectRow(0)
    tab.show_button.click()
    current: QWidget | None = shell.window.strip.current
    assert current is shell.tab
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    assert view.selected_ids() == [ONE.id]
