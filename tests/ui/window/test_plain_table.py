"""The table of texts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell

from pincite.ui.widgets.plain_table import PlainModel, PlainTable, TableRow


def row(key: str, *, is_ticked: bool | None = None) -> TableRow:
    return TableRow(key, (key.title(), "7"), is_ticked)


def test_rows_come_and_go_by_qts_rules(qtbot: QtBot) -> None:
    model = PlainModel(("What", "How many"), lambda: QColor("gray"))
    tester = QAbstractItemModelTester(model)
    for keys in ("abc", "ac", "cab", "", "xyz"):
        model.set_rows([row(key) for key in keys])
        assert [each.key for each in model.rows()] == list(keys)
    tester.deleteLater()


def test_space_ticks_all_that_is_selected(shell: Shell) -> None:
    table = PlainTable(shell.context.theme, "Things", ("What", "How many"), (2, 1))
    shell.qtbot.addWidget(table)
    table.rows.set_rows([row(key, is_ticked=True) for key in "abc"])
    table.show()
    table.select_key("a")
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [each.is_ticked for each in table.rows.rows()] == [False, False, True]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [each.is_ticked for each in table.rows.rows()] == [True, True, True]


def test_selected_rows_are_copied_as_spreadsheets_take_them(shell: Shell) -> None:
    table = PlainTable(shell.context.theme, "Things", ("What", "How many"), (2, 1))
    shell.qtbot.addWidget(table)
    table.rows.set_rows([TableRow("a", ("Two\nlines", "7")), row("b"), row("c")])
    table.show()
    table.select_key("a")
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Two lines\t7\nB\t7"
