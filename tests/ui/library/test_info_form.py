"""The form of an item: fields of its type, creators in order, faults as they are typed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from tests.ui.library.test_item_panel import choose, edit_of, finish, stored
from tests.ui.shell import Shell, book

from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.services.commands.items import EditItem
from pincite.ui.library.panel.creator_row import CreatorRow, NameEdit
from pincite.ui.library.panel.creator_rows import CreatorRows
from pincite.ui.library.panel.creator_text import (
    creator_from,
    creators_in,
    in_one_line,
    in_two_lines,
    name_texts,
    swapped,
)
from pincite.ui.library.panel.field_edits import FieldEdit, LongEdit, TitleEdit
from pincite.ui.library.panel.field_names import label_of, role_names
from pincite.ui.library.panel.field_row import FieldRow
from pincite.ui.library.panel.item_fields import lines_of
from pincite.ui.library.panel.item_form import ItemForm
from pincite.ui.library.panel.type_fields import fields_of
from pincite.ui.widgets import ComboBox, IconButton, Label

VAN_GOGH = Creator(family="Gogh", given="Vincent", non_dropping_particle="van")
ROY = Creator(family="Roy", given="Ann")
BODY = Creator(role="editor", literal="Port Commission")


def rows_of(shell: Shell) -> list[CreatorRow]:
    rows = shell.tab.findChild(CreatorRows)
    assert isinstance(rows, CreatorRows)
    layout = rows.layout()
    assert layout is not None
    found = (layout.itemAt(n).widget() for n in range(layout.count()))  # type: ignore[union-attr]
    return [row for row in found if isinstance(row, CreatorRow)]


def field_row(shell: Shell, name: str) -> FieldRow:
    form = shell.tab.findChildren(ItemForm)[-1]
    return next(row for row in form.findChildren(FieldRow) if row.line.name == name)


def pick(shell: Shell, row: CreatorRow, words: str) -> None:
    """Choose an act of a row's menu."""
    row.findChildren(IconButton)[-1].click()
    menu = next(m for m in row.findChildren(QMenu) if m.isVisible())
    action = next(a for a in menu.actions() if words in a.text())
    menu.close()
    shell.after(action.trigger)


@pytest.mark.parametrize("item_type", csl.TYPES)
def test_every_type_has_fields_of_its_own_that_csl_knows(item_type: str) -> None:
    own = fields_of(item_type)
    assert own.roles
    assert set(own.roles) <= set(csl.NAME_VARIABLES) == set(role_names())
    assert set(own.fields) <= csl.FIELDS
    assert set(own.dates) <= set(csl.DATE_VARIABLES)
    assert len(set(own.fields)) == len(own.fields)


@pytest.mark.parametrize("item_type", csl.TYPES)
def test_no_two_lines_of_a_form_have_the_same_name(item_type: str) -> None:
    item = replace(book("x"), type=item_type)
    labels = [line.label for line in lines_of(item)]
    assert sorted(labels) == sorted(set(labels))
    assert label_of("DOI") == "DOI"


@pytest.mark.parametrize(
    ("creator", "texts"),
    [
        (VAN_GOGH, ("van Gogh", "Vincent")),
        (
            Creator(family="King", given="Martin Luther", suffix="Jr."),
            ("King", "Martin Luther, Jr."),
        ),
        (Creator(literal="Port Commission"), ("Port Commission", "")),
        (Creator(family="Plato"), ("Plato", "")),
    ],
)
def test_names_are_typed_in_two_lines_and_keep_their_parts(
    creator: Creator, texts: tuple[str, str]
) -> None:
    assert name_texts(creator) == texts
    if not creator.literal:
        assert creator_from(creator.role, *texts) == creator


def test_names_are_swapped_joined_and_parted() -> None:
    wrong = Creator(family="Ann", given="Roy")
    assert swapped(wrong) == ROY
    assert in_one_line(ROY) == Creator(literal="Ann Roy")
    assert in_two_lines(Creator(literal="Ann Roy")) == ROY


@pytest.mark.parametrize(
    "text",
    ["Roy, Ann; Ito, Mei", "Roy, Ann\nIto, Mei\n", "Ann Roy\nMei Ito", "Ann Roy and Mei Ito"],
)
def test_a_list_of_names_is_read_as_people_write_it(text: str) -> None:
    assert creators_in(text, "author") == (ROY, Creator(family="Ito", given="Mei"))


def test_creators_are_edited_moved_and_removed_in_their_rows(shell: Shell) -> None:
    item = replace(book("Letters"), creators=(VAN_GOGH, ROY, BODY))
    shell.add([item])
    choose(shell, item)
    given = rows_of(shell)[1].findChildren(NameEdit)[1]
    given.setText("Anna")
    shell.after(given.editingFinished.emit)
    assert stored(shell, item).creators == (VAN_GOGH, replace(ROY, given="Anna"), BODY)
    pick(shell, rows_of(shell)[1], "Move up")
    assert [c.short for c in stored(shell, item).creators] == ["Roy", "van Gogh", "Port Commission"]
    pick(shell, rows_of(shell)[0], "Swap")
    assert stored(shell, item).creators[0] == Creator(family="Anna", given="Roy")
    pick(shell, rows_of(shell)[2], "Remove")
    assert [c.short for c in stored(shell, item).creators] == ["Anna", "van Gogh"]
    for _ in range(4):
        shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert stored(shell, item).creators == (VAN_GOGH, ROY, BODY)
    assert [row.creator for row in rows_of(shell)] == [VAN_GOGH, ROY, BODY]


def test_a_row_is_dragged_to_another_place(shell: Shell) -> None:
    item = replace(book("Letters"), creators=(VAN_GOGH, ROY, BODY))
    shell.add([item])
    choose(shell, item)
    first, *_, last = rows_of(shell)
    handle = first.handle
    target = last.mapToGlobal(last.rect().center())
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    handle.dragged.emit(target.y())
    shell.after(lambda: QTest.mouseRelease(handle, Qt.MouseButton.LeftButton))
    assert stored(shell, item).creators == (ROY, BODY, VAN_GOGH)


def test_a_pasted_list_becomes_rows_after_those_there(shell: Shell) -> None:
    item = replace(book("Letters"), creators=(ROY,))
    shell.add([item])
    choose(shell, item)
    QApplication.clipboard().setText("Ito, Mei; Okafor, Chidi")
    rows = shell.tab.findChild(CreatorRows)
    assert isinstance(rows, CreatorRows)
    shell.after(rows.paste)
    names = [c.full for c in stored(shell, item).creators]
    assert names == ["Roy, Ann", "Ito, Mei", "Okafor, Chidi"]
    assert len(rows_of(shell)) == 3


def test_a_name_that_is_added_is_saved_when_it_is_typed(shell: Shell) -> None:
    item = replace(book("Letters"), creators=(ROY,))
    shell.add([item])
    choose(shell, item)
    rows = shell.tab.findChild(CreatorRows)
    assert isinstance(rows, CreatorRows)
    rows.add_row()
    family = rows_of(shell)[1].findChildren(NameEdit)[0]
    family.setText("de Gaulle")
    shell.after(family.editingFinished.emit)
    assert stored(shell, item).creators[1].non_dropping_particle == "de"


def test_a_work_of_a_thousand_authors_shows_the_first_and_keeps_all(shell: Shell) -> None:
    many = tuple(Creator(family=f"Name{n}") for n in range(1000))
    item = replace(book("Collider"), creators=many)
    shell.add([item])
    choose(shell, item)
    assert len(rows_of(shell)) == 12
    pick(shell, rows_of(shell)[0], "Remove")
    assert stored(shell, item).creators == many[1:]


def test_a_wrong_date_is_told_while_it_is_typed_and_not_saved(shell: Shell) -> None:
    item = book("Harbour Towns")
    shell.add([item])
    choose(shell, item)
    row = field_row(shell, "issued")
    assert isinstance(row.edit, FieldEdit)
    row.edit.setText("2014-02-30")
    assert row.findChild(Label).text() == "The month has no such day."  # type: ignore[union-attr]
    row.edit.editingFinished.emit()
    row.edit.setText("2014-02")
    assert row.findChild(Label).isHidden()  # type: ignore[union-attr]
    shell.after(row.edit.editingFinished.emit)
    assert stored(shell, item).issued == "2014-02"


def test_a_wrong_isbn_is_told_and_a_right_one_leads_somewhere(shell: Shell) -> None:
    item = book("Harbour Towns")
    shell.add([item])
    choose(shell, item)
    row = field_row(shell, "ISBN")
    link = row.findChild(IconButton)
    assert isinstance(link, IconButton)
    assert isinstance(row.edit, FieldEdit)
    row.edit.setText("978-0-306-40615-8")
    assert "check digit" in row.edit.accessibleDescription()
    assert link.isHidden()
    row.edit.setText("978-0-306-40615-7")
    assert not row.edit.accessibleDescription()
    assert not link.isHidden()


def test_another_type_keeps_what_it_has_no_field_for_and_says_so(shell: Shell) -> None:
    item = book("Harbour Towns", edition="2nd", publisher="Institute")
    shell.add([item])
    choose(shell, item)
    picker = next(c for c in shell.tab.findChildren(ComboBox) if c.accessibleName() == "Type")
    picker.setCurrentIndex(picker.findData("thesis"))
    shell.after(lambda: picker.activated.emit(picker.currentIndex()))
    assert stored(shell, item).fields["edition"] == "2nd"
    form = shell.tab.findChildren(ItemForm)[-1]
    texts = [label.text() for label in form.findChildren(Label) if not label.isHidden()]
    assert "Thesis has no field for: Edition. Kept under “Other fields”." in texts
    assert "Other fields" in texts
    assert edit_of(shell, "Edition").text() == "2nd"
    assert edit_of(shell, "University").text() == "Institute"
    finish(shell, edit_of(shell, "Edition"), "")
    assert "edition" not in stored(shell, item).fields


def test_the_keyboard_stays_on_the_type_that_was_chosen(shell: Shell) -> None:
    item = book("Harbour Towns", edition="2nd")
    shell.add([item])
    choose(shell, item)
    picker = next(c for c in shell.tab.findChildren(ComboBox) if c.accessibleName() == "Type")
    picker.setFocus()
    picker.setCurrentIndex(picker.findData("thesis"))
    shell.after(lambda: picker.activated.emit(picker.currentIndex()))
    focused = QApplication.focusWidget()
    assert isinstance(focused, ComboBox)
    assert focused is not picker
    assert focused.currentData() == "thesis"


def test_a_title_that_is_left_is_no_longer_selected(shell: Shell) -> None:
    item = book("Harbour Towns")
    shell.add([item])
    choose(shell, item)
    title = shell.tab.findChild(TitleEdit)
    assert isinstance(title, TitleEdit)
    title.setFocus()
    title.selectAll()
    QTest.keyClick(title, Qt.Key.Key_Tab)
    assert not title.textCursor().hasSelection()


def test_a_draft_is_confirmed_by_an_edit_of_its_creators(shell: Shell) -> None:
    item = replace(book("Letters"), creators=(ROY,), is_draft=True)
    shell.add([item])
    choose(shell, item)
    shell.after(lambda: shell.context.bridge.run(EditItem(item.id, creators=(BODY,))))
    found: Item = stored(shell, item)
    assert not found.is_draft
    assert [row.creator for row in rows_of(shell)] == [BODY]


def test_an_abstract_keeps_its_paragraphs_and_a_look_changes_nothing(shell: Shell) -> None:
    item = book("Letters", note="one \n two  ")
    shell.add([item])
    choose(shell, item)
    note, abstract = field_row(shell, "note").edit, field_row(shell, "abstract").edit
    assert isinstance(note, LongEdit)
    assert isinstance(abstract, LongEdit)
    note.commit()
    abstract.setPlainText("First.\n\nSecond.\n")
    shell.after(abstract.commit)
    assert stored(shell, item).fields["abstract"] == "First.\n\nSecond."
    assert stored(shell, item).fields["note"] == "one \n two  "


def test_alt_and_an_arrow_move_the_row_of_a_name(shell: Shell) -> None:
    item = replace(book("Letters"), creators=(VAN_GOGH, ROY))
    shell.add([item])
    choose(shell, item)
    family = rows_of(shell)[1].findChildren(NameEdit)[0]
    alt = Qt.KeyboardModifier.AltModifier
    shell.after(lambda: QTest.keyClick(family, Qt.Key.Key_Up, alt))
    assert stored(shell, item).creators == (ROY, VAN_GOGH)


def test_a_list_pasted_into_a_name_becomes_rows_before_it(shell: Shell) -> None:
    item = replace(book("Letters"), creators=(ROY,))
    shell.add([item])
    choose(shell, item)
    QApplication.clipboard().setText("Ito, Mei\nOkafor, Chidi")
    family = rows_of(shell)[0].findChildren(NameEdit)[0]
    paste = Qt.KeyboardModifier.ControlModifier
    shell.after(lambda: QTest.keyClick(family, Qt.Key.Key_V, paste))
    assert [c.short for c in stored(shell, item).creators] == ["Ito", "Okafor", "Roy"]
