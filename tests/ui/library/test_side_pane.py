from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QAbstractItemModelTester
from tests.ui.shell import Shell, book

from pincite.model.items import Item
from pincite.services.commands.bibliographies import AddBibliography, ArchiveBibliography
from pincite.services.commands.collections import AddCollection
from pincite.services.commands.tags import TagItems
from pincite.ui.dragging import ITEMS, put_items
from pincite.ui.library.items_model import ItemsModel
from pincite.ui.library.side_model import SideModel
from pincite.ui.library.side_view import SideView


def side_of(shell: Shell) -> SideModel:
    model = shell.tab.findChild(SideModel)
    assert isinstance(model, SideModel)
    return model


def rows(model: SideModel) -> list[tuple[str, int | None]]:
    found = [model.row(n) for n in range(model.rowCount())]
    return [(row.text, row.count) for row in found if row.kind in ("collection", "tag")]


def test_collections_and_tags_come_with_their_counts(shell: Shell) -> None:
    model = side_of(shell)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    one, two = book("One"), book("Two")
    shell.add([one, two])
    parent = AddCollection("Grain trade")
    for command in (
        parent,
        AddCollection("Prices", parent.id),
        TagItems((one.id,), add=("archive",)),
    ):
        shell.after(lambda c=command: shell.context.bridge.run(c))  # type: ignore[misc]
    assert rows(model) == [("Grain trade", 0), ("Prices", 0), ("archive", 1)]
    model.toggle(model.index_of(f"collection:{parent.id}").row())
    assert rows(model) == [("Grain trade", 0), ("archive", 1)]


def test_items_dropped_on_a_collection_are_filed_there(shell: Shell) -> None:
    item, command = book("One"), AddCollection("Prices")
    shell.add([item])
    shell.after(lambda: shell.context.bridge.run(command))
    model = side_of(shell)
    data = QMimeData()
    data.setData(ITEMS, item.id.encode())
    index = model.index_of(f"collection:{command.id}")
    shell.after(lambda: model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, index))
    stored = shell.context.workspace.read.get(Item, item.id)
    assert stored is not None
    assert stored.collections == (command.id,)


def test_choosing_a_tag_filters_the_table(shell: Shell) -> None:
    one, two = book("One"), book("Two")
    shell.add([one, two])
    shell.after(lambda: shell.context.bridge.run(TagItems((two.id,), add=("method",))))
    view = shell.tab.findChild(SideView)
    assert isinstance(view, SideView)
    view.choose("tag:method")
    table = shell.tab.findChild(ItemsModel)
    assert isinstance(table, ItemsModel)
    assert [table.item_at(n) for n in range(table.rowCount())] == [two.id]


def bibliographies(model: SideModel) -> list[tuple[str, int | None]]:
    found = [model.row(n) for n in range(model.rowCount())]
    return [(row.text, row.count) for row in found if row.kind in ("bibliography", "archive")]


def test_bibliographies_that_were_put_away_stand_in_the_archive(shell: Shell) -> None:
    model = side_of(shell)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    one, two = AddBibliography("Essay"), AddBibliography("Thesis")
    for command in (one, two, ArchiveBibliography(one.id)):
        shell.after(lambda c=command: shell.context.bridge.run(c))  # type: ignore[misc]
    assert bibliographies(model) == [("Thesis", 0), ("Archived", 1)]
    model.toggle(model.index_of("archive:").row())
    assert bibliographies(model) == [("Thesis", 0), ("Archived", 1), ("Essay", 0)]


def test_items_dropped_on_a_bibliography_are_cited_in_it(shell: Shell) -> None:
    item, command = book("One"), AddBibliography("Thesis")
    shell.add([item])
    shell.after(lambda: shell.context.bridge.run(command))
    model = side_of(shell)
    data = QMimeData()
    put_items(data, [item.id])
    index = model.index_of(f"bibliography:{command.id}")
    shell.after(lambda: model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, index))
    cited = shell.context.workspace.read.citations_of(command.id)
    assert [citation.item for citation in cited] == [item.id]
