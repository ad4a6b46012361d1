"""Editing many items at once: shown first, then one step."""

from PySide6.QtTest import QAbstractItemModelTester
from tests.ui.library.test_item_panel import stored
from tests.ui.shell import Shell, book

from pincite.services.batch_edits import Act
from pincite.ui.library.batch.batch_dialog import BatchDialog
from pincite.ui.library.items_view import ItemsView


def open_dialog(shell: Shell) -> BatchDialog:
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    view.selectAll()
    shell.context.actions.get("library.edit_items").trigger()
    dialog = shell.tab.findChild(BatchDialog)
    assert isinstance(dialog, BatchDialog)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(dialog.preview, mode, dialog.preview)
    return dialog


def choose(dialog: BatchDialog, field: str, act: Act) -> None:
    dialog.bar.field.setCurrentIndex(dialog.bar.field.findData(field))
    dialog.bar.act.setCurrentIndex(dialog.bar.act.findData(act.value))


def shown(dialog: BatchDialog) -> list[tuple[str, ...]]:
    model = dialog.preview
    return [
        tuple(model.index(row, column).data() for column in range(3))
        for row in range(model.rowCount())
    ]


def test_text_is_replaced_in_all_selected_items_in_one_step(shell: Shell) -> None:
    one = book("One", publisher="Univ. Press")
    two = book("Two", publisher="Institute")
    shell.add([one, two])
    dialog = open_dialog(shell)
    choose(dialog, "publisher", Act.REPLACE)
    dialog.bar.text.setText("univ.")
    dialog.bar.value.setText("University")
    assert not dialog.agree.isEnabled()
    dialog.bar.value.textEdited.emit("University")
    shell.qtbot.waitUntil(dialog.agree.isEnabled)
    assert shown(dialog) == [("One", "Univ. Press", "University Press")]
    assert "1 of 2 items" in dialog.message.text()
    assert dialog.agree.text() == "Change 1 item"
    shell.after(dialog.accept)
    assert stored(shell, one).fields["publisher"] == "University Press"
    assert "publisher" in shell.context.workspace.undo_label
    shell.after(lambda: shell.context.actions.run("edit.undo"))
    assert stored(shell, one).fields["publisher"] == "Univ. Press"


def test_a_wrong_expression_is_told_and_nothing_can_be_changed(shell: Shell) -> None:
    shell.add([book("One", publisher="Univ. Press")])
    dialog = open_dialog(shell)
    choose(dialog, "publisher", Act.REPLACE)
    dialog.bar.is_pattern.setChecked(True)
    dialog.bar.text.setText("(")
    dialog.bar.text.textEdited.emit("(")
    shell.qtbot.waitUntil(lambda: "regular expression" in dialog.message.text())
    assert not dialog.agree.isEnabled()
    dialog.reject()


def test_types_are_chosen_by_their_names(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    dialog = open_dialog(shell)
    choose(dialog, "type", Act.SET)
    dialog.bar.choice.setCurrentIndex(dialog.bar.choice.findData("thesis"))
    shell.qtbot.waitUntil(dialog.agree.isEnabled)
    assert shown(dialog) == [("One", "Book", "Thesis")]
    shell.after(dialog.accept)
    assert stored(shell, item).type == "thesis"
