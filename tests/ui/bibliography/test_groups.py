"""Headings, order, what is shown, drops and the page, in the tab itself."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.bibliography.desk import THESIS, Desk

from pincite.citing.csl_engine import CslRequest, CslResult
from pincite.model.citations import Bibliography, Citation, Ordering, Shown
from pincite.model.ids import BibliographyId, CitationId, ItemId
from pincite.model.locators import parse_locator
from pincite.services.cite_sources import CiteSource
from pincite.services.commands.bibliographies import AddBibliography, AddCitation, EditCitation
from pincite.services.commands.entries import AddHeading
from pincite.services.commands.items import TrashItems
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.bibliography.citations_model import CitationsModel
from pincite.ui.bibliography.contents import HeadingRow
from pincite.ui.bibliography.formatting import Part
from pincite.ui.dragging import carried, put_items, put_sources

LATER = AddHeading(THESIS, "Later works", CitationId("c4"))
_SOON = 10_000


def _keys(tab: BibliographyTab) -> list[str]:
    model = tab.side.citations.model
    return [str(model.key(row)) for row in range(model.rowCount())]


def _shown(tab: BibliographyTab) -> str:
    return tab.side.preview.page.toPlainText().replace("\xa0", " ")


def _with_heading(desk: Desk, tab: BibliographyTab, qtbot: QtBot) -> CitationsModel:
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        desk.run(LATER)
    return tab.side.citations.model


def test_a_heading_stands_in_the_list_and_on_the_page(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    model = _with_heading(desk, tab, qtbot)
    heading = model.entry(3)
    assert isinstance(heading, HeadingRow)
    assert (heading.heading.title, heading.count, heading.to_mend) == ("Later works", 3, 1)
    assert "Later works\n4 Elsa Lindqvist" in _shown(tab)
    said = model.index(3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Heading “Later works”, 3 citations"


def test_a_new_heading_waits_for_its_name(desk: Desk, tab: BibliographyTab, qtbot: QtBot) -> None:
    view = tab.side.citations.view
    view.setCurrentIndex(tab.side.citations.model.index(3))
    with qtbot.waitSignal(tab.side.live.read, timeout=_SOON):
        tab.side.citations.acts.add_heading()
    field = view.viewport().findChild(QLineEdit)
    assert field is not None
    field.setText("Sources")
    with qtbot.waitSignal(tab.side.live.read, timeout=_SOON):
        QTest.keyClick(field, Qt.Key.Key_Return)
    found = desk.workspace.read.get(Bibliography, THESIS)
    assert found is not None
    assert [h.title for h in found.headings] == ["Sources"]
    assert tab.side.citations.model.row_of(found.headings[0].id) == 3


def test_folding_hides_a_group_and_is_remembered(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    _with_heading(desk, tab, qtbot)
    view = tab.side.citations.view
    view.setCurrentIndex(tab.side.citations.model.index(3))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert _keys(tab) == ["c1", "c2", "c3", LATER.id]
    assert desk.workspace.undo_label == "Add heading"
    assert "4 Elsa Lindqvist" in _shown(tab)
    # What the page leads to is unfolded.
    tab.side.preview.page.clicked.emit("citation:c5")
    assert view.selected_ids() == ["c5"]


def test_dropping_on_a_heading_puts_a_citation_under_it(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    model = _with_heading(desk, tab, qtbot)
    data = model.mimeData([model.index(0)])
    with qtbot.waitSignal(tab.side.live.read, timeout=_SOON):
        model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(3))
    assert _keys(tab) == ["c2", "c3", LATER.id, "c4", "c5", "c6", "c1"]


def test_a_dragged_heading_brings_its_group(desk: Desk, tab: BibliographyTab, qtbot: QtBot) -> None:
    model = _with_heading(desk, tab, qtbot)
    data = model.mimeData([model.index(3)])
    assert carried(data).entries == (LATER.id, "c4", "c5", "c6")
    with qtbot.waitSignal(tab.side.live.read, timeout=_SOON):
        model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert _keys(tab) == [LATER.id, "c4", "c5", "c6", "c1", "c2", "c3"]


def test_ordered_by_style_the_works_stand_as_in_the_list(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        tab.side.citations.bar.ordering_chosen.emit(Ordering.STYLE)
    items = [str(tab.side.citations.model.row_at(row).item.id) for row in range(6)]
    assert items == ["adler2014"] * 3 + ["lindqvist2009", "port1884", "nord2022"]
    tab.side.citations.view.setCurrentIndex(tab.side.citations.model.index(1))
    tab.side.citations.acts.move_up()
    assert desk.notices[-1][1].startswith("These citations are ordered by style.")
    assert desk.workspace.undo_label == "Change order of citations"


def test_ordered_by_hand_the_list_of_works_follows_the_headings(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    _with_heading(desk, tab, qtbot)
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        tab.side.citations.bar.ordering_chosen.emit(Ordering.HAND)
    tab.side.preview.show_part(Part.ENTRIES)
    lines = _shown(tab).split("\n")
    assert lines[1].startswith("Adler")
    assert lines[2] == "Later works"
    assert lines[3].startswith("Lindqvist")


def test_quotations_are_shown_on_the_page_when_they_are_wanted(
    tab: BibliographyTab, qtbot: QtBot
) -> None:
    assert "the scales were wrong" not in _shown(tab)
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        tab.side.citations.bar.shown_chosen.emit(Shown(page_quotations=True))
    assert "“the scales were wrong”" in _shown(tab)


@pytest.mark.parametrize("is_item", [True, False])
def test_works_and_places_are_cited_where_they_are_dropped(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot, *, is_item: bool
) -> None:
    data = QMimeData()
    if is_item:
        put_items(data, ["port1884"])
    else:
        put_sources(data, [CiteSource(item="port1884", place="12")])
    model = tab.side.citations.model
    with qtbot.waitSignal(tab.side.live.read, timeout=_SOON):
        model.dropMimeData(data, Qt.DropAction.CopyAction, 2, 0, QModelIndex())
    row = model.row_at(2)
    assert (row.item.id, row.locator.described) == ("port1884", "" if is_item else "p. 12")
    assert tab.side.citations.view.selected_ids() == [row.citation.id]


def test_a_mark_is_cited_at_its_page_by_pasting_it(tab: BibliographyTab, qtbot: QtBot) -> None:
    data = QMimeData()
    put_sources(data, [CiteSource(annotation="adler2014-22")])
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(tab.side.live.read, timeout=_SOON):
        tab.side.citations.acts.paste()
    row = tab.side.citations.model.row_at(6)
    assert (row.locator.described, row.quotation) == ("p. 23", "weight itself was for sale")


def test_what_is_not_citable_is_not_pasted(desk: Desk, tab: BibliographyTab) -> None:
    QGuiApplication.clipboard().setText("some words")
    tab.side.citations.acts.paste()
    assert desk.notices[-1][0] == "info"


def test_an_empty_bibliography_takes_drops(desk: Desk, qtbot: QtBot) -> None:
    made = AddBibliography("Empty")
    desk.run(made)
    tab = BibliographyTab(desk.context, made.id)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.side.live.formatted, timeout=20_000):
        tab.show()
    data = QMimeData()
    put_items(data, ["adler2014", "nord2022"])
    tab.drop_data(data, is_copy=True)

    def cited() -> list[str]:
        return [each.item for each in desk.workspace.read.citations_of(made.id)]

    qtbot.waitUntil(lambda: cited() == ["adler2014", "nord2022"], timeout=20_000)


def test_between_two_sides_citations_move_and_are_copied(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    other = AddBibliography("Other")
    desk.run(other)
    desk.run(AddCitation(other.id, ItemId("port1884")))
    tab.open_beside(other.id)
    first, second = tab.sides
    qtbot.waitUntil(lambda: second.citations.model.rowCount() == 1, timeout=20_000)
    data = first.citations.model.mimeData([first.citations.model.index(4)])
    second.citations.model.dropMimeData(data, Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    wanted = ["nord2022", "port1884"]
    qtbot.waitUntil(lambda: _items(desk, other.id) == wanted, timeout=_SOON)
    assert len(_items(desk, THESIS)) == 6
    second.citations.model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    qtbot.waitUntil(lambda: _items(desk, other.id) == [*wanted, "nord2022"], timeout=_SOON)
    assert len(_items(desk, THESIS)) == 5
    tab.close_side(first)
    assert [side.bibliography_id for side in tab.sides] == [other.id]


def _items(desk: Desk, bibliography: BibliographyId) -> list[str]:
    return [str(c.item) for c in desk.workspace.read.citations_of(bibliography)]


def test_a_click_on_the_page_selects_and_the_selection_is_marked_there(
    tab: BibliographyTab,
) -> None:
    page, view = tab.side.preview.page, tab.side.citations.view
    block = page.document().findBlockByNumber(1)
    place = page.document().documentLayout().blockBoundingRect(block).center().toPoint()
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, place.y()))
    assert view.selected_ids() == ["c2"]
    marked = [mark.cursor.block().text() for mark in page.extraSelections()]
    assert [text[:7].replace("\xa0", " ") for text in marked] == ["2 Adler", "Adler, "]


def test_clicks_on_a_work_go_through_its_citations(tab: BibliographyTab) -> None:
    found = []
    for _ in range(4):
        tab.side.preview.page.clicked.emit("work:adler2014")
        found += tab.side.citations.view.selected_ids()
    assert found == ["c1", "c2", "c3", "c1"]


def test_a_work_in_the_trash_is_told_and_comes_back_with_a_click(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    model = tab.side.citations.model
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        desk.run(TrashItems((ItemId("lindqvist2009"),)))
    assert "Lindqvist" not in _shown(tab)
    assert [model.number(row) for row in range(6)] == [1, 2, 3, 0, 4, 5]
    assert tab.side.citations.bar.mend.text() == "2 need a look"
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        tab.side.citations.acts.mend(model.row_at(3))
    assert "4 Elsa Lindqvist" in _shown(tab)


def test_a_page_that_the_file_lacks_leads_to_the_place(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        desk.run(AddCitation(THESIS, ItemId("lindqvist2009"), locator=parse_locator("512")))
    view, model = tab.side.citations.view, tab.side.citations.model
    said = model.index(6).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("no such page. The file has no page 512.")
    tab.side.citations.acts.mend(model.row_at(6))
    assert view.editor() is not None


def test_the_next_that_needs_a_look_is_found_round_the_end(tab: BibliographyTab) -> None:
    found = []
    for _ in range(3):
        tab.side.citations.go_to_next_to_mend()
        found += tab.side.citations.view.selected_ids()
    assert found == ["c3", "c4", "c3"]


def test_fields_are_reached_by_tab_and_left_by_escape(desk: Desk, tab: BibliographyTab) -> None:
    view = tab.side.citations.view
    view.setCurrentIndex(tab.side.citations.model.index(3))
    view.edit_locator()
    editor = view.editor()
    assert editor is not None
    QTest.keyClick(editor.text, Qt.Key.Key_Tab)
    QTest.keyClicks(editor.prefix, "see")
    editor.prefix.selectAll()
    QTest.keyClick(editor.prefix, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert editor.prefix.text() == "<i>see</i>"
    assert editor.command == EditCitation(CitationId("c4"), prefix="<i>see</i>")
    QTest.keyClick(editor.prefix, Qt.Key.Key_Escape)
    assert view.editor() is None
    kept = desk.workspace.read.get(Citation, CitationId("c4"))
    assert kept is not None
    assert kept.prefix == ""


def test_what_leaves_the_citations_alone_does_not_ask_the_engine(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[CslRequest] = []
    render = desk.service.engine.render

    def watched(request: CslRequest) -> CslResult:
        asked.append(request)
        return render(request)

    monkeypatch.setattr(desk.service.engine, "render", watched)
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        desk.run(LATER)
    assert ("Later works" in _shown(tab), asked) == (True, [])
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        desk.run(EditCitation(CitationId("c4"), prefix="see"))
    assert len(asked) == 1
