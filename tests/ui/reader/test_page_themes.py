"""Pages in other colours: paper and ink change, pictures do not."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from pincite.ui.reader.pages.page_themes import PageTheme, paper_colour, recoloured
from pincite.ui.reader.reader_pane import ReaderPane

RED = QColor(200, 30, 30)


@pytest.mark.parametrize("theme", [PageTheme.SEPIA, PageTheme.DARK, PageTheme.BLACK])
def test_pictures_keep_their_colours(theme: PageTheme) -> None:
    page = QImage(40, 40, QImage.Format.Format_RGB888)
    page.fill(QColor("white"))
    for x in range(10, 20):
        for y in range(10, 20):
            page.setPixelColor(x, y, RED)
    image = recoloured(page, theme, ((10, 10, 20, 20),))
    assert image.pixelColor(15, 15) == RED
    assert image.pixelColor(10, 10) == RED
    assert image.pixelColor(20, 20) == paper_colour(theme)
    assert recoloured(page, theme).pixelColor(15, 15) != RED


def test_a_page_is_asked_for_with_its_pictures_when_a_theme_is_on(
    qtbot: QtBot, open_reader: Callable[..., ReaderPane], tmp_path: Path
) -> None:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 40), False)
    pixmap.set_rect(pixmap.irect, (RED.red(), RED.green(), RED.blue()))
    document = pymupdf.open()
    page = document.new_page(width=432, height=648)
    page.insert_image(pymupdf.Rect(100, 100, 300, 300), pixmap=pixmap)
    document.save(tmp_path / "photo.pdf")
    reader = open_reader(None, tmp_path / "photo.pdf")
    reader.set_page_theme(PageTheme.DARK)

    def is_red() -> bool:
        image = reader.pictures.page(0)
        if image is None:
            return False
        at = image.pixelColor(image.width() * 200 // 432, image.height() * 200 // 648)
        return at == RED

    qtbot.waitUntil(is_red, timeout=10_000)
    reader.set_page_theme(PageTheme.PAPER)
    qtbot.waitUntil(is_red, timeout=10_000)
