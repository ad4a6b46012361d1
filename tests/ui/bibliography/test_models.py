"""The models keep Qt's rules while rows come, go and move."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from pincite.citing.ledger import LedgerWork
from pincite.model.citations import Bibliography, Citation
from pincite.model.ids import BibliographyId, CitationId, ItemId
from pincite.model.items import Item
from pincite.model.locators import Locator, parse_locator
from pincite.services.cited_rows import CitedRow
from pincite.services.sections import Section
from pincite.ui.bibliography.citations_model import CitationsModel, ShownEntries
from pincite.ui.bibliography.contents import Contents
from pincite.ui.bibliography.ledger_model import LedgerModel
from pincite.ui.bibliography.style_list import USUAL, StyleList, read_styles


def _row(name: str, place: str = "1") -> CitedRow:
    item = Item(ItemId("w"), fields={"title": "Work"}, dates={"issued": "2001"})
    locator = parse_locator(place) if place else Locator()
    citation = Citation(CitationId(name), BibliographyId("b"), item.id, locator)
    return CitedRow(citation, item, locator, None, None, "")


def _show(model: CitationsModel, rows: list[CitedRow]) -> None:
    section = Section(None, tuple(rows))
    contents = Contents(Bibliography(BibliographyId("b"), "B"), (section,))
    model.show(ShownEntries.of(contents, frozenset(), is_by_style=False))


@pytest.mark.parametrize(
    "steps", [("abcd", "dcba"), ("abcd", "bd"), ("ac", "xaybcz"), ("abcd", "dxb"), ("abc", "")]
)
def test_citations_follow_any_new_order(qapp: object, steps: tuple[str, str]) -> None:
    model = CitationsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for names in steps:
        _show(model, [_row(name) for name in names])
        assert [model.key(row) for row in range(model.rowCount())] == list(names)
    tester.deleteLater()


def test_persistent_indexes_follow_their_citation(qapp: object) -> None:
    model = CitationsModel()
    _show(model, [_row(name) for name in "abcd"])
    kept = QPersistentModelIndex(model.index(1))
    _show(model, [_row(name) for name in "dxb"])
    assert kept.row() == 2


def test_only_changed_rows_are_told(qapp: object) -> None:
    model = CitationsModel()
    _show(model, [_row("a"), _row("b")])
    told = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    _show(model, [_row("a"), _row("b", "2")])
    assert told == [(1, 1)]


def test_a_citation_of_a_whole_work_has_no_place(qapp: object) -> None:
    model = CitationsModel()
    _show(model, [_row("a", "")])
    assert model.index(0).data() == "Work 2001"
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1. Work 2001, Work, no page. The work is cited as a whole."


def test_the_ledger_model_keeps_rows_and_takes_new_orders(qapp: object) -> None:
    model = LedgerModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for names in ("ab", "acb", "b", "cba"):
        model.set_works([LedgerWork(ItemId(name), name, ("1",), 1) for name in names])
        assert [work.item for work in model.works] == list(names)
    tester.deleteLater()


def test_styles_are_found_by_words_with_the_usual_first(qapp: object) -> None:
    styles = StyleList()
    tester = QAbstractItemModelTester(styles, QAbstractItemModelTester.FailureReportingMode.Fatal)
    styles.set_styles(read_styles())
    assert styles.rowCount() > 9000
    assert styles.row_of(USUAL[0]) == 0
    styles.search("chicago notes")
    assert styles.row_of("chicago-notes-bibliography") == 0
    styles.search("no style is called that")
    assert styles.rowCount() == 0
    tester.deleteLater()
