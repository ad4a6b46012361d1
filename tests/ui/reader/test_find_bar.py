"""Finding in an open document: from where, round at the ends, with options."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.unit.documents.samples import text_pdf

from pincite.ui.reader.reader_pane import ReaderPane


@pytest.fixture
def reader(open_reader: Callable[..., ReaderPane], tmp_path: Path) -> ReaderPane:
    """Five pages with "grain" on the first, third and fifth, and "Grand" on the second."""
    pages = ["grain one", "Grand two", "Grain three", "four", "grains five"]
    return open_reader(None, text_pdf(tmp_path / "a.pdf", pages))


def _type(qtbot: QtBot, reader: ReaderPane, words: str, hits: int) -> None:
    reader.finding.bar.ask()
    reader.finding.bar.edit.setText(words)
    QTest.keyClick(reader.finding.bar.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: reader.finding.session.is_finished and len(reader.finding.session.hits) == hits,
        timeout=10_000,
    )


def test_the_first_hit_is_the_next_from_the_page_on(qtbot: QtBot, reader: ReaderPane) -> None:
    reader.go_to(1)
    _type(qtbot, reader, "grain", 3)
    qtbot.waitUntil(lambda: reader.view.current_page == 2, timeout=5000)
    assert reader.finding.bar.count.text() == "2 of 3"


def test_a_longer_word_is_looked_for_from_where_the_shorter_was(
    qtbot: QtBot, reader: ReaderPane
) -> None:
    reader.go_to(1)
    _type(qtbot, reader, "gra", 4)
    assert reader.finding.bar.count.text() == "2 of 4"
    _type(qtbot, reader, "grain", 3)
    assert reader.finding.bar.count.text() == "2 of 3"


def test_going_round_is_said(qtbot: QtBot, reader: ReaderPane) -> None:
    _type(qtbot, reader, "grain", 3)
    reader.finding.control.step(forward=False)
    assert reader.finding.bar.count.text() == "3 of 3 · from the end"
    reader.finding.control.step()
    assert reader.finding.bar.count.text() == "1 of 3 · from the beginning"
    reader.finding.control.step()
    assert reader.finding.bar.count.text() == "2 of 3"


def test_options_take_effect_at_once(qtbot: QtBot, reader: ReaderPane) -> None:
    _type(qtbot, reader, "grain", 3)
    reader.finding.bar.whole_words.click()
    qtbot.waitUntil(
        lambda: reader.finding.session.is_finished and len(reader.finding.session.hits) == 2
    )
    reader.finding.bar.match_case.click()
    qtbot.waitUntil(
        lambda: reader.finding.session.is_finished and len(reader.finding.session.hits) == 1
    )
