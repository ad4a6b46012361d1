import time

from PySide6.QtTest import QAbstractItemModelTester
from tests.ui.shell import Shell, book

from pincite.library.queries import ItemQuery
from pincite.services.commands.items import EditItem, TrashItems
from pincite.ui.library.columns import COLUMNS, TITLE
from pincite.ui.library.items_model import ItemsModel
from pincite.ui.library.items_view import ItemsView

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


def test_search_box_filters_without_accents_and_case(shell: Shell) -> None:
    shell.add([book("Grain and Ice", "Sørensen"), book("Bread", "Okafor")])
    model = model_of(shell)
    shell.tab.search("SORENSEN grain")
    shell.qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert titles(model) == ["Grain and Ice"]


def test_ten_thousand_items_filter_and_sort_in_time(shell: Shell) -> None:
    items = [
        book(f"Grain {n} of the harbour", f"Name{n % 97}", str(1800 + n % 200), key=f"key{n}")
        for n in range(10_000)
    ]
    shell.add(items)
    model = model_of(shell)
    times = []
    for query in (ItemQuery(text="grain 77"), ItemQuery(text="name13"), ItemQuery()):
        start = time.perf_counter()
        model.set_query(query)
        times.append(time.perf_counter() - start)
    start = time.perf_counter()
    model.sort_by(TITLE, descending=False)
    times.append(time.perf_counter() - start)
    # Measured 8 to 35 ms alone on two cores; the machine that runs this may be busy.
    assert sorted(times)[1] < 0.2, times


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
