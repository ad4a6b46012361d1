"""The tab of works that are there twice."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget
from tests.ui.shell import Shell, book

from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.ui.duplicates.duplicates_tab import DuplicatesTab
from pincite.ui.library.items_view import ItemsView
from pincite.ui.widgets import Button, Label

ONE = replace(
    book("Harbour Towns", publisher="North Press"),
    creators=(Creator(family="Adler", given="R."),),
    dates={"issued": "2014"},
)
TWO = replace(
    ONE,
    id=ItemId("two"),
    key="two",
    fields={"title": "Harbour towns", "edition": "2"},
    creators=(Creator(family="Adler", given="Ruth"),),
    added="2099-01-01",
)
LIKE = replace(TWO, id=ItemId("like"), key="like", fields={"title": "Harbour Towers"})


def open_tab(shell: Shell) -> DuplicatesTab:
    shell.context.actions.run("tools.duplicates")
    tab = shell.window.findChild(DuplicatesTab)
    assert isinstance(tab, DuplicatesTab)
    return tab


def stored(shell: Shell, id: ItemId) -> Item:
    found = shell.context.workspace.read.get(Item, id)
    assert found is not None
    return found


def test_a_pair_becomes_one_item_as_chosen(shell: Shell) -> None:
    shell.add([ONE, TWO])
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.current() is not None)
    choices = {b.accessibleName(): b for b in tab.comparison.findChildren(QRadioButton)}
    assert choices["Authors: Adler, Ruth"].isChecked()
    choices["Title: Harbour towns"].setChecked(True)
    shell.after(tab.merge)
    item = stored(shell, ONE.id)
    assert item.fields == {"title": "Harbour towns", "publisher": "North Press", "edition": "2"}
    assert item.creators[0].given == "Ruth"
    assert stored(shell, TWO.id).trashed
    assert tab.current() is None


def test_what_is_set_apart_is_gone_and_the_next_comes(shell: Shell) -> None:
    shell.add([ONE, TWO, LIKE])
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.message.text() == "3 pairs")
    first = tab.current()
    assert first is not None
    tab.set_apart()
    assert tab.message.text() == "2 pairs"
    shell.qtbot.waitUntil(lambda: first.id in shell.context.workspace.read.distinct_pairs())


def test_the_sure_ones_are_merged_in_one_step(shell: Shell) -> None:
    shell.add([ONE, TWO])
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.merge_sure.text() == "Merge the sure one")
    shell.after(tab.merge_sure.click)
    shell.qtbot.waitUntil(lambda: tab.current() is None)
    shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert not stored(shell, TWO.id).trashed
    shell.qtbot.waitUntil(lambda: tab.current() is not None)


def test_a_click_on_the_words_of_a_value_chooses_it(shell: Shell) -> None:
    shell.add([ONE, TWO])
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.current() is not None)
    choices = {b.accessibleName(): b for b in tab.comparison.findChildren(QRadioButton)}
    button = choices["Title: Harbour towns"]
    words = next(
        label for label in tab.comparison.findChildren(Label) if label.text() == "Harbour towns"
    )
    assert not button.isChecked()
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert button.isChecked()


def test_the_work_that_stays_is_shown_in_the_library(shell: Shell) -> None:
    shell.add([ONE, TWO])
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.comparison.kept is not None)
    kept = tab.comparison.kept
    assert kept is not None
    tab.show_item()
    assert shell.window.strip.current is shell.tab
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    shell.qtbot.waitUntil(lambda: view.selected_ids() == [kept.id])


def test_tab_goes_through_the_values_before_the_acts(shell: Shell) -> None:
    shell.add([ONE, TWO])
    tab = open_tab(shell)
    shell.qtbot.waitUntil(lambda: tab.current() is not None)
    names = []
    widget: QWidget | None = tab.list.nextInFocusChain()
    while widget is not None and widget is not tab.list:
        if isinstance(widget, Button | QRadioButton) and tab.isAncestorOf(widget):
            names.append(widget.accessibleName() or widget.text())
        widget = widget.nextInFocusChain()
    assert names.index("Edition: 2") < names.index("S&wap") < names.index("&Merge")
