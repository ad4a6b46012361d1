"""The reader at work on the sample report."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.reader.conftest import REPORT

from pincite.model.annotations import Annotation, AnnotationKind, Colour
from pincite.model.citations import Citation
from pincite.model.documents import Document
from pincite.services.page_numbering import NumberingScope, PageNumbering
from pincite.services.reading import shown_path
from pincite.services.workspace import Workspace
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.card_editor import CardEditor
from pincite.ui.reader.pages.page_themes import PageTheme, recoloured
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab
from pincite.ui.reader.text.selection import Selection, TextPlace

PAGE = 34
"""File page 35 of the report, printed 23."""
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PASSAGE = "long-term costs that no one at the table had counted"


def _text_of(qtbot: QtBot, reader: ReaderPane, index: int) -> str:
    reader.go_to(index)
    qtbot.waitUntil(lambda: reader.texts.get(index) is not None, timeout=10_000)
    text = reader.texts.get(index)
    assert text is not None
    return text.text


def _select(qtbot: QtBot, reader: ReaderPane, words: str, index: int = PAGE) -> None:
    text = _text_of(qtbot, reader, index)
    start = " ".join(text.split("\n")).find(words)
    if start < 0:
        start, words = 40, text[40:90]
    reader.pointer.set_selection(
        Selection(TextPlace(index, start), TextPlace(index, start + len(words)))
    )
    reader.pointer.selection_finished.emit()


def _marks(qtbot: QtBot, reader: ReaderPane, count: int) -> tuple[Annotation, ...]:
    qtbot.waitUntil(lambda: len(reader.marks.annotations) == count, timeout=5000)
    return reader.marks.annotations


def test_the_page_box_shows_the_printed_number(qtbot: QtBot, reader: ReaderPane) -> None:
    reader.go_to(PAGE)
    assert reader.bar.page_box.text == "p. 23 · 35 of 56"


def test_a_typed_number_is_a_label_first(qtbot: QtBot, reader: ReaderPane) -> None:
    box = reader.bar.page_box
    box.edit.setText("23")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert reader.view.current_page == PAGE
    box.edit.setText("iv")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert reader.bar.page_box.text.startswith("p. iv")


def test_correcting_a_number_changes_every_label(qtbot: QtBot, reader: ReaderPane) -> None:
    reader.go_to(PAGE)
    numbering = PageNumbering(NumberingScope.FROM_HERE, PAGE, "101")
    reader.bar.page_box.numbered.emit(numbering)
    qtbot.waitUntil(lambda: reader.names.number(PAGE + 1) == "102", timeout=5000)
    assert reader.bar.page_box.text == "p. 101 · 35 of 56"
    reader.context.bridge.undo()
    qtbot.waitUntil(lambda: reader.names.number(PAGE) == "23", timeout=5000)


def test_a_drag_with_the_mouse_selects_text(qtbot: QtBot, reader: ReaderPane) -> None:
    text = _text_of(qtbot, reader, PAGE)
    page = reader.texts.get(PAGE)
    assert page is not None
    words = [w for w in page.words if 60 < w.start < 200]
    first = reader.view.rect_of(PAGE, words[0].box)
    last = reader.view.rect_of(PAGE, words[-1].box)
    port = reader.view.viewport()
    QTest.mousePress(port, LEFT, NO_KEY, first.topLeft() + QPoint(1, 4))
    QTest.mouseMove(port, last.bottomRight() - QPoint(0, 3))
    QTest.mouseRelease(port, LEFT, NO_KEY, last.bottomRight() - QPoint(0, 3))
    anchor = reader.acts.anchor()
    assert anchor is not None
    assert anchor.quote == " ".join(text[words[0].start : words[-1].end].split())
    bar = reader.selection_bar.geometry()
    assert reader.selection_bar.isVisible()
    assert not bar.intersects(first)
    assert not bar.intersects(last)


def test_a_double_click_selects_a_word(qtbot: QtBot, reader: ReaderPane) -> None:
    _text_of(qtbot, reader, PAGE)
    page = reader.texts.get(PAGE)
    assert page is not None
    word = next(w for w in page.words[20:] if page.text[w.start : w.end].isalpha())
    centre = reader.view.rect_of(PAGE, word.box).center()
    port = reader.view.viewport()
    QTest.mouseClick(port, LEFT, NO_KEY, centre)
    QTest.mouseDClick(port, LEFT, NO_KEY, centre)
    QTest.keyClick(reader.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    reader.acts.copy()
    assert QGuiApplication.clipboard().text() == page.text[word.start : word.end]


def test_a_digit_highlights_and_undo_takes_it_back(qtbot: QtBot, reader: ReaderPane) -> None:
    _select(qtbot, reader, PASSAGE)
    anchor = reader.acts.anchor()
    QTest.keyClick(reader.view, Qt.Key.Key_3)
    (mark,) = _marks(qtbot, reader, 1)
    assert (mark.kind, mark.colour, mark.anchor) == (
        AnnotationKind.HIGHLIGHT, Colour.GREEN, anchor,
    )  # fmt: skip
    assert reader.acts.selected_annotation == mark.id
    reader.context.bridge.undo()
    _marks(qtbot, reader, 0)
    reader.context.bridge.redo()
    assert _marks(qtbot, reader, 1)[0].anchor == anchor


def test_a_highlight_tints_the_page(qtbot: QtBot, reader: ReaderPane) -> None:
    _select(qtbot, reader, PASSAGE)
    reader.acts.mark(AnnotationKind.HIGHLIGHT, Colour.YELLOW)
    (mark,) = _marks(qtbot, reader, 1)
    reader.acts.select_annotation(None)
    quad = mark.anchor.places[0].quads[0]
    qtbot.waitUntil(lambda: reader.pictures.page(PAGE) is not None, timeout=10_000)
    box = reader.view.rect_of(PAGE, quad)
    shot = reader.view.viewport().grab().toImage()
    colour = shot.pixelColor(box.left() + 1, box.top() + 1)
    assert colour.blue() < 200 < colour.red()


def test_click_goes_both_ways_between_page_and_list(qtbot: QtBot, reader: ReaderPane) -> None:
    _select(qtbot, reader, PASSAGE)
    reader.acts.mark(AnnotationKind.HIGHLIGHT)
    (mark,) = _marks(qtbot, reader, 1)
    reader.acts.select_annotation(None)
    centre = reader.view.rect_of(PAGE, mark.anchor.places[0].quads[0]).center()
    QTest.mouseClick(reader.view.viewport(), LEFT, NO_KEY, centre)
    assert reader.sides.right is not None
    assert reader.sides.right.list.view.currentIndex().row() == 0
    reader.go_to(0)
    reader.sides.right.list.chosen.emit(mark.id)
    assert reader.view.current_page == PAGE
    reader.places.back()
    assert reader.view.current_page == 0


def test_comment_tags_and_colour_are_edited_in_place(qtbot: QtBot, reader: ReaderPane) -> None:
    _select(qtbot, reader, PASSAGE)
    reader.acts.note()
    _marks(qtbot, reader, 1)
    assert reader.sides.right is not None
    cards = reader.sides.right.list.view
    qtbot.waitUntil(lambda: cards.cards.editing.isValid(), timeout=5000)
    editor = cards.findChild(CardEditor)
    assert isinstance(editor, CardEditor)
    editor.comment.setPlainText("A **key** sentence")
    editor.tags.setText("costs, bread, costs")
    editor.finish(keep=True)
    qtbot.waitUntil(lambda: bool(reader.marks.annotations[0].comment), timeout=5000)
    assert reader.marks.annotations[0].tags == ("costs", "bread")
    cards.setFocus()
    QTest.keyClick(cards, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: reader.marks.annotations[0].colour is Colour.BLUE, timeout=5000)
    QTest.keyClick(cards, Qt.Key.Key_Delete)
    _marks(qtbot, reader, 0)


def test_a_page_note_stands_where_it_was_clicked(qtbot: QtBot, reader: ReaderPane) -> None:
    reader.go_to(2)
    reader.context.actions.get("reader.note").trigger()
    assert reader.context.actions.get("reader.note").isChecked()
    QTest.mouseClick(reader.view.viewport(), LEFT, NO_KEY, QPoint(300, 300))
    (mark,) = _marks(qtbot, reader, 1)
    assert (mark.kind, mark.anchor.page_index, mark.anchor.quote) == (AnnotationKind.NOTE, 2, "")
    assert reader.view.rect_of(2, mark.anchor.places[0].quads[0]).contains(QPoint(300, 300))


def test_citing_a_selection_binds_the_citation_to_a_highlight(
    qtbot: QtBot, reader: ReaderPane, workspace: Workspace
) -> None:
    _select(qtbot, reader, PASSAGE)
    reader.acts.cite()
    (mark,) = _marks(qtbot, reader, 1)
    bibliography = reader.context.bibliographies.active()
    assert bibliography is not None
    cited: list[Citation] = workspace.read.citations_of(bibliography.id)
    assert [(c.annotation, c.quotation) for c in cited] == [(mark.id, mark.anchor.quote)]
    reader.context.bridge.undo()
    _marks(qtbot, reader, 0)


def test_a_quotation_is_copied_with_its_citation(qtbot: QtBot, reader: ReaderPane) -> None:
    _select(qtbot, reader, PASSAGE)
    reader.acts.copy_with_citation()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("“")
    assert text.endswith("2014, p. 23)")


def test_find_lists_marks_and_steps_through_hits(qtbot: QtBot, reader: ReaderPane) -> None:
    reader.finding.ask()
    with qtbot.waitSignal(reader.finding.session.finished, timeout=10_000):
        reader.finding.bar.edit.setText("bakers")
    total = len(reader.finding.session.hits)
    assert total > 5
    assert reader.finding.bar.count.text() == f"1 of {total}"
    first = reader.finding.session.hits[0].page_index
    assert first in reader.view.visible_pages
    reader.finding.step(forward=False)
    assert reader.finding.bar.count.text() == f"{total} of {total} · from the end"
    assert reader.finding.hits.rowCount() == total
    QTest.keyClick(reader.finding.bar.edit, Qt.Key.Key_Escape)
    assert reader.finding.session.hits == []


def test_a_narrow_find_bar_shortens_its_options(qtbot: QtBot, reader: ReaderPane) -> None:
    reader.finding.ask()
    bar = reader.finding.bar
    bar.resize(900, bar.height())
    assert bar.whole_words.text() == "Whole words"
    bar.resize(420, bar.height())
    assert bar.whole_words.text() == "[ab]"
    assert bar.whole_words.accessibleName() == "Whole words"
    assert bar.minimumSizeHint().width() < 420


def test_words_of_a_search_are_marked_in_a_reader_just_opened(
    qtbot: QtBot, context: AppContext, report: Document
) -> None:
    path = shown_path(context.workspace.library.files, report)
    tab = ReaderTab(context, report, path, "title")
    qtbot.addWidget(tab, before_close_func=lambda _tab: tab.shut())
    reader = tab.pane
    reader.finding.mark(("baker*",))
    reader.go_to(PAGE)
    with qtbot.waitSignal(reader.finding.session.finished, timeout=20_000):
        tab.show()
    assert len(reader.finding.session.by_page[PAGE]) > 1
    assert reader.view.current_page == PAGE
    assert not reader.finding.bar.isVisible()


def test_ctrl_end_shows_the_last_page_at_once(qtbot: QtBot, reader: ReaderPane) -> None:
    QTest.keyClick(reader.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert reader.view.current_page == 55
    qtbot.waitUntil(lambda: reader.pictures.page(55) is not None, timeout=10_000)
    QTest.keyClick(reader.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert reader.view.current_page == 0


def test_a_killed_worker_is_replaced_and_the_page_comes(qtbot: QtBot, reader: ReaderPane) -> None:
    session = reader.feed.session
    assert session is not None
    worker = session.worker_pid
    reader.go_to(40)
    os.kill(worker, signal.SIGKILL)
    qtbot.waitUntil(lambda: reader.pictures.page(40) is not None, timeout=15_000)
    assert session.worker_pid != worker


def test_reading_goes_on_where_it_stopped(
    qtbot: QtBot, open_reader: Callable[..., ReaderPane], report: Document, workspace: Workspace
) -> None:
    first = open_reader(report)
    first.go_to(20)
    first.shut()
    qtbot.waitUntil(lambda: workspace.read.reading_place(report.sha256) is not None, timeout=5000)
    assert open_reader(report).view.current_page == 20


def test_zoom_keeps_what_is_read_and_old_pictures_until_sharp_ones_come(
    qtbot: QtBot, reader: ReaderPane
) -> None:
    reader.go_to(30)
    qtbot.waitUntil(lambda: reader.pictures.page(30) is not None, timeout=10_000)
    reader.view.set_zoom(3.5)
    assert reader.pictures.page(30) is not None
    assert 30 in reader.view.visible_pages
    scale = reader.view.layout_of_pages.scale
    qtbot.waitUntil(lambda: bool(reader.pictures.tiles(30, scale)), timeout=10_000)


def test_the_first_mark_brings_a_loose_file_into_the_library(
    qtbot: QtBot, open_reader: Callable[..., ReaderPane], workspace: Workspace
) -> None:
    reader = open_reader(None, REPORT)
    assert reader.bar.page_box.text == "p. 1 of 56"
    _select(qtbot, reader, PASSAGE)
    with qtbot.waitSignal(reader.document_changed, timeout=60_000):
        reader.acts.mark(AnnotationKind.HIGHLIGHT)
    (mark,) = _marks(qtbot, reader, 1)
    assert reader.document is not None
    assert workspace.read.annotations_of(reader.document.sha256) == [mark]
    assert reader.bar.page_box.text == "p. 23 · 35 of 56"
    assert reader.title == "Harbour Towns and the Price of Grain"


def test_a_file_that_is_no_document_says_why(
    qtbot: QtBot, open_reader: Callable[..., ReaderPane], tmp_path: Path
) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"no PDF at all")
    reader = open_reader(None, path)
    assert not reader.view.isVisible()
    assert not reader.bar.isEnabled()


def test_escape_leaves_bar_selection_and_find_in_this_order(
    qtbot: QtBot, reader: ReaderPane
) -> None:
    _select(qtbot, reader, PASSAGE)
    QTest.keyClick(reader.view, Qt.Key.Key_Escape)
    assert not reader.selection_bar.isVisible()
    assert reader.pointer.selection is not None
    QTest.keyClick(reader.view, Qt.Key.Key_Escape)
    assert reader.pointer.selection is None


@pytest.mark.parametrize("theme", list(PageTheme))
def test_page_themes_map_white_to_paper_and_black_to_ink(qtbot: QtBot, theme: PageTheme) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    image.setPixelColor(1, 1, QColor("black"))
    shown = recoloured(image, theme)
    paper, ink = shown.pixelColor(0, 0), shown.pixelColor(1, 1)
    light, dark = (ink, paper) if theme in (PageTheme.DARK, PageTheme.BLACK) else (paper, ink)
    assert light.lightness() > dark.lightness()


def test_side_buttons_of_the_mouse_go_back_and_forward(reader: ReaderPane) -> None:
    reader.go_to(20)
    port = reader.view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.BackButton)
    assert reader.view.current_page == 0
    QTest.mouseClick(port, Qt.MouseButton.ForwardButton)
    assert reader.view.current_page == 20


def test_a_known_file_opened_by_its_path_goes_on_where_reading_stopped(
    qtbot: QtBot,
    open_reader: Callable[..., ReaderPane],
    report: Document,
    workspace: Workspace,
) -> None:
    first = open_reader(report)
    first.go_to(20)
    first.shut()
    qtbot.waitUntil(lambda: workspace.read.reading_place(report.sha256) is not None, timeout=5000)
    loose = open_reader(None, REPORT)
    loose.marks.look_up()
    qtbot.waitUntil(lambda: loose.document is not None, timeout=10_000)
    assert loose.view.current_page == 20
