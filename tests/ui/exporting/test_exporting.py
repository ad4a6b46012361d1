"""Exporting from the window: choices, files that follow, and keys made anew."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit
from tests.ui.shell import Shell, book

from pincite.model.items import Item
from pincite.services.commands.keys import KEY_FORMULA, RenewKeys, key_formula
from pincite.ui.exporting.export_dialog import ExportDialog
from pincite.ui.exporting.opening import ExportScope
from pincite.ui.library.key_renewal import KeyRenewal
from pincite.ui.settings.citation_keys_page import CitationKeysPage
from pincite.ui.settings.kept_exports_page import KeptExportsPage
from pincite.ui.widgets import IconButton, Label


def export_to(shell: Shell, dialog: ExportDialog, path: Path) -> None:
    exports = dialog.exports
    dialog.accept()
    # As in the window, where it goes when it is closed and the file is asked for after that.
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    chooser = exports.dialog
    assert chooser is not None
    with shell.qtbot.waitSignal(exports.written):
        chooser.fileSelected.emit(str(path))
        chooser.reject()


def test_the_choices_count_and_stand_there_again(shell: Shell, tmp_path: Path) -> None:
    item = book("Harbour Towns", publisher="Institute")
    shell.add([item])
    dialog = ExportDialog(shell.context, ExportScope("One", items=(item.id,)), shell.window)
    dialog.format.setCurrentIndex(dialog.format.findData("bibtex"))
    (omitted,) = dialog.bib.findChildren(QLineEdit)
    omitted.setText("Publisher, isbn")
    export_to(shell, dialog, tmp_path / "one.bib")
    text = (tmp_path / "one.bib").read_text()
    assert ("Harbour" in text, "Institute" in text) == (True, False)
    again = ExportDialog(shell.context, ExportScope("Library"), shell.window)
    assert again.chosen.name == "bibtex"
    assert again.bib.options.omitted == ("publisher", "isbn")
    again.format.setCurrentIndex(again.format.findData("csljson"))
    assert again.bib.isHidden()
    again.deleteLater()


def test_a_file_of_the_library_follows_it(shell: Shell, tmp_path: Path) -> None:
    item = book("Harbour Towns")
    shell.add([item])
    path = tmp_path / "all.bib"
    dialog = ExportDialog(shell.context, ExportScope("Library"), shell.window)
    dialog.format.setCurrentIndex(dialog.format.findData("biblatex"))
    dialog.keeps.setChecked(True)
    with shell.qtbot.waitSignal(shell.context.events.changed):
        export_to(shell, dialog, path)
    shell.add([book("Bread Prices")])
    shell.qtbot.waitUntil(lambda: "Bread" in path.read_text(), timeout=10_000)
    page = KeptExportsPage(shell.context)
    shell.qtbot.addWidget(page)
    (stop,) = [b for b in page.findChildren(IconButton) if "no more" in b.accessibleName()]
    shell.after(stop.click)
    assert shell.context.workspace.read.kept_exports() == []


def test_a_formula_is_tried_on_works_and_kept_when_it_is_one(shell: Shell) -> None:
    item = book("Harbour Towns")
    shell.add([item])
    page = CitationKeysPage(shell.context)
    shell.qtbot.addWidget(page)
    read = shell.context.workspace.read
    page.formula.setText("veryshorttitle + yaer")
    shell.qtbot.waitUntil(lambda: "did you mean “year”?" in page.problem.text())
    assert key_formula(read) == ""
    page.formula.setText("veryshorttitle")
    shell.qtbot.waitUntil(lambda: key_formula(read) == "veryshorttitle")
    assert "Harbour" in [label.text() for label in page.findChildren(Label)]
    page.formula.setText("")
    # Nothing is the usual formula.
    shell.qtbot.waitUntil(lambda: key_formula(read) == "")


def test_new_keys_are_shown_before_they_are_made(shell: Shell) -> None:
    item = book("Harbour Towns")
    shell.add([item])
    shell.context.workspace.save_setting(KEY_FORMULA, "'x' + veryshorttitle").result()
    dialog = KeyRenewal(shell.context, [item.id], shell.window)
    shell.qtbot.waitUntil(lambda: dialog.table.rowCount() == 1)
    assert dialog.message.text() == "1 key changes."
    then = dialog.table.item(0, 1)
    assert then is not None
    assert then.text() == "xHarbour"
    shell.after(dialog.accept)
    stored = shell.context.workspace.read.get(Item, item.id)
    assert stored is not None
    assert stored.key == "xHarbour"
    assert shell.context.workspace.undo_label == RenewKeys(()).label
    dialog.deleteLater()


def test_boxes_of_the_dialog_say_what_is_written(shell: Shell) -> None:
    dialog = ExportDialog(shell.context, ExportScope("Library"), shell.window)
    boxes = dialog.bib.findChildren(QCheckBox)
    assert [box.isChecked() for box in boxes] == [True, True, False, False, True]
    dialog.deleteLater()
