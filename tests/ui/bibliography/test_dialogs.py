"""Taking over from another bibliography, printing, duplicating and putting away."""

from dataclasses import replace
from pathlib import Path

import pymupdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from tests.ui.bibliography.desk import THESIS, Desk

from pincite.model.citations import Bibliography
from pincite.model.ids import CitationId
from pincite.services.commands.bibliographies import AddBibliography
from pincite.services.commands.entries import AddHeading
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.bibliography.choice_model import ChoiceModel
from pincite.ui.bibliography.formatting import Group, Part
from pincite.ui.bibliography.import_dialog import ImportDialog
from pincite.ui.bibliography.print_dialog import PrintDialog

_SOON = 10_000
CHECK = Qt.ItemDataRole.CheckStateRole


def test_a_ticked_heading_ticks_what_stands_under_it(desk: Desk) -> None:
    desk.run(AddHeading(THESIS, "Later", CitationId("c4")))
    model = ChoiceModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_sections(desk.service.sections(THESIS))
    assert (model.ticked_citations, model.citation_count) == (6, 6)
    model.setData(model.index(3), Qt.CheckState.Unchecked.value, CHECK)
    assert list(map(str, model.ticked_entries)) == ["c1", "c2", "c3"]
    model.setData(model.index(5), Qt.CheckState.Checked.value, CHECK)
    assert model.index(3).data(CHECK) == Qt.CheckState.PartiallyChecked
    assert list(map(str, model.ticked_entries)) == ["c1", "c2", "c3", "c5"]
    tester.deleteLater()


def test_chosen_citations_of_another_bibliography_are_taken_over(desk: Desk, qtbot: QtBot) -> None:
    made = AddBibliography("New")
    desk.run(made)
    tab = BibliographyTab(desk.context, made.id)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.side.live.formatted, timeout=20_000):
        tab.show()
    tab.acts.import_from()
    dialog = tab.window().findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.citation_count == 6, timeout=_SOON)
    dialog.field.setText("lindqvist")
    dialog.none.click()
    assert dialog.take.text() == "Import 5 citations"
    with qtbot.waitSignal(tab.side.live.read, timeout=_SOON):
        dialog.take.click()
    items = [str(c.item) for c in desk.workspace.read.citations_of(made.id)]
    assert items == ["adler2014", "adler2014", "adler2014", "nord2022", "port1884"]
    assert desk.workspace.undo_label == "Import citations"


def test_the_page_is_written_as_a_pdf(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(tab.side.live.formatted, timeout=_SOON):
        desk.run(AddHeading(THESIS, "Later works", CitationId("c4")))
    tab.acts.print()
    dialog = tab.window().findChild(PrintDialog)
    assert dialog is not None
    assert dialog.part is Part.BOTH
    target = tmp_path / "thesis.pdf"
    dialog.write_pdf(str(target))
    with pymupdf.open(target) as written:
        text = " ".join(written[0].get_text().split())
    for words in ("Thesis, chapter 3", "Later works", "Bibliography Adler, Ruth"):
        assert words in text
    assert text.endswith("1")
    assert desk.notices[-1] == ("ok", f"Saved as {target}.")


def test_only_the_list_of_works_is_printed_when_that_is_wanted(
    tab: BibliographyTab, tmp_path: Path
) -> None:
    tab.acts.print()
    dialog = tab.window().findChild(PrintDialog)
    assert dialog is not None
    parts = []
    # One of the two is always there.
    for box in (dialog.citations, dialog.entries):
        box.setChecked(False)
        parts.append(dialog.part)
    assert parts == [Part.ENTRIES, Part.CITATIONS]
    dialog.write_pdf(str(tmp_path / "notes.pdf"))
    with pymupdf.open(tmp_path / "notes.pdf") as written:
        assert "Bibliography" not in written[0].get_text()


def test_a_long_bibliography_runs_over_several_sheets(
    desk: Desk, tab: BibliographyTab, tmp_path: Path
) -> None:
    formatted = tab.side.preview.page.formatted
    assert formatted is not None
    many = Group("", formatted.entries[0].texts * 60)
    dialog = PrintDialog(
        desk.context, replace(formatted, entries=(many,)), "Long", Part.ENTRIES, tab
    )
    dialog.write_pdf(str(tmp_path / "long.pdf"))
    with pymupdf.open(tmp_path / "long.pdf") as written:
        texts = [page.get_text().split() for page in written]
    assert len(texts) > 3
    assert [words[-1] for words in texts] == [str(n) for n in range(1, len(texts) + 1)]
    assert sum(words.count("Lindqvist,") for words in texts) == 60


def test_a_duplicate_opens_and_archiving_is_said(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    opened: list[str] = []
    desk.context.open_bibliography = opened.append
    with qtbot.waitSignal(desk.events.changed, timeout=_SOON):
        tab.acts.duplicate()
    made = desk.workspace.read.bibliography_by_name("Thesis, chapter 3, copy")
    assert made is not None
    assert opened == [made.id]
    tab.acts.archive()
    mark = tab.side.citations.header.mark
    qtbot.waitUntil(lambda: mark.text() == "Archived", timeout=_SOON)
    assert desk.notices[-1][0] == "ok"
    found = desk.workspace.read.get(Bibliography, THESIS)
    assert found is not None
    assert found.archived
