"""The list of styles with one's own citations in it, styles from files, and the list of works."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.bibliography.desk import THESIS, Desk

from pincite import assets
from pincite.model.citations import Bibliography
from pincite.model.listing import PLAIN, Annotated
from pincite.model.own_styles import OwnStyle
from pincite.ui.bibliography import BibliographyTab

pytestmark = pytest.mark.skipif(assets.citeproc_js() is None, reason="citeproc-js is not installed")

OWN = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
    "<info><title>Mine alone</title><id>mine-alone</id></info>"
    '<citation><layout><text variable="title" prefix="mine: "/></layout></citation></style>'
)


def bibliography(desk: Desk) -> Bibliography:
    found = desk.workspace.read.get(Bibliography, THESIS)
    assert found is not None
    return found


def test_the_list_shows_ones_own_citations_in_each_style(
    tab: BibliographyTab, desk: Desk, qtbot: QtBot
) -> None:
    picker = tab.side.preview.style_picker
    qtbot.waitUntil(lambda: picker.title() != "chicago-notes-bibliography", timeout=20_000)
    picker.open_list()
    popup = picker.popup
    assert popup is not None
    popup.field.setText("apa style 7th edition")
    qtbot.waitUntil(lambda: ", p. " in popup.page.toPlainText(), timeout=20_000)
    first = popup.page.toPlainText()
    popup.field.setText("ieee reference guide")
    qtbot.waitUntil(lambda: "[1" in popup.page.toPlainText(), timeout=20_000)
    assert popup.page.toPlainText() != first
    assert bibliography(desk).style == "chicago-notes-bibliography"
    popup.close()


def test_a_style_from_a_file_is_added_and_chosen(
    tab: BibliographyTab, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "mine.csl"
    file.write_text(OWN)
    picker = tab.side.preview.style_picker
    with qtbot.waitSignal(picker.chosen, timeout=20_000):
        picker.add_file(str(file))
    qtbot.waitUntil(lambda: bibliography(desk).style == "mine-alone", timeout=5_000)
    assert desk.workspace.read.get(OwnStyle, "mine-alone") is not None
    qtbot.waitUntil(lambda: picker.title() == "Mine alone", timeout=20_000)


def test_a_file_that_is_no_style_is_told_of_by_line(
    tab: BibliographyTab, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "broken.csl"
    file.write_text("<style>")
    tab.side.preview.style_picker.add_file(str(file))
    qtbot.waitUntil(lambda: bool(desk.notices), timeout=20_000)
    kind, text = desk.notices[-1]
    assert (kind, "broken.csl was not added" in text, "line 1:" in text) == ("bad", True, True)
    assert desk.workspace.read.own_styles() == []


def test_the_menu_of_the_list_of_works(tab: BibliographyTab, desk: Desk, qtbot: QtBot) -> None:
    menu = tab.side.preview.works_menu
    menu._annotated[Annotated.ABSTRACT].trigger()
    qtbot.waitUntil(lambda: bibliography(desk).listing.annotated is Annotated.ABSTRACT)
    qtbot.waitUntil(lambda: menu._listing().annotated is Annotated.ABSTRACT)
    menu._parts["kinds"].trigger()
    qtbot.waitUntil(lambda: len(bibliography(desk).listing.sections) == 2)
    qtbot.waitUntil(lambda: "Books" in tab.side.preview.page.toPlainText(), timeout=20_000)
    qtbot.waitUntil(lambda: menu._parts["kinds"].isChecked())
    desk.workspace.undo().result()
    desk.workspace.undo().result()
    assert bibliography(desk).listing == PLAIN


def test_abbreviations_from_a_file_are_used(
    tab: BibliographyTab, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.json"
    file.write_text('{"default": {"container-title": {"Journal of Law": "J. Law"}}}')
    tab.side.preview.works_menu.add_abbreviations(str(file))
    qtbot.waitUntil(lambda: bibliography(desk).listing.is_abbreviated, timeout=5_000)
    assert desk.service.own_styles.abbreviations() == {
        "container-title": {"journal of law": "J. Law"}
    }
