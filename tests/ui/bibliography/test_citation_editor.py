"""What is typed into the field for a place, and what it means."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.bibliography.desk import Desk

from pincite.model.citations import Citation
from pincite.model.ids import BibliographyId, CitationId, ItemId
from pincite.model.items import Item
from pincite.model.locators import Locator, parse_locator
from pincite.services.cited_rows import CitedRow
from pincite.ui.bibliography.citation_editor import CitationEditor


@pytest.mark.parametrize(
    ("shown", "picked", "typed", "expected"),
    [
        ("3", "", "10-11", parse_locator("pp. 10-11")),
        ("3", "", "xii", parse_locator("xii")),
        ("3", "", "8:33-9:09", parse_locator("8:33-9:09")),
        ("3", "", "ch. 4", parse_locator("ch. 4")),
        ("ch. 4", "", "p. 9", parse_locator("p. 9")),
        ("ch. 4", "", "5", parse_locator("5", "chapter")),
        ("3", "folio", "12r", parse_locator("12r", "folio")),
        ("3", "section", "p. 9", parse_locator("9", "section")),
        ("3", "", "", Locator()),
    ],
)
def test_the_picked_kind_rules_then_the_typed_sign(
    desk: Desk, qtbot: QtBot, shown: str, picked: str, typed: str, expected: Locator
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    item = Item(ItemId("w"))
    citation = Citation(CitationId("c"), BibliographyId("b"), item.id, parse_locator(shown))
    row = CitedRow(citation, item, citation.locator, None, None, "")
    editor = CitationEditor(desk.theme, row, parent)
    if picked:
        editor.kind.setCurrentIndex(editor.kind.findData(picked))
    editor.text.setText(typed)
    assert editor.locator == expected
