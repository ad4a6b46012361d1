"""A page that was given up, and the click that tries it again."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pincite.documents.process import identity_of
from pincite.ui.context import AppContext
from pincite.ui.reader.reader_pane import ReaderPane


def test_a_click_tries_a_page_again_that_was_given_up(
    qtbot: QtBot, context: AppContext, open_reader: Callable[..., ReaderPane], tmp_path: Path
) -> None:
    document = pymupdf.open()
    for _ in range(6):
        document.new_page(width=432, height=648).insert_text((72, 72), "words")
    document.save(tmp_path / "a.pdf")
    context.pool.poison(identity_of(str(tmp_path / "a.pdf")), 4, "draw")
    reader = open_reader(None, tmp_path / "a.pdf")
    reader.go_to(4)
    qtbot.waitUntil(lambda: bool(reader.pictures.trouble(4)), timeout=10_000)
    viewport = reader.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())
    qtbot.waitUntil(lambda: reader.pictures.page(4) is not None, timeout=10_000)
    assert reader.pictures.trouble(4) == ""
    # The click has ended: the mouse that moves on selects nothing.
    QTest.mouseMove(viewport, QPoint(60, 60))
    assert reader.pointer.selection is None
