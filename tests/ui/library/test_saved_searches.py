"""A search is kept from the box, stands in the side panel, and shows what it finds now."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.shell import Shell, book

from pincite.model.saved_searches import SavedSearch
from pincite.services.commands.items import TrashItems
from pincite.services.commands.tags import TagItems
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.ui.library.browse_pane import BrowsePane
from pincite.ui.library.save_search_popup import SaveSearchPopup
from pincite.ui.library.search_bar import SearchBar
from pincite.ui.library.side_model import SideModel
from pincite.ui.library.side_view import SideView


class Window:
    """The parts of the Library tab that have to do with saved searches."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.browse = cast("BrowsePane", shell.tab.findChild(BrowsePane))
        self.bar = cast("SearchBar", shell.tab.findChild(SearchBar))
        self.side = cast("SideModel", shell.tab.findChild(SideModel))
        self.view = cast("SideView", shell.tab.findChild(SideView))

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until it is so."""
        self.shell.qtbot.waitUntil(condition, timeout=10_000)

    def index(self) -> None:
        """Bring the index up to date, as the indexer does."""
        update_index(self.shell.context.workspace.library, JobContext())

    def rows(self) -> list[tuple[str, int | None]]:
        """Names and counts in the side panel."""
        found = [self.side.row(n) for n in range(self.side.rowCount())]
        return [(row.text, row.count) for row in found if row.kind == "saved"]

    def saved(self) -> list[SavedSearch]:
        """What the library has."""
        return self.shell.context.workspace.read.saved_searches()

    def save(self, query: str, name: str) -> None:
        """Type a query and keep it under a name."""
        with self.shell.qtbot.waitSignal(self.bar.searched):
            self.shell.tab.search(query)
        self.bar.save_search()
        popup = self.bar.findChild(SaveSearchPopup)
        assert isinstance(popup, SaveSearchPopup)
        assert popup.edit.text() == query
        popup.edit.setText(name)
        self.shell.after(lambda: QTest.keyClick(popup.edit, Qt.Key.Key_Return))

    def titles(self) -> set[str]:
        """What the table shows."""
        model = self.browse.model
        rows = [model.row(n) for n in range(model.rowCount())]
        return {row.title for row in rows if row}


@pytest.fixture
def window(shell: Shell) -> Window:
    shell.add([book("Grain walks", "Adler"), book("Salt", "Baker"), book("Bread", "Adler")])
    made = Window(shell)
    made.index()
    return made


def test_a_search_is_kept_and_shown_with_its_count(window: Window) -> None:
    window.save("author:adler", "By Adler")
    window.wait(lambda: window.rows() == [("By Adler", 2)])
    assert window.view.chosen.text == "By Adler"
    window.wait(lambda: window.titles() == {"Grain walks", "Bread"})


def test_choosing_one_shows_its_works_and_leaving_it_shows_all(window: Window) -> None:
    window.save("walk", "Walks")
    window.view.choose("section:all")
    assert window.browse.search_box.text() == ""
    window.wait(lambda: len(window.titles()) == 3)
    window.view.choose(f"saved:{window.saved()[0].id}")
    assert window.browse.search_box.text() == "walk"
    window.wait(lambda: window.titles() == {"Grain walks"})


def test_it_follows_the_library(window: Window) -> None:
    window.save("author:adler", "By Adler")
    window.wait(lambda: window.rows() == [("By Adler", 2)])
    added = book("Later", "Adler")
    window.shell.add([added])
    window.index()
    window.wait(lambda: window.rows() == [("By Adler", 3)])
    window.wait(lambda: "Later" in window.titles())
    window.shell.after(lambda: window.shell.context.bridge.run(TrashItems((added.id,))))
    window.index()
    window.wait(lambda: window.rows() == [("By Adler", 2)])


def test_conditions_of_the_library_alone_follow_too(window: Window) -> None:
    window.save("tag:late", "Late")
    window.wait(lambda: window.rows() == [("Late", 0)])
    item = window.shell.context.workspace.read.item_ids()[0]
    window.shell.after(lambda: window.shell.context.bridge.run(TagItems((item,), add=("late",))))
    window.wait(lambda: window.rows() == [("Late", 1)])


def test_it_is_renamed_in_place_and_changed_from_the_box(window: Window) -> None:
    window.save("author:adler", "By Adler")
    index = window.side.index_of(f"saved:{window.saved()[0].id}")
    window.shell.after(lambda: window.side.setData(index, "Adler's"))
    with window.shell.qtbot.waitSignal(window.bar.searched):
        window.browse.search_box.setText("author:baker")
    window.shell.after(window.bar._update_saved)
    assert [(each.name, each.query) for each in window.saved()] == [("Adler's", "author:baker")]
    window.wait(lambda: window.rows() == [("Adler's", 1)])
    window.shell.after(lambda: window.shell.context.bridge.undo())
    window.wait(lambda: window.browse.search_box.text() == "author:adler")


def test_a_name_that_is_taken_is_said_before_it_is_used(window: Window) -> None:
    window.save("author:adler", "Mine")
    with window.shell.qtbot.waitSignal(window.bar.searched):
        window.shell.tab.search("author:baker")
    popup = SaveSearchPopup(window.shell.context, "mine", window.bar)
    QTest.keyClick(popup.edit, Qt.Key.Key_Return)
    assert "already" in popup._problem.text()
    assert len(window.saved()) == 1
    popup.close()


def test_more_than_the_shown_pages_are_in_the_table(window: Window) -> None:
    many = [book(f"Paper {n}", "Okafor") for n in range(90)]
    window.shell.add(many)
    window.index()
    window.shell.tab.search("author:okafor year:2014")
    window.wait(lambda: len(window.titles()) == 90)


@pytest.mark.parametrize("query", ["", "author:", "autor:x", "-"])
def test_what_finds_nothing_by_itself_is_not_saved(window: Window, query: str) -> None:
    window.browse.search_box.setText(query)
    window.bar.save_search()
    assert window.bar.findChild(SaveSearchPopup) is None
