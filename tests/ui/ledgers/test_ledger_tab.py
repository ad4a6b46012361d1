"""The ledger in a tab, and what its cells open."""

from unittest.mock import Mock

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell

from pincite.citing.ledger import LedgerEntry, LedgerOrigin
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import (
    BibliographyId,
    CitationId,
    CollectionId,
    ItemId,
    NoteId,
    Sha256,
)
from pincite.model.items import Collection, Item
from pincite.model.locators import parse_locator
from pincite.model.notes import Note
from pincite.services.commands.records import SaveRecords
from pincite.ui.bibliography.ledger_model import PAGES, WORK, LedgerModel
from pincite.ui.ledgers.ledger_tab import LedgerTab
from pincite.ui.ledgers.opening import open_entry, work_menu
from pincite.ui.widgets.card_list import CardModel

BOOK = Item(ItemId("book"), "book", "adler2014", {"title": "Grain"})
CASE = Item(
    ItemId("case"), "legal_case", "roe", {"title": "Roe"}, collections=(CollectionId("law"),)
)
FILE = Sha256("a" * 64)


@pytest.fixture
def tab(shell: Shell, qtbot: QtBot) -> LedgerTab:
    labels = tuple(PageLabel(str(number)) for number in range(20, 30))
    thesis = Bibliography(BibliographyId("t"), "Thesis")
    records = (
        Collection(CollectionId("law"), "Law"), BOOK, CASE, thesis,
        Document(FILE, BOOK.id, "grain.pdf", "application/pdf", pages=10), PageMap(FILE, labels),
        Citation(CitationId("c1"), thesis.id, BOOK.id, parse_locator("23"), quotation="Words"),
        Citation(CitationId("c2"), thesis.id, CASE.id, parse_locator("7")),
        Note(NoteId("n"), "See [@adler2014, p. 27].", item=CASE.id),
    )  # fmt: skip
    shell.after(lambda: shell.context.workspace.run_now(SaveRecords("", records)))
    shell.window.tabs.open_ledger(None)
    opened = shell.window.strip.current
    assert isinstance(opened, LedgerTab)
    wait_for(qtbot, opened, "Grain", "Roe")
    return opened


def cells(model: LedgerModel, column: int = WORK) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def wait_for(qtbot: QtBot, tab: LedgerTab, *titles: str) -> None:
    qtbot.waitUntil(lambda: cells(tab.table.model) == list(titles))


def choose(picker: object, row: int) -> None:
    picker.setCurrentIndex(row)  # type: ignore[attr-defined]
    picker.activated.emit(row)  # type: ignore[attr-defined]


def test_it_shows_the_library_with_pages_from_everywhere(tab: LedgerTab) -> None:
    assert cells(tab.table.model, PAGES) == ["23, 27", "7"]


def test_works_are_put_in_groups_and_in_order(tab: LedgerTab, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(tab.table.model)
    choose(tab.grouping, 1)
    wait_for(qtbot, tab, "Cases", "Roe", "Other authorities", "Grain")
    assert tab.table.view.columnSpan(0, WORK) > 1
    assert tab.table.view.columnSpan(1, WORK) == 1
    choose(tab.grouping, 0)
    choose(tab.sort, 3)
    wait_for(qtbot, tab, "Grain", "Roe")
    tester.deleteLater()


def test_a_collection_can_be_chosen(tab: LedgerTab, qtbot: QtBot) -> None:
    texts = [tab.scope.itemText(row) for row in range(tab.scope.count())]
    assert texts == ["the whole library", "“Law”", "“Thesis”"]
    choose(tab.scope, 1)
    wait_for(qtbot, tab, "Roe")


def test_it_follows_the_library(tab: LedgerTab, shell: Shell, qtbot: QtBot) -> None:
    more = Citation(CitationId("c3"), BibliographyId("t"), BOOK.id, parse_locator("28"))
    shell.context.workspace.run_now(SaveRecords("", (more,)))
    qtbot.waitUntil(lambda: cells(tab.table.model, PAGES) == ["23, 27–28", "7"])


def test_it_is_copied_with_its_groups(tab: LedgerTab, qtbot: QtBot) -> None:
    choose(tab.grouping, 1)
    wait_for(qtbot, tab, "Cases", "Roe", "Other authorities", "Grain")
    tab.output.copy_button.menu_.actions()[0].trigger()
    qtbot.waitUntil(lambda: QApplication.clipboard().text().startswith("Cases\n"))


def test_a_row_offers_its_pages_and_what_cites_them(tab: LedgerTab, shell: Shell) -> None:
    shell.context.open_reader = opened = Mock()
    work = tab.table.model.works[0]
    menu = work_menu(shell.context, work, tab)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == [
        "Open p. 23", "Open p. 27", "p. 23 in Thesis (citation)",
        "p. 27 in See [@adler2014, p. 27]. (note)",
    ]  # fmt: skip
    menu.actions()[0].trigger()
    opened.assert_called_once_with(FILE, 3, (), None)
    menu.deleteLater()


@pytest.mark.parametrize(
    ("origin", "id", "act", "arguments"),
    [
        (LedgerOrigin.CITATION, "c1", "open_bibliography", ("t",)),
        (LedgerOrigin.NOTE, "n", "show_item", ("case",)),
        (LedgerOrigin.MANUSCRIPT, "", "open_reader", (FILE, 4, (), None)),
    ],
)
def test_an_entry_opens_its_place(
    tab: LedgerTab, shell: Shell, origin: LedgerOrigin, id: str, act: str, arguments: object
) -> None:
    done = Mock()
    setattr(shell.context, act, done)
    open_entry(shell.context, LedgerEntry(BOOK.id, "Grain", index=4, origin=origin, id=id))
    assert done.call_args.args == arguments
    assert tab.findChildren(QMenu)


def test_the_panel_of_an_item_shows_all_that_cites_it(
    tab: LedgerTab, shell: Shell, qtbot: QtBot
) -> None:
    del tab
    shell.window.show_item(BOOK.id)
    panel = shell.tab._panel
    panel.show_page("cited")
    model = panel._cited._list.model()
    assert isinstance(model, CardModel)
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert [model.card(row).detail for row in range(2)] == ["p. 23", "p. 27 · note"]
