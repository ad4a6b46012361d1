"""Adding works by identifiers: recognised as typed, looked up on demand, looked at first."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.fake_sources import DOI, ISBN, FakeSources
from tests.ui.shell import Shell

from pincite.importing.resolving import client
from pincite.ui.import_report import ImportReportPanel
from pincite.ui.importing.rows import Kind
from pincite.ui.importing.summary_dialog import SummaryDialog
from pincite.ui.resolving.identifier_dialog import IdentifierDialog


def opened(shell: Shell) -> IdentifierDialog:
    shell.context.actions.get("file.add_by_identifier").trigger()
    return shell.window.findChildren(IdentifierDialog)[-1]


def test_what_is_typed_is_recognised_and_nothing_is_sent(shell: Shell, server: FakeSources) -> None:
    dialog = opened(shell)
    assert not dialog.primary.isEnabled()
    dialog.field.setPlainText(f"See {DOI} and ISBN {ISBN}")
    shell.qtbot.waitUntil(lambda: dialog.message.text() == "2 works: 1 DOI, 1 ISBN")
    assert dialog.primary.isEnabled()
    dialog.field.setPlainText(f"A long text, {DOI} somewhere in it. " * 1000)
    shell.qtbot.waitUntil(lambda: dialog.message.text() == f"Recognised: DOI {DOI}")
    dialog.field.setPlainText("nothing")
    shell.qtbot.waitUntil(lambda: "no identifier" in dialog.message.text())
    assert not dialog.primary.isEnabled()
    assert server.seen == []
    dialog.reject()


def test_what_is_found_is_looked_at_and_comes_in_as_one_step(
    shell: Shell, server: FakeSources
) -> None:
    server.modes = {"pubmed": "unknown"}
    dialog = opened(shell)
    dialog.field.setPlainText(f"{DOI}\n{ISBN}\nPMID 5")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shell.qtbot.waitUntil(lambda: bool(shell.window.findChildren(SummaryDialog)), timeout=30_000)
    summary = shell.window.findChildren(SummaryDialog)[0]
    model = summary.model
    assert (model.count(Kind.NEW), model.count(Kind.BROKEN), model.taken) == (2, 1, 2)
    summary.accept()
    shell.qtbot.waitUntil(
        lambda: bool(shell.window.findChildren(ImportReportPanel)), timeout=30_000
    )
    read = shell.context.workspace.read
    assert len(read.item_ids()) == 2
    shell.after(lambda: shell.context.workspace.undo())
    assert read.item_ids() == []


def test_a_failure_stands_in_the_dialog_and_can_be_tried_again(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "is_connected", lambda: False)
    dialog = opened(shell)
    dialog.field.setPlainText(DOI)
    dialog.look_up()
    shell.qtbot.waitUntil(lambda: "not connected" in dialog.message.text(), timeout=30_000)
    assert dialog.field.toPlainText() == DOI
    assert dialog.primary.isEnabled()
    dialog.reject()


def test_escape_stops_first_and_closes_then(shell: Shell, server: FakeSources) -> None:
    server.mode = "time-out"
    dialog = opened(shell)
    dialog.field.setPlainText(DOI)
    dialog.look_up()
    shell.qtbot.waitUntil(lambda: bool(server.seen), timeout=30_000)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.primary.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_identifiers_come_from_a_text(shell: Shell, server: FakeSources, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"We follow {DOI}.")
    dialog = opened(shell)
    dialog.read_file(str(path))
    shell.qtbot.waitUntil(lambda: dialog.field.toPlainText() == f"DOI {DOI}", timeout=30_000)
    dialog.read_file(str(tmp_path / "gone.txt"))
    shell.qtbot.waitUntil(lambda: "could not be read" in dialog.message.text(), timeout=30_000)
    dialog.reject()


def test_pasted_identifiers_are_recognised(shell: Shell, server: FakeSources) -> None:
    data = QMimeData()
    data.setText(f"https://doi.org/{DOI}")
    QApplication.clipboard().setMimeData(data)
    shell.context.actions.get("file.paste").trigger()
    (dialog,) = shell.window.findChildren(IdentifierDialog)
    assert dialog.message.text() == f"Recognised: DOI {DOI}"
    assert server.seen == []
    dialog.reject()
