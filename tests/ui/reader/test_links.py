"""Links on the pages: the cursor, following, the address shown first, the preview."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pincite.ui.reader.links.address_popup import AddressPopup, breakable
from pincite.ui.reader.links.preview_card import PreviewCard
from pincite.ui.reader.links.preview_region import place_beside, preview_region
from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.reader.reader_pane import ReaderPane

INSIDE = pymupdf.Rect(72, 90, 260, 106)
OUTSIDE = pymupdf.Rect(72, 140, 260, 156)
ADDRESS = "https://example.org/a/page?x=1"


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Five pages; the first has a link to the third and one to the web, both on text."""
    document = pymupdf.open()
    for number in range(5):
        page = document.new_page(width=432, height=648)
        page.insert_text((72, 60), f"page {number + 1}")
        page.insert_text((72, 400), f"the place on page {number + 1}")
    page = document[0]
    page.insert_text((74, 102), "see the place that is meant here")
    page.insert_text((74, 152), "an address in the world outside")
    target = pymupdf.Point(72, 380)
    page.insert_link({"kind": pymupdf.LINK_GOTO, "from": INSIDE, "page": 2, "to": target})
    page.insert_link({"kind": pymupdf.LINK_URI, "from": OUTSIDE, "uri": ADDRESS})
    path = tmp_path / "linked.pdf"
    document.save(path)
    return path


@pytest.fixture
def reader(qtbot: QtBot, open_reader: Callable[..., ReaderPane], linked: Path) -> ReaderPane:
    """The file, with the links and words of its first page at hand."""
    reader = open_reader(None, linked)
    place = QPoint(*middle(reader, INSIDE))
    qtbot.waitUntil(lambda: reader.links.hover(place.toPointF()), timeout=10_000)
    qtbot.waitUntil(lambda: reader.texts.get(0) is not None, timeout=10_000)
    reader.links.hover(None)
    return reader


def middle(reader: ReaderPane, box: pymupdf.Rect) -> tuple[int, int]:
    """The middle of a box of the first page in the viewport."""
    page = reader.view.layout_of_pages.box(0, reader.view.view_box.width)
    scale, view, ratio = reader.view.layout_of_pages.scale, reader.view.view_box, reader.view.ratio
    x = (page.x - view.x + (box.x0 + box.x1) / 2 * scale) / ratio
    y = (page.y - view.y + (box.y0 + box.y1) / 2 * scale) / ratio
    return round(x), round(y)


def hover(reader: ReaderPane, box: pymupdf.Rect) -> None:
    """Move the mouse there, from elsewhere: a move to where it is already would say nothing."""
    QTest.mouseMove(reader.view.viewport(), QPoint(1, 1))
    QTest.mouseMove(reader.view.viewport(), QPoint(*middle(reader, box)))


def click(reader: ReaderPane, box: pymupdf.Rect) -> None:
    QTest.mouseClick(
        reader.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*middle(reader, box))
    )


def test_a_click_on_a_link_shows_its_place_and_back_returns(reader: ReaderPane) -> None:
    click(reader, INSIDE)
    assert reader.view.place.page_index == 2
    assert reader.view.place.y_fraction == pytest.approx(380 / 648, abs=0.05)
    reader.places.back()
    assert reader.view.current_page == 0


def test_the_cursor_is_a_hand_over_a_link_only(reader: ReaderPane) -> None:
    viewport = reader.view.viewport()
    hover(reader, INSIDE)
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    hover(reader, pymupdf.Rect(72, 52, 110, 62))
    assert viewport.cursor().shape() is Qt.CursorShape.IBeamCursor


def test_dragging_over_a_link_selects_its_text(reader: ReaderPane) -> None:
    viewport = reader.view.viewport()
    x, y = middle(reader, INSIDE)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(x - 40, y))
    QTest.mouseMove(viewport, QPoint(x + 40, y))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(x + 40, y))
    assert reader.view.current_page == 0
    assert reader.pointer.selection


def test_an_address_is_shown_before_it_is_opened(
    reader: ReaderPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    click(reader, OUTSIDE)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, AddressPopup)
    assert popup.text.text().replace("\u200b", "") == ADDRESS
    assert opened == []
    popup.open_button.click()
    assert opened == [ADDRESS]


def test_the_address_of_a_link_can_be_copied(reader: ReaderPane) -> None:
    click(reader, OUTSIDE)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, AddressPopup)
    popup.copy_button.click()
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_an_address_that_no_program_opens_is_said(
    reader: ReaderPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    reader.links.said.connect(lambda _kind, sentence: said.append(sentence))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    click(reader, OUTSIDE)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, AddressPopup)
    popup.open_button.click()
    assert len(said) == 1


def test_hovering_shows_where_a_link_leads_beside_it(qtbot: QtBot, reader: ReaderPane) -> None:
    viewport = reader.view.viewport()
    x, y = middle(reader, INSIDE)
    hover(reader, INSIDE)
    qtbot.waitUntil(lambda: shown_card(reader) is not None, timeout=10_000)
    card = shown_card(reader)
    assert card is not None
    assert not card.geometry().contains(QPoint(x, y))
    assert viewport.rect().contains(card.geometry())
    QTest.keyClick(reader.view, Qt.Key.Key_Escape)
    assert shown_card(reader) is None


def test_scrolling_takes_the_preview_away(qtbot: QtBot, reader: ReaderPane) -> None:
    hover(reader, INSIDE)
    qtbot.waitUntil(lambda: shown_card(reader) is not None, timeout=10_000)
    reader.view.verticalScrollBar().setValue(120)
    assert shown_card(reader) is None


def test_the_keyboard_steps_through_the_links_that_are_seen(reader: ReaderPane) -> None:
    assert reader.links.step(forward=True)
    assert reader.links.step(forward=True)
    assert reader.links.step(forward=True)  # round to the first again
    assert reader.links.follow_focused()
    assert reader.view.current_page == 2
    assert not reader.links.follow_focused()


def test_a_preview_begins_a_little_before_the_place() -> None:
    assert preview_region((600, 800), (72, 300), (400, 150)) == (48, 290, 400, 150)


def test_a_preview_of_a_height_only_shows_the_middle_of_the_page() -> None:
    assert preview_region((600, 800), (None, 300), (400, 150)) == (100, 290, 400, 150)
    assert preview_region((600, 800), (0, 300), (400, 150)) == (100, 290, 400, 150)


def test_a_preview_moves_to_the_column_of_the_place() -> None:
    assert preview_region((600, 800), (320, 300), (280, 150)) == (296, 290, 280, 150)


def test_a_preview_stays_on_the_page() -> None:
    assert preview_region((600, 800), (590, 790), (400, 150)) == (200, 650, 400, 150)
    assert preview_region((300, 100), (None, None), (400, 150)) == (0, 0, 300, 100)


@pytest.mark.parametrize("y", [10, 280, 560])
def test_a_card_never_covers_its_link(y: int) -> None:
    link = Box(50, y, 100, 20)
    card = place_beside(link, (300, 200), (800, 600), 6)
    assert not card.intersected(link)
    assert Box(0, 0, 800, 600).contains(card)


def test_signs_that_hide_something_are_shown_in_an_address() -> None:
    assert breakable("https://a.org/\u202egpj").replace("\u200b", "") == "https://a.org/�gpj"


def shown_card(reader: ReaderPane) -> PreviewCard | None:
    """The preview that is seen."""
    card = reader.view.viewport().findChild(PreviewCard)
    return card if card is not None and card.isVisible() else None
