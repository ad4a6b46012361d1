from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.shell import Shell, book
from tests.unit.library import factories

from pincite.library.queries import ItemQuery, Reader
from pincite.model.changes import Changes
from pincite.services.commands.items import EditItem, TrashItems
from pincite.services.commands.records import SaveRecords
from pincite.ui.library import items_model, items_view
from pincite.ui.library.columns import COLUMNS, TITLE
from pincite.ui.library.items_model import ItemsModel
from pincite.ui.library.items_view import ItemsView
from pincite.ui.library.panel.item_panel import ItemPanel
from pincite.ui.library.search_box import SearchBox

YEAR = next(i for i, c in enumerate(COLUMNS) if c.name == "year")


def model_of(shell: Shell) -> ItemsModel:
    model = shell.tab.findChild(ItemsModel)
    assert isinstance(model, ItemsModel)
    return model


def view_of(shell: Shell) -> ItemsView:
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    return view


def titles(model: ItemsModel) -> list[str]:
    return [str(model.index(row, TITLE).data()) for row in range(model.rowCount())]


def test_model_keeps_qts_rules_while_rows_come_change_and_go(shell: Shell) -> None:
    model = model_of(shell)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    items = [book(f"Title {n}", year=str(1900 + n)) for n in range(12)]
    shell.add(items)
    model.sort_by(YEAR, descending=True)
    shell.after(lambda: shell.context.bridge.run(EditItem(items[3].id, dates={"issued": "2020"})))
    shell.after(lambda: shell.context.bridge.run(TrashItems((items[5].id, items[6].id))))
    assert tester.model() is model
    assert model.rowCount() == 10
    assert titles(model)[0] == "Title 3"


def test_removed_rows_leave_the_selection_of_the_others(shell: Shell) -> None:
    items = [book(f"Title {n}") for n in range(6)]
    shell.add(items)
    view = view_of(shell)
    view.select_ids([items[2].id])
    shell.after(lambda: shell.context.bridge.run(TrashItems((items[0].id, items[4].id))))
    assert view.selected_ids() == [items[2].id]


def test_sorting_keeps_the_selection_on_its_item(shell: Shell) -> None:
    items = [book("B", year="1990"), book("A", year="2001"), book("C", year="1980")]
    shell.add(items)
    view, model = view_of(shell), model_of(shell)
    view.select_ids([items[1].id])
    model.sort_by(TITLE, descending=False)
    assert titles(model) == ["A", "B", "C"]
    assert view.selected_ids() == [items[1].id]


def test_many_selected_items_stay_selected_through_sorting(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items_view, "_MANY_SELECTED", 2)
    items = [book(f"Title {n}", year=str(1900 + n)) for n in range(9)]
    shell.add(items)
    view, model = view_of(shell), model_of(shell)
    model.sort_by(TITLE, descending=False)
    wanted = {items[n].id for n in (0, 1, 2, 4, 7, 8)}
    view.select_ids(list(wanted))
    assert view.selected_count == 6
    assert [titles(model)[model.row_of(id) or 0] for id in view.selected_ids()] == [
        f"Title {n}" for n in (0, 1, 2, 4, 7, 8)
    ]
    view.horizontalHeader().sectionClicked.emit(YEAR)
    assert titles(model)[0] == "Title 8"
    assert view.selected_ids() == [items[n].id for n in (8, 7, 4, 2, 1, 0)]
    view.selectAll()
    assert view.selected_count == 9


def test_an_edit_in_the_order_of_adding_asks_for_no_list(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [book(f"Title {n}") for n in range(4)]
    shell.add(items)
    model, run = model_of(shell), shell.context.bridge.run
    assert model.rowCount() == 4
    with monkeypatch.context() as patch:
        patch.setattr(Reader, "item_ids", None)
        shell.after(lambda: run(EditItem(items[1].id, fields={"title": "Other"})))
    assert sorted(titles(model)) == ["Other", "Title 0", "Title 2", "Title 3"]
    shell.after(lambda: run(TrashItems((items[2].id,))))
    assert model.rowCount() == 3
    shell.after(lambda: shell.context.bridge.undo())
    assert model.rowCount() == 4


def test_words_typed_again_after_an_edit_find_what_it_made(shell: Shell) -> None:
    items = [book("Tide"), book("Storm")]
    shell.add(items)
    model, run = model_of(shell), shell.context.bridge.run
    model.set_query(ItemQuery(text="storm"))
    assert titles(model) == ["Storm"]
    model.set_query(ItemQuery())
    shell.after(lambda: run(EditItem(items[0].id, fields={"title": "Storm tide"})))
    model.set_query(ItemQuery(text="storm"))
    assert sorted(titles(model)) == ["Storm", "Storm tide"]


def test_a_row_that_an_edit_moves_keeps_its_selection(shell: Shell) -> None:
    items = [book(f"Title {n}") for n in range(5)]
    shell.add(items)
    view, model = view_of(shell), model_of(shell)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    model.sort_by(TITLE, descending=False)
    view.select_ids([items[1].id])
    run = shell.context.bridge.run
    shell.after(lambda: run(EditItem(items[1].id, fields={"title": "Title 9"})))
    assert titles(model) == ["Title 0", "Title 2", "Title 3", "Title 4", "Title 9"]
    assert view.selected_ids() == [items[1].id]
    shell.after(lambda: run(EditItem(items[1].id, fields={"title": "A title"})))
    assert titles(model)[0] == "A title"
    assert view.selected_ids() == [items[1].id]
    assert tester.model() is model


def test_a_list_that_is_new_as_a_whole_keeps_the_selection_or_tells_that_it_is_gone(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items_model, "_MOST_STEPS", 2)
    items = [book(f"Title {n}") for n in range(5)]
    shell.add(items)
    view, run = view_of(shell), shell.context.bridge.run
    view.select_ids([items[0].id])
    shell.add([book(f"More {n}") for n in range(4)])
    assert view.selected_ids() == [items[0].id]
    view.selectAll()
    panel = shell.tab.findChild(ItemPanel)
    assert isinstance(panel, ItemPanel)
    ids = tuple(view.selected_ids())
    shell.after(lambda: run(TrashItems(ids)))
    assert not view.selected_ids()
    assert any("No item selected" in label.text() and label.isVisible()
               for label in panel.findChildren(QLabel))  # fmt: skip


def test_search_box_filters_without_accents_and_case(shell: Shell) -> None:
    shell.add([book("Grain and Ice", "Sørensen"), book("Bread", "Okafor")])
    model = model_of(shell)
    shell.tab.search("SORENSEN grain")
    shell.qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert titles(model) == ["Grain and Ice"]


def test_filters_and_sorts_more_items_than_are_on_view(shell: Shell) -> None:
    shell.add([book(f"Grain {n:03}", f"Name{n % 97}", "1900", key=f"key{n}") for n in range(600)])
    model = model_of(shell)
    model.sort_by(TITLE, descending=False)
    assert titles(model) == [f"Grain {n:03}" for n in range(600)]
    model.set_query(ItemQuery(text="name13"))
    assert titles(model) == [f"Grain {n:03}" for n in range(13, 600, 97)]
    model.set_query(ItemQuery())
    assert model.rowCount() == 600


def test_columns_give_way_to_the_title_and_come_back(shell: Shell) -> None:
    shell.add([book("One")])
    view = view_of(shell)
    header = view.horizontalHeader()
    type_column = next(i for i, c in enumerate(COLUMNS) if c.name == "type")
    view.resize(400, 300)
    assert header.isSectionHidden(type_column)
    assert header.sectionSize(TITLE) > 150
    view.resize(1200, 300)
    assert not header.isSectionHidden(type_column)


def test_narrowing_while_typing_finds_what_the_library_would(shell: Shell) -> None:
    items = [book("River trade"), book("Trade of the Rhône"), book("Ice", "Rivers")]
    shell.add(items)
    model = shell.tab.findChild(ItemsModel)
    assert isinstance(model, ItemsModel)
    read = shell.context.workspace.read
    for text in ("r", "riv", "river trade", "rhone TRADE", "zzz", "trade"):
        model.set_query(ItemQuery(text))
        shown = [model.item_at(row) for row in range(model.rowCount())]
        assert shown == read.item_ids(ItemQuery(text))
    shell.after(lambda: shell.context.bridge.run(EditItem(items[2].id, fields={"title": "Trade"})))
    assert model.rowCount() == 3


def test_what_is_read_ahead_for_filtering_follows_every_change(shell: Shell) -> None:
    """Texts read before a change are not taken; those that are taken are kept up to date."""
    items = [book(f"Tide {n}") for n in range(4)]
    shell.add(items)
    model, read = model_of(shell), shell.context.workspace.read
    turn, stale = model.texts.turn, read.search_texts()
    run = shell.context.bridge.run
    shell.after(lambda: run(EditItem(items[0].id, fields={"title": "Storm"})))
    model.texts.put(stale, turn)
    assert not model.texts.are_read
    model.texts.put(read.search_texts(), model.texts.turn)
    assert model.texts.are_read
    shell.after(lambda: run(EditItem(items[1].id, fields={"title": "Storm surge"})))
    shell.after(lambda: run(TrashItems((items[2].id,))))
    model.set_query(ItemQuery(text="storm"))
    assert sorted(titles(model)) == ["Storm", "Storm surge"]
    model.set_query(ItemQuery(text="tide"))
    assert titles(model) == ["Tide 3"]
    model.set_query(ItemQuery())
    assert model.rowCount() == 3


def test_the_box_reads_ahead_when_it_takes_the_focus(shell: Shell) -> None:
    shell.add([book("Tide")])
    model = model_of(shell)
    box = shell.tab.findChild(SearchBox)
    assert isinstance(box, SearchBox)
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusIn))
    shell.qtbot.waitUntil(lambda: model.texts.are_read)


def test_only_rows_on_view_are_told_of_and_nothing_is_sorted_anew_for_an_annotation(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [book(f"Title {n}") for n in range(3)]
    shell.add(items)
    model, document = model_of(shell), factories.DOCUMENT
    assert len(titles(model)) == 3
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    row = model.row_of(items[1].id)
    assert row is not None
    records = (replace(document, item=items[1].id), factories.ANNOTATION)
    shell.after(lambda: shell.context.bridge.run(SaveRecords("Add", records)))
    assert set(told) == {(row, row)}
    fetched = model.row(row)
    assert fetched is not None
    assert (fetched.documents, fetched.annotations) == (1, 1)
    told.clear()
    monkeypatch.setattr(Reader, "item_ids", None)
    model.apply(Changes(annotations=frozenset({factories.ANNOTATION.id})))
    model.apply(Changes(annotations=frozenset({factories.ANNOTATION.id})))
    assert told == [(row, row)]
