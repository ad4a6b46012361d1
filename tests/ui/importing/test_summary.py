"""The summary of an import: what it shows, what is decided, and that it is one step."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.shell import Shell, book
from tests.unit.importing.references.citavi_projects import backup

from pincite.model.items import Item
from pincite.ui.import_report import ImportReportPanel
from pincite.ui.importing.rows import Kind
from pincite.ui.importing.summary_dialog import SummaryDialog
from pincite.ui.importing.summary_model import Column, SummaryModel
from pincite.ui.importing.words import look_of

RIS = """TY  - BOOK
AU  - Okafor, Chidi
TI  - Storm tides
PY  - 2001
ER  -
TY  - BOOK
AU  - Adler, Ruth
TI  - Harbour towns and granaries
PY  - 2014
ER  -
TY  - BOOK
AU  - Adler, Ruth
TI  - Ledgers of the winter guild
PY  - 2014
ER  -
TY  - BOOK
ER  -
"""


@pytest.fixture
def summary(shell: Shell, tmp_path: Path) -> SummaryDialog:
    shell.add([book("Harbour towns and granaries"), book("Ledgers of a winter guild")])
    path = tmp_path / "works.ris"
    path.write_text(RIS)
    shell.window.imports.start([str(path)])
    return dialog(shell)


def dialog(shell: Shell) -> SummaryDialog:
    shell.qtbot.waitUntil(lambda: bool(shell.window.findChildren(SummaryDialog)), timeout=30_000)
    return shell.window.findChildren(SummaryDialog)[0]


def titles(shell: Shell) -> list[str]:
    return sorted(item.title for item in items(shell))


def items(shell: Shell) -> list[Item]:
    reader = shell.context.workspace.read
    return reader.items(reader.item_ids())


def states(model: SummaryModel) -> list[str]:
    return [model.index(n, Column.STATE).data() for n in range(model.rowCount())]


def finish(shell: Shell, summary: SummaryDialog) -> None:
    summary.accept()
    shell.qtbot.waitUntil(
        lambda: bool(shell.window.findChildren(ImportReportPanel)), timeout=30_000
    )


def test_each_record_has_its_state_and_nothing_is_written(
    shell: Shell, summary: SummaryDialog
) -> None:
    QAbstractItemModelTester(summary.model, summary)
    assert states(summary.model) == [
        "New", "Here as adler2014", "New? Like adler2014a", "Broken, line 16",
    ]  # fmt: skip
    assert [row.is_taken for row in summary.model.rows] == [True, False, True, False]
    # What has to be decided is looked at first.
    assert summary.view.currentIndex().row() == 2
    assert len(items(shell)) == 2
    summary.reject()
    assert len(items(shell)) == 2


def test_space_takes_the_selected_works_out_and_in(summary: SummaryDialog) -> None:
    summary.view.selectAll()
    QTest.keyClick(summary.view, Qt.Key.Key_Space)
    assert summary.model.taken == 0
    QTest.keyClick(summary.view, Qt.Key.Key_Space)
    assert summary.model.taken == 3


def test_a_click_on_the_box_decides_one_work(summary: SummaryDialog) -> None:
    view = summary.view
    place: QPoint = view.visualRect(summary.model.index(0, Column.TAKE)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [row.is_taken for row in summary.model.rows] == [False, False, True, False]


def test_the_filters_show_one_kind(summary: SummaryDialog) -> None:
    summary.model.show_kind(Kind.BROKEN)
    assert states(summary.model) == ["Broken, line 16"]
    assert summary.model.index(0, Column.TITLE).data() == "Record 4 says nothing about a work."


def test_what_was_decided_comes_in_and_one_undo_takes_it_back(
    shell: Shell, summary: SummaryDialog
) -> None:
    summary.detail.chosen.emit(False)
    assert states(summary.model)[2] == "Same as adler2014a?"
    destination = summary.destination
    destination._picker.setCurrentIndex(destination._picker.count() - 1)
    destination._name.setText("Harbours/Tides")
    destination._tags.setText("tides; to read; tides")
    finish(shell, summary)
    (new,) = (item for item in items(shell) if item.title == "Storm tides")
    assert new.tags == ("tides", "to read")
    collections = shell.context.workspace.read.collections()
    assert {c.name for c in collections} == {"Harbours", "Tides"}
    assert new.collections == tuple(c.id for c in collections if c.name == "Tides")
    assert len(items(shell)) == 3
    shell.after(lambda: shell.context.workspace.undo())
    assert len(items(shell)) == 2


def test_a_work_that_stands_twice_can_be_left_out(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "joined.ris"
    path.write_text((RIS.split("ER")[0] + "ER  -\n") * 2)
    shell.window.imports.start([str(path)])
    found = dialog(shell)
    assert states(found.model) == ["New", "New? Like line 1"]
    found.detail.chosen.emit(False)
    assert states(found.model) == ["New", "Same as line 1?"]
    finish(shell, found)
    assert titles(shell) == ["Storm tides"]


def test_a_list_in_the_clipboard_is_recognised(shell: Shell) -> None:
    data = QMimeData()
    data.setText(RIS)
    QApplication.clipboard().setMimeData(data)
    shell.context.actions.get("file.paste").trigger()
    found = dialog(shell)
    assert found.model.taken == 3
    finish(shell, found)
    assert len(items(shell)) == 3


def test_a_list_that_cannot_be_read_is_told_in_a_banner(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "empty.ris"
    path.write_text("TY  - JOUR\nER  -\n")
    told: list[str] = []
    shell.context.notify = lambda _kind, text: told.append(text)
    shell.window.imports.start([str(path)])
    shell.qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told[0].startswith("empty.ris was not imported.")


def test_quotations_are_told_of_and_become_marks_or_notes(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "Towns.ctv6bak"
    path.write_bytes(backup())
    shell.window.imports.start([str(path)])
    summary = dialog(shell)
    said = [label.text() for label in summary.findChildren(QLabel)]
    assert any("With 2 quotations" in text for text in said)
    finish(shell, summary)
    reader = shell.context.workspace.read
    item = next(each for each in items(shell) if each.title == "Who Weighed the Bread?")
    assert len(reader.notes_of(item.id)) == 2


def test_a_work_that_was_read_in_part_says_so_before_it_comes_in(
    shell: Shell, tmp_path: Path
) -> None:
    shell.add([book("Letters")])
    path = tmp_path / "works.bib"
    path.write_text("@book{a, title={Storm tides}}\n@book{b, title={Never closed, year={2001}\n")
    shell.window.imports.start([str(path)])
    rows = dialog(shell).model.rows
    assert [look_of(row).word for row in rows if row.candidate] == ["New", "New, partly read"]
