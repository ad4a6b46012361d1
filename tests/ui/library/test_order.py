"""Tags with colours and digits, reading states, tasks and related works in the window."""

import json

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu
from tests.ui.library.test_item_panel import choose, stored
from tests.ui.library.test_side_pane import side_of
from tests.ui.shell import Shell, book

from pincite.library.queries import ReadingPlace
from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.items import Item
from pincite.model.reading_states import ReadingState
from pincite.services.commands.records import SaveRecords
from pincite.services.commands.related import RelateItems
from pincite.services.commands.tags import TAG_COLOURS, RenameTags, TagItems
from pincite.services.commands.tasks import AddTask
from pincite.ui.dragging import put_items
from pincite.ui.library.columns import COLUMNS
from pincite.ui.library.items_view import ItemsView
from pincite.ui.library.panel.related_section import RelatedSection
from pincite.ui.library.panel.tasks_section import TasksSection
from pincite.ui.library.side_rows import SideRow
from pincite.ui.library.side_view import SideView
from pincite.ui.library.tag_acts import TagActs
from pincite.ui.library.tag_colours import TagColours
from pincite.ui.library.tasks.tasks_view import TasksView
from pincite.ui.widgets import Button, ComboBox

SHA = Sha256("e" * 64)


def table_of(shell: Shell) -> ItemsView:
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    return view


def colours_of(shell: Shell) -> TagColours:
    found = shell.tab.findChild(TagColours)
    assert isinstance(found, TagColours)
    return found


def tag_row(shell: Shell, tag: str) -> SideRow:
    model = side_of(shell)
    return model.row(model.index_of(f"tag:{tag}").row())


def cell(shell: Shell, row: int, name: str) -> str:
    number = next(n for n, column in enumerate(COLUMNS) if column.name == name)
    return str(table_of(shell).model().index(row, number).data())


def actions_for(shell: Shell, tag: str) -> tuple[QMenu, dict[str, QAction]]:
    acts, view = shell.tab.findChild(TagActs), shell.tab.findChild(SideView)
    assert isinstance(acts, TagActs)
    assert isinstance(view, SideView)
    menu = QMenu(shell.tab)
    acts.add_to(menu, tag_row(shell, tag), view)
    everything = [a for m in (menu, *menu.findChildren(QMenu)) for a in m.actions()]
    return menu, {action.text(): action for action in everything}


def test_a_digit_gives_a_coloured_tag_to_the_selection_and_takes_it(shell: Shell) -> None:
    one, two = book("One"), book("Two")
    shell.add([one, two])
    colours = json.dumps({"unused": "#111111", "to read": "#c2410c", "method": "#0b6b62"})
    shell.context.workspace.save_setting(TAG_COLOURS, colours).result()
    shell.after(lambda: shell.context.bridge.run(TagItems((one.id,), add=("to read", "method"))))
    assert colours_of(shell).in_use == ("to read", "method")
    view = table_of(shell)
    view.select_ids([one.id, two.id])
    shell.after(lambda: QTest.keyClick(view, Qt.Key.Key_2))
    assert stored(shell, two).tags == ("method",)
    shell.after(lambda: QTest.keyClick(view, Qt.Key.Key_2))
    assert (stored(shell, one).tags, stored(shell, two).tags) == (("to read",), ())
    shell.after(lambda: QTest.keyClick(view, Qt.Key.Key_0))
    assert stored(shell, one).tags == ()


def test_a_coloured_tag_is_a_dot_in_the_table_and_first_in_the_side_panel(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    shell.after(lambda: shell.context.bridge.run(TagItems((item.id,), add=("archive", "zeal"))))
    colours = colours_of(shell)
    with shell.qtbot.waitSignal(colours.changed):
        colours.set_colour("zeal", "#c2410c")
    assert (tag_row(shell, "zeal").colour, tag_row(shell, "zeal").digit) == ("#c2410c", 1)
    model = side_of(shell)
    assert model.index_of("tag:zeal").row() < model.index_of("tag:archive").row()
    assert colours.dots(("archive",)) is None
    found = colours.dots(("archive", "zeal"))
    assert found is not None
    icon, size = found
    image = icon.pixmap(size).toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).name() == "#c2410c"


def test_tags_are_renamed_in_place_and_merged_by_their_menu(shell: Shell) -> None:
    one, two = book("One"), book("Two")
    shell.add([one, two])
    shell.after(lambda: shell.context.bridge.run(TagItems((one.id,), add=("harbor",))))
    shell.after(lambda: shell.context.bridge.run(TagItems((two.id,), add=("ports",))))
    model = side_of(shell)
    shell.after(lambda: model.setData(model.index_of("tag:harbor"), "harbour"))
    assert stored(shell, one).tags == ("harbour",)
    menu, actions = actions_for(shell, "harbour")
    shell.after(actions["ports"].trigger)
    assert stored(shell, one).tags == ("ports",)
    assert shell.context.workspace.undo_label == "Merge tags"
    menu.deleteLater()
    menu, actions = actions_for(shell, "ports")
    shell.after(actions["Delete tag"].trigger)
    assert (stored(shell, one).tags, stored(shell, two).tags) == ((), ())
    menu.deleteLater()


def test_automatic_tags_are_told_apart_and_can_be_hidden_and_deleted(shell: Shell) -> None:
    item = Item(book("One").id, "book", fields={"title": "One"}, tags=("own", "keyword"),
                automatic_tags=("keyword",))  # fmt: skip
    shell.add([item])
    assert [tag_row(shell, tag).is_automatic for tag in ("own", "keyword")] == [False, True]
    menu, actions = actions_for(shell, "own")
    actions["Show automatic tags"].setChecked(False)
    assert not side_of(shell).index_of("tag:keyword").isValid()
    shell.after(actions["Delete automatic tags"].trigger)
    assert stored(shell, item).tags == ("own",)
    menu.deleteLater()


def test_items_dropped_on_a_tag_get_it(shell: Shell) -> None:
    one, two = book("One"), book("Two")
    shell.add([one, two])
    shell.after(lambda: shell.context.bridge.run(TagItems((one.id,), add=("method",))))
    model = side_of(shell)
    data = QMimeData()
    put_items(data, [two.id])
    index = model.index_of("tag:method")
    shell.after(lambda: model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, index))
    assert stored(shell, two).tags == ("method",)


def test_a_work_is_being_read_once_its_file_was_and_can_be_said_to_be_read(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    assert cell(shell, 0, "reading") == "Unread"
    workspace = shell.context.workspace
    document = Document(SHA, item.id, "one.pdf", "application/pdf", 1, 30)
    shell.after(lambda: workspace.run_now(SaveRecords("Add", (document,))))
    workspace.save_place(SHA, ReadingPlace(4, at="2026-01-01T00:00:00+00:00"))
    workspace.save_setting("waits for", "the writer").result()
    shell.tab.activate()
    assert cell(shell, 0, "reading") == "Reading"
    choose(shell, item)
    picker = next(c for c in shell.tab.findChildren(ComboBox) if c.accessibleName() == "Reading")
    assert picker.currentText() == "Reading"
    shell.after(shell.context.actions.get("library.mark_read").trigger)
    assert stored(shell, item).reading is ReadingState.READ
    assert cell(shell, 0, "reading") == "Read"
    assert picker.currentText() == "Read"


def test_tasks_of_an_item_are_noted_and_ticked_and_stand_in_the_list(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    choose(shell, item)
    section = shell.tab.findChild(TasksSection)
    assert isinstance(section, TasksSection)
    new = next(e for e in section.findChildren(QLineEdit) if e.accessibleName() == "New task")
    new.setText("check quotation")
    shell.after(new.returnPressed.emit)
    model = side_of(shell)
    row = model.row(model.index_of("section:tasks").row())
    assert (row.text, row.count) == ("Tasks", 1)
    side = shell.tab.findChild(SideView)
    assert isinstance(side, SideView)
    side.choose("section:tasks")
    view = shell.tab.findChild(TasksView)
    assert isinstance(view, TasksView)
    QAbstractItemModelTester(
        view.tasks, QAbstractItemModelTester.FailureReportingMode.Warning, view.tasks
    )
    assert view.isVisible()
    assert view.tasks.index(0, 0).data() == "check quotation"
    assert shell.tab.status_text == "1 open task"
    view.setCurrentIndex(view.tasks.index(0, 0))
    shell.after(lambda: QTest.keyClick(view, Qt.Key.Key_Space))
    assert view.tasks.rowCount() == 0
    assert not view.isVisible()
    side.choose("section:all")
    choose(shell, item)
    tick = section.findChildren(QCheckBox)[-1]
    assert tick.isChecked()
    shell.after(tick.click)
    assert shell.context.workspace.read.open_task_count() == 1


def test_ticking_the_box_of_a_list_finishes_the_task(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    shell.after(lambda: shell.context.bridge.run(AddTask(item.id, "get the file")))
    view = shell.tab.findChild(TasksView)
    assert isinstance(view, TasksView)
    view.tasks.refresh()
    index = view.tasks.index(0, 0)
    shell.after(lambda: view.tasks.setData(index, "get the book"))
    view.tasks.refresh()
    assert view.tasks.index(0, 0).data() == "get the book"
    role = Qt.ItemDataRole.CheckStateRole
    shell.after(lambda: view.tasks.setData(view.tasks.index(0, 0), Qt.CheckState.Checked, role))
    assert shell.context.workspace.read.open_task_count() == 0


def test_a_related_work_is_shown_and_opened_by_a_click(shell: Shell) -> None:
    one, two = book("One"), book("Two")
    shell.add([one, two])
    choose(shell, one)
    shell.after(lambda: shell.context.bridge.run(RelateItems(one.id, (two.id,))))
    section = shell.tab.findChild(RelatedSection)
    assert isinstance(section, RelatedSection)
    link = next(b for b in section.findChildren(Button) if b.accessibleName().startswith("Two"))
    link.click()
    assert table_of(shell).selected_ids() == [two.id]
    back = [b for b in section.findChildren(Button) if b.accessibleName().startswith("One")]
    assert back
    shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert shell.context.workspace.read.related_to(two.id) == []


def test_a_renamed_tag_takes_its_colour_along(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    shell.after(lambda: shell.context.bridge.run(TagItems((item.id,), add=("harbor",))))
    colours = colours_of(shell)
    with shell.qtbot.waitSignal(colours.changed):
        colours.set_colour("harbor", "#c2410c")
    shell.after(lambda: shell.context.bridge.run(RenameTags(("harbor",), "harbour")))
    assert (tag_row(shell, "harbour").colour, tag_row(shell, "harbour").digit) == ("#c2410c", 1)
    shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert (tag_row(shell, "harbor").colour, tag_row(shell, "harbor").digit) == ("#c2410c", 1)
