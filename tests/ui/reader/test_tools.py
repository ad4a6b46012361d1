"""Making and changing annotations on the page, with the mouse and by keys."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.reader.conftest import REPORT

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Colour
from pincite.model.ids import AnnotationId, Sha256
from pincite.ui.reader.annotations.card_menu import CardMenu
from pincite.ui.reader.annotations.text_box import (
    fitted_to_text,
    height_of,
    natural_size,
    paint_text_box,
)
from pincite.ui.reader.pages.page_layout import PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.pages.view_mode import ViewMode
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tools.tool_state import ToolKind

PAGE = 34
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _drag(reader: ReaderPane, *places: tuple[int, int]) -> None:
    port = reader.view.viewport()
    first, *others = [QPoint(*place) for place in places]
    QTest.mousePress(port, LEFT, NO_KEY, first)
    last = first
    for place in others:
        for step in range(1, 11):
            QTest.mouseMove(port, last + (place - last) * step / 10)
        last = place
    QTest.mouseRelease(port, LEFT, NO_KEY, others[-1])


def _one(qtbot: QtBot, reader: ReaderPane) -> Annotation:
    qtbot.waitUntil(lambda: len(reader.marks.annotations) == 1, timeout=5000)
    return reader.marks.annotations[0]


def _changed(qtbot: QtBot, reader: ReaderPane, act: Callable[[], object]) -> Annotation:
    """The annotation after an act, as the library has it."""
    with qtbot.waitSignal(reader.marks.changed, timeout=5000):
        act()
    return reader.marks.annotations[0]


def _rect(reader: ReaderPane, annotation: Annotation) -> tuple[int, int, int, int]:
    place = annotation.anchor.places[0]
    rect = reader.view.rect_of(place.page_index, place.quads[0])
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def _lines(reader: ReaderPane) -> list[list[QRect]]:
    """Where the words of the page's full lines stand, line by line."""
    text = reader.texts.get(PAGE)
    assert text is not None
    lines: dict[int, list[QRect]] = {}
    for word in text.words:
        lines.setdefault(word.line, []).append(reader.view.rect_of(PAGE, word.box))
    return [words for words in lines.values() if len(words) > 6]


def _along(first: QRect, last: QRect) -> tuple[tuple[int, int], tuple[int, int]]:
    """A drag over words of a line, from the first to the last."""
    y = first.center().y()
    return (first.left() + 1, y), (last.right(), y)


@pytest.fixture
def page(qtbot: QtBot, reader: ReaderPane) -> ReaderPane:
    """The report at a page with text."""
    reader.go_to(PAGE)
    qtbot.waitUntil(lambda: reader.texts.get(PAGE) is not None, timeout=10_000)
    return reader


def _turned(tmp_path: Path, turn: int) -> Path:
    """A copy of the report with its pages turned, as a scanner leaves them."""
    path = tmp_path / f"turned-{turn}.pdf"
    with pymupdf.open(REPORT) as report:
        report.select([PAGE, PAGE + 1])
        for page in report:
            page.set_rotation(turn)
        report.save(path)
    return path


def test_a_text_tool_marks_every_drag_until_it_is_put_away(qtbot: QtBot, page: ReaderPane) -> None:
    page.context.actions.get("reader.highlight").trigger()
    assert page.context.actions.get("reader.highlight").isChecked()
    for line in _lines(page)[:2]:
        _drag(page, *_along(line[0], line[3]))
    qtbot.waitUntil(lambda: len(page.marks.annotations) == 2, timeout=5000)
    assert not page.selection_bar.isVisible()
    assert page.pointer.selection is None
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.context.actions.get("reader.highlight").isChecked()
    assert not page.tools.strip.isVisible()


def test_digits_choose_the_colour_of_the_tool(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.AREA)
    assert page.view.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    QTest.keyClick(page.view, Qt.Key.Key_4)
    _drag(page, (200, 200), (260, 240), (300, 300))
    assert _one(qtbot, page).colour is Colour.BLUE
    page.tools.next_colour()
    assert page.marks.tools.colour_of(AnnotationKind.AREA) is Colour.PURPLE


def test_a_squiggle_is_painted_as_a_wave_under_the_text(qtbot: QtBot, page: ReaderPane) -> None:
    rect = _lines(page)[0][2]
    page.context.actions.run("reader.squiggle")
    QTest.keyClick(page.view, Qt.Key.Key_2)
    _drag(page, *_along(rect, rect))
    assert _one(qtbot, page).kind is AnnotationKind.SQUIGGLE
    image = page.view.viewport().grab().toImage()
    reds = {
        y
        for y in range(rect.bottom() - 4, rect.bottom() + 5)
        for x in range(rect.left(), rect.right())
        if image.pixelColor(x, y).red() - image.pixelColor(x, y).green() > 80
    }
    assert len(reds) >= 3


def test_an_area_is_framed_moved_resized_and_brought_back(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.AREA)
    _drag(page, (200, 200), (260, 240), (300, 280))
    first = _one(qtbot, page)
    assert first.kind is AnnotationKind.AREA
    assert _rect(page, first) == pytest.approx((200, 200, 300, 280), abs=2)
    page.tools.end()
    page.acts.select_annotation(first.id)
    moved = _changed(qtbot, page, lambda: _drag(page, (250, 240), (280, 260), (290, 270)))
    assert _rect(page, moved) == pytest.approx((240, 230, 340, 310), abs=2)
    sized = _changed(qtbot, page, lambda: _drag(page, (343, 313), (360, 340), (383, 353)))
    assert _rect(page, sized) == pytest.approx((240, 230, 380, 350), abs=3)
    _changed(qtbot, page, page.context.bridge.undo)
    back = _changed(qtbot, page, page.context.bridge.undo)
    assert back.anchor == first.anchor


def test_a_slip_of_the_hand_makes_no_area(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.AREA)
    _drag(page, (200, 200), (202, 201))
    _drag(page, (200, 200), (300, 300))
    _one(qtbot, page)


def test_escape_leaves_what_is_being_drawn_and_then_the_tool(
    qtbot: QtBot, page: ReaderPane
) -> None:
    page.tools.toggle(ToolKind.AREA)
    port = page.view.viewport()
    QTest.mousePress(port, LEFT, NO_KEY, QPoint(200, 200))
    QTest.mouseMove(port, QPoint(300, 300))
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.tools.current is ToolKind.AREA
    QTest.mouseRelease(port, LEFT, NO_KEY, QPoint(300, 300))
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.tools.current is None
    assert page.marks.annotations == ()


def test_the_picture_of_an_area_is_copied(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.AREA)
    _drag(page, (200, 200), (300, 280))
    area = _one(qtbot, page)
    page.page_menus.copy_picture(area)
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=10_000)
    box = area.anchor.places[0].quads[0]
    image: QImage = clipboard.image()
    assert image.width() == pytest.approx((box.x1 - box.x0) * 200 / 72, abs=2)
    assert page.area_pictures.get(area) is not None


def test_strokes_that_follow_each_other_are_one_drawing(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.INK)
    _drag(page, (200, 200), (240, 220), (300, 200))
    _drag(page, (200, 260), (240, 280), (300, 260))
    qtbot.waitUntil(lambda: [len(a.strokes) for a in page.marks.annotations] == [2], timeout=5000)
    drawing = page.marks.annotations[0]
    assert (drawing.kind, drawing.colour) == (AnnotationKind.INK, Colour.RED)
    left, top, right, bottom = _rect(page, drawing)
    assert (left, right) == pytest.approx((200, 300), abs=4)
    assert (top, bottom) == pytest.approx((200, 275), abs=8)
    one = _changed(qtbot, page, page.context.bridge.undo)
    assert len(one.strokes) == 1


def test_a_drawing_is_met_on_its_lines_only(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.INK)
    _drag(page, (200, 200), (200, 300), (300, 300))
    drawing = _one(qtbot, page)
    page.tools.end()
    port = page.view.viewport()
    QTest.mouseClick(port, LEFT, NO_KEY, QPoint(290, 210))
    assert page.acts.selected_annotation is None
    QTest.mouseClick(port, LEFT, NO_KEY, QPoint(201, 250))
    assert page.acts.selected_annotation == drawing.id


def test_rubbing_cuts_and_then_removes_in_one_step_each(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.INK)
    _drag(page, (200, 200), (300, 200), (400, 200))
    whole = _one(qtbot, page)
    page.tools.toggle(ToolKind.ERASER)
    cut = _changed(qtbot, page, lambda: _drag(page, (300, 160), (300, 240)))
    assert len(cut.strokes) == 2
    with qtbot.waitSignal(page.marks.changed, timeout=5000):
        _drag(page, (190, 200), (300, 200), (410, 200))
    assert page.marks.annotations == ()
    assert page.annotations.on_page(PAGE) == ()
    assert _changed(qtbot, page, page.context.bridge.undo).strokes == cut.strokes
    assert _changed(qtbot, page, page.context.bridge.undo).strokes == whole.strokes
    (shown,) = page.annotations.on_page(PAGE)
    assert shown.strokes == whole.strokes


def test_a_text_box_is_typed_on_the_page(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.TEXT)
    port = page.view.viewport()
    QTest.mouseClick(port, LEFT, NO_KEY, QPoint(200, 200))
    field = port.focusWidget()
    assert field is not None
    assert page.context.actions.get("reader.text").isChecked()
    QTest.keyClicks(field, "See 12")
    page.tools.choose_size(18.0)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    box = _one(qtbot, page)
    assert (box.kind, box.comment, box.font_pt) == (AnnotationKind.TEXT, "See 12", 18.0)
    assert page.acts.selected_annotation == box.id
    assert not page.context.actions.get("reader.text").isChecked()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    again = port.focusWidget()
    assert again is not None
    QTest.keyClicks(again, "3")
    changed = _changed(qtbot, page, lambda: QTest.keyClick(again, Qt.Key.Key_Escape))
    assert changed.comment == "See 123"
    assert _rect(page, changed)[2] > _rect(page, box)[2]


def test_an_empty_text_box_is_none(qtbot: QtBot, page: ReaderPane) -> None:
    port = page.view.viewport()
    page.tools.toggle(ToolKind.TEXT)
    QTest.mouseClick(port, LEFT, NO_KEY, QPoint(200, 200))
    field = port.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Escape)
    page.tools.toggle(ToolKind.TEXT)
    _drag(page, (200, 300), (350, 330))
    field = port.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "words")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    box = _one(qtbot, page)
    left, top, right, _ = _rect(page, box)
    assert (left, top, right) == pytest.approx((200, 300, 350), abs=2)


def test_the_strip_stands_clear_of_what_is_typed(qtbot: QtBot, page: ReaderPane) -> None:
    port = page.view.viewport()
    page.tools.toggle(ToolKind.TEXT)
    strip = page.tools.strip
    assert strip.geometry().bottom() > port.height() - 40
    QTest.mouseClick(port, LEFT, NO_KEY, strip.geometry().center() - QPoint(0, 60))
    field = port.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "many words " * 20)
    assert not strip.geometry().intersects(field.geometry())
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not strip.isVisible()


def test_a_text_box_grows_with_its_text(qtbot: QtBot, page: ReaderPane) -> None:
    short = natural_size("word", 12, 200)
    long = natural_size("word " * 30, 12, 200)
    assert short[0] < 60 < long[0] <= 200
    assert long[1] > 4 * short[1] / 2
    assert height_of("a\nb\nc", 12, 200) > 2 * height_of("a", 12, 200)


def test_arrow_keys_move_what_is_selected_by_points(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.AREA)
    _drag(page, (200, 200), (300, 280))
    area = _one(qtbot, page)
    page.tools.end()
    page.acts.select_annotation(area.id)
    before = area.anchor.places[0].quads[0]
    _changed(qtbot, page, lambda: QTest.keyClick(page.view, Qt.Key.Key_Right))
    moved = _changed(qtbot, page, lambda: QTest.keyClick(page.view, Qt.Key.Key_Down, SHIFT))
    after = moved.anchor.places[0].quads[0]
    assert (after.x0 - before.x0, after.y0 - before.y0) == pytest.approx((1, 10))
    assert _changed(qtbot, page, page.context.bridge.undo).anchor == area.anchor


def test_the_end_of_a_highlight_is_drawn_by_characters(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.HIGHLIGHT)
    first, last = _lines(page)[0][0], _lines(page)[0][2]
    middle = first.center().y()
    _drag(page, *_along(first, last))
    mark = _one(qtbot, page)
    page.tools.end()
    page.acts.select_annotation(mark.id)
    shorter = _changed(
        qtbot, page, lambda: _drag(page, (last.right() + 1, middle), (first.right(), middle))
    )
    assert shorter.anchor.quote == mark.anchor.quote.split()[0]
    longer = _changed(qtbot, page, lambda: QTest.keyClick(page.view, Qt.Key.Key_Right, SHIFT))
    assert mark.anchor.quote.startswith(longer.anchor.quote)
    assert len(longer.anchor.quote) == len(shorter.anchor.quote) + 2
    assert _changed(qtbot, page, page.context.bridge.undo).anchor == shorter.anchor


def test_the_menu_of_a_mark_converts_colours_and_deletes(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.HIGHLIGHT)
    rect = _lines(page)[0][2]
    _drag(page, *_along(rect, rect))
    _one(qtbot, page)
    page.tools.end()
    page.view.menu_asked.emit(rect.center(), False)
    (menu,) = page.view.findChildren(CardMenu)

    def choose(text: str) -> None:
        actions = [a for m in (menu, *menu.findChildren(QMenu)) for a in m.actions()]
        next(a for a in actions if a.text().split("\t")[0] == text).trigger()

    assert _changed(qtbot, page, lambda: choose("Squiggle")).kind is AnnotationKind.SQUIGGLE
    assert _changed(qtbot, page, lambda: choose("Red")).colour is Colour.RED
    assert page.marks.tools.colour_of(AnnotationKind.HIGHLIGHT) is Colour.RED
    with qtbot.waitSignal(page.marks.changed, timeout=5000):
        choose("Delete")
    assert page.marks.annotations == ()
    menu.close()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_tools_work_on_turned_pages(
    qtbot: QtBot, open_reader: Callable[..., ReaderPane], tmp_path: Path, turn: int
) -> None:
    reader = open_reader(None, _turned(tmp_path, turn))
    assert reader.view.layout_of_pages.rotation(0) == turn
    reader.tools.toggle(ToolKind.AREA)
    _drag(reader, (200, 200), (260, 240), (300, 260))
    area = _one(qtbot, reader)
    assert _rect(reader, area) == pytest.approx((200, 200, 300, 260), abs=2)
    reader.tools.end()
    reader.acts.select_annotation(area.id)
    sized = _changed(qtbot, reader, lambda: _drag(reader, (303, 230), (320, 230), (353, 230)))
    assert _rect(reader, sized) == pytest.approx((200, 200, 350, 260), abs=3)
    moved = _changed(qtbot, reader, lambda: QTest.keyClick(reader.view, Qt.Key.Key_Down, SHIFT))
    scale = reader.view.layout_of_pages.scale
    assert _rect(reader, moved)[1] == pytest.approx(200 + 10 * scale, abs=2)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_tools_work_while_the_view_is_turned(qtbot: QtBot, page: ReaderPane, turn: int) -> None:
    page.view.set_view_mode(ViewMode(turn=turn))
    page.view.show_page(PAGE)
    page.tools.toggle(ToolKind.AREA)
    _drag(page, (200, 200), (260, 240), (300, 260))
    area = _one(qtbot, page)
    assert _rect(page, area) == pytest.approx((200, 200, 300, 260), abs=2)
    page.tools.end()
    page.acts.select_annotation(area.id)
    sized = _changed(qtbot, page, lambda: _drag(page, (303, 230), (320, 230), (353, 230)))
    assert _rect(page, sized) == pytest.approx((200, 200, 350, 260), abs=3)
    page.tools.toggle(ToolKind.INK)
    _drag(page, (200, 300), (300, 300))
    qtbot.waitUntil(lambda: len(page.marks.annotations) == 2, timeout=5000)
    drawing = next(a for a in page.marks.annotations if a.strokes)
    assert _rect(page, drawing)[::2] == pytest.approx((200, 300), abs=4)


def test_what_cannot_be_stored_is_not_shown_any_longer(qtbot: QtBot, page: ReaderPane) -> None:
    page.tools.toggle(ToolKind.AREA)
    _drag(page, (200, 200), (300, 280))
    area = _one(qtbot, page)
    page.marks.delete(area.id)
    qtbot.waitUntil(lambda: page.marks.annotations == (), timeout=5000)
    page.marks.expected.emit(area)
    assert page.annotations.on_page(PAGE) != ()
    page.context.bridge.failed.emit("The disk is full.")
    assert page.annotations.on_page(PAGE) == ()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_text_box_is_as_high_as_its_text(qtbot: QtBot, turn: int) -> None:
    layout = PageLayout(((600, 800),), (turn,))
    shown = Quad(100, 100, 220, 105)
    place = PageQuads(0, (layout.unrotated_box(0, shown),))
    blank = Annotation(AnnotationId("a"), Sha256("b"), AnnotationKind.TEXT, Anchor(0, (place,)))
    box = fitted_to_text(replace(blank, comment="some words " * 6), layout)
    after = layout.displayed(0, box.anchor.places[0].quads[0])
    assert (after.x0, after.y0, after.x1) == pytest.approx((100, 100, 220))
    assert after.y1 - after.y0 == pytest.approx(height_of(box.comment, 12, 120))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_text_box_turns_with_the_view(qtbot: QtBot, turn: int) -> None:
    place = Anchor(0, (PageQuads(0, (Quad(0, 0, 1, 1),)),))
    box = Annotation(AnnotationId("a"), Sha256("b"), AnnotationKind.TEXT, place, comment="I")
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    size = QSizeF(20, 100) if turn % 180 else QSizeF(100, 20)
    frame = QRectF(QPointF(60 - size.width() / 2, 60 - size.height() / 2), size)
    painter = QPainter(image)
    paint_text_box(painter, box, frame, 1.0, PageTheme.PAPER, turn=turn)
    painter.end()
    spots = [
        (x, y) for x in range(120) for y in range(120) if image.pixelColor(x, y).lightness() < 150
    ]
    x = sum(x for x, _ in spots) / len(spots)
    y = sum(y for _, y in spots) / len(spots)
    # Where the first letter stands, seen from the middle.
    near = {0: (x < 30), 90: (y < 30), 180: (x > 90), 270: (y > 90)}
    assert near[turn]


def test_a_narrow_bar_leaves_out_what_is_in_its_menu(qtbot: QtBot, page: ReaderPane) -> None:
    def names() -> set[str]:
        buttons = page.bar.findChildren(QToolButton)
        return {button.accessibleName() for button in buttons if button.isVisible()}

    assert {"Highlight", "Note", "Draw", "Text box", "Mark an area", "All tools"} <= names()
    page.window().resize(page.bar.minimumSizeHint().width() + 360, 700)
    qtbot.waitUntil(lambda: "Mark an area" not in names(), timeout=5000)
    assert {"Highlight", "Note", "All tools"} <= names()
