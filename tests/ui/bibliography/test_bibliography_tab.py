"""The tab follows the library, and what is done in it is written there."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.bibliography.conftest import open_tab
from tests.ui.bibliography.desk import THESIS, Desk, cite_many, sha_of

from pincite.model.citations import Bibliography, Shown
from pincite.model.ids import CitationId, ItemId
from pincite.services.commands.bibliographies import (
    AddBibliography,
    AddCitation,
    EditBibliography,
    EditCitation,
    TrashBibliography,
)
from pincite.services.commands.entries import MoveEntries
from pincite.services.commands.pages import SetPageLabel
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.bibliography.citation_card import CitationCard
from pincite.ui.bibliography.citation_editor import CitationEditor
from pincite.ui.bibliography.formatting import Formatted, Part
from pincite.ui.bibliography.ledger_model import PAGES, WHERE
from pincite.ui.bibliography.ledger_view import strip_box


def _shown(tab: BibliographyTab) -> str:
    return tab.side.preview.page.toPlainText().replace("\xa0", " ")


def test_shows_citations_notes_and_ledger(tab: BibliographyTab) -> None:
    model = tab.side.citations.model
    assert [str(model.index(row).data()) for row in range(model.rowCount())] == [
        "Adler and Okafor 2014, p. 3",
        "Adler and Okafor 2014, pp. 10–11",
        "Adler and Okafor 2014, p. 23",
        "Lindqvist 2009, p. 212",
        "Radio Nord 2022, 8:33–9:09",
        "Port Commission 1884, p. iv",
    ]
    assert "1 Ruth Adler and Chidi Okafor, Harbour Towns" in _shown(tab)
    assert "Bibliography\nAdler, Ruth" in _shown(tab)
    pages = [tab.side.ledger.table.model.index(row, PAGES).data() for row in range(4)]
    assert pages == ["3, 10–11, 23", "8:33–9:09", "iv", "212"]
    assert tab.side.citations.header.counts.text() == "6 citations, 4 works"
    assert tab.title == "Thesis, chapter 3"


def test_a_corrected_label_is_followed_everywhere(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tab.side.live.formatted, timeout=10_000):
        desk.run(SetPageLabel(sha_of("adler2014"), 2, "iii"))
    assert tab.side.citations.model.index(0).data() == "Adler and Okafor 2014, p. iii"
    assert "(Institute for Trade History, 2014), iii." in _shown(tab)
    assert tab.side.ledger.table.model.index(0, PAGES).data() == "iii, 10–11, 23"


def test_a_new_style_formats_anew(desk: Desk, tab: BibliographyTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.side.live.formatted, timeout=10_000):
        tab.side.preview.style_picker.chosen.emit("apa")
    assert "(Adler & Okafor, 2014, p. 3)" in _shown(tab)
    stored = desk.workspace.read.get(Bibliography, THESIS)
    assert stored is not None
    assert stored.style == "apa"


def test_an_unknown_style_is_said_and_the_page_stays(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    before = _shown(tab)
    with qtbot.waitSignal(tab.side.live.format_failed, timeout=10_000):
        desk.run(EditBibliography(THESIS, style="no-such-style-at-all"))
    assert tab.side.preview.banner is not None
    assert "no citation style named" in tab.side.preview.banner.label.text()
    assert _shown(tab) == before


def test_the_page_shows_one_part_or_both(tab: BibliographyTab) -> None:
    tab.side.preview.show_part(Part.ENTRIES)
    assert _shown(tab).startswith("Bibliography\n")
    tab.side.preview.show_part(Part.CITATIONS)
    assert "Bibliography" not in _shown(tab)


def test_moving_by_keyboard_reorders_and_keeps_the_selection(
    tab: BibliographyTab, qtbot: QtBot
) -> None:
    view = tab.side.citations.view
    view.setCurrentIndex(tab.side.citations.model.index(2))
    view.setFocus()
    with qtbot.waitSignal(tab.side.live.formatted, timeout=10_000):
        tab.side.citations.acts.move_up()
    assert list(tab.side.citations.model.order.entries) == ["c1", "c3", "c2", "c4", "c5", "c6"]
    assert view.selected_ids() == ["c3"]
    with qtbot.waitSignal(tab.side.live.formatted, timeout=10_000):
        tab.side.citations.acts.move_down()
    assert list(tab.side.citations.model.order.entries) == ["c1", "c2", "c3", "c4", "c5", "c6"]


def test_dropping_between_rows_reorders(tab: BibliographyTab, qtbot: QtBot) -> None:
    model = tab.side.citations.model
    data = model.mimeData([model.index(0), model.index(1)])
    with qtbot.waitSignal(tab.side.live.read, timeout=10_000):
        model.dropMimeData(data, Qt.DropAction.MoveAction, 4, 0, model.index(-1))
    assert list(model.order.entries) == ["c3", "c4", "c1", "c2", "c5", "c6"]


def test_editing_the_place_writes_it(tab: BibliographyTab, qtbot: QtBot) -> None:
    view = tab.side.citations.view
    view.setCurrentIndex(tab.side.citations.model.index(3))
    view.edit_locator()
    editor = view.findChild(CitationEditor)
    assert editor is not None
    editor.text.setText("ch. 4")
    with qtbot.waitSignal(tab.side.live.formatted, timeout=10_000):
        QTest.keyClick(editor.text, Qt.Key.Key_Return)
    assert tab.side.citations.model.index(3).data() == "Lindqvist 2009, chapter 4"
    assert "ch. 4" in _shown(tab), _shown(tab)


def test_leaving_a_place_as_it_is_keeps_its_mark(desk: Desk, tab: BibliographyTab) -> None:
    model = tab.side.citations.model
    assert not model.setData(model.index(0), model.row_at(0).locator)
    assert model.row_at(0).citation.annotation == "adler2014-2"


def test_text_around_a_citation_is_kept_by_enter(tab: BibliographyTab, qtbot: QtBot) -> None:
    tab.side.citations.view.setCurrentIndex(tab.side.citations.model.index(3))
    tab.side.citations.view.edit_affixes()
    editor = tab.side.citations.view.editor()
    assert editor is not None
    editor.prefix.setText("see")
    with qtbot.waitSignal(tab.side.live.formatted, timeout=10_000):
        QTest.keyClick(editor.prefix, Qt.Key.Key_Return)
    assert "4 see Elsa Lindqvist" in _shown(tab)


def test_removing_takes_the_selection_out(tab: BibliographyTab, qtbot: QtBot) -> None:
    tab.side.citations.view.setCurrentIndex(tab.side.citations.model.index(4))
    with qtbot.waitSignal(tab.side.live.formatted, timeout=10_000):
        tab.side.citations.acts.remove()
    assert "Radio Nord" not in _shown(tab)
    assert tab.side.citations.header.counts.text() == "5 citations, 3 works"


def test_enter_opens_the_work_at_the_page(desk: Desk, tab: BibliographyTab, qtbot: QtBot) -> None:
    view = tab.side.citations.view
    view.setCurrentIndex(tab.side.citations.model.index(2))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert desk.opened == [(sha_of("adler2014"), 22, (), "adler2014-22")]


def test_a_work_without_file_says_so(desk: Desk, tab: BibliographyTab) -> None:
    tab.side.citations.acts.open(tab.side.citations.model.row_at(4))
    assert desk.notices == [
        (
            "info",
            "“Interview with a Grain Inspector” has no file to open. Add one to it in the library.",
        )
    ]


def test_the_ledger_opens_a_mark(desk: Desk, tab: BibliographyTab) -> None:
    work = tab.side.ledger.table.model.works[0]
    tab.side.ledger.table.view.opened.emit((work, 10))
    tab.side.ledger.table.view.opened.emit((work, None))
    assert [place[1] for place in desk.opened] == [10, 2]


def test_the_ledger_of_the_library_counts_other_bibliographies(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    other = AddBibliography("Another")
    desk.run(other)
    desk.run(AddCitation(other.id, ItemId("lindqvist2009")))
    tab.side.ledger.scope_changed.emit(True)

    def counted() -> int:
        counts = {work.item: work.citations for work in tab.side.ledger.table.model.works}
        return counts.get(ItemId("lindqvist2009"), 0)

    # A reading that the new citation caused may come first.
    qtbot.waitUntil(lambda: counted() == 2, timeout=10_000)


@pytest.mark.parametrize(
    ("format_name", "words"),
    [
        ("bibtex", "@book{adler2014,"),
        ("biblatex", "@book{adler2014,"),
        ("html", "<i>Harbour Towns and the Price of Grain</i>"),
        ("latex", "\\autocite[3]{adler2014}"),
        ("pandoc", "[@adler2014, p. 3]"),
    ],
)
def test_export_writes_the_file(
    tab: BibliographyTab, qtbot: QtBot, tmp_path: Path, format_name: str, words: str
) -> None:
    target = tmp_path / "out.txt"
    tab.side.export(format_name)
    dialog = tab.side.exports.dialog
    assert dialog is not None
    with qtbot.waitSignal(tab.side.exports.written, timeout=10_000):
        dialog.fileSelected.emit(str(target))
    dialog.close()
    assert words in target.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_said(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot, tmp_path: Path
) -> None:
    tab.side.exports.save(lambda: "text", tmp_path / "missing" / "out.bib")
    qtbot.waitUntil(lambda: bool(desk.notices), timeout=10_000)
    assert desk.notices[0][0] == "bad"
    assert "out.bib" in desk.notices[0][1]


def test_the_ledger_is_copied_as_csv(tab: BibliographyTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.side.exports.copied, timeout=10_000):
        tab.side.ledger.output.copy_button.menu_.actions()[1].trigger()
    assert QApplication.clipboard().text().startswith("Work,Key,Pages cited")


def test_copy_gives_rich_and_plain_text(tab: BibliographyTab) -> None:
    tab.side.copy_formatted()
    data = QApplication.clipboard().mimeData()
    assert "<i>Harbour Towns" in data.html()
    assert data.text().startswith("1. Ruth Adler and Chidi Okafor, Harbour Towns")


def test_renaming_reaches_the_title(tab: BibliographyTab, qtbot: QtBot) -> None:
    tab.side.rename()
    field = tab.side.citations.header.name
    field.setText("Thesis, chapter 4")
    with qtbot.waitSignal(tab.title_changed, timeout=10_000) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["Thesis, chapter 4"]


def test_a_name_that_is_taken_is_taken_back(desk: Desk, tab: BibliographyTab, qtbot: QtBot) -> None:
    desk.run(AddBibliography("Another"))
    with qtbot.waitSignal(desk.context.bridge.failed, timeout=10_000):
        tab.side.citations.header.renamed.emit("Another")
    assert tab.side.citations.header.name.text() == "Thesis, chapter 3"


def test_a_hidden_tab_reads_when_it_is_shown(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    tab.hide()
    desk.run(EditCitation(CitationId("c4"), quotation="other words"))
    desk.run(MoveEntries((CitationId("c6"),), CitationId("c1")))
    with qtbot.waitSignal(tab.side.live.formatted, timeout=10_000):
        tab.show()
    assert tab.side.citations.model.order.entries[0] == "c6"


def test_a_bibliography_in_the_trash_closes_its_tab(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tab.closed, timeout=10_000):
        desk.run(TrashBibliography(THESIS))


def test_cite_adds_where_the_mark_says(desk: Desk, qtbot: QtBot) -> None:
    other = AddBibliography("Another")
    desk.run(other)
    desk.service.set_active(other.id)
    tab = open_tab(desk, qtbot)
    mark = tab.side.citations.header.mark
    assert mark.text() == "Let Cite add here"
    mark.click()
    assert mark.text() == "Cite adds here"
    qtbot.waitUntil(lambda: (desk.service.active() or other).id == THESIS, timeout=10_000)


def test_pictures_named_in_titles_are_not_loaded(tab: BibliographyTab) -> None:
    assert tab.side.preview.page.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_the_preview_of_a_hundred_citations_follows_a_label(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tab.side.live.formatted, timeout=20_000):
        cite_many(desk, 94)
    assert tab.side.citations.model.rowCount() == 100
    with qtbot.waitSignal(tab.side.live.formatted, timeout=20_000) as told:
        desk.context.bridge.run(SetPageLabel(sha_of("adler2014"), 2, "A-7"), None)
    assert isinstance(told.args[0], Formatted)
    assert "A-7" in _shown(tab)


def test_an_empty_bibliography_says_how_to_fill_it_and_waits_for_its_name(
    desk: Desk, qtbot: QtBot
) -> None:
    made = AddBibliography("New bibliography", "ieee")
    desk.run(made)
    tab = BibliographyTab(desk.context, made.id)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.side.live.formatted, timeout=20_000):
        tab.show()
    assert not tab.side.citations.header.name.isReadOnly()
    assert not tab.side.citations.view.isVisible()
    assert not tab.side.citations.header.export.isEnabled()
    assert not tab.side.ledger.table.view.isVisible()


def test_a_double_click_on_the_place_edits_it_and_elsewhere_opens(
    desk: Desk, tab: BibliographyTab
) -> None:
    view = tab.side.citations.view
    rect = view.visualRect(tab.side.citations.model.index(0))
    card = CitationCard(desk.theme, view).parts(rect, tab.side.citations.model.row_at(0), Shown())
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=card.number.center())
    assert len(desk.opened) == 1
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=card.locator.center())
    assert view.findChild(CitationEditor) is not None
    assert len(desk.opened) == 1


def test_a_double_click_on_a_mark_opens_its_page(desk: Desk, tab: BibliographyTab) -> None:
    view = tab.side.ledger.table.view
    box = strip_box(view.visualRect(tab.side.ledger.table.model.index(0, WHERE)), desk.theme)
    mark = QPoint(box.left() + round((22.5 / 112) * box.width()), box.center().y())
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=mark)
    assert desk.opened == [(sha_of("adler2014"), 22, (), None)]


def test_a_style_is_found_by_typing_and_chosen_by_enter(tab: BibliographyTab, qtbot: QtBot) -> None:
    picker = tab.side.preview.style_picker
    qtbot.waitUntil(lambda: picker.title().startswith("Chicago Manual"), timeout=20_000)
    picker.open_list()
    popup = picker.popup
    assert popup is not None
    popup.field.setText("ieee reference")
    with qtbot.waitSignal(picker.chosen) as told:
        QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert told.args == ["ieee"]


def test_cards_turn_round_for_those_who_read_from_the_right(
    desk: Desk, tab: BibliographyTab
) -> None:
    view, model = tab.side.citations.view, tab.side.citations.model
    card = CitationCard(desk.theme, view)
    rect = view.visualRect(model.index(0))
    assert card.parts(rect, model.row_at(0), Shown()).chip.left() > rect.center().x()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert card.parts(rect, model.row_at(0), Shown()).chip.right() < rect.center().x()


def test_a_closed_tab_hears_of_nothing_more(desk: Desk, qtbot: QtBot) -> None:
    tab = BibliographyTab(desk.context, THESIS)
    with qtbot.waitSignal(tab.side.live.formatted, timeout=20_000):
        tab.show()
    tab.close()
    tab.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.context.bridge.failed.emit("A command failed.")
    with qtbot.waitSignal(desk.events.changed, timeout=10_000):
        desk.run(SetPageLabel(sha_of("adler2014"), 2, "iii"))
    desk.theme.changed.emit()
    assert not desk.context.actions.has("bibliography.export")
