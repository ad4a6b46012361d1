"""The tab of clean-ups."""

from tests.ui.shell import Shell, book

from pincite.model.items import Item
from pincite.ui.cleaning.cleaning_tab import CleaningTab

ONE = book("Harbour  Towns", key="one", edition="2nd ed.", page="pp. 1--9")
TWO = book("The Rise of Harbour Trade", key="two", DOI="doi:10.1000/X")


def open_tab(shell: Shell) -> CleaningTab:
    shell.context.actions.run("tools.cleaning")
    tab = shell.window.findChild(CleaningTab)
    assert isinstance(tab, CleaningTab)
    return tab


def stored(shell: Shell, item: Item) -> Item:
    (found,) = shell.context.workspace.read.items([item.id])
    return found


def wait_for(shell: Shell, tab: CleaningTab, count: int) -> None:
    shell.qtbot.waitUntil(lambda: tab.table.rows.rowCount() == count)


def test_only_what_is_ticked_is_changed_in_one_step(shell: Shell) -> None:
    shell.add([ONE, TWO])
    tab = open_tab(shell)
    wait_for(shell, tab, 4)
    number = next(n for n, r in enumerate(tab.table.rows.rows()) if r.cells[1] == "Edition")
    tab.table.rows.tick(number, is_on=False)
    assert tab.clean_button.text() == "Change 3 values"
    shell.after(tab.clean_button.click)
    expected = {"title": "Harbour Towns", "edition": "2nd ed.", "page": "1–9"}
    assert stored(shell, ONE).fields == expected
    assert stored(shell, TWO).fields["DOI"] == "10.1000/x"
    wait_for(shell, tab, 1)
    assert tab.table.rows.row(0).is_ticked is False
    shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert stored(shell, ONE).fields == ONE.fields


def test_a_clean_up_that_is_chosen_is_shown_and_its_rival_goes(shell: Shell) -> None:
    shell.add([TWO])
    tab = open_tab(shell)
    wait_for(shell, tab, 1)
    tab.boxes["sentence-case"].setChecked(True)
    wait_for(shell, tab, 2)
    cells = [row.cells[3] for row in tab.table.rows.rows()]
    assert "The rise of harbour trade" in cells
    tab.boxes["title-case"].setChecked(True)
    assert not tab.boxes["sentence-case"].isChecked()
    wait_for(shell, tab, 1)


def test_the_selected_items_alone_can_be_cleaned_up(shell: Shell) -> None:
    shell.add([ONE, TWO])
    shell.tab.show_item(TWO.id)
    shell.context.actions.run("library.clean")
    tab = shell.window.findChild(CleaningTab)
    assert isinstance(tab, CleaningTab)
    assert tab.scope.currentText() == "The selected item"
    wait_for(shell, tab, 1)
    tab.scope.setCurrentIndex(0)
    tab.scope.activated.emit(0)
    wait_for(shell, tab, 4)
