"""Arrangements of pages, turned and cropped views, zoom, and how they are found again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.reader.conftest import REPORT

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import AnnotationKind, QuotationKind
from pincite.model.documents import Document
from pincite.services.workspace import Workspace
from pincite.ui.context import AppContext
from pincite.ui.reader import floating_bar
from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.pages.turned import turned_box, turned_image
from pincite.ui.reader.pages.view_mode import Spread, ViewMode
from pincite.ui.reader.pages.zooming import ZoomMode
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab

PAGE = 34
CONTROL, NO_KEY = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
TURNS = (90, 180, 270)
NOTCH = 120


@pytest.fixture
def tab(open_tab: Callable[..., ReaderTab]) -> ReaderTab:
    """The file of the sample report in a tab."""
    return open_tab(None, REPORT)


@pytest.fixture
def pane(tab: ReaderTab) -> ReaderPane:
    """Its only pane."""
    return tab.pane


def _turn_wheel(
    pane: ReaderPane, notches: float, keys: Qt.KeyboardModifier = NO_KEY, at: QPointF | None = None
) -> None:
    port = pane.view.viewport()
    position = at or QPointF(port.width() / 2, port.height() / 2)
    event = QWheelEvent(
        position, QPointF(port.mapToGlobal(position.toPoint())), QPoint(),
        QPoint(0, round(notches * NOTCH)), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def _page_by_page(pane: ReaderPane, zoom_mode: ZoomMode = ZoomMode.PAGE) -> None:
    pane.modes.set_paged(is_paged=True)
    pane.modes.fit(zoom_mode)


def _wait_for_page(qtbot: QtBot, pane: ReaderPane, index: int) -> QImage:
    def is_sharp() -> bool:
        image = pane.pictures.page(index)
        return image is not None and (image.width(), image.height()) == size

    size = pane.view.layout_of_pages.size_px(index)
    qtbot.waitUntil(is_sharp, timeout=10_000)
    image = pane.pictures.page(index)
    assert image is not None
    return image


# --- arrangements


def test_page_by_page_one_page_is_seen(pane: ReaderPane) -> None:
    pane.go_to(PAGE)
    _page_by_page(pane)
    assert list(pane.view.visible_pages) == [PAGE]
    assert pane.view.current_page == PAGE


def test_a_notch_at_the_end_of_a_page_goes_on_to_the_next(pane: ReaderPane) -> None:
    pane.go_to(PAGE)
    _page_by_page(pane)
    _turn_wheel(pane, -1)
    assert list(pane.view.visible_pages) == [PAGE + 1]
    _turn_wheel(pane, 1)
    assert list(pane.view.visible_pages) == [PAGE]


def test_back_from_the_top_of_a_page_one_sees_the_end_of_the_one_before(pane: ReaderPane) -> None:
    _page_by_page(pane, ZoomMode.WIDTH)
    pane.go_to(PAGE)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.minimum())
    _turn_wheel(pane, 1)
    assert pane.view.current_page == PAGE - 1
    assert bar.value() == bar.maximum() > bar.minimum()


def test_small_steps_of_a_touch_pad_add_up_to_a_turn(pane: ReaderPane) -> None:
    pane.go_to(PAGE)
    _page_by_page(pane)
    for _ in range(7):
        _turn_wheel(pane, -1 / 8)
    assert pane.view.current_page == PAGE
    _turn_wheel(pane, -1 / 8)
    assert pane.view.current_page == PAGE + 1


def test_in_the_middle_of_a_page_the_wheel_turns_nothing(qtbot: QtBot, pane: ReaderPane) -> None:
    _page_by_page(pane, ZoomMode.WIDTH)
    pane.go_to(PAGE)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() - 20)
    _turn_wheel(pane, -1)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert pane.view.current_page == PAGE


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_PageDown, PAGE + 1),
        (Qt.Key.Key_Space, PAGE + 1),
        (Qt.Key.Key_Down, PAGE + 1),
        (Qt.Key.Key_Right, PAGE + 1),
        (Qt.Key.Key_PageUp, PAGE - 1),
        (Qt.Key.Key_Left, PAGE - 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 55),
    ],
)
def test_keys_turn_pages_that_are_wholly_seen(pane: ReaderPane, key: Qt.Key, page: int) -> None:
    pane.go_to(PAGE)
    _page_by_page(pane)
    QTest.keyClick(pane.view, key)
    assert pane.view.current_page == page
    assert list(pane.view.visible_pages) == [page]


def test_nothing_lies_beyond_the_first_and_the_last_page(pane: ReaderPane) -> None:
    _page_by_page(pane)
    _turn_wheel(pane, 1)
    assert pane.view.current_page == 0
    pane.places.go_to_end()
    _turn_wheel(pane, -1)
    assert list(pane.view.visible_pages) == [55]


def test_two_pages_with_a_cover_are_turned_together(pane: ReaderPane) -> None:
    pane.modes.set_spread(Spread.COVER)
    _page_by_page(pane)
    pane.go_to(0)
    assert list(pane.view.visible_pages) == [0]
    pane.step_page(1)
    assert list(pane.view.visible_pages) == [1, 2]
    assert pane.view.current_page == 1
    pane.step_page(1)
    assert list(pane.view.visible_pages) == [3, 4]


def test_the_page_asked_for_is_the_current_one_of_a_spread(pane: ReaderPane) -> None:
    pane.modes.set_spread(Spread.TWO)
    pane.go_to(PAGE + 1)
    assert pane.view.current_page == PAGE + 1
    assert {PAGE, PAGE + 1} <= set(pane.view.visible_pages)
    pane.step_page(1)
    assert pane.view.current_page == PAGE + 2


@pytest.mark.parametrize(
    "mode",
    [
        ViewMode(Spread.TWO),
        ViewMode(Spread.COVER, is_paged=True),
        ViewMode(is_paged=True),
        ViewMode(turn=90),
    ],
)
def test_another_arrangement_shows_the_page_that_was_read(pane: ReaderPane, mode: ViewMode) -> None:
    pane.go_to(PAGE, 200.0)
    pane.view.set_view_mode(mode)
    assert pane.view.current_page == PAGE
    assert PAGE in pane.view.visible_pages
    pane.view.set_view_mode(ViewMode())
    assert pane.view.current_page == PAGE


def test_the_pages_around_a_spread_are_drawn_before_they_are_turned_to(
    qtbot: QtBot, pane: ReaderPane
) -> None:
    pane.modes.set_spread(Spread.COVER)
    _page_by_page(pane)
    pane.go_to(PAGE)
    for index in range(PAGE - 3, PAGE + 3):
        _wait_for_page(qtbot, pane, index)


# --- turned


@pytest.mark.parametrize("turn", TURNS)
def test_points_of_a_turned_view_are_those_of_the_page(pane: ReaderPane, turn: int) -> None:
    pane.modes.turn_by(turn)
    pane.go_to(PAGE)
    quad = Quad(100.0, 200.0, 140.0, 212.0)
    centre = QPointF(pane.view.rect_of(PAGE, quad).center())
    spot = pane.view.spot_at(centre)
    assert spot is not None
    assert spot.page_index == PAGE
    assert quad.contains(spot.x_pt, spot.y_pt)


@pytest.mark.parametrize("colours", [PageTheme.PAPER, PageTheme.DARK])
@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_page_is_its_picture_turned(
    qtbot: QtBot, pane: ReaderPane, turn: int, colours: PageTheme
) -> None:
    pane.set_page_theme(colours)
    pane.view.set_zoom(0.5)
    pane.go_to(PAGE)
    upright = _wait_for_page(qtbot, pane, PAGE)
    pane.modes.turn_by(turn)
    pane.go_to(PAGE)
    assert _wait_for_page(qtbot, pane, PAGE) == turned_image(upright, turn)
    pane.modes.turn_by(-turn)
    assert _wait_for_page(qtbot, pane, PAGE) == upright


@pytest.mark.parametrize("turn", TURNS)
def test_sharp_parts_of_a_turned_page_stand_where_they_belong(
    qtbot: QtBot, pane: ReaderPane, turn: int
) -> None:
    pane.modes.turn_by(turn)
    pane.view.set_zoom(4.0)
    pane.go_to(PAGE)
    layout = pane.view.layout_of_pages
    qtbot.waitUntil(lambda: bool(pane.pictures.tiles(PAGE, layout.scale)), timeout=10_000)
    tile = pane.pictures.tiles(PAGE, layout.scale)[0]
    qtbot.waitUntil(lambda: pane.pictures.page(PAGE) is not None, timeout=10_000)
    coarse = pane.pictures.page(PAGE)
    assert coarse is not None
    size = layout.size_px(PAGE)
    part = coarse.scaled(*size).copy(tile.box.x, tile.box.y, tile.box.width, tile.box.height)
    small, expected = tile.image.scaled(40, 40), part.scaled(40, 40)
    wrong = sum(
        abs(small.pixelColor(x, y).lightness() - expected.pixelColor(x, y).lightness()) > 200
        for x in range(40)
        for y in range(40)
    )
    assert wrong < 40


@pytest.mark.parametrize("turn", [0, *TURNS])
def test_a_part_comes_back_when_it_is_turned_back(turn: int) -> None:
    box, page = Box(10, 20, 30, 40), (200, 300)
    turned_page = (300, 200) if turn % 180 else page
    assert turned_box(turned_box(box, page, turn), turned_page, -turn) == box


# --- cropped


def _crop(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.modes.toggle_crop()
    qtbot.waitUntil(lambda: _is_cut(pane, PAGE), timeout=20_000)


def _is_cut(pane: ReaderPane, index: int) -> bool:
    layout = pane.view.layout_of_pages
    return layout.shown_px(index)[0] < layout.size_px(index)[0]


def test_without_its_margins_a_page_is_larger_and_loses_no_word(
    qtbot: QtBot, pane: ReaderPane
) -> None:
    pane.go_to(PAGE)
    qtbot.waitUntil(lambda: pane.texts.get(PAGE) is not None, timeout=10_000)
    before = pane.view.zoom
    _crop(qtbot, pane)
    assert pane.view.zoom > before * 1.2
    assert pane.view.current_page == PAGE
    text, layout = pane.texts.get(PAGE), pane.view.layout_of_pages
    assert text is not None
    shown = layout.shown_pt(PAGE)
    for word in text.words:
        assert shown.x0 < word.box.x0 < word.box.x1 < shown.x1
        assert shown.y0 < word.box.y0 < word.box.y1 < shown.y1
    pane.modes.toggle_crop()
    assert pane.view.zoom == before


def test_a_page_filled_to_its_edges_is_not_cut(qtbot: QtBot, pane: ReaderPane) -> None:
    _crop(qtbot, pane)
    assert not _is_cut(pane, 0)


def test_a_note_in_the_margin_is_not_cut_off(
    qtbot: QtBot, open_tab: Callable[..., ReaderTab], report: Document
) -> None:
    pane = open_tab(report).pane
    pane.go_to(PAGE)
    corner = Quad(20.0, 30.0, 38.0, 48.0)
    anchor = Anchor(PAGE, (PageQuads(PAGE, (corner,)),))
    pane.marks.add(anchor, AnnotationKind.NOTE, quotation_kind=QuotationKind.COMMENT)
    qtbot.waitUntil(lambda: len(pane.marks.annotations) == 1)
    pane.modes.toggle_crop()
    qtbot.waitUntil(lambda: _is_cut(pane, PAGE + 2), timeout=20_000)
    shown = pane.view.layout_of_pages.shown_pt(PAGE)
    assert shown.contains(corner.x0, corner.y0)
    pane.context.bridge.undo()
    qtbot.waitUntil(lambda: _is_cut(pane, PAGE), timeout=20_000)


def test_only_what_is_shown_of_a_page_is_painted(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.go_to(PAGE)
    _crop(qtbot, pane)
    pane.go_to(PAGE)
    qtbot.waitUntil(lambda: pane.pictures.has_any(PAGE), timeout=10_000)
    shown = pane.view.geometry_of_view.shown_in_view(PAGE)
    shot = pane.view.viewport().grab().toImage()
    assert shot.pixelColor(shown.x + 2, shown.y + 40) == QColor("white")
    assert shot.pixelColor(shown.x - 10, shown.y + 40) != QColor("white")


# --- zoom


def test_zooming_with_the_wheel_keeps_the_point_under_the_mouse(pane: ReaderPane) -> None:
    pane.go_to(PAGE)
    at = QPointF(300, 500)
    before = pane.view.spot_at(at)
    for _ in range(4):
        _turn_wheel(pane, 1, CONTROL, at)
    after = pane.view.spot_at(at)
    assert before is not None
    assert after is not None
    assert (after.x_pt, after.y_pt) == pytest.approx((before.x_pt, before.y_pt), abs=1.5)


def test_a_pinch_zooms_around_its_middle(pane: ReaderPane) -> None:
    pane.go_to(PAGE)
    at, port = QPointF(300, 400), pane.view.viewport()
    before, spot = pane.view.zoom, pane.view.spot_at(at)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        at, at, QPointF(port.mapToGlobal(at.toPoint())), 0.25, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(port, pinch)
    assert pane.view.zoom == pytest.approx(before * 1.25)
    after = pane.view.spot_at(at)
    assert spot is not None
    assert after is not None
    assert (after.x_pt, after.y_pt) == pytest.approx((spot.x_pt, spot.y_pt), abs=1.5)


def test_fit_height_shows_a_page_from_top_to_bottom(pane: ReaderPane) -> None:
    pane.modes.fit(ZoomMode.HEIGHT)
    layout = pane.view.layout_of_pages
    margins = 2 * layout.margin_px
    assert layout.size_px(0)[1] == pytest.approx(pane.view.view_box.height - margins, abs=1)


@pytest.mark.parametrize(("typed", "zoom"), [("150", 1.5), ("80 %", 0.8), ("9999", 16.0)])
def test_a_zoom_can_be_typed(pane: ReaderPane, typed: str, zoom: float) -> None:
    box = pane.bar.zoom
    box.edit.setText(typed)
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert pane.view.zoom == zoom
    assert box.edit.text() == f"{box.locale().toString(round(zoom * 100))} %"


def test_what_is_no_zoom_changes_nothing(pane: ReaderPane) -> None:
    before, box = pane.view.zoom, pane.bar.zoom
    box.edit.setText("wide")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert pane.view.zoom == before
    assert box.edit.property("problem")
    QTest.keyClick(box.edit, Qt.Key.Key_Escape)
    assert box.edit.text() == f"{round(before * 100)} %"


# --- kept


def test_a_document_is_found_as_it_was_left(
    qtbot: QtBot, open_tab: Callable[..., ReaderTab], report: Document, workspace: Workspace
) -> None:
    first = open_tab(report)
    pane = first.pane
    pane.modes.set_spread(Spread.COVER)
    pane.modes.set_paged(is_paged=True)
    pane.modes.turn_by(90)
    pane.modes.fit(ZoomMode.PAGE)
    pane.go_to(21)
    first.shut()
    qtbot.waitUntil(lambda: workspace.read.reading_place(report.sha256) is not None, timeout=5000)
    again = open_tab(report).pane
    assert again.modes.mode == ViewMode(Spread.COVER, is_paged=True, turn=90)
    assert again.modes.zoom_mode is ZoomMode.PAGE
    assert again.view.current_page == 21
    assert list(again.view.visible_pages) == [21, 22]


def test_a_new_document_is_shown_like_the_last_one_but_not_turned(
    open_tab: Callable[..., ReaderTab], report: Document, context: AppContext
) -> None:
    modes = open_tab(report).pane.modes
    modes.set_spread(Spread.TWO)
    modes.turn_by(180)
    modes.fit(ZoomMode.HEIGHT)
    other = open_tab(None, REPORT).pane
    assert other.modes.mode == ViewMode(Spread.TWO)
    assert other.modes.zoom_mode is ZoomMode.HEIGHT


def test_a_second_view_of_a_document_begins_like_the_first(
    qtbot: QtBot, pane: ReaderPane, tab: ReaderTab
) -> None:
    pane.modes.set_spread(Spread.TWO)
    pane.modes.turn_by(270)
    pane.view.set_zoom(0.4)
    tab.toggle_split(Qt.Orientation.Horizontal)
    twin = tab.other
    assert twin is not None
    qtbot.waitUntil(lambda: twin.page_count > 0, timeout=10_000)
    assert twin.modes.mode == pane.modes.mode
    assert twin.view.zoom == 0.4


# --- actions


def test_a_narrow_bar_does_without_the_buttons_of_the_zoom(
    pane: ReaderPane, tab: ReaderTab
) -> None:
    def seen() -> list[bool]:
        wanted = (tab.actions_.zoom_in, tab.actions_.zoom_out)
        buttons = pane.bar.findChildren(QToolButton)
        return [b.isVisible() for b in buttons if b.defaultAction() in wanted]

    assert seen() == [True, True]
    pane.bar.resize(pane.bar.minimumSizeHint().width() + 4, pane.bar.height())
    assert seen() == [False, False]
    pane.bar.resize(1000, pane.bar.height())
    assert seen() == [True, True]


@pytest.mark.parametrize("turn", TURNS)
def test_text_of_a_turned_view_is_selected_with_the_mouse(
    qtbot: QtBot, pane: ReaderPane, turn: int
) -> None:
    pane.modes.turn_by(turn)
    pane.go_to(PAGE)
    qtbot.waitUntil(lambda: pane.texts.get(PAGE) is not None, timeout=10_000)
    text = pane.texts.get(PAGE)
    assert text is not None
    line = [w for w in text.words if w.line == text.words[12].line]
    pane.view.show_quad(PAGE, line[0].box)
    first, last = (pane.view.rect_of(PAGE, w.box).center() for w in (line[0], line[-1]))
    port = pane.view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NO_KEY, first)
    QTest.mouseMove(port, last)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NO_KEY, last)
    anchor = pane.acts.anchor()
    assert anchor is not None
    words = anchor.quote.split()
    inner = [text.text[w.start : w.end] for w in line[1:-1]]
    assert words[1:-1] == inner


def test_actions_show_what_holds(pane: ReaderPane, tab: ReaderTab, context: AppContext) -> None:
    get = context.actions.get
    assert not get("reader.right_to_left").isEnabled()
    get("reader.two_pages").trigger()
    get("reader.page_by_page").trigger()
    get("reader.turn_left").trigger()
    get("reader.fit_height").trigger()
    assert pane.modes.mode == ViewMode(Spread.TWO, is_paged=True, turn=270)
    checked = {e.id for e in context.actions.entries() if e.targets[-1].isChecked()}
    wanted = {"reader.two_pages", "reader.page_by_page", "reader.fit_height"}
    assert wanted <= checked
    assert not {"reader.one_page", "reader.continuous", "reader.fit_width"} & checked
    assert get("reader.right_to_left").isEnabled()


def test_full_screen_hides_bar_and_panels_and_brings_them_back(
    qtbot: QtBot,
    open_tab: Callable[..., ReaderTab],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(floating_bar, "_GREETING_MS", 0)
    tab = open_tab(None, REPORT)
    pane = tab.pane
    QCursor.setPos(tab.mapToGlobal(QPoint(400, 500)))
    before = tab.actions_.left.isChecked(), tab.actions_.right.isChecked()
    tab.set_full_screen(is_full=True)
    assert not tab.actions_.right.isChecked()
    qtbot.waitUntil(lambda: not pane.bar.isVisible(), timeout=10_000)
    assert pane.view.geometry().top() == 0
    pane.ask_for_page()
    assert pane.bar.isVisible()
    tab.set_full_screen(is_full=False)
    assert (tab.actions_.left.isChecked(), tab.actions_.right.isChecked()) == before
    assert pane.bar.isVisible()
    qtbot.waitUntil(lambda: pane.view.mapTo(pane, QPoint(0, 0)).y() == pane.bar.height())
