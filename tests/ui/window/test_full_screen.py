"""A document on the whole screen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.reader.conftest import REPORT
from tests.ui.shell import Shell

from pincite.ui.reader.tab import ReaderTab
from pincite.ui.reader.tools.tool_state import ToolKind


def _bars(shell: Shell) -> list[bool]:
    window = shell.window
    bars = (window.menuWidget(), window.strip.bar, window.statusBar())
    return [bar.isVisible() for bar in bars if bar is not None]


def _open(shell: Shell) -> ReaderTab:
    shell.window.resize(1200, 800)
    reader = shell.window.tabs.open_file(REPORT)
    with shell.qtbot.waitSignal(reader.first_page_painted, timeout=20_000):
        shell.window.show()
    return reader


def _toggle(shell: Shell, *, is_full: bool) -> None:
    shell.context.actions.run("view.full_screen")
    shell.qtbot.waitUntil(lambda: shell.window.isFullScreen() is is_full)


def test_a_document_has_the_screen_to_itself_until_esc(shell: Shell) -> None:
    reader = _open(shell)
    _toggle(shell, is_full=True)
    assert not any(_bars(shell))
    reader.pane.view.setFocus()
    QTest.keyClick(reader.pane.view, Qt.Key.Key_Escape)
    assert not shell.window.isFullScreen()
    assert all(_bars(shell))


def test_esc_first_closes_what_is_open_in_the_document(shell: Shell) -> None:
    reader = _open(shell)
    _toggle(shell, is_full=True)
    reader.pane.tools.toggle(ToolKind.NOTE)
    QTest.keyClick(reader.pane.view, Qt.Key.Key_Escape)
    assert shell.window.isFullScreen()
    assert reader.pane.tools.current is None


def test_a_document_opened_meanwhile_has_the_screen_to_itself(shell: Shell) -> None:
    _open(shell)
    _toggle(shell, is_full=True)
    second = shell.window.tabs.open_file(REPORT.with_name("storm-tides.pdf"))
    assert not any(_bars(shell))
    assert not second.actions_.right.isChecked()
    _toggle(shell, is_full=False)
    assert second.actions_.right.isChecked()


def test_other_tabs_keep_their_bars(shell: Shell) -> None:
    reader = _open(shell)
    _toggle(shell, is_full=True)
    shell.window.strip.step(1)
    assert all(_bars(shell))
    shell.window.strip.show_page(reader)
    assert not any(_bars(shell))
    _toggle(shell, is_full=False)
    assert all(_bars(shell))
