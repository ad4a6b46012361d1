"""The story of a news article whose citations lead to the printed pages of a report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.reader.cited import AS_WRITTEN, FRONT_PAGES, import_both
from tests.ui.shell import Shell

from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.services.mention_views import Standing, standing_of
from pincite.services.mentions import MentionRow
from pincite.ui.reader.mentions.mention_card import MentionCard
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab
from pincite.ui.work_chooser import WorkChooser

_PATIENCE_MS = 20_000


@pytest.fixture(autouse=True)
def _no_double_clicks(qapp: QApplication) -> Iterator[None]:
    """Clicks of a test follow each other faster than those of a person."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)
    yield
    qapp.setDoubleClickInterval(before)


@pytest.fixture
def both(shell: Shell, tmp_path: Path) -> tuple[Sha256, Sha256]:
    """The article and the report, in the library."""
    return import_both(shell.context.workspace, tmp_path)


@pytest.fixture
def article(qtbot: QtBot, shell: Shell, both: tuple[Sha256, Sha256]) -> ReaderPane:
    """The article, open, with its citations on the page."""
    shell.context.open_reader(both[0], None, (), None)
    pane = _tab(shell).pane
    qtbot.waitUntil(lambda: len(_rows(pane)) == len(AS_WRITTEN), timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: len(pane.mentions.places.on_page(0)) > 0, timeout=_PATIENCE_MS)
    return pane


def _tab(shell: Shell) -> ReaderTab:
    tab = shell.window.strip.current
    assert isinstance(tab, ReaderTab)
    return tab


def _rows(pane: ReaderPane) -> tuple[MentionRow, ...]:
    return pane.mentions.citations.known.rows


def _standings(pane: ReaderPane) -> list[Standing]:
    return [standing_of(row.mention, row.target) for row in _rows(pane)]


def _middle_of(pane: ReaderPane, number: int) -> QPoint:
    """Where a citation stands in the viewport; it is brought there."""
    mention = _rows(pane)[number].mention.id
    placed = pane.mentions.places.placed(mention, 0)
    assert placed is not None
    pane.view.show_quad(0, placed.quads[0])
    return pane.view.rect_of(0, placed.quads[0]).center()


def _click(
    pane: ReaderPane,
    number: int,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.mouseClick(pane.view.viewport(), button, keys, _middle_of(pane, number))


def _choose(shell: Shell, words: str) -> None:
    """Type into the chooser of works, and press Enter."""
    chooser = shell.window.findChild(WorkChooser)
    assert chooser is not None
    QTest.keyClicks(chooser.edit, words)
    QTest.keyClick(chooser.edit, Qt.Key.Key_Return)


def _button(card: MentionCard, text: str) -> QPushButton:
    return next(button for button in card.buttons if button.text() == text)


def _resolve(qtbot: QtBot, shell: Shell, pane: ReaderPane) -> None:
    """The one confirmation."""
    _click(pane, 0)
    card = pane.mentions.layer.cards.card
    assert card.isVisible()
    _button(card, "Choose the work…").click()
    _choose(shell, "report")
    resolved = [Standing.RESOLVED] * 4 + [Standing.UNKNOWN]
    qtbot.waitUntil(lambda: _standings(pane) == resolved, timeout=_PATIENCE_MS)


@pytest.fixture
def resolved(qtbot: QtBot, shell: Shell, article: ReaderPane) -> ReaderPane:
    """The article, after it was said what RAND is."""
    _resolve(qtbot, shell, article)
    return article


def test_all_forms_are_found_and_none_is_taken_for_granted(article: ReaderPane) -> None:
    assert [row.mention.anchor.quote for row in _rows(article)] == AS_WRITTEN
    assert Standing.RESOLVED not in _standings(article)


@pytest.mark.parametrize(
    ("number", "page"), [(0, "p. 3"), (1, "p. 10"), (2, "p. 23"), (3, "p. 39")]
)
def test_after_one_confirmation_each_opens_at_its_printed_page_beside(
    qtbot: QtBot, shell: Shell, resolved: ReaderPane, both: tuple[Sha256, Sha256], number: int,
    page: str,
) -> None:  # fmt: skip
    _click(resolved, number)
    tab = _tab(shell)
    assert [pane.document.sha256 for pane in tab.panes if pane.document] == list(both)
    report = tab.panes[1]
    qtbot.waitUntil(
        lambda: report.page_count > 0 and report.names.page(report.view.current_page) == page,
        timeout=_PATIENCE_MS,
    )
    assert report.view.current_page == int(page[3:]) + FRONT_PAGES - 1
    assert tab.pane is report


def test_the_quoted_words_light_up_and_else_the_page(
    qtbot: QtBot, shell: Shell, resolved: ReaderPane
) -> None:
    _click(resolved, 2)
    flasher = _tab(shell).panes[1].mentions.flasher
    qtbot.waitUntil(lambda: bool(flasher.boxes), timeout=_PATIENCE_MS)
    assert {place.page_index for place in flasher.boxes} == {23 + FRONT_PAGES - 1}
    _click(resolved, 0)
    qtbot.waitUntil(lambda: flasher.page == 3 + FRONT_PAGES - 1, timeout=_PATIENCE_MS)
    assert flasher.boxes == ()


def test_back_leads_to_the_article(qtbot: QtBot, shell: Shell, resolved: ReaderPane) -> None:
    _click(resolved, 0)
    tab = _tab(shell)
    qtbot.waitUntil(lambda: tab.panes[1].view.current_page == 14, timeout=_PATIENCE_MS)
    shell.context.actions.run("reader.back")
    assert tab.pane is resolved
    assert tab.panes[1].view.current_page == 14


@pytest.mark.parametrize(
    ("button", "keys"),
    [
        (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier),
        (Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_ctrl_or_the_middle_button_opens_a_tab(
    shell: Shell, resolved: ReaderPane, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    before = _tab(shell)
    _click(resolved, 2, button, keys)
    assert _tab(shell) is not before
    assert (len(before.panes), len(_tab(shell).panes)) == (1, 1)


def test_keys_step_through_the_citations_and_enter_opens(
    qtbot: QtBot, shell: Shell, resolved: ReaderPane
) -> None:
    # From the first one, which was clicked to say what it is.
    for _ in range(2):
        shell.context.actions.run("reader.next_citation")
    focused = resolved.mentions.layer.focused
    assert focused is not None
    assert focused.mention.anchor.quote == "(RAND, pg 23)"
    QTest.keyClick(resolved.view, Qt.Key.Key_Return)
    tab = _tab(shell)
    assert len(tab.panes) == 2
    qtbot.waitUntil(
        lambda: tab.panes[1].view.current_page == 23 + FRONT_PAGES - 1, timeout=_PATIENCE_MS
    )


def test_undo_takes_the_answer_back_on_the_page_too(
    qtbot: QtBot, shell: Shell, article: ReaderPane
) -> None:
    before = _standings(article)
    _resolve(qtbot, shell, article)
    shell.context.bridge.undo()
    qtbot.waitUntil(lambda: _standings(article) == before, timeout=_PATIENCE_MS)


def test_the_cited_page_says_who_cites_it_and_leads_there(
    qtbot: QtBot, shell: Shell, resolved: ReaderPane, both: tuple[Sha256, Sha256]
) -> None:
    shell.context.open_reader(both[1], 23 + FRONT_PAGES - 1, (), None)
    report = _tab(shell).pane
    marks = report.mentions.marks
    page = 23 + FRONT_PAGES - 1
    qtbot.waitUntil(lambda: marks.count(page) == 1, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: report.view.current_page == page, timeout=_PATIENCE_MS)
    assert marks.count(page + 1) == 0
    QTest.mouseClick(
        report.view.viewport(), Qt.MouseButton.LeftButton, pos=marks.rect(page).center()
    )
    panel = report.sides.right_panel()
    assert panel.tabs.current == "backlinks"
    model = panel.backlinks.cards.model()
    cards = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert str(cards[0]).startswith("Who cites p. 23")
    assert "¶ 2" in str(cards[1])
    assert str(cards[2]).startswith("Other places")
    assert len(cards) == 6
    panel.backlinks.cards.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(panel.backlinks.cards, Qt.Key.Key_Return)
    citing = _tab(shell).panes[1]
    assert citing.document is not None
    assert citing.document.sha256 == both[0]
    qtbot.waitUntil(lambda: bool(citing.mentions.flasher.boxes), timeout=_PATIENCE_MS)


def test_the_card_shows_the_cited_page_and_cites_it(
    qtbot: QtBot, shell: Shell, resolved: ReaderPane, both: tuple[Sha256, Sha256]
) -> None:
    place = _middle_of(resolved, 2)
    layer = resolved.mentions.layer
    layer.hover(place.toPointF())
    qtbot.waitUntil(lambda: layer.cards.shown is not None, timeout=_PATIENCE_MS)
    card = layer.cards.card
    qtbot.waitUntil(lambda: not card.picture.isNull(), timeout=_PATIENCE_MS)
    assert not card.geometry().contains(place)
    report = shell.context.workspace.read.get(Document, both[1])
    assert report is not None
    shell.after(_button(card, "Cite").click)
    active = shell.context.bibliographies.active()
    assert active is not None
    (cited,) = shell.context.bibliographies.cited(active.id)
    assert (cited.item.id, cited.locator.described) == (report.item, "p. 23")


def test_esc_closes_the_card_that_was_asked_for_by_key(shell: Shell, resolved: ReaderPane) -> None:
    shell.context.actions.run("reader.next_citation")
    cards = resolved.mentions.layer.cards
    assert cards.shown is not None
    QTest.keyClick(resolved.view, Qt.Key.Key_Escape)
    assert cards.shown is None


def test_what_has_no_work_says_so_instead_of_opening(shell: Shell, resolved: ReaderPane) -> None:
    _click(resolved, 4)
    card = resolved.mentions.layer.cards.card
    assert card.isVisible()
    assert [button.text() for button in card.buttons] == [
        "Choose the work…", "Add the work", "Not a citation",
    ]  # fmt: skip
    assert len(_tab(shell).panes) == 1
