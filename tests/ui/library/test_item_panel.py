from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from tests.ui.shell import Shell, book

from pincite.model.items import Item
from pincite.ui.library.items_view import ItemsView
from pincite.ui.library.panel.field_edits import FieldEdit, TitleEdit
from pincite.ui.library.panel.info_page import InfoPage
from pincite.ui.library.panel.item_panel import ItemPanel


def choose(shell: Shell, item: Item) -> None:
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    view.select_ids([item.id])


def edit_of(shell: Shell, label: str) -> FieldEdit:
    page = shell.tab.findChild(InfoPage)
    assert isinstance(page, InfoPage)
    found = [e for e in page.findChildren(FieldEdit) if e.accessibleName() == label]
    return found[-1]


def stored(shell: Shell, item: Item) -> Item:
    found = shell.context.workspace.read.get(Item, item.id)
    assert found is not None
    return found


def finish(shell: Shell, edit: FieldEdit, text: str) -> None:
    def act() -> None:
        edit.setText(text)
        edit.editingFinished.emit()

    shell.after(act)


def test_edited_field_is_saved_and_undone(shell: Shell) -> None:
    item = book("Harbour Towns", publisher="Institute")
    shell.add([item])
    choose(shell, item)
    finish(shell, edit_of(shell, "Publisher"), "Another house")
    assert stored(shell, item).fields["publisher"] == "Another house"
    assert "publisher" in shell.context.workspace.undo_label
    shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert stored(shell, item).fields["publisher"] == "Institute"
    assert edit_of(shell, "Publisher").text() == "Institute"


def test_title_is_edited_in_place(shell: Shell) -> None:
    item = book("Old title")
    shell.add([item])
    choose(shell, item)
    title = shell.tab.findChild(TitleEdit)
    assert isinstance(title, TitleEdit)
    title.setPlainText("New\ntitle")
    shell.after(lambda: title.finished.emit("New title"))
    assert stored(shell, item).title == "New title"


def test_wrong_date_is_refused_beside_the_field(shell: Shell) -> None:
    item = book("Harbour Towns")
    shell.add([item])
    choose(shell, item)
    edit = edit_of(shell, "Date")
    edit.setText("last summer")
    edit.editingFinished.emit()
    assert "2014-05-28" in edit.toolTip()
    assert stored(shell, item).issued == "2014"


def test_taken_key_is_refused_with_a_sentence(shell: Shell) -> None:
    one, two = book("One"), book("Two", "Okafor")
    shell.add([one, two])
    choose(shell, two)
    edit = edit_of(shell, "Key")
    edit.setText(stored(shell, one).key)
    with shell.qtbot.waitSignal(shell.context.bridge.failed) as caught:
        edit.editingFinished.emit()
    assert "belongs to" in caught.args[0]
    assert edit.text() == stored(shell, two).key


def test_typed_note_is_saved_by_itself(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    choose(shell, item)
    panel = shell.tab.findChild(ItemPanel)
    assert isinstance(panel, ItemPanel)
    shell.after(panel.add_note)
    editor = panel.findChild(QPlainTextEdit, "noteText")
    assert isinstance(editor, QPlainTextEdit)

    def type_words() -> None:
        QTest.keyClicks(editor, "Compare Lindqvist")

    shell.after(type_words)
    assert [n.text for n in shell.context.workspace.read.notes_of(item.id)] == ["Compare Lindqvist"]


def test_new_item_is_selected_even_under_a_search_and_takes_the_typed_title(shell: Shell) -> None:
    old = book("Grain and Ice")
    shell.add([old])
    choose(shell, old)
    shell.tab.search("grain")
    shell.qtbot.waitUntil(lambda: bool(shell.context.workspace.read))
    shell.after(lambda: shell.context.actions.run("file.new_item"))
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    (new,) = view.selected_ids()
    assert new != old.id
    title = shell.tab.findChild(TitleEdit)
    assert isinstance(title, TitleEdit)
    title.setPlainText("My own book")
    shell.after(title.commit)
    read = shell.context.workspace.read
    assert [item.title for item in read.items([new, old.id])] == ["My own book", "Grain and Ice"]


def test_text_being_typed_goes_to_its_own_item_when_another_is_shown(shell: Shell) -> None:
    one, two = book("One", publisher="A"), book("Two", publisher="B")
    shell.add([one, two])
    choose(shell, one)
    edit_of(shell, "Publisher").setText("Typed for one")
    shell.after(lambda: choose(shell, two))
    assert stored(shell, one).fields["publisher"] == "Typed for one"
    assert stored(shell, two).fields["publisher"] == "B"
    assert edit_of(shell, "Publisher").text() == "B"


def test_trashing_selects_the_row_that_takes_the_place(shell: Shell) -> None:
    items = [book(f"Title {n}") for n in range(3)]
    shell.add(items)
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    order = [view.model().item_at(n) for n in range(3)]  # type: ignore[attr-defined]
    view.select_ids([order[1]])
    shell.after(lambda: shell.context.actions.get("library.trash").trigger())
    assert view.selected_ids() == [order[2]]
