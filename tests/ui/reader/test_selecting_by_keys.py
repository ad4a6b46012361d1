"""Shift and the arrow keys change a selection."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.unit.documents.samples import text_pdf

from pincite.model.anchors import Quad
from pincite.model.texts import LEFT, RIGHT, PageText, Word
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.text import moving
from pincite.ui.reader.text.selection import Selection, TextPlace, selected_text

TEXT = "alpha beta\ngamma delta\n\nomega"
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def page(*, heading: int = RIGHT) -> PageText:
    """Two lines and a paragraph, ten points a character."""
    words = []
    lines = [(0, "alpha beta"), (11, "gamma delta"), (24, "omega")]
    for number, (offset, line) in enumerate(lines):
        at = 0
        for part in line.split(" "):
            x = at * 10.0
            box = Quad(x, number * 20.0, x + 10 * len(part), number * 20.0 + 12)
            words.append(Word(offset + at, offset + at + len(part), box, number, heading=heading))
            at += len(part) + 1
    return PageText(0, TEXT, tuple(words))


@pytest.mark.parametrize(
    ("step", "offset", "expected"),
    [
        (moving.next_character, 0, 1),
        (moving.next_character, 22, 24),
        (moving.next_character, len(TEXT), None),
        (moving.previous_character, 24, 22),
        (moving.previous_character, 0, None),
        (moving.next_word, 0, 5),
        (moving.next_word, 5, 10),
        (moving.next_word, 26, 29),
        (moving.next_word, 29, None),
        (moving.previous_word, 10, 6),
        (moving.previous_word, 6, 0),
        (moving.line_start, 14, 11),
        (moving.line_end, 14, 22),
        (moving.line_below, 2, 13),
        (moving.line_below, 21, 29),
        (moving.line_above, 13, 2),
        (moving.line_above, 3, None),
    ],
)
def test_steps(step: moving.Step, offset: int, expected: int | None) -> None:
    assert step(page(), offset) == expected


def test_hebrew_runs_leftward() -> None:
    assert moving.runs_leftward(page(heading=LEFT), 3)
    assert not moving.runs_leftward(page(), 3)


@pytest.fixture
def reader(open_reader: Callable[..., ReaderPane], tmp_path: Path, qtbot: QtBot) -> ReaderPane:
    """Two pages with their texts at hand."""
    tab = open_reader(None, text_pdf(tmp_path / "a.pdf", ["alpha beta gamma", "delta epsilon"]))
    tab.texts.want((0, 1))
    qtbot.waitUntil(lambda: {0, 1} <= set(tab.texts.known), timeout=10_000)
    return tab


def _selected(reader: ReaderPane) -> str:
    selection = reader.pointer.selection
    return selected_text(selection, reader.texts.known) if selection else ""


def test_a_selection_grows_and_shrinks_by_characters_and_words(reader: ReaderPane) -> None:
    reader.pointer.set_selection(Selection(TextPlace(0, 0), TextPlace(0, 5)))
    QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT)
    assert _selected(reader) == "alpha b"
    QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert _selected(reader) == "alpha beta"
    QTest.keyClick(reader.view, Qt.Key.Key_Left, SHIFT | CTRL)
    QTest.keyClick(reader.view, Qt.Key.Key_Left, SHIFT)
    assert _selected(reader) == "alpha"
    QTest.keyClick(reader.view, Qt.Key.Key_End, SHIFT)
    assert _selected(reader) == "alpha beta gamma"


def test_a_selection_goes_on_over_a_page_end(reader: ReaderPane) -> None:
    reader.pointer.set_selection(Selection(TextPlace(0, 11), TextPlace(0, 16)))
    QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert _selected(reader) == "gamma\n\ndelta"


def test_without_a_selection_the_keys_scroll(reader: ReaderPane) -> None:
    QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT)
    assert reader.pointer.selection is None
