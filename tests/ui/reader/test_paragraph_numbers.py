"""The numbers of paragraphs in the margin of an article, and the page box that follows them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from pincite.model.documents import Document
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace
from pincite.ui.context import AppContext
from pincite.ui.reader.pages.page_themes import PageTheme, paper_colour
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab

SENTENCE = "It would be wrong to read the council minutes as the record of a conspiracy. "


@pytest.fixture
def article(workspace: Workspace, tmp_path: Path) -> Document:
    text = "\n\n".join(f"Paragraph {n}. {SENTENCE * 3}" for n in range(1, 31))
    (tmp_path / "essay.md").write_text(f"# An essay\n\n{text}\n", encoding="utf-8")
    found = Importer(workspace).run([tmp_path / "essay.md"], JobContext()).files[0]
    assert (found.pages > 2, found.paragraphs) == (True, 30)
    assert found.sha256 is not None
    document = workspace.read.get(Document, found.sha256)
    assert document is not None
    return document


@pytest.fixture
def tab(open_tab: Callable[..., ReaderTab], article: Document, qtbot: QtBot) -> ReaderTab:
    tab = open_tab(article)
    qtbot.waitUntil(lambda: 0 in tab.pane.texts.known)
    return tab


def margin(pane: ReaderPane) -> QImage:
    """What is seen at the left of the text, on the paper."""
    page = pane.view.layout_of_pages.box(0, pane.view.viewport().width())
    text = pane.texts.known[0]
    left = round(min(word.box.x0 for word in text.words) * pane.view.layout_of_pages.scale)
    image = pane.view.viewport().grab().toImage()
    height = image.height() - page.y - 40
    return image.copy(page.x + 2, page.y + 20, left - 4, height)


def inks(image: QImage, paper: QColor) -> set[int]:
    return {
        image.pixel(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) != paper
    }


@pytest.mark.parametrize("colours", [PageTheme.PAPER, PageTheme.SEPIA, PageTheme.DARK])
def test_numbers_stand_in_the_margin_in_the_colours_of_the_page(
    tab: ReaderTab, colours: PageTheme
) -> None:
    tab.set_page_theme(colours)
    tab.pane.view.viewport().repaint()
    paper = paper_colour(colours)
    assert inks(margin(tab.pane), paper)
    tab.toggle_paragraph_numbers()
    assert not inks(margin(tab.pane), paper)


def test_the_choice_is_kept(tab: ReaderTab, context: AppContext) -> None:
    assert tab.pane.canvas.numbers.is_shown
    tab.toggle_paragraph_numbers()
    assert not context.settings.shows_paragraph_numbers


def test_numbers_are_no_part_of_the_text(tab: ReaderTab) -> None:
    assert tab.pane.texts.known[0].text.startswith("An essay\n\nParagraph 1. It would")


def test_the_page_box_follows_the_paragraph_that_is_read(tab: ReaderTab, qtbot: QtBot) -> None:
    pane, box = tab.pane, tab.pane.bar.page_box
    assert box.text == "¶ 1 of 30"
    third = next(w for w in pane.texts.known[0].words if w.start == pane.names.paragraphs[2].start)
    pane.go_to(0, third.box.y0)
    assert box.text == "¶ 3 of 30"


@pytest.mark.parametrize("typed", ["12", "¶ 12", "¶12"])
def test_a_number_that_is_typed_leads_to_its_paragraph(
    tab: ReaderTab, qtbot: QtBot, typed: str
) -> None:
    box = tab.pane.bar.page_box
    box.edit.setText(typed)
    box._go()
    qtbot.waitUntil(lambda: box.text == "¶ 12 of 30")


def test_a_number_that_does_not_exist_is_said_to_be_none(tab: ReaderTab) -> None:
    box = tab.pane.bar.page_box
    box.edit.setText("99")
    box._go()
    assert box.edit.toolTip() == "There is no paragraph “99” in this article."
