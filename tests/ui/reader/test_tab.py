"""A reader tab with one pane and with two."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.reader.conftest import REPORT

from pincite import assets
from pincite.model.annotations import AnnotationKind
from pincite.model.documents import Document
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.reading import shown_path
from pincite.services.workspace import Workspace
from pincite.ui.context import AppContext
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab
from pincite.ui.reader.text.selection import Selection, TextPlace
from pincite.ui.work_chooser import WorkChooser

BESIDE, BELOW = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@pytest.fixture
def tab(open_tab: Callable[..., ReaderTab], report: Document) -> ReaderTab:
    """The sample report in a tab."""
    return open_tab(report)


@pytest.fixture
def journal(workspace: Workspace) -> Document:
    """Another work in the library."""
    path = assets.root() / "samples" / "storm-tides.pdf"
    found = Importer(workspace).run([path], JobContext()).files[0]
    assert found.sha256 is not None
    document = workspace.read.get(Document, found.sha256)
    assert document is not None
    return document


def _open(qtbot: QtBot, pane: ReaderPane) -> ReaderPane:
    qtbot.waitUntil(lambda: pane.page_count > 0, timeout=10_000)
    return pane


def _beside(qtbot: QtBot, tab: ReaderTab, document: Document) -> ReaderPane:
    path = shown_path(tab.context.workspace.library.files, document)
    return _open(qtbot, tab.open_beside(document, path, "Storm tides"))


def test_a_split_shows_the_same_place_twice_and_each_side_goes_its_own_way(
    qtbot: QtBot, tab: ReaderTab
) -> None:
    first = tab.pane
    first.go_to(20)
    tab.toggle_split(BESIDE)
    second = tab.other
    assert second is not None
    _open(qtbot, second)
    assert second.view.current_page == 20
    second.go_to(40)
    assert (first.view.current_page, second.view.current_page) == (20, 40)
    second.places.back()
    assert (first.view.current_page, second.view.current_page) == (20, 20)
    first.places.back()
    assert (first.view.current_page, second.view.current_page) == (0, 20)


def test_keys_mean_the_side_that_has_the_focus(qtbot: QtBot, tab: ReaderTab) -> None:
    first = tab.pane
    tab.toggle_split(BESIDE)
    second = tab.other
    assert second is not None
    _open(qtbot, second)
    tab.activateWindow()
    second.view.setFocus()
    qtbot.waitUntil(lambda: tab.pane is second)
    before = first.view.zoom
    tab.actions_.zoom_in.trigger()
    assert second.view.zoom > before
    assert first.view.zoom == before


def test_a_button_of_the_other_bar_acts_on_its_own_side(qtbot: QtBot, tab: ReaderTab) -> None:
    first = tab.pane
    tab.toggle_split(BESIDE)
    second = tab.other
    assert second is not None
    _open(qtbot, second)
    before = first.view.zoom, second.view.zoom
    button = next(
        b for b in second.bar.findChildren(QToolButton) if b.defaultAction() is tab.actions_.zoom_in
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert tab.pane is second
    assert first.view.zoom == before[0]
    assert second.view.zoom > before[1]
    assert not first.head.isHidden()


def test_the_panels_are_those_of_the_active_side(
    qtbot: QtBot, tab: ReaderTab, journal: Document
) -> None:
    first = tab.pane
    second = _beside(qtbot, tab, journal)
    assert tab.pane is second
    qtbot.waitUntil(lambda: second.sides.right is not None)
    assert second.sides.right is not None
    assert second.sides.right.isVisible()
    assert first.sides.right is not None
    assert not first.sides.right.isVisible()


def test_two_works_name_the_tab_and_one_can_be_closed(
    qtbot: QtBot, tab: ReaderTab, journal: Document
) -> None:
    first = tab.pane
    _beside(qtbot, tab, journal)
    assert tab.title == "title | Storm tides"
    tab.close_pane(tab.pane)
    assert tab.panes == [first]
    assert tab.title == "title"
    assert first.head.isHidden()


def test_a_third_work_takes_the_place_of_the_other_side(
    qtbot: QtBot, tab: ReaderTab, journal: Document
) -> None:
    first = tab.pane
    second = _beside(qtbot, tab, journal)
    tab.activate(first)
    third = tab.open_beside(None, REPORT, "A file")
    assert tab.panes == [first, third]
    assert second is not third


def test_the_same_act_again_turns_the_split_and_then_ends_it(qtbot: QtBot, tab: ReaderTab) -> None:
    tab.toggle_split(BESIDE)
    tab.toggle_split(BELOW)
    assert tab.is_split(BELOW)
    assert len(tab.panes) == 2
    tab.toggle_split(BELOW)
    assert len(tab.panes) == 1


def test_two_panes_in_a_narrow_window_take_the_room_of_the_annotations(tab: ReaderTab) -> None:
    tab.resize(1400, 900)
    tab.toggle_split(BESIDE)
    assert tab.actions_.right.isChecked()
    tab.toggle_split(BESIDE)
    tab.resize(1150, 900)
    tab.toggle_split(BESIDE)
    assert not tab.actions_.right.isChecked()


def test_a_mark_on_one_side_shows_on_the_other(qtbot: QtBot, tab: ReaderTab) -> None:
    first = tab.pane
    tab.toggle_split(BESIDE)
    second = tab.other
    assert second is not None
    _open(qtbot, second)
    first.go_to(34)
    qtbot.waitUntil(lambda: first.texts.get(34) is not None, timeout=10_000)
    first.pointer.set_selection(Selection(TextPlace(34, 40), TextPlace(34, 90)))
    first.acts.mark(AnnotationKind.HIGHLIGHT)
    qtbot.waitUntil(lambda: len(second.marks.annotations) == 1, timeout=5000)


def test_only_the_first_view_of_a_document_says_where_reading_stopped(
    qtbot: QtBot, tab: ReaderTab, report: Document, workspace: Workspace
) -> None:
    tab.pane.go_to(10)
    tab.toggle_split(BESIDE)
    second = tab.other
    assert second is not None
    _open(qtbot, second).go_to(30)
    tab.shut()
    qtbot.waitUntil(lambda: workspace.read.reading_place(report.sha256) is not None, timeout=5000)
    place = workspace.read.reading_place(report.sha256)
    assert place is not None
    assert place.page_index == 10


def test_a_page_theme_colours_both_sides_and_is_remembered(
    qtbot: QtBot, tab: ReaderTab, context: AppContext
) -> None:
    tab.pane.go_to(34)
    tab.toggle_split(BESIDE)
    second = tab.other
    assert second is not None
    _open(qtbot, second)
    tab.set_page_theme(PageTheme.SEPIA)
    assert context.settings == replace(context.settings, page_theme="sepia")
    for pane in tab.panes:
        qtbot.waitUntil(lambda p=pane: p.pictures.page(34) is not None, timeout=10_000)  # type: ignore[misc]
        image = pane.pictures.page(34)
        assert image is not None
        assert image.pixelColor(1, 1) == QColor("#f4ecd8")


def test_a_work_is_chosen_by_a_few_letters(
    qtbot: QtBot, tab: ReaderTab, journal: Document, context: AppContext
) -> None:
    opened: list[object] = []
    context.open_beside = lambda sha, *_: opened.append(sha)
    tab.choose_beside()
    chooser = tab.findChild(WorkChooser)
    assert isinstance(chooser, WorkChooser)
    QTest.keyClicks(chooser.edit, "tide")
    QTest.keyClick(chooser.edit, Qt.Key.Key_Return)
    assert opened == [journal.sha256]


def test_a_loose_file_shown_twice_is_imported_once(
    qtbot: QtBot, open_tab: Callable[..., ReaderTab], workspace: Workspace
) -> None:
    tab = open_tab(None, Path(REPORT))
    first = tab.pane
    tab.toggle_split(BESIDE)
    second = tab.other
    assert second is not None
    _open(qtbot, second)
    first.go_to(34)
    qtbot.waitUntil(lambda: first.texts.get(34) is not None, timeout=10_000)
    first.pointer.set_selection(Selection(TextPlace(34, 40), TextPlace(34, 90)))
    first.acts.mark(AnnotationKind.HIGHLIGHT)
    qtbot.waitUntil(lambda: second.document is not None, timeout=60_000)
    assert second.document == first.document
    qtbot.waitUntil(lambda: len(second.marks.annotations) == 1, timeout=5000)
