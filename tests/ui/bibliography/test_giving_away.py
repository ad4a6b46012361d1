"""Citations and annotations given away: quick copy, drags into editors, files."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.bibliography.desk import THESIS, Desk, sha_of

from pincite.importing.manuscripts.reading import read_manuscript
from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography
from pincite.model.ids import ItemId
from pincite.services.bibliographies import ItemCite
from pincite.services.commands.entries import AddHeading
from pincite.services.copying import Quoted
from pincite.services.exporting import export_bibliography
from pincite.ui.annotation_exports import AnnotationExports, ReadingSource
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.quick_copy import QuickCopy, quoted_rows

ADLER = ItemId("adler2014")


def test_quick_copy_is_in_the_form_of_the_user(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot
) -> None:
    desk.context.settings = replace(desk.context.settings, quick_copy="pandoc")
    citations = tab.side.citations
    citations.view.setCurrentIndex(citations.model.index(0))
    with qtbot.waitSignal(citations.acts.quick.copied, timeout=10_000):
        citations.acts.quick_copy()
    assert QApplication.clipboard().text().startswith("[@adler2014, p")


def test_what_is_dragged_becomes_formatted_while_it_is_dragged(desk: Desk, qtbot: QtBot) -> None:
    quick, data = QuickCopy(desk.context), QMimeData()
    quoted = quoted_rows(desk.service.cited(THESIS)[:1])
    quick.fill(data, quoted)
    short = data.text()
    assert short.startswith("(Adler and Okafor 2014, p. ")
    qtbot.waitUntil(lambda: data.text() != short, timeout=20_000)
    assert "<i>Harbour Towns" in data.html()
    assert data.hasFormat("text/rtf")


def test_the_menu_offers_every_form_but_those_left_out(desk: Desk, qtbot: QtBot) -> None:
    quick, owner = QuickCopy(desk.context), QWidget()
    qtbot.addWidget(owner)
    item = desk.workspace.read.items([ADLER])[0]
    menu = quick.menu(owner, lambda: [Quoted(ItemCite(item))], without=("key",))
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names[:2] == ["Formatted reference", "In-text citation or note"]
    assert "Citation key" not in names
    with qtbot.waitSignal(quick.copied, timeout=10_000):
        menu.actions()[names.index("Typst command")].trigger()
    assert QApplication.clipboard().text() == "@adler2014"


def test_a_bibliography_is_exported_as_a_word_document(
    desk: Desk, tab: BibliographyTab, qtbot: QtBot, tmp_path: Path
) -> None:
    path, thesis = tmp_path / "thesis.docx", desk.workspace.read.get(Bibliography, THESIS)
    assert thesis is not None
    with qtbot.waitSignal(tab.side.exports.written, timeout=20_000):
        tab.side.exports.save(lambda: export_bibliography(desk.service, thesis, "docx"), path)
    found = read_manuscript(path)
    rows = desk.service.cited(THESIS)
    assert [c.cites[0].key for c in found.citations] == [row.item.key for row in rows]
    assert [str(c.cites[0].locator) for c in found.citations] == [str(r.locator) for r in rows]


def test_headings_stand_in_documents(desk: Desk) -> None:
    first = desk.service.cited(THESIS)[0].citation.id
    desk.run(AddHeading(THESIS, "Prices & tides", first))
    thesis = desk.workspace.read.get(Bibliography, THESIS)
    assert thesis is not None
    made = export_bibliography(desk.service, thesis, "markdown")
    assert isinstance(made, str)
    assert made.split("\n\n")[1] == "## Prices & tides"


def test_annotations_go_into_a_folder_of_notes_that_is_remembered(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    exports, folder = AnnotationExports(desk.context, owner), tmp_path / "vault"
    with qtbot.waitSignal(exports.written, timeout=10_000):
        exports.save_notes(ReadingSource((ADLER,)), "obsidian", folder)
    note = folder / "@adler2014.md"
    marks = desk.workspace.read.annotations_of(sha_of("adler2014"))
    assert marks
    assert all(f"pincite://annotation/{mark.id}" in note.read_text("utf-8") for mark in marks)
    assert desk.context.settings.note_folders == {"obsidian": str(folder)}
    note.write_text(note.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    note.rename(folder / "Another name.md")
    with qtbot.waitSignal(exports.written, timeout=10_000):
        exports.save_notes(ReadingSource((ADLER,)), "obsidian", folder)
    assert [path.name for path in folder.iterdir()] == ["Another name.md"]
    assert (folder / "Another name.md").read_text("utf-8").endswith("\nMine.\n")


def test_annotations_are_exported_to_one_file(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    exports, path = AnnotationExports(desk.context, owner), tmp_path / "marks.docx"
    menu = exports.menu(owner, ReadingSource((ADLER,)))
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(exports.written, timeout=10_000):
        exports.save(ReadingSource((ADLER,)), "docx", path)
    marks: list[Annotation] = desk.workspace.read.annotations_of(sha_of("adler2014"))
    assert len(read_manuscript(path).citations) == len(marks)
