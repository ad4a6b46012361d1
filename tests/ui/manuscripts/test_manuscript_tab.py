"""A manuscript checked in a tab: the list, the texts side by side, reports, watching the file."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell
from tests.unit.documents.samples import text_pdf

from pincite.model.documents import PageLabel, PageMap
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.manuscripts import FindingState
from pincite.services.commands.items import AddItem
from pincite.services.commands.records import SaveRecords
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.ui.manuscripts.findings_model import FINDING_ROLE
from pincite.ui.manuscripts.manuscript_tab import ManuscriptTab
from pincite.ui.widgets import Banner, Button

RULE = "the rule of the nearest granary was kept by every town of the coast"
FILLER = "Nobody wrote down what it cost, and those who asked were told to wait. " * 8
TEXT = (
    f"“{RULE}” [@adler2014, p. 23].\n\n“{RULE}” [@adler2014, p. 25].\n\n"
    f"“{RULE.replace('kept', 'broken')}” [@adler2014, p. 23].\n\nNo [@nobody, p. 3].\n"
)

OpenTab = Callable[[str], ManuscriptTab]


@pytest.fixture
def library(shell: Shell, tmp_path: Path) -> Shell:
    pages = [FILLER] * 6
    pages[3] = f"It is said that {RULE}. {FILLER}"
    file = text_pdf(tmp_path / "grain.pdf", pages)
    item = Item(ItemId("grain"), "book", "adler2014", {"title": "Grain of the Coast"})
    workspace = shell.context.workspace
    workspace.run_now(AddItem(item))
    Importer(workspace, into=item).run([file], JobContext())
    [document] = workspace.read.documents_of(item.id)
    labels = tuple(PageLabel(str(number)) for number in range(20, 26))
    workspace.run_now(SaveRecords("", (PageMap(document.sha256, labels),)))
    return shell


@pytest.fixture
def open_tab(library: Shell, tmp_path: Path, qtbot: QtBot) -> OpenTab:
    def opened(text: str) -> ManuscriptTab:
        path = tmp_path / "thesis.md"
        path.write_text(text, encoding="utf-8")
        library.window.tabs.open_manuscript(path)
        tab = library.window.strip.current
        assert isinstance(tab, ManuscriptTab)
        qtbot.waitUntil(lambda: tab.report is not None, timeout=20_000)
        return tab

    return opened


def states(tab: ManuscriptTab) -> list[FindingState]:
    return [finding.state for finding in tab.model.findings]


def test_what_needs_attention_is_shown_first(open_tab: OpenTab) -> None:
    tab = open_tab(TEXT)
    assert states(tab) == [FindingState.MISSING, FindingState.CLOSE, FindingState.MOVED]
    assert tab.detail.sentence.text().startswith("This work is not in the library")
    assert not tab.detail.open.isVisibleTo(tab)


def test_the_model_keeps_its_promises(open_tab: OpenTab) -> None:
    tab = open_tab(TEXT)
    tester = QAbstractItemModelTester(tab.model)
    tab.model.show_states([FindingState.VERIFIED])
    tab.model.show_states(list(FindingState))
    assert tab.model.rowCount() == 4
    tester.deleteLater()


def test_one_state_can_be_chosen(open_tab: OpenTab) -> None:
    tab = open_tab(TEXT)
    texts = [tab.filter.itemText(row) for row in range(tab.filter.count())]
    assert texts[:2] == ["Needs attention · 3", "All citations · 4"]
    row = texts.index("Verified · 1")
    tab.filter.setCurrentIndex(row)
    tab.filter.activated.emit(row)
    assert states(tab) == [FindingState.VERIFIED]


def test_both_texts_are_shown_with_the_words_that_differ(open_tab: OpenTab) -> None:
    tab = open_tab(TEXT)
    tab.view.choose(1)
    assert "underline" in tab.detail.quoted.text()
    assert ">broken<" in tab.detail.quoted.text()
    assert ">kept<" in tab.detail.source.text()


def test_enter_opens_the_page_where_the_words_stand(
    open_tab: OpenTab, library: Shell, qtbot: QtBot
) -> None:
    tab = open_tab(TEXT)
    library.context.arrive = arrive = Mock()
    tab.view.choose(2)
    QTest.keyClick(tab.view, Qt.Key.Key_Return)
    (_sha, arrival, is_apart), _ = arrive.call_args
    assert (arrival.page_index, is_apart) == (3, True)
    assert RULE in arrival.quotation


def test_a_saved_manuscript_is_checked_again(
    open_tab: OpenTab, tmp_path: Path, qtbot: QtBot
) -> None:
    tab = open_tab(TEXT)
    with qtbot.waitSignal(tab.check.finished, timeout=20_000):
        (tmp_path / "thesis.md").write_text(f"“{RULE}” [@adler2014, p. 23].\n", encoding="utf-8")
    assert tab.report is not None
    assert [f.state for f in tab.report.findings] == [FindingState.VERIFIED]
    assert states(tab) == [FindingState.VERIFIED]


def test_the_report_is_saved_and_the_manuscript_is_not_touched(
    open_tab: OpenTab, tmp_path: Path, qtbot: QtBot
) -> None:
    tab = open_tab(TEXT)
    path = tmp_path / "thesis.md"
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    tab.save("html")
    dialog = tab.exports.dialog
    assert dialog is not None
    target = tmp_path / "report.html"
    with qtbot.waitSignal(tab.exports.written):
        dialog.fileSelected.emit(str(target))
    dialog.close()
    assert "<mark>broken</mark>" in target.read_text(encoding="utf-8")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_manuscript_that_cannot_be_read_says_why(
    library: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK and nothing else")
    library.window.tabs.open_manuscript(path)
    tab = library.window.strip.current
    assert isinstance(tab, ManuscriptTab)
    with qtbot.waitSignal(tab.check.failed, timeout=20_000) as signal:
        pass
    assert "damaged" in signal.args[0]
    assert not tab.save_button.isEnabled()


def test_a_manuscript_is_opened_once_and_again_after_it_was_closed(
    open_tab: OpenTab, library: Shell
) -> None:
    tab = open_tab(TEXT)
    tabs, path = library.window.tabs, tab._path
    tabs.open_manuscript(path)
    assert library.window.strip.current is tab
    tabs.close(tab)
    tabs.reopen()
    assert isinstance(library.window.strip.current, ManuscriptTab)


def drop(shell: Shell, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    shell.window.dropEvent(event)


def test_a_dropped_text_is_asked_about(library: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "draft.md"
    path.write_text("No citations.", encoding="utf-8")
    drop(library, path)
    [banner] = library.window.findChildren(Banner)
    [check, imported] = banner.findChildren(Button)
    assert (check.text(), imported.text()) == ("Check the manuscript", "Import the work")
    check.click()
    assert banner.isHidden()
    tab = library.window.strip.current
    assert isinstance(tab, ManuscriptTab)
    qtbot.waitUntil(lambda: tab.report is not None, timeout=20_000)
    assert tab.view.model().index(0, 0).data(FINDING_ROLE) is None


def test_a_dropped_latex_file_is_checked_at_once(
    library: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "draft.tex"
    path.write_text(r"\cite[3]{nobody}", encoding="utf-8")
    drop(library, path)
    tab = library.window.strip.current
    assert isinstance(tab, ManuscriptTab)
    qtbot.waitUntil(lambda: tab.report is not None, timeout=20_000)
    assert states(tab) == [FindingState.MISSING]
